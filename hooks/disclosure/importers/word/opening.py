"""A document is opened only when it may be imported: what it is, what it hides, whether it may be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.attachments import Finding, extract
from disclosure.attachments.model import UnreadableError
from disclosure.importers.table import Fault, Place
from disclosure.importers.word.blocks import Loss
from disclosure.importers.word.layout import recognise
from disclosure.importers.word.markdown import to_markdown
from disclosure.importers.word.parts import Layout
from disclosure.importers.word.reading import read_document
from disclosure.problem import RULES
from disclosure.source import read_bytes
from disclosure.vocabulary import Vocabulary

MAX_BYTES = 64 * 1024 * 1024
_DOCX = b"PK\x03\x04"
_SAVE = "请在 Word 或者 WPS 里打开，另存为 .docx，再导入"
_OTHERS = {
    "doc": ("是旧版的 Word 文档（.doc）", _SAVE),
    "dot": ("是旧版的 Word 模板（.dot）", _SAVE),
    "wps": ("是 WPS 的旧格式（.wps）", _SAVE),
    "wpt": ("是 WPS 的旧模板（.wpt）", _SAVE),
    "rtf": ("是 RTF 文档", _SAVE),
    "odt": ("是 ODT 文档", _SAVE),
    "docm": ("是带宏的 Word 文档（.docm）", "请另存为不带宏的 .docx，再导入"),
    "pdf": ("是 PDF，排版以后的文字分不清标题和段落", "请用起草时的 Word 文档；只有 PDF 的，作为附件公开，正文另写"),
    "ofd": ("是 OFD，排版以后的文字分不清标题和段落", "请用起草时的 Word 文档；只有 OFD 的，作为附件公开，正文另写"),
}
SUFFIXES = ("docx", *_OTHERS)
"""Files that this import takes, or refuses with what to do."""
_REFUSED = {"damaged", "encrypted", "too-large", "active", "tracked", "comment", "hidden-text", "secrecy", "identity"}
_SECRET = RULES["attachment-secrecy-mark"]
"""Of a document with a mark of secrecy the same is to be said, wherever it turns up."""


class UnfitError(Exception):
    """The document is not imported; the faults say why and what to do."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Opened:
    """A document in parts."""

    layout: Layout
    body: str
    losses: tuple[Loss, ...]


def open_document(document: Path, words: Vocabulary) -> Opened:
    """The document in parts. Raises UnfitError, and OSError where it cannot be read."""
    suffix = document.suffix[1:].lower()
    if suffix in _OTHERS:
        raise UnfitError(Fault(document.name, Place(), *_OTHERS[suffix]))
    data = read_bytes(document)
    if len(data) > MAX_BYTES:
        raise UnfitError(
            Fault(document.name, Place(), f"文件超过 {MAX_BYTES // 1024 // 1024} MB", "请删去或者压缩图片")
        )
    if not data.startswith(_DOCX):
        raise UnfitError(_no_docx(document.name, data))
    found = extract(data, "docx").findings
    if refused := [_refused(document.name, one) for one in found if one.kind in _REFUSED]:
        raise UnfitError(*dict.fromkeys(refused))
    try:
        content = read_document(data)
    except UnreadableError as error:
        raise UnfitError(_refused(document.name, error.finding)) from None
    layout = recognise(content, words.issuers)
    if layout.refusal:
        raise UnfitError(_secret(document.name, layout.refusal))
    written = to_markdown(layout.body)
    return Opened(layout, written.text, (*content.losses, *written.losses, *_seen(found)))


def _no_docx(name: str, data: bytes) -> Fault:
    if not data:
        return Fault(name, Place(), "文件是空的", "请核对是不是选错了文件")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Fault(name, Place(), "是旧版的 Word 文档，或者设了打开密码", f"{_SAVE}；有密码的先去掉密码")
    if data.startswith(b"%PDF"):
        return Fault(name, Place(), *_OTHERS["pdf"])
    return Fault(name, Place(), "不是真正的 .docx 文档", _SAVE)


def _refused(name: str, finding: Finding) -> Fault:
    if finding.kind == "secrecy":
        return _secret(name, f"{finding.what}有密级标志")
    if finding.kind == "identity":
        return Fault(
            name, Place(), f"{finding.what}有公民身份号码（这里不重复显示）", "请删去，不要只改几位", "identity-number"
        )
    return Fault(name, Place(), finding.what, finding.mend)


def _secret(name: str, what: str) -> Fault:
    """A document that must not be published, with the words of the rule on attached files."""
    return Fault(name, Place(), what, f"{_SECRET.reason.partition('；')[0]}，没有导入；请按保密规定处理")


def _seen(findings: Sequence[Finding]) -> list[Loss]:
    """What was found in the document and does not keep it from being imported."""
    found = [Loss(one.what, "有手机号码", "不是办公电话的请删去") for one in findings if one.kind == "mobile"]
    return found + [Loss("文件里", one.what, one.mend) for one in findings if one.kind == "embedded"]
