"""Two states of the catalogue compared: what the public will see change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from disclosure.catalogue import FOLDER, Catalogue, address_of
from disclosure.kinds import KINDS, Entry
from disclosure.problem import one_line, quote
from disclosure.report.details import details_of
from disclosure.report.matters import matters_of
from disclosure.report.model import CHANGED, GONE, NEW, ORDER, RESTORED, WITHDRAWN, FileChange, Item, Preview
from disclosure.source import read

SHRINKS = 0.01
"""The part of all entries that may vanish without a word; more is pointed out (a site that suddenly is smaller)."""
_IN_FORCE = "有效"
_VOCABULARY, _FILES, _PAGES = f"{FOLDER}/vocabulary/", "files", "content/"
_ENTRY_PARTS = len(("catalogue", "organ", "kind", "file"))


def compare(changes: Iterable[FileChange], after: Catalogue, total_before: int) -> Preview:
    """The preview of changed files. `after` is the checked catalogue, `total_before` how many entries there were."""
    ordered = sorted(changes, key=lambda change: change.path)
    items: list[Item] = []
    pairs: list[tuple[Entry | None, Entry | None]] = []
    others: dict[str, list[str]] = {"attachments": [], "pages": [], "settings": [], "program": []}
    for change in ordered:
        kind = _kind_of(change.path)
        if kind is None:
            others[_sort_of(change.path)].append(_file_said(change))
            continue
        old, new = (_data(data) for data in (change.before, change.after))
        item = _item(change.path, kind, old, new, after)
        if item:
            items.append(item)
            pairs.append((_entry(kind, old, change.path), _entry(kind, new, change.path)))
    items = _moved(items)
    organs = {organ.name: number for number, organ in enumerate(after.vocabulary.organs)}
    return Preview(
        items=tuple(
            sorted(items, key=lambda one: (ORDER.index(one.what), organs.get(one.organ, 0), one.kind, one.path))
        ),
        matters=tuple(matters_of(pairs, after)),
        attachments=tuple(others["attachments"]),
        pages=tuple(others["pages"]),
        settings=tuple(others["settings"]),
        program=tuple(others["program"]),
        warnings=tuple(_warnings(items, total_before)),
        digest=_digest(ordered),
    )


def _kind_of(path: str) -> type[Entry] | None:
    parts = PurePosixPath(path).parts
    if len(parts) == _ENTRY_PARTS and parts[0] == FOLDER and parts[2] in KINDS and path.endswith(".yml"):
        return None if parts[1].startswith(".") else KINDS[parts[2]]
    return None


def _sort_of(path: str) -> str:
    parts = PurePosixPath(path).parts
    if path.startswith(_VOCABULARY):
        return "settings"
    if path.startswith(_PAGES):
        return "pages"
    if len(parts) > 2 and parts[0] == FOLDER and parts[2] == _FILES:  # noqa: PLR2004 - catalogue, organ, files
        return "attachments"
    return "program"


def _file_said(change: FileChange) -> str:
    what = NEW if change.before is None else GONE if change.after is None else CHANGED
    size = "" if change.after is None else f"（{_size(len(change.after))}）"
    return one_line(f"{what} {change.path}{size}")


def _size(count: int) -> str:
    return f"{-(-count // 1024)} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def _data(content: bytes | None) -> dict[str, Any] | None:
    """The data of one version; empty for one that cannot be read, which the check has named already."""
    if content is None:
        return None
    return dict(read(content, "").data or {})


def _entry(kind: type[Entry], data: dict[str, Any] | None, path: str) -> Entry | None:
    if not data or "撤回" in data:
        return None
    try:
        return kind.model_validate(data).filed(path, path.split("/")[1])
    except ValidationError:
        return None


def _item(
    path: str, kind: type[Entry], old: dict[str, Any] | None, new: dict[str, Any] | None, after: Catalogue
) -> Item | None:
    shown = new if new is not None else old or {}
    organ = after.vocabulary.organ_by_slug.get(path.split("/")[1])
    number = str(shown.get("索引号", ""))
    what = _what(old, new)
    details: tuple[str, ...] = ()
    if what == CHANGED:
        details = details_of(kind, old or {}, new or {})
        if not details:
            return None  # another order of the fields, a comment: nobody sees it
    elif what == WITHDRAWN and isinstance(shown.get("撤回"), dict):
        details = (f"理由：{one_line(str(shown['撤回'].get('理由', '')))}",)
    return Item(
        what=what,
        kind=kind.slug,
        kind_label=kind.label,
        counter=kind.counter,
        organ=organ.name if organ else path.split("/")[1],
        title=one_line(str(shown.get("标题") or (old or {}).get("标题") or "（没有标题）")),
        index_number=number,
        path=path,
        address=address_of(number) if number and new is not None else "",
        details=details,
        validity=_ended(old, new),
    )


def _what(old: dict[str, Any] | None, new: dict[str, Any] | None) -> str:
    if new is None:
        return GONE
    if "撤回" in new:
        return CHANGED if old and "撤回" in old else WITHDRAWN
    if old is None:
        return NEW
    return RESTORED if "撤回" in old else CHANGED


def _ended(old: dict[str, Any] | None, new: dict[str, Any] | None) -> str:
    """The new 有效性 of an entry that was there, where it is another and not 有效."""
    if not old or not new:
        return ""
    was, now = str(old.get("有效性", "")), str(new.get("有效性", ""))
    return now if now and now not in {was, _IN_FORCE} else ""


def _moved(items: Sequence[Item]) -> list[Item]:
    """A file under another name with the same number is one entry that moved, no new one and no lost one."""
    fresh = {item.index_number: item for item in items if item.what == NEW and item.index_number}
    gone = {item.index_number: item for item in items if item.what == GONE and item.index_number}
    both = fresh.keys() & gone.keys()
    kept = [item for item in items if item.index_number not in both]
    for number in sorted(both):
        new = fresh[number]
        note = f"文件由 {gone[number].path} 移到 {new.path}"
        kept.append(
            Item(
                CHANGED,
                new.kind,
                new.kind_label,
                new.counter,
                new.organ,
                new.title,
                number,
                new.path,
                new.address,
                (note,),
            )
        )
    return kept


def _warnings(items: Sequence[Item], total_before: int) -> Iterator[str]:
    gone = [item for item in items if item.what == GONE]
    for item in gone:
        yield (
            f"删除了 {item.path}（{quote(item.title)}），没有撤回记录：原来的网址会打不开。"
            "请恢复文件，写上“撤回”的日期和理由。"
        )
    lost = len(gone) + sum(item.what == WITHDRAWN for item in items)
    if total_before and lost > max(1, total_before * SHRINKS):
        yield f"这次减少 {lost} 个条目，超过原有 {total_before} 个的百分之一，请核对是不是误删。"


def _digest(changes: Sequence[FileChange]) -> str:
    lines = [
        f"{change.path}\0{sha256(change.after).hexdigest() if change.after is not None else '-'}\n"
        for change in changes
    ]
    return sha256("".join(lines).encode()).hexdigest()
