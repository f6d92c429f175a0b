"""What stands inside the attachments of entries: they can be opened and searched, and hold nothing but the public text.

The files are read once before these rules (`disclosure.attachments`); here is said what of it is a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from disclosure.attachments import Finding, Kind
from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.problem import RULES, Loc, Problem, Rule, quote
from disclosure.rules import personal
from disclosure.rules.register import Context, catalogue_rule
from disclosure.vocabulary import Vocabulary

_PLACES = 5
_NOBODY = frozenset(
    {
        *("administrator", "admin", "user", "users", "owner", "unknown", "microsoft", "windows 用户", "windows user"),
        *("微软用户", "微软中国", "用户", "作者", "lenovo", "thinkpad", "dell", "hp", "asus", "acer", "huawei", "pc"),
        *("wps", "wps office", "wps_office", "openpyxl", "python-docx", "apache poi"),
    }
)
"""Names that computers come with; they tell nobody."""

_Found = tuple[Entry, Loc, str, list[Finding]]


def _found(catalogue: Catalogue, context: Context, kind: Kind) -> Iterator[_Found]:
    """(entry, place, name of the file, findings of a kind) of each attachment that has any."""
    for entry in catalogue.entries:
        for number, attachment in enumerate(entry.attachments):
            stored = catalogue.file_of(entry, attachment)
            all_of_it = context.attached.get(stored.path, ()) if stored else ()
            if found := [finding for finding in all_of_it if finding.kind == kind]:
                yield entry, ("附件", number, "文件"), attachment.file, found


def _told(catalogue: Catalogue, context: Context, rule: Rule, kind: Kind) -> Iterator[Problem]:
    """A problem for each finding of a kind, in its own words."""
    for entry, loc, file, found in _found(catalogue, context, kind):
        for finding in found:
            yield rule(entry.path, f"{quote(file)}：{finding.what}", finding.mend, loc=loc)


def _seen(  # noqa: PLR0913, PLR0917 - the parts of a sentence
    catalogue: Catalogue,
    context: Context,
    rule: Rule,
    kind: Kind,
    what: str,
    mend: str,
    of: Callable[[Entry], bool] = lambda _: True,
) -> Iterator[Problem]:
    """One problem for each file in which something was seen, with the places; never with the words themselves."""
    for entry, loc, file, found in _found(catalogue, context, kind):
        if of(entry):
            places = "、".join(finding.what for finding in found[:_PLACES]) + ("等处" if len(found) > _PLACES else "")
            yield rule(entry.path, f"{quote(file)}的{places}{what}", mend, loc=loc)


@catalogue_rule(
    "attachment-damaged",
    requires="附件打得开，内容完整。",
    reason="公众下载了打不开，等于没有公开；多半是复制时中断，或者只改了扩展名。",
)
def attachment_damaged(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each attachment can be opened."""
    return _told(catalogue, context, rule, "damaged")


