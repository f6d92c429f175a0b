"""Which paths and sizes every usual system can hold: FAT32, exFAT, NTFS and Windows Explorer, Linux, macOS.

Reserved names and characters: Microsoft, "Naming Files, Paths, and Namespaces". A copy is carried on sticks between
systems, so what one of them refuses, changes or confuses is refused before anything is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable

LONGEST_NAME = 255
"""Bytes of UTF-8 in one name: what Linux holds. Windows counts 255 UTF-16 units, which are never more."""
LONGEST_PATH = 180
"""UTF-16 units of a path in the copy: Windows holds 259, and the folder that the copy is put into needs some."""
LARGEST_FILE = 500_000_000
"""Bytes; the page that verifies holds one file at a time in memory."""
FAT_LIMIT = 2**32 - 1
"""Bytes of the largest file on FAT32."""

_FORBIDDEN = frozenset('<>:"|?*\\%')  # % too: manifests of BagIt and addresses of pages write it in another way
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control characters, invisible ones, halves of characters, line ends


def fault_of(path: str) -> str:
    """What is wrong with a path below the copy, its folders joined by "/"; empty when nothing is.

    The text goes on after the path, as in “…含有 …”.
    """
    if len(path.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_PATH:
        return f"太长，最多 {LONGEST_PATH} 个字符"
    return next((fault for name in path.split("/") if (fault := _fault_of_name(name))), "")


def _fault_of_name(name: str) -> str:
    return next((fault for is_wrong, fault in _FAULTS if is_wrong(name)), "")


_FAULTS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda name: not name, "里有空的文件夹名"),
    (
        lambda name: name != name.strip() or name.startswith(".") or name.endswith("."),
        "里有以点或者空格开头、结尾的名称",
    ),
    (lambda name: not _FORBIDDEN.isdisjoint(name), '含有 < > : " | ? * \\ % 中的字符，Windows 或者网页地址里不能用'),
    (lambda name: any(unicodedata.category(char) in _UNSEEN for char in name), "含有看不见的字符"),
    (lambda name: _RESERVED.match(name) is not None, "里有 Windows 保留的名称"),
    (lambda name: not unicodedata.is_normalized("NFC", name), "里的字符是拆开写的（不是 NFC 形式）"),
    (lambda name: len(name.encode()) > LONGEST_NAME, f"里有太长的名称，最多 {LONGEST_NAME} 个字节"),
)


def fault_of_size(size: int) -> str:
    """What is wrong with the size of a file in bytes; goes on after its path, empty when nothing is."""
    if size > FAT_LIMIT:
        return "超过 4 GB，U 盘（FAT32）放不下"
    if size > LARGEST_FILE:
        return f"超过 {LARGEST_FILE // 1_000_000} MB，核验页读不了"
    return ""


def fold(path: str) -> str:
    """The path as systems compare names that take no account of case or of how a character is composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).upper())


def twins(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Paths, those of folders included, that some system takes for one and the same: groups of two or more, sorted.

    A path that is both a file and the folder of another one makes a group with itself.
    """
    files = list(paths)
    folders: dict[str, set[str]] = defaultdict(set)  # by their folded form
    known: set[str] = set()
    for path in files:
        place = path.rpartition("/")[0]
        while place and place not in known:
            known.add(place)
            folders[fold(place)].add(place)
            place = place.rpartition("/")[0]
    found: dict[str, list[str]] = {key: sorted(names) for key, names in folders.items()}
    for path in files:
        found.setdefault(fold(path), []).append(path)
    return sorted(tuple(sorted(names)) for names in found.values() if len(names) > 1)
