"""Which tables an account has: all official ones, under their names, in their order, with their columns and totals."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from disclosure.kinds.accounts import Accounts, Row
from disclosure.kinds.base import alias_of
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.accounts.figures import Sheet, account_of, sheets_of
from disclosure.rules.register import Context, entry_rule

_LIST = "财预〔2016〕143号《地方预决算公开操作规程》；财政部2024年度部门决算公开表样"

MISSING = sentence(
    "missing-account-table",
    "缺少{found}",
    "请补上这张表；没有数据的写“{name}: []”，页面会写明没有{nothing}",
)
NO_TABLE = sentence("unknown-account-table", "{scope}没有{found}这张表", "{cure}")
PERHAPS = sentence("perhaps", "", "是否为{near}")
SEE_WORDS = sentence("see-accounts", "", "表名见 catalogue/vocabulary/accounts.yml")
SAME_TABLE = sentence("unknown-account-table.same", "{found}和{first}是同一张表", "请只留一张")
ORDER = sentence("account-tables-out-of-order", "{found}应当在{before}之前", "请把它移到前面")
NO_COLUMN = sentence("unknown-account-column", "这张表没有{found}这一列，“{item}”等行却填了", "可以填：{columns}")
NO_ROW = sentence("missing-total-row", "没有{found}这一行", "请照原表补上")
EMPTY_ROW = sentence("missing-total-row.empty", "“{name}”这一行没有填数", "请照原表补上")
CODE = sentence("account-code", "科目编码 {code} ")
ROW_TWICE = sentence("duplicate-account-row", "{name}在第 {first} 行和第 {second} 行各写了一次", "请只留一行")
EMPTY_BUT_BLOCK = sentence("empty-account-table.block", "这张表是空的，“三公经费”里却有数", "请照原表补上各行")
EMPTY_BUT = sentence("empty-account-table", "这张表是空的，{cell}却有 {amount} 万元", "请照原表补上各行")


@entry_rule(
    "missing-account-table",
    kind=Accounts,
    requires="规定的表一张不少；没有数据的表也列出，写成“表名: []”。",
    reason="少一张表，公众就不知道是没有这笔钱，还是没有公开；没有数据的表应当列出空表并说明。",
    source=_LIST,
    exemptable=True,
)
def missing_account_table(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every official table of the form is there, empty where there is nothing to show."""
    account = account_of(entry, context)
    for table in account.form.tables if account else ():
        if not table.omissible and not any(name in entry.tables for name in table.names):
            said = MISSING(found=quote(table.name), name=table.name, nothing=table.nothing)
            yield rule(entry.path, *said, loc=("表",), at_key=True)


