"""基层政务公开标准目录 (国办发〔2019〕54号): what each of the 26 domains must publish, how and for whom."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Line, Listed, Model, NonEmpty, Text, term
from disclosure.kinds.base import Entry


class StandardItem(Model):
    """One row of the official table; the columns are those that county catalogues print."""

    unseen: ClassVar[frozenset[str]] = frozenset({"category_name", "kind_name"})

    first: Line = term("一级事项", about="公开事项的一级名称，同前一行的也要写", example="政策法规")
    second: Line = term("二级事项", about="公开事项的二级名称", example="监督检查")
    contents: Annotated[tuple[Text, ...], NonEmpty] = term(
        "公开内容", about="公开哪些内容（要素）", example="检查依据、结果和处理"
    )
    basis: Annotated[tuple[Line, ...], NonEmpty] = term(
        "公开依据", about="法律法规和文件的名称", example="《中华人民共和国政府信息公开条例》"
    )
    time_limit: Line = term("公开时限", about="多久以内公开", example="信息形成或者变更之日起20个工作日内")
    bodies: Annotated[tuple[Line, ...], NonEmpty] = term("公开主体", about="由谁公开", example="示例县应急管理局")
    channels: Annotated[tuple[Annotated[Line, Listed("公开渠道")], ...], NonEmpty] = term(
        "公开渠道", about="用了哪些渠道和载体，打 ■", example="政府网站"
    )
    audience: Annotated[tuple[Annotated[Line, Listed("目录公开对象")], ...], NonEmpty] = term(
        "公开对象", about="全社会或者特定群众，打 √", example="全社会"
    )
    audience_note: Line | None = term("特定群众", about="特定群众是哪些人", example="被检查的单位", default=None)
    manner: Annotated[tuple[Annotated[Line, Listed("目录公开方式")], ...], NonEmpty] = term(
        "公开方式", about="主动或者依申请公开，打 √", example="主动"
    )
    levels: Annotated[tuple[Annotated[Line, Listed("目录公开层级")], ...], NonEmpty] = term(
        "公开层级", about="哪一级公开，打 √", example="县级"
    )
    category_name: Line | None = term("公开类别", about="本站的哪个类别里有这些信息", example="安全生产", default=None)
    kind_name: Line | None = term("种类", about="是哪个种类的信息", example="监督检查", default=None)


class StandardCatalogue(Entry):
    """The catalogue of one domain."""

    slug: ClassVar[str] = "standard-catalogue"
    label: ClassVar[str] = "基层政务公开标准目录"
    about: ClassVar[str] = "各试点领域基层政务公开的事项、内容、依据、时限、主体和渠道"
    counter: ClassVar[str] = "份"
    facts: ClassVar[tuple[str, ...]] = ("domain",)

    domain: Annotated[Line, Listed("基层公开领域")] = term("领域", about="26个试点领域之一", example="安全生产")
    issued_on: Day = term("成文日期", about="目录定稿的日期", example="2026-03-20")
    rows: Annotated[tuple[StandardItem, ...], NonEmpty] = term("事项", about="目录的各行", example="见示例")
