"""The parts of a 发布预览单."""

from __future__ import annotations

from dataclasses import dataclass

NEW, CHANGED, WITHDRAWN, RESTORED, GONE = "新增", "修改", "撤回", "恢复", "删除"
ORDER = (NEW, CHANGED, WITHDRAWN, RESTORED, GONE)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that differs; `before` or `after` is None where there is none. Paths are relative to the root."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Item:
    """What happens to one entry."""

    what: str
    """One of ORDER."""
    kind: str
    """Slug of the kind."""
    kind_label: str
    counter: str
    """The measure word of the kind: 件, 份, 条."""
    organ: str
    title: str
    index_number: str
    path: str
    address: str
    """Where it will stand on the site; empty for one that is gone."""
    details: tuple[str, ...] = ()
    """What changes in it, a sentence each."""
    validity: str = ""
    """The new 有效性 where it changes to another than 有效."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that changes, sorted; the same for the same two states."""

    items: tuple[Item, ...]
    matters: tuple[str, ...]
    """Sentences on money and powers, which people look at first."""
    attachments: tuple[str, ...]
    pages: tuple[str, ...]
    """Hand-written pages."""
    settings: tuple[str, ...]
    """Vocabulary: what all pages share."""
    program: tuple[str, ...]
    """Files that only those who maintain the program change."""
    warnings: tuple[str, ...]
    """What a reviewer must not overlook."""
    digest: str
    """SHA-256 over the changed files, so that paper and merge can be compared."""

    @property
    def summary(self) -> str:
        """One sentence: 新增政策文件 3 件；废止 1 件；更正预算 1 份。"""
        return _summary(self.items, len(self.attachments), len(self.pages), len(self.settings), len(self.program))


def _summary(items: tuple[Item, ...], attachments: int, pages: int, settings: int, program: int) -> str:
    parts = []
    for what in ORDER:
        counted: dict[tuple[str, str], int] = {}
        for item in items:
            if item.what == what:
                counted[item.kind_label, item.counter] = counted.get((item.kind_label, item.counter), 0) + 1
        said = [f"{label} {count} {counter}" for (label, counter), count in counted.items()]
        parts += [f"{what}{'、'.join(said)}"] if said else []
    ended: dict[str, int] = {}
    for item in items:
        if item.validity:
            ended[item.validity] = ended.get(item.validity, 0) + 1
    parts += [f"{validity} {count} 件" for validity, count in ended.items()]
    for name, count, counter in (
        ("附件有变化", attachments, "个"),
        ("手写页面有变化", pages, "篇"),
        ("词表有变化", settings, "个"),
        ("程序文件有变化", program, "个"),
    ):
        parts += [f"{name} {count} {counter}"] if count else []
    return "；".join(parts) + "。" if parts else "公众看到的内容没有变化。"
