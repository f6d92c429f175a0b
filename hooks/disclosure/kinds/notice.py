"""通用信息: whatever has no kind of its own yet."""

from __future__ import annotations

from typing import ClassVar

from disclosure.fields import Line, Markdown, term
from disclosure.kinds.base import Entry


class Notice(Entry):
    """A disclosure with a title and a text."""

    slug: ClassVar[str] = "notice"
    label: ClassVar[str] = "通用信息"
    about: ClassVar[str] = "公告、通告、工作动态等其他应当公开的信息"
    facts: ClassVar[tuple[str, ...]] = ("source",)

    source: Line | None = term("来源", about="信息来源", example="示例县应急管理局", default=None)
    body: Markdown = term("正文", about="正文，一行一段", example="为了……，现公告如下：")
