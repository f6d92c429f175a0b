"""Attachments: named safely, there in the same letters, of a type that can be opened, belonging to an entry."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from disclosure.catalogue import Catalogue, StoredFile
from disclosure.kinds import Entry
from disclosure.problem import Loc, Problem, Rule, quote, sentence, shared
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.source import read_head

_PART = shared("attachment-part", "[〇\u3400-\u9fff\U00020000-\U0003ffffA-Za-z0-9_\\-.（）〔〕《》]+")
_RESERVED = re.compile(
    shared(
        "reserved-name", r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|autorun\.inf|desktop\.ini|thumbs\.db)(?:\..*)?"
    ).pattern,
    re.IGNORECASE,
)
_MAX_PART_CHARACTERS, _MAX_PART_BYTES, _MAX_PATH = 80, 240, 150
BAD_NAME = sentence("bad-attachment-name", "{found}：{what}", "请改名后重新填写")
NAME_FAULTS = {
    name: sentence(f"bad-attachment-name.{name}", what)
    for name, what in {
        "outside": "应以 files/ 开头，指本机构 files 文件夹里的文件",
        "composed": "文件名里有拆开写的字符（不是 NFC 形式）",
        "empty": "路径里有空的一层，或者只有点号的一层",
        "ends": "文件名不能以“-”“.”开头，也不能以“.”结尾",
        "signs": "文件名里有不允许的字符，只可以用汉字、字母、数字和 _ - . （）〔〕《》",
        "reserved": "这是系统保留的名称，在 Windows 上打不开",
        "long": f"文件名太长，超过 {_MAX_PART_CHARACTERS} 个字或者 {_MAX_PART_BYTES} 个字节",
        "path": f"路径太长，超过 {_MAX_PATH} 个字",
    }.items()
}

_MAGIC: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "ofd": (b"PK\x03\x04",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "zip": (b"PK\x03\x04",),
    "doc": (b"\xd0\xcf\x11\xe0",),
    "xls": (b"\xd0\xcf\x11\xe0",),
    "wps": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "et": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
}
"""The first bytes of each file type."""


def _name_fault(name: str) -> str | None:
    """What is wrong with the name of an attachment, or None."""
    parts = name.split("/")
    if parts[0] != "files" or len(parts) < 2:  # noqa: PLR2004 - the folder and the file
        return NAME_FAULTS["outside"]()[0]
    if unicodedata.normalize("NFC", name) != name:
        return NAME_FAULTS["composed"]()[0]
    if fault := next(filter(None, map(_part_fault, parts[1:])), None):
        return fault
    return NAME_FAULTS["path"]()[0] if len(name) > _MAX_PATH else None


def _part_fault(part: str) -> str | None:
    """What is wrong with the name of a file or folder, or None."""
    if not part.strip("."):
        return NAME_FAULTS["empty"]()[0]
    if part[0] in "-." or part[-1] == ".":
        return NAME_FAULTS["ends"]()[0]
    if not _PART.fullmatch(part):
        return NAME_FAULTS["signs"]()[0]
    if _RESERVED.fullmatch(part):
        return NAME_FAULTS["reserved"]()[0]
    if len(part) > _MAX_PART_CHARACTERS or len(part.encode()) > _MAX_PART_BYTES:
        return NAME_FAULTS["long"]()[0]
    return None


@entry_rule(
    "bad-attachment-name",
    requires="附件写成 files/文件名，只用汉字、字母、数字和 _ - . （）〔〕《》，不用系统保留的名称，不超过80个字。",
    reason="别的写法可能指到目录以外的文件，或者复制到优盘、在 Windows 上打不开。",
)
def bad_attachment_name(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The name of each attachment is safe on every system."""
    del context
    for number, attachment in enumerate(entry.attachments):
        if what := _name_fault(attachment.file):
            loc: Loc = ("附件", number, "文件")
            yield rule(
                entry.path,
                *BAD_NAME(found=quote(attachment.file), what=what),
                loc=loc,
                found=attachment.file,
            )


