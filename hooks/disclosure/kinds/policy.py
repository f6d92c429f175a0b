"""政策文件: rules, normative documents and other policy documents (条例第二十条第（一）项)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Line, Listed, Markdown, term
from disclosure.kinds.base import Entry, Relation


class Policy(Entry):
    """A policy document with its number, its validity and its place among other documents."""

    slug: ClassVar[str] = "policy"
    label: ClassVar[str] = "政策文件"
    about: ClassVar[str] = "规章、行政规范性文件和其他政策文件"
    counter: ClassVar[str] = "件"
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("interpretations", "政策解读", "解读的文件", ("interpretation",), acyclic=False),
        Relation("repeals", "本文件废止的文件", "废止本文件的文件", ("policy", "emergency-plan", "rulebook")),
        Relation("amends", "本文件修改的文件", "修改本文件的文件", ("policy", "emergency-plan", "rulebook")),
        Relation("basis", "制定依据", "依据本文件制定的文件", free_text=True),
    )

    issuer: Line = term("发文机关", about="发文机关的规范名称，联合发文用顿号分开", example="示例县人民政府办公室")
    document_number: Line = term("发文字号", about="公文的编号，没有编号的写“无”", example="示政办发〔2024〕8号")
    issued_on: Day = term("成文日期", about="签发的日期", example="2024-04-28")
    validity: Line = term("有效性", about="现在是否有效", example="有效")
    effective_on: Day | None = term("施行日期", about="从哪一天起施行", example="2024-06-01", default=None)
    expires_on: Day | None = term("失效日期", about="到哪一天失效", example="2029-05-31", default=None)
    validity_note: Line | None = term(
        "效力说明", about="废止、失效、修改的依据，文件不在本站时必填", example="被示例市政府令第3号废止", default=None
    )
    genre: Annotated[Line, Listed("文种")] | None = term("文种", about="公文的种类", example="通知", default=None)
    basis: tuple[Line, ...] = term(
        "依据", about="依据的法律法规名称，或者本站文件的索引号", example="《……条例》", default=()
    )
    interpretations: tuple[Line, ...] = term(
        "解读", about="解读材料的索引号", example="990000011/2024-00002", default=()
    )
    repeals: tuple[Line, ...] = term(
        "废止", about="本文件废止哪些文件，写索引号", example="990000011/2019-00003", default=()
    )
    amends: tuple[Line, ...] = term(
        "修改", about="本文件修改哪些文件，写索引号", example="990000011/2020-00004", default=()
    )
    body: Markdown = term("正文", about="文件正文，一行一段", example="各乡镇人民政府，县政府各部门：")