@catalogue_rule(
    "attachment-encrypted",
    requires="附件没有设密码，也不限制复制、打印。",
    reason="有密码的公众打不开；有限制的读屏软件读不出，里面有没有脚本也查不出。",
)
def attachment_encrypted(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment is encrypted."""
    return _told(catalogue, context, rule, "encrypted")


@catalogue_rule(
    "attachment-too-large",
    requires="附件不超过128兆字节，PDF、OFD 不超过3000页，图片不超过1.5亿像素，解开以后不大得反常。",
    reason="太大的文件公众下载不了、打不开；解开以后大几百倍的是用来弄坏电脑的。",
)
def attachment_too_large(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each attachment can be read within bounds of time and memory."""
    return _told(catalogue, context, rule, "too-large")


@catalogue_rule(
    "attachment-active-content",
    requires="附件里没有脚本、宏、控件、自动打开的网址，不链接外面的文件和数据，不声明实体。",
    reason="打开时会自己动作的文件能危害公众的电脑；链接的地址会暴露内部网络，离线时也打不开。",
)
def attachment_active_content(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment does anything by itself."""
    return _told(catalogue, context, rule, "active")


@catalogue_rule(
    "attachment-embedded-file",
    requires="附件里没有夹带别的文件。",
    reason="夹带的文件看不见，没有经过审查；常见的是底稿，或者图表后面的整张数据表。",
    source="《中华人民共和国政府信息公开条例》第十七条",
    exemptable=True,
)
def attachment_embedded_file(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment carries another file."""
    return _told(catalogue, context, rule, "embedded")


@catalogue_rule(
    "attachment-tracked-changes",
    requires="附件里没有留着修订痕迹。",
    reason="修订痕迹里有修改以前的文字和修改人，公众打开就能看到。",
    source="《中华人民共和国政府信息公开条例》第十七条",
)
def attachment_tracked_changes(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment shows how it was changed."""
    return _told(catalogue, context, rule, "tracked")


@catalogue_rule(
    "attachment-comments",
    requires="附件里没有批注。",
    reason="批注多半是审稿时的内部意见，不在公开审查的范围里；要公众看的话应写在正文里。",
    source="《中华人民共和国政府信息公开条例》第十七条",
    exemptable=True,
)
def attachment_comments(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment has comments of reviewers."""
    return _told(catalogue, context, rule, "comment")


@catalogue_rule(
    "attachment-hidden-sheet",
    requires="附件的工作簿里没有藏着内容的隐藏工作表。",
    reason="隐藏的工作表谁都能取消隐藏，里面常是底表和个人信息；只用来做下拉选项的可以豁免。",
    source="《中华人民共和国政府信息公开条例》第十七条",
    exemptable=True,
)
def attachment_hidden_sheet(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No workbook hides a sheet with content."""
    return _told(catalogue, context, rule, "hidden-sheet")


@catalogue_rule(
    "attachment-hidden-text",
    requires="附件里没有隐藏的文字、行和列。",
    reason="隐藏的内容审查时看不见，公众却能显示出来；检索也查不到被筛选掉的行。",
    severity="warning",
    exemptable=True,
)
def attachment_hidden_text(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment hides text, rows or columns."""
    return _told(catalogue, context, rule, "hidden-text")


@catalogue_rule(
    "attachment-not-searchable",
    requires="附件里的文字可以检索：PDF 有文字层，表格和文档用新版格式，图片另有文字说明。",
    reason="扫描件、旧版格式和图片里的文字，公众用检索查不到，读屏软件也读不出。法规没有硬性要求，这样便民。",
    source="《中华人民共和国政府信息公开条例》第五条",
    severity="warning",
    exemptable=True,
)
def attachment_not_searchable(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The text of each attachment can be searched."""
    return _told(catalogue, context, rule, "no-text")


@catalogue_rule(
    "attachment-author",
    requires="附件的文件属性里没有个人的姓名。",
    reason="文件属性里的作者、最后修改人随文件一起公开，多半没有人想到要审查。",
    severity="warning",
    exemptable=True,
)
def attachment_author(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The properties of no attachment name a person."""
    for entry, loc, file, found in _found(catalogue, context, "author"):
        persons = [quote(one.what, 20) for one in found if not _is_office(one.what, context.vocabulary)]
        if persons:
            what = f"{quote(file)}的文件属性里有作者或者修改人{'、'.join(persons)}"
            yield rule(entry.path, what, "请在“文件属性”里删去，或者改为机构名称", loc=loc)


def _is_office(name: str, words: Vocabulary) -> bool:
    """Whether a name is that of an organ or its region, or one that computers come with."""
    if name.lower() in _NOBODY:
        return True
    known = [text for organ in words.organs for text in (organ.name, organ.short)]
    return len(name) > 1 and any(name in text or text in name for text in known)


@catalogue_rule(
    "attachment-location",
    requires="附件的照片里没有记着拍摄地点的坐标。",
    reason="手机照片会自动记下坐标，能看出当事人的住处和敏感地点。",
    source="《中华人民共和国个人信息保护法》第二十八条",
)
def attachment_location(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No photograph tells where it was taken."""
    return _told(catalogue, context, rule, "location")


@catalogue_rule(
    "attachment-secrecy-mark",
    requires="附件里没有“机密★”一类的密级标志。",
    reason="带密级标志的文件不能公开；提交到仓库就已经扩散，应立即报告保密工作机构。",
    source="《中华人民共和国保守国家秘密法》；《中华人民共和国政府信息公开条例》第十四条",
)
def attachment_secrecy_mark(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment bears the mark of a secret document."""
    return _seen(catalogue, context, rule, "secrecy", "有密级标志", "请立即撤下，按保密规定报告和处理")


@catalogue_rule(RULES["identity-number"])
def attached_identity_number(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment holds a valid identity number, shown or hidden."""
    return _seen(catalogue, context, rule, "identity", "有公民身份号码（这里不重复显示）", "请删去，不要只改几位")


@catalogue_rule(RULES["mobile-number"])
def attached_mobile_number(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No attachment of a kind that speaks of people holds a mobile number."""
    cure = "请删去，或者改为办公电话"
    what = "有手机号码（这里不重复显示）"
    return _seen(catalogue, context, rule, "mobile", what, cure, lambda entry: isinstance(entry, personal.WATCHED))
