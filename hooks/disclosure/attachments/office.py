"""What DOCX and XLSX packages have in common: macros, links, embedded files, the properties of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.attachments.model import Finding, Part, UnreadableError
from disclosure.attachments.package import Package, elements

_ACTIVE = (
    (r".*(?:vbaProject\.bin|vbaData\.xml|/macrosheets/.+)", "含有宏", "请另存为不带宏的格式"),
    (r".*/(?:activeX|ctrlProps)/.+", "嵌有控件", "请删去控件后再保存"),
    (r".*/(?:connections\.xml|queryTables/.+|customData/.+)", "连接到外部数据", "请断开数据连接，再保存一次"),
    (r".*/webextensions/.+", "嵌有加载项", "请删去加载项后再保存"),
)
_EMBEDDED = r".*/embeddings/.+"
_LINKS = re.compile(r"/(?:externalLinkPath|attachedTemplate|oleObject|image|frame|subDocument|package)$", re.IGNORECASE)
"""Kinds of relations that make a program open another file by itself; ordinary hyperlinks are not among them."""
_MAX_TARGET = 60
_DIGITS = re.compile(r"[0-9０-９]{4,}")


def findings(package: Package) -> Iterator[Finding]:
    """What a package of an office program should not hold."""
    for pattern, what, mend in _ACTIVE:
        if found := package.matching(pattern):
            yield Finding("active", f"{what}（{found[0]}）", mend)
    if found := package.matching(_EMBEDDED):
        names = "、".join(name.rpartition("/")[2] for name in found[:3])
        what = f"嵌有 {len(found)} 个别的文件（{names}）"
        yield Finding("embedded", what, "请删去；图表请改成图片，或者导出为 PDF、OFD")
    for name in package.matching(r".*\.rels"):
        yield from _links(package, name)


def _links(package: Package, name: str) -> Iterator[Finding]:
    for _, relation, _ in elements(package, name, "Relationship"):
        if relation.get("TargetMode") == "External" and _LINKS.search(relation.get("Type", "")):
            target = relation.get("Target", "")[:_MAX_TARGET]
            yield Finding("active", f"链接到外面的文件“{target}”", "请断开链接，再保存一次")


_PERSONS = {"creator", "lastModifiedBy"}
_WORDS = {"title", "subject", "keywords", "description", "category"}


def properties(package: Package) -> tuple[list[Finding], Part]:
    """Who made the document, and the words in its properties, which are published but not shown."""
    if "docProps/core.xml" not in package:
        return [], Part("文件属性", "")
    found = elements(package, "docProps/core.xml", *_PERSONS, *_WORDS)
    persons = [Finding("author", text.strip()) for name, _, text in found if name in _PERSONS]
    words = "\n".join(text for name, _, text in found if name in _WORDS)
    return [person for person in persons if person.what], Part("文件属性", words)


def sample(text: str, limit: int = 20) -> str:
    """The beginning of a text for a message that many will read: long numbers are covered."""
    words = " ".join(text.split())
    words = _DIGITS.sub(lambda found: "*" * len(found[0]), words)
    return f"“{words[:limit]}…”" if len(words) > limit else f"“{words}”"


def require(package: Package, pattern: str, what: str) -> str:
    """The first part that matches. Raises UnreadableError where there is none: the file is not what its name says."""
    found = package.matching(pattern)
    if not found:
        raise UnreadableError("damaged", f"里面没有{what}，不是真正的文件", "请用原来的软件打开，另存一份再放入")
    return found[0]