@catalogue_rule(
    "missing-attachment",
    requires="附件真的在本机构的 files 文件夹里，大小写一字不差。",
    reason="Windows 不分大小写，网站的服务器分；差一个字母公众就下载不了。",
)
def missing_attachment(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each attachment is there, in exactly these letters."""
    del context
    by_folded = {(stored.organ_slug, _folded(stored.name)): stored for stored in catalogue.stored}
    for entry in catalogue.entries:
        for number, attachment in enumerate(entry.attachments):
            loc: Loc = ("附件", number, "文件")
            if _name_fault(attachment.file) or catalogue.file_of(entry, attachment):
                continue
            near = by_folded.get((entry.organ_slug, _folded(attachment.file)))
            if near:
                cure = f"请把文件改名为 {attachment.file}" if _name_fault(near.name) else f"请写成 {near.name}"
                what = f"{quote(attachment.file)}与文件 {near.name} 的大小写或者全半角不同"
                yield rule(entry.path, what, cure, loc=loc)
            else:
                folder = f"catalogue/{entry.organ_slug}/files/"
                yield rule(
                    entry.path, f"找不到{quote(attachment.file)}", f"请把文件放进 {folder}，或者更正名称", loc=loc
                )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


@catalogue_rule(
    "orphan-attachment",
    requires="files 文件夹里的每个文件都属于某个条目。",
    reason="没有条目的文件没有经过审查，也没有标题和日期，不能公开。",
    source="《中华人民共和国政府信息公开条例》第十七条",
)
def orphan_attachment(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each stored file belongs to an entry."""
    del context
    used = {(entry.organ_slug, _folded(found.file)) for entry in catalogue.entries for found in entry.attachments}
    for stored in catalogue.stored:
        if (stored.organ_slug, _folded(stored.name)) not in used:
            yield rule(stored.path, "这个文件不属于任何条目", "请在条目的“附件”里写上它，或者删去")


@catalogue_rule(
    "attachment-type",
    requires="附件是允许的类型（site.yml 的“附件类型”），内容与扩展名相符，不是空文件。",
    reason="改了扩展名的文件打不开；能执行的文件会危害公众的电脑。",
)
def attachment_type(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each stored file is of an allowed type and is what its name says."""
    allowed = context.vocabulary.site.attachment_types
    for stored in catalogue.stored:
        extension = PurePosixPath(stored.name).suffix[1:].lower()
        if extension not in allowed:
            refusal = f"不允许 {extension} 文件" if extension else "文件名没有扩展名"
            yield rule(stored.path, refusal, f"可以用：{'、'.join(allowed)}")
        elif what := _content_fault(context.root / stored.path, extension):
            yield rule(stored.path, *what)


def to_be_read(catalogue: Catalogue, context: Context) -> list[StoredFile]:
    """The stored files that belong to entries and are of the type that their names say, each once."""
    allowed = context.vocabulary.site.attachment_types
    used = {
        stored.path
        for entry in catalogue.entries
        for attachment in entry.attachments
        if (stored := catalogue.file_of(entry, attachment))
    }
    return [
        stored
        for stored in catalogue.stored
        if stored.path in used
        and (extension := PurePosixPath(stored.name).suffix[1:].lower()) in allowed
        and not _content_fault(context.root / stored.path, extension)
    ]


def _content_fault(path: Path, extension: str) -> tuple[str, str] | None:
    head = read_head(path, 64)
    if not head:
        return "文件为空（0 字节）", "请重新放入完整的文件"
    if head.startswith(b"version https://git-lfs"):
        return "得到的是 LFS 指针，不是文件本身", "请取回真正的文件再检查"
    if extension in _MAGIC and not head.startswith(_MAGIC[extension]):
        return f"内容不是 {extension} 文件", f"请放入真正的 {extension} 文件，不要只改扩展名"
    return None


@catalogue_rule(
    "attachment-collision",
    requires="同一个机构的附件名称，不分大小写也不重复。",
    reason="复制到 Windows 或者优盘，只差大小写的两个文件会互相覆盖。",
)
def attachment_collision(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No two stored files of an organ fall together after case folding."""
    del context
    groups: defaultdict[tuple[str, str], list[StoredFile]] = defaultdict(list)
    for stored in catalogue.stored:
        groups[(stored.organ_slug, _folded(stored.name))].append(stored)
    for group in groups.values():
        for stored in group[1:]:
            yield rule(stored.path, f"文件名与 {group[0].path} 只差大小写或者全半角", "请改名")
