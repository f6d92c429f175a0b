"""索引号 and 发文字号."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disclosure.catalogue import Catalogue
from disclosure.fields import LIKELY
from disclosure.kinds import Entry
from disclosure.problem import Problem, Rule, quote, sentence, shared
from disclosure.rules.register import Context, catalogue_rule, entry_rule

NO_INDEX_NUMBER = sentence("bad-index-number", "{found}不是本站规定的索引号写法", "{cure}")
LIKE = sentence("like", "", "请写成这样：{example}")
NO_CODE = sentence("unknown-index-code", "前段{found}不是已登记机构的代码", "{organ}的代码是 {code}")
OTHER_YEAR = sentence("index-number-year", "年份 {year} 与日期不符", "应为 {known}，请核对索引号和日期")
BAD_NUMBER = sentence("bad-document-number", "{found}不是规定的发文字号写法", "{cure}")
NUMBERS = sentence(
    "document-numbers", "", "请写成这样：示政办发〔2024〕8号、示例县人民政府令第3号、公告2024年第2号；没有的写“无”"
)
YEARS_DIFFER = sentence("number-year-mismatch", "文号的年份是 {year}，成文日期是 {issued}", "请核对文号和成文日期")
_FULLWIDTH = str.maketrans("０１２３４５６７８９／－", "0123456789/-")


@catalogue_rule(
    "bad-index-number",
    requires="索引号合乎本站的格式（词表 site.yml 的“索引号”）。",
    reason="索引号是每条信息唯一的编号，网址由它而来；格式不一就无法查重。",
    source="《政府信息公开目录系统实施指引（试行）》（国办秘函〔2009〕6号）",
)
def bad_index_number(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The index number has the form that the site has set, also that of a withdrawn entry."""
    form = context.vocabulary.site.index_format
    for number, path in catalogue.records:
        if not form.pattern.fullmatch(number):
            bare = number.translate(_FULLWIDTH)
            right = bare if form.pattern.fullmatch(bare) else ""
            example = form.example(context.vocabulary.organ_by_slug[path.split("/")[1]].code)
            cure = (LIKELY(right=right) if right else LIKE(example=example))[1]
            said = NO_INDEX_NUMBER(found=quote(number), cure=cure)
            yield rule(path, *said, loc=("索引号",), found=number, cure=right)


@entry_rule(
    "unknown-index-code",
    requires="索引号前段是已登记机构的代码。",
    reason="代码说明信息由哪个机构产生，写错就归到别的机构名下。",
    source="《政府信息公开目录系统实施指引（试行）》（国办秘函〔2009〕6号）",
    exemptable=True,
)
def unknown_index_code(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The code in the index number belongs to an organ of the vocabulary."""
    found = context.vocabulary.site.index_format.pattern.fullmatch(entry.index_number)
    if found and found["code"] not in {organ.code for organ in context.vocabulary.organs}:
        organ = context.vocabulary.organ_by_slug[entry.organ_slug]
        said = NO_CODE(found=quote(found["code"]), organ=organ.name, code=organ.code)
        yield rule(entry.path, *said, loc=("索引号",))


@entry_rule(
    "index-number-year",
    requires="索引号里的年份是成文日期或者发布日期的年份。",
    reason="按年份编号，年份不符多半是抄错了号。",
    exemptable=True,
)
def index_number_year(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The year in the index number is that of issue or of publication."""
    found = context.vocabulary.site.index_format.pattern.fullmatch(entry.index_number)
    years = {entry.published_at.year} | ({entry.issued_on.year} if entry.issued_on else set())
    if found and int(found["year"]) not in years:
        known = " 或者 ".join(str(year) for year in sorted(years))
        yield rule(entry.path, *OTHER_YEAR(year=found["year"], known=known), loc=("索引号",))


@catalogue_rule(
    "duplicate-index-number",
    requires="索引号不重复，撤回的索引号也不再使用。",
    reason="同一个号对应两条信息，网址和引用就分不清指哪一条。",
    source="《政府信息公开目录系统实施指引（试行）》（国办秘函〔2009〕6号）",
)
def duplicate_index_number(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No two files bear the same index number."""
    del context
    files: defaultdict[str, list[str]] = defaultdict(list)
    for number, path in catalogue.records:
        files[number].append(path)
    for number, paths in sorted(files.items()):
        for path in paths if len(paths) > 1 else []:
            others = "、".join(other for other in paths if other != path)
            yield rule(path, f"{quote(number)}已用在 {others}", "请给其中一条换一个没有用过的号", loc=("索引号",))


_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_STANDARD = shared("number.standard", rf"[{_HAN}（）〇]+〔([0-9]{{4}})〕[1-9][0-9]*号")
_ORDER = shared(
    "number.order",
    rf"[{_HAN}（）、 ]*令(?:〔[0-9]{{4}}〕|[0-9]{{4}}年)?"
    r"(?:第(?:[1-9][0-9]*|[一二三四五六七八九十百零〇]+)|[1-9][0-9]*)号",
)
_ANNOUNCEMENT = shared(
    "number.announcement", rf"[{_HAN}（）、 ]*(?:公告|通告|公报)(?:[0-9]{{4}}年|〔[0-9]{{4}}〕)?第?[1-9][0-9]*号"
)
_LOOSE = shared(
    "number.loose",
    r"([^0-9\[［【(〔{﹝]+?)\s*[\[［【(（〔{﹝]\s*([0-9]{4})\s*[\]］】)）〕}﹞]\s*第?\s*0*([1-9][0-9]*)\s*号?",
)


def _document_number(entry: Entry) -> str | None:
    number: str | None = entry.optional("document_number")
    return number


@entry_rule(
    "bad-document-number",
    requires=(
        "发文字号写成“机关代字〔年份〕序号号”，如 示政办发〔2024〕8号；"
        "令写“…令第3号”，公告写“…公告2024年第2号”；没有的写“无”。"
    ),
    reason="发文字号是公文的身份，括号、虚位、“第”字写法不一，公众按文号就查不到。",
    source="GB/T 9704—2012《党政机关公文格式》7.2.5",
    exemptable=True,
)
def bad_document_number(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The document number has the form of GB/T 9704, or that of orders and announcements."""
    del context
    number = _document_number(entry)
    if number is None or number == "无" or any(form.fullmatch(number) for form in (_STANDARD, _ORDER, _ANNOUNCEMENT)):
        return
    found = _LOOSE.fullmatch(number.translate(_FULLWIDTH))
    likely = f"{found[1]}〔{found[2]}〕{found[3]}号" if found else ""
    right = likely if _STANDARD.fullmatch(likely) else ""
    said = BAD_NUMBER(found=quote(number), cure=(LIKELY(right=right) if right else NUMBERS())[1])
    yield rule(entry.path, *said, loc=("发文字号",), found=number, cure=right)


@entry_rule(
    "number-year-mismatch",
    requires="发文字号里的年份与成文日期的年份相同。",
    reason="文号按发文的年份编，年份不同多半是抄错了。",
    source="GB/T 9704—2012《党政机关公文格式》7.2.5",
    severity="warning",
    exemptable=True,
)
def number_year_mismatch(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The year in the document number is that of issue."""
    del context
    found = _STANDARD.fullmatch(_document_number(entry) or "")
    if found and entry.issued_on and int(found[1]) != entry.issued_on.year:
        said = YEARS_DIFFER(year=found[1], issued=entry.issued_on.isoformat())
        yield rule(entry.path, *said, loc=("发文字号",))
