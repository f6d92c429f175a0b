"""公开制度: the rules of disclosure work, from national to county level."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Line, Listed, Web, term
from disclosure.kinds.base import Entry


class Rulebook(Entry):
    """A law, regulation or local rule about disclosure (政府信息公开制度)."""

    slug: ClassVar[str] = "rulebook"
    label: ClassVar[str] = "政府信息公开制度"
    about: ClassVar[str] = "政府信息公开的法规、规章和工作制度"
    counter: ClassVar[str] = "件"
    facts: ClassVar[tuple[str, ...]] = ("level",)

    level: Annotated[Line, Listed("制度层级")] = term("制度层级", about="哪一级的制度", example="县级制度")
    issuer: Line = term("发文机关", about="制定机关，联合发文用顿号分开", example="示例县人民政府办公室")
    document_number: Line | None = term("发文字号", about="公文的编号", example="示政办发〔2024〕8号", default=None)
    effective_on: Day | None = term("施行日期", about="从哪一天起施行", example="2024-06-01", default=None)
    expires_on: Day | None = term("失效日期", about="到哪一天失效", example="2029-05-31", default=None)
    validity: Line | None = term("有效性", about="现在是否有效", example="有效", default=None)
    validity_note: Line | None = term("效力说明", about="废止、失效、修改的依据", example="被……废止", default=None)
    source_url: Web | None = term(
        "原文链接", about="原文在官方网站的网址", example="https://www.gov.cn/…", default=None
    )
