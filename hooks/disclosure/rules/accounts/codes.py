"""Codes of 政府收支分类科目: their form, their names, their order, how deep they go; and signs."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.kinds.accounts import Accounts
from disclosure.problem import Problem, Rule, quote, sentence, shared
from disclosure.rules.accounts.figures import Sheet, sheets_of
from disclosure.rules.register import Context, entry_rule
from disclosure.vocabulary.accounts import DEPTHS, NO_CODES, bare

_CODES = "《中华人民共和国预算法》第三十二条；财政部《政府收支分类科目》"
_FUNCTION = shared("code.function", r"[0-9]{3}(?:[0-9]{2}){0,2}")
_ECONOMIC = shared("code.economic", r"[0-9]{3}(?:[0-9]{2})?")
_INCOME = shared("code.income", r"[0-9]{3}(?:[0-9]{2}){0,3}")
FORMS = {
    "功能": (_FUNCTION, "类 3 位、款 5 位、项 7 位"),
    "收入": (_INCOME, "类 3 位、款 5 位、项 7 位、目 9 位"),
    "经济": (_ECONOMIC, "类 3 位、款 5 位"),
    "政府经济": (_ECONOMIC, "类 3 位、款 5 位"),
}

CODELESS = sentence("bad-account-code.none", "“{item}”：这张表没有科目编码", "请删去")
DIGITS = sentence("bad-account-code", "“{item}”的编码{found}位数不对", "应为{form}数字")
NO_CLASS = sentence("unknown-account-class", "“{item}”的编码{found}不属于{scheme}分类的任何一类", "{cure}")
ITS_CODE = sentence("its-code", "", "“{item}”的编码是 {code}")
LOOK_UP = sentence("look-up", "", "请查对《政府收支分类科目》")
OTHER_NAME = sentence("account-name-mismatch", "编码 {code} 的科目是{name}，这里写成了{found}", "请核对编码和名称")
NO_PARENT = sentence(
    "account-code-out-of-place.parent", "{code}“{item}”的前面没有上级科目 {above}", "请补上或者移好上级科目"
)
NOT_ASCENDING = sentence("account-code-out-of-place", "{code}“{item}”应当排在 {before} 之前", "请按编码由小到大排列")
COARSE = sentence("account-too-coarse", "{code}“{item}”下面没有列出{below}", "这张表应当公开到{depth}，请补上")
NEGATIVE = sentence("negative-amount", "{cell} {amount} 万元是负数", "请核对正负号")
OVER = sentence("part-over-whole", "{part} {small} 万元，超过{whole} {large} 万元", "请与原表核对")


@entry_rule(
    "bad-account-code",
    kind=Accounts,
    requires="科目编码的位数合乎分类：功能分类 3、5、7 位，经济分类 3、5 位；没有科目的表不填编码。",
    reason="编码错了，就归到别的科目，上下级也无法核对。",
    source=_CODES,
)
def bad_account_code(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """A code has the digits of its classification."""
    for sheet in sheets_of(entry, context):
        scheme = sheet.table.scheme
        for number, row in enumerate(sheet.rows):
            loc = ("表", sheet.name, number, "科目编码")
            if row.code and scheme == NO_CODES:
                yield rule(entry.path, *CODELESS(item=row.item), loc=loc, found=row.code)
            elif row.code and not FORMS[scheme][0].fullmatch(row.code):
                said = DIGITS(item=row.item, found=quote(row.code), form=FORMS[scheme][1])
                yield rule(entry.path, *said, loc=loc, found=row.code)


@entry_rule(
    "unknown-account-class",
    kind=Accounts,
    requires="科目编码的前三位是词表 accounts.yml 里有的类，并且属于这张表用的分类。",
    reason="功能分类和经济分类混用，或者编码写错，就归到别的科目。",
    source=_CODES,
)
def unknown_account_class(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The 类 of a code exists in the classification of the table."""
    for sheet in sheets_of(entry, context):
        classes = sheet.words.classes_of(sheet.table.scheme)
        if classes is None or not classes.closed:
            continue
        for number, row in enumerate(sheet.rows):
            if row.code and row.code[:3] not in classes.names:
                near = next((code for code, name in classes.names.items() if name == row.item), None)
                cure = (ITS_CODE(item=row.item, code=near) if near else LOOK_UP())[1]
                said = NO_CLASS(item=row.item, found=quote(row.code), scheme=sheet.table.scheme, cure=cure)
                yield rule(entry.path, *said, loc=("表", sheet.name, number, "科目编码"), found=row.code)