@entry_rule(
    "unknown-account-table",
    kind=Accounts,
    requires="表名用官方表名（词表 accounts.yml），一字不差。",
    reason="表名不对，公众对照别的单位、别的年度时就找不到这张表，各表之间也无法核对。",
    source=_LIST,
)
def unknown_account_table(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every table has an accepted name of the form, and no table stands twice under two names."""
    account = account_of(entry, context)
    if account is None:
        return
    known = account.form.table_by_name
    first: dict[str, str] = {}
    for name in entry.tables:
        table = known.get(name)
        if table is None:
            near = get_close_matches(name, [one for one in known if one not in entry.tables], n=1, cutoff=0.3)
            cure = (PERHAPS(near=quote(near[0])) if near else SEE_WORDS())[1]
            said = NO_TABLE(scope=f"{entry.scope_of_accounts}{entry.label}", found=quote(name), cure=cure)
            yield rule(entry.path, *said, loc=("表", name), at_key=True, field="表")
        elif table.slug in first:
            said = SAME_TABLE(found=quote(name), first=quote(first[table.slug]))
            yield rule(entry.path, *said, loc=("表", name), at_key=True, field="表")
        else:
            first[table.slug] = name


@entry_rule(
    "account-tables-out-of-order",
    kind=Accounts,
    requires="各表依官方次序排列。",
    reason="次序统一，公众才容易对照；页面总是按官方次序显示。",
    source=_LIST,
    severity="warning",
    exemptable=True,
)
def account_tables_out_of_order(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The tables stand in the order of the form; one problem, at the first that comes too late."""
    account = account_of(entry, context)
    if account is None:
        return
    order = [table.slug for table in account.form.tables]
    before: Sheet | None = None
    for slug, sheet in account.sheets.items():
        if before and order.index(slug) < order.index(before.table.slug):
            said = ORDER(found=quote(sheet.name), before=quote(before.name))
            yield rule(entry.path, *said, loc=("表", sheet.name), at_key=True, field="表")
            return
        before = sheet


@entry_rule(
    "unknown-account-column",
    kind=Accounts,
    requires="每张表只填这张表有的列。",
    reason="填错了列，数就到了别的表头下面，意思全变了。",
    source=_LIST,
)
def unknown_account_column(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Only columns of the table are filled; one problem a column, at its first cell."""
    for sheet in sheets_of(entry, context):
        allowed = (*sheet.table.columns, *sheet.table.more_columns)
        for attribute in sheet.columns:
            column = alias_of(Row, attribute)
            if column not in allowed:
                number = next(i for i, row in enumerate(sheet.rows) if getattr(row, attribute) is not None)
                said = NO_COLUMN(found=quote(column), item=sheet.rows[number].item, columns="、".join(allowed))
                yield rule(entry.path, *said, loc=("表", sheet.name, number, column), field=sheet.name)


@entry_rule(
    "missing-total-row",
    kind=Accounts,
    requires="有数据的表都有规定的合计行。",
    reason="没有合计，公众看不到总数，各表之间也无法核对。",
    source=_LIST,
)
def missing_total_row(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """A table with rows has the totals that the form prescribes, with an amount."""
    for sheet in sheets_of(entry, context):
        for name in sheet.table.needed_rows if sheet.rows else ():
            number = sheet.place.get(name)
            if number is None:
                yield rule(entry.path, *NO_ROW(found=quote(name)), loc=("表", sheet.name), at_key=True)
            elif all(getattr(sheet.rows[number], column) is None for column in sheet.columns):
                yield rule(entry.path, *EMPTY_ROW(name=name), loc=("表", sheet.name, number))


@entry_rule(
    "duplicate-account-row",
    kind=Accounts,
    requires="一张表里同一科目编码、同一合计行只出现一次。",
    reason="同一行写了两次，合计就多算一次，公众也不知道以哪一行为准。",
)
def duplicate_account_row(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """No code and no total stands twice in a table."""
    for sheet in sheets_of(entry, context):
        seen: dict[str, int] = {}
        for number, row in enumerate(sheet.rows):
            key = row.code or sheet.totals[number]
            if key and key in seen:
                name = CODE(code=key)[0] if row.code else quote(key)
                said = ROW_TWICE(name=name, first=seen[key] + 1, second=number + 1)
                yield rule(entry.path, *said, loc=("表", sheet.name, number), field=sheet.name)
            elif key:
                seen[key] = number


SHOWN_ELSEWHERE = {
    "income": (("summary", "本年收入合计"), ("summary", "收入总计")),
    "spending": (("summary", "本年支出合计"),),
    "appropriation": (("general", "合计"), ("fund", "合计"), ("capital", "合计")),
    "basic": (),
    "general": (("appropriation", "一般公共预算财政拨款"), ("appropriation", "一般公共预算拨款")),
    "fund": (("appropriation", "政府性基金预算财政拨款"), ("appropriation", "政府性基金预算拨款")),
    "capital": (("appropriation", "国有资本经营预算财政拨款"), ("appropriation", "国有资本经营预算拨款")),
}
"""For a table, the cells in other tables that say that it cannot be empty."""
ANY = ("final", "budgeted", "total", "amount", "spending")


@entry_rule(
    "empty-account-table",
    kind=Accounts,
    requires="写成空表的，别的表里也没有对应的数。",
    reason="空表的页面上写着“没有……，故本表无数据”，与别的表矛盾就是虚假的说明。",
    source=_LIST,
)
def empty_account_table(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """A table without rows is not contradicted by the other tables."""
    account = account_of(entry, context)
    for slug, sheet in account.sheets.items() if account else ():
        if sheet.rows or not account:
            continue
        cells = [account.cell(other, row, *ANY) for other, row in SHOWN_ELSEWHERE.get(slug, ())]
        if slug == "basic":
            cells = [account.cell("general", "合计", "basic")]
        if slug == "three-public" and entry.three_public:
            totals = (entry.three_public.total.final, entry.three_public.total.budgeted)
            if any(totals):
                yield rule(entry.path, *EMPTY_BUT_BLOCK(), loc=("表", sheet.name), at_key=True)
        found = next((cell for cell in cells if cell and cell.number), None)
        if found:
            said = EMPTY_BUT(cell=found.full, amount=found.value)
            yield rule(entry.path, *said, loc=("表", sheet.name), at_key=True)
