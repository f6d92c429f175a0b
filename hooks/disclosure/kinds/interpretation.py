"""政策解读: what a document means in plain words (国办发〔2016〕80号)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Line, Listed, Markdown, NonEmpty, term
from disclosure.kinds.base import Entry, Relation


class Interpretation(Entry):
    """An explanation of one or more policy documents."""

    slug: ClassVar[str] = "interpretation"
    label: ClassVar[str] = "政策解读"
    about: ClassVar[str] = "用通俗的话说明政策文件"
    counter: ClassVar[str] = "件"
    facts: ClassVar[tuple[str, ...]] = ("interpreter", "form")
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("documents", "解读的文件", "政策解读", ("policy", "emergency-plan", "rulebook"), acyclic=False),
    )

    documents: Annotated[tuple[Line, ...], NonEmpty] = term(
        "解读对象", about="解读哪些文件，写索引号", example="990000011/2024-00001"
    )
    interpreter: Line | None = term("解读单位", about="由谁解读", example="示例县财政局", default=None)
    form: Annotated[Line, Listed("解读形式")] | None = term(
        "解读形式", about="用什么形式解读", example="文字解读", default=None
    )
    body: Markdown = term("正文", about="解读的正文，一行一段", example="一、为什么要制定这个办法")
