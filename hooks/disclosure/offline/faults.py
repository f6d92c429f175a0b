"""What is wrong with a copy, as sentences for the clerk at the desk: many files of one sort make one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.problem import one_line

SHOWN = 20
"""Most files of one sort that are named; the rest are counted."""

OF_FILES = {
    "zip-path": ("压缩包里有 {} 个文件的路径指到副本以外", "请不要解开，向发布机关重新索取"),
    "zip-link": ("压缩包里有 {} 个链接或者特殊文件", "请不要解开，向发布机关重新索取"),
    "zip-duplicate": ("压缩包里有 {} 个文件名出现两次以上", "请不要解开，向发布机关重新索取"),
    "twins": ("有 {} 组文件名在 Windows 上是同一个文件", "请向发布机关重新索取"),
    "missing": ("缺少 {} 个文件", "请重新复制"),
    "damaged": ("损坏或者被改动 {} 个文件", "请重新复制这些文件；仍然不对的，向发布机关索取"),
    "renamed": ("有 {} 个文件的名称变了", "请重新复制"),
    "foreign": ("多出 {} 个不属于副本的文件", "请不要打开，移走以后再核验"),
    "link": ("有 {} 个链接或者特殊文件", "副本里只能有普通文件，请重新复制"),
    "unreadable": ("有 {} 个文件或者文件夹读不出来", "请重新复制"),
}
"""Faults of single files, in the order in which they are told: what they have in common, and what to do."""

LAST = "no-release"
"""Told at the end: it is true of every bag that others made, whatever else is wrong with it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. The id never changes its meaning: manuals and telephone calls refer to it."""

    id: str
    text: str = ""
    """The whole sentence; for one of OF_FILES what is said of this file besides, mostly nothing."""
    path: str = ""
    """The file inside the copy; for one of OF_FILES alone."""


def report(faults: Sequence[Fault], most: int | None = SHOWN) -> list[str]:
    """Lines for people: faults of the copy as a whole first, then files by sort; all of them with `most` None."""
    found = sorted(set(faults), key=lambda fault: (fault.path, fault.text))
    lines: list[str] = []
    end: list[str] = []
    for fault in dict.fromkeys(faults):
        if fault.id not in OF_FILES:
            (end if fault.id == LAST else lines).append(one_line(f"[{fault.id}] {fault.text}"))
    for name in OF_FILES:
        if group := [fault for fault in found if fault.id == name]:
            lines += _paragraph(name, group, most)
    return lines + end


def _paragraph(name: str, group: Sequence[Fault], most: int | None) -> list[str]:
    heading, cure = OF_FILES[name]
    shown = group if most is None else group[:most]
    lines = [f"[{name}] {heading.format(len(group))}，{cure}："]
    lines += [one_line(f"  {fault.path}{f'（{fault.text}）' if fault.text else ''}") for fault in shown]
    if len(shown) < len(group):
        lines.append(f"  ……另有 {len(group) - len(shown)} 个没有列出，用 --all 可以全部列出。")
    return lines


def in_words(day: date) -> str:
    """A day as it is written in official texts: 2026年11月15日."""
    return f"{day.year}年{day.month}月{day.day}日"
