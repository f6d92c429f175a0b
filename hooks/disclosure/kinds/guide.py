"""公开指南: the nine elements of 条例第十二条."""

from __future__ import annotations

from typing import ClassVar

from disclosure.fields import Line, Markdown, Model, term
from disclosure.kinds.base import Entry


class DisclosureOffice(Model):
    """The office that handles disclosure (政府信息公开工作机构)."""

    name: Line = term("名称", about="政府信息公开工作机构的名称", example="示例县财政局办公室")
    address: Line = term("办公地址", about="办公地址", example="示例县示范大道2号")
    hours: Line = term("办公时间", about="办公时间", example="工作日 8:30—12:00，14:00—17:30")
    phone: Line = term("联系电话", about="联系电话", example="0000-1234567")
    fax: Line | None = term("传真号码", about="传真号码", example="0000-1234568", default=None)
    online: Line | None = term("互联网联系方式", about="邮箱或者网址", example="xxgk@shilixian.example", default=None)
    postcode: Line | None = term("邮政编码", about="邮政编码", example="000000", default=None)


class Guide(Entry):
    """An organ's guide to its public information (政府信息公开指南)."""

    slug: ClassVar[str] = "guide"
    label: ClassVar[str] = "政府信息公开指南"
    about: ClassVar[str] = "怎样查找和获取政府信息"
    counter: ClassVar[str] = "份"

    classification: Markdown = term("信息分类", about="政府信息的分类", example="本机关主动公开的信息分为……")
    arrangement: Markdown = term("编排体系", about="怎样编排", example="按公开类别、年度编排")
    access: Markdown = term("获取方式", about="怎样获取", example="在政府网站、档案馆、图书馆查阅")
    office: DisclosureOffice = term("工作机构", about="政府信息公开工作机构", example="见示例")