@entry_rule(
    "account-name-mismatch",
    kind=Accounts,
    requires="科目名称与编码相符，用《政府收支分类科目》的全称。",
    reason="编码和名称各说各的，公众就不知道钱花在哪里。",
    source=_CODES,
    exemptable=True,
)
def account_name_mismatch(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The name beside a code that the vocabulary knows is its name there; older years may differ (exemption)."""
    for sheet in sheets_of(entry, context):
        classes = sheet.words.classes_of(sheet.table.scheme)
        for number, row in enumerate(sheet.rows if classes else ()):
            name = classes.names.get(row.code or "") if classes else None
            if name and bare(row.item) != name:
                said = OTHER_NAME(code=row.code, name=quote(name), found=quote(row.item))
                yield rule(entry.path, *said, loc=("表", sheet.name, number, "项目"), found=row.item)


@entry_rule(
    "account-code-out-of-place",
    kind=Accounts,
    requires="科目按编码由小到大排列，款在所属的类之下，项在所属的款之下，上级科目都列出。",
    reason="缺了上级科目就没有小计，次序乱了就看不出上下级。",
    source=_CODES,
)
def account_code_out_of_place(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Codes ascend, and each comes after the code above it."""
    for sheet in sheets_of(entry, context):
        before = ""
        for number, row in enumerate(sheet.rows):
            if not row.code or sheet.table.scheme == NO_CODES or not FORMS[sheet.table.scheme][0].fullmatch(row.code):
                continue
            above = row.code[:-2] if row.depth else ""
            loc = ("表", sheet.name, number, "科目编码")
            if above and sheet.place.get(above, number) >= number:
                said = NO_PARENT(code=row.code, item=row.item, above=above)
                yield rule(entry.path, *said, loc=loc, found=row.code)
            elif row.code < before:
                said = NOT_ASCENDING(code=row.code, item=row.item, before=before)
                yield rule(entry.path, *said, loc=loc, found=row.code)
            before = row.code


@entry_rule(
    "account-too-coarse",
    kind=Accounts,
    requires="部门和单位的支出按功能分类公开到项，基本支出按经济性质分类公开到款。",
    reason="只公开到类、款，公众看不出钱具体花在哪里。",
    source="《中华人民共和国预算法实施条例》第六条",
    exemptable=True,
)
def account_too_coarse(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every code goes as deep as the form prescribes, except those of which nothing was spent."""
    for sheet in sheets_of(entry, context):
        wanted = DEPTHS.index(sheet.table.depth) if sheet.table.depth else 0
        for number, row in enumerate(sheet.rows):
            if row.code and row.depth < wanted and not _goes_on(sheet, row.code) and _has_amount(sheet, number):
                said = COARSE(code=row.code, item=row.item, below=DEPTHS[row.depth + 1], depth=sheet.table.depth)
                yield rule(entry.path, *said, loc=("表", sheet.name, number), field=sheet.name)


def _goes_on(sheet: Sheet, code: str) -> bool:
    return any(row.code and row.code != code and row.code.startswith(code) for row in sheet.rows)


def _has_amount(sheet: Sheet, number: int) -> bool:
    return any(getattr(sheet.rows[number], column) for column in sheet.columns)


_MAY_BE_NEGATIVE = shared("may-be-negative", "结转|结余|调入|增减|收回|收益|净")


@entry_rule(
    "negative-amount",
    kind=Accounts,
    requires="收入、支出和余额不是负数；结转结余、增减额除外。",
    reason="负的支出多半是抄错了符号；确系收回以前年度支出的，用豁免说明。",
    exemptable=True,
)
def negative_amount(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Income and spending are not negative."""
    for sheet in sheets_of(entry, context):
        for number in range(len(sheet.rows)):
            for column in sheet.columns:
                if (getattr(sheet.rows[number], column) or 0) >= 0:
                    continue
                cell = sheet.figure(number, column)
                if not _MAY_BE_NEGATIVE.search(cell.row + cell.column):
                    said = NEGATIVE(cell=cell.here, amount=cell.value)
                    yield rule(entry.path, *said, field=sheet.name, loc=cell.loc, found=str(cell.value))


@entry_rule(
    "part-over-whole",
    kind=Accounts,
    requires="一般公共预算（财政拨款）支出逐个科目不超过全部支出；本级支出不超过全部支出；“其中”不超过所在的项目。",
    reason="部分比全部还大，必有一处抄错。",
    source=_CODES,
)
def part_over_whole(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """A part of spending does not exceed the whole, code by code; nor does a 其中 exceed the line above it."""
    sheets = {sheet.table.slug: sheet for sheet in sheets_of(entry, context)}
    for part_slug, whole_slug in PARTS:
        part, whole = sheets.get(part_slug), sheets.get(whole_slug)
        if part and whole:
            yield from _over(entry, rule, part, whole, context)
    for sheet in sheets.values():
        above = 0
        for number, row in enumerate(sheet.rows):
            if not row.item.startswith("其中"):
                above = number
            for column in sheet.columns if number != above else ():
                yield from _excess(entry, rule, (sheet, number), (sheet, above), column, context)


PARTS = (
    ("general", "spending"),
    ("fund", "spending"),
    ("own-spending", "general-spending"),
    ("own-fund-spending", "fund-spending"),
    ("own-capital-spending", "capital-spending"),
)


def _over(entry: Accounts, rule: Rule, part: Sheet, whole: Sheet, context: Context) -> Iterator[Problem]:
    shared = [column for column in part.columns if column in whole.columns]
    for number, row in enumerate(part.rows):
        other = whole.place.get(row.code) if row.code else None
        for column in shared if other is not None else ():
            yield from _excess(entry, rule, (part, number), (whole, other or 0), column, context)


def _excess(  # noqa: PLR0913, PLR0917 - two cells and what a rule needs
    entry: Accounts, rule: Rule, part: tuple[Sheet, int], whole: tuple[Sheet, int], column: str, context: Context
) -> Iterator[Problem]:
    small, large = part[0].figure(part[1], column), whole[0].figure(whole[1], column)
    if small.number > large.number + context.vocabulary.accounts.tolerance:
        name = large.full if small.table != large.table else large.here
        said = OVER(part=small.here, small=small.number, whole=name, large=large.number)
        yield rule(entry.path, *said, field=small.table, loc=small.loc, found=str(small.value))
