"""Sums between tables, each declared as data: which cell is which sum (B3, B7 to B9, B11, B12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.kinds.accounts import Accounts
from disclosure.problem import Problem, Rule
from disclosure.rules.accounts.figures import (
    INCOME_TOTAL,
    INCOME_YEAR,
    PERSONNEL_TOTAL,
    RUNNING_TOTAL,
    SPENDING_TOTAL,
    SPENDING_YEAR,
    TABLE_TOTAL,
    Account,
    Figure,
    account_of,
)
from disclosure.rules.accounts.sums import Sum, compare
from disclosure.rules.register import Context, entry_rule

YEAR = ("final", "budgeted", "total", "amount")
"""The column for the year itself: 决算数 before 预算数, or the only column."""
PERSONNEL = ("301", "303")
PERSONNEL_WORDS, RUNNING_WORDS = "工资福利支出、对个人和家庭的补助之和", "其余各类之和"
SEVERAL, SINGLE = "各本预算的表里本类支出之和", "明细表里本类支出"
_SOURCE = "《中华人民共和国预算法》第十四条；财政部2024年度部门决算公开表样"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by table, row (code, total or bare name) and the columns of which the first that is filled counts."""

    table: str
    row: str
    columns: tuple[str, ...] = YEAR

    def of(self, account: Account) -> Figure | None:
        """The figure in an account."""
        return account.cell(self.table, self.row, *self.columns)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whole and parts of a declared sum; it is compared only where the whole and at least one part were filed."""

    whole: Cell
    parts: tuple[Cell, ...]
    words: str = "对应各项之和"

    def of(self, account: Account) -> Iterator[Sum]:
        """The sum, if the account holds its figures."""
        whole = self.whole.of(account)
        parts = tuple(figure for cell in self.parts if (figure := cell.of(account)))
        if whole and parts:
            yield Sum(whole, parts, self.words)


def _declared(entry: Accounts, context: Context, identities: tuple[Identity, ...]) -> Iterator[Sum]:
    if account := account_of(entry, context):
        for identity in identities:
            yield from identity.of(account)


def _sides(account: Account, income: str, spending: str) -> Iterator[Sum]:
    """收入总计 and 支出总计, column by column."""
    left, right = account.sheets.get(income), account.sheets.get(spending)
    if left and right and INCOME_TOTAL in left.place and SPENDING_TOTAL in right.place:
        for column in left.columns:
            whole = right.figure(right.place[SPENDING_TOTAL], column)
            part = left.figure(left.place[INCOME_TOTAL], column)
            if whole.value is not None and part.value is not None:
                yield Sum(whole, (part,), "收入总计")


TWO_SIDED = (
    ("summary", "summary"),
    ("appropriation", "appropriation"),
    ("general-income", "general-spending"),
    ("fund-income", "fund-spending"),
    ("capital-income", "capital-spending"),
)


def _all_sides(entry: Accounts, context: Context) -> Iterator[Sum]:
    account = account_of(entry, context)
    if account:
        for income, spending in TWO_SIDED:
            yield from _sides(account, income, spending)


@entry_rule(
    "final-sides-unequal",
    kind=Accounts,
    requires="决算的收入总计等于支出总计。",
    reason="收支两边不平，必有一边抄错或者漏项。",
    source=_SOURCE,
)
def final_sides_unequal(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B3: both sides of a final account have the same total."""
    if entry.slug == "final-account":
        yield from compare(entry, context, rule, _all_sides(entry, context))


@entry_rule(
    "budget-sides-unequal",
    kind=Accounts,
    requires="预算的收入总计等于支出总计。",
    reason="收支两边不平，必有一边抄错或者漏项。",
    source="《中华人民共和国预算法》第十二条、第十四条；财预〔2016〕143号",
)
def budget_sides_unequal(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B11: both sides of a budget have the same total."""
    if entry.slug == "budget":
        yield from compare(entry, context, rule, _all_sides(entry, context))


ROWS_AND_COLUMNS = (
    Identity(
        Cell("basic", TABLE_TOTAL),
        (Cell("basic", PERSONNEL_TOTAL), Cell("basic", RUNNING_TOTAL)),
        "人员经费合计与公用经费合计之和",
    ),
    Identity(
        Cell("basic", TABLE_TOTAL, ("total",)),
        (Cell("basic", TABLE_TOTAL, ("personnel",)), Cell("basic", TABLE_TOTAL, ("running",))),
        "人员经费与公用经费之和",
    ),
)


@entry_rule(
    "basic-not-personnel-and-running",
    kind=Accounts,
    requires="一般公共预算基本支出等于人员经费合计加公用经费合计。",
    reason="两部分与基本支出对不上，说明抄错或者漏项。",
    source=_SOURCE,
)
def basic_not_personnel_and_running(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B7: basic spending is personnel and running costs, be they rows or columns."""
    yield from compare(entry, context, rule, _declared(entry, context, ROWS_AND_COLUMNS))


@entry_rule(
    "personnel-or-running-not-sum",
    kind=Accounts,
    requires="人员经费等于工资福利支出（301）加对个人和家庭的补助（303）；公用经费等于其余各类之和。",
    reason="经济分类与人员、公用两部分对不上，说明抄错或者放错了类。",
    source=_SOURCE,
)
def personnel_or_running_not_sum(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B8: personnel costs are 301 and 303, running costs the other classes (302, 310 and 307, 309, 312 where used)."""
    account = account_of(entry, context)
    if account:
        yield from compare(entry, context, rule, _personnel_and_running(account))


def _personnel_and_running(account: Account) -> Iterator[Sum]:
    sheet = account.sheets.get("basic")
    classes = [number for number, row in enumerate(sheet.rows) if row.code and not row.depth] if sheet else []
    if not sheet or not classes:
        return
    for row_name, attribute, is_personnel, words in (
        (PERSONNEL_TOTAL, "personnel", True, PERSONNEL_WORDS),
        (RUNNING_TOTAL, "running", False, RUNNING_WORDS),
    ):
        mine = [number for number in classes if (sheet.rows[number].code in PERSONNEL) == is_personnel]
        for column in ("amount", "final") if row_name in sheet.place else ():
            whole = sheet.figure(sheet.place[row_name], column)
            if column in sheet.columns:
                yield Sum(whole, tuple(sheet.figure(number, column) for number in mine), words)
        if attribute in sheet.columns and TABLE_TOTAL in sheet.place:
            whole = sheet.figure(sheet.place[TABLE_TOTAL], attribute)
            yield Sum(whole, tuple(sheet.figure(number, "total") for number in mine), words)


_APPROPRIATED = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入")
_OTHER_SOURCES = {
    "上级补助收入": "from_superior",
    "事业收入": "from_services",
    "经营收入": "from_business",
    "附属单位上缴收入": "from_affiliates",
    "其他收入": "other_income",
}
BETWEEN = (
    Identity(Cell("income", TABLE_TOTAL, ("total",)), (Cell("summary", INCOME_YEAR),)),
    Identity(Cell("income", TABLE_TOTAL, ("budgeted", "amount")), (Cell("summary", INCOME_TOTAL),)),
    Identity(Cell("income", INCOME_TOTAL), (Cell("summary", INCOME_TOTAL),)),
    Identity(Cell("income", INCOME_YEAR), (Cell("summary", INCOME_YEAR),)),
    Identity(Cell("spending", TABLE_TOTAL), (Cell("summary", SPENDING_YEAR),)),
    Identity(
        Cell("income", TABLE_TOTAL, ("appropriated",)),
        tuple(Cell("summary", name) for name in _APPROPRIATED),
        "收入支出总表里三项财政拨款收入之和",
    ),
    *(
        Identity(Cell("income", TABLE_TOTAL, (attribute,)), (Cell("summary", name),))
        for name, attribute in _OTHER_SOURCES.items()
    ),
    Identity(Cell("appropriation", INCOME_YEAR), (Cell("income", TABLE_TOTAL, ("appropriated",)),)),
    *(
        Identity(Cell("appropriation", SPENDING_YEAR, (column,)), (Cell(table, TABLE_TOTAL, ("spending", "total")),))
        for column, table in (("general", "general"), ("fund", "fund"), ("capital", "capital"))
    ),
    Identity(Cell("general-income", "上级补助收入"), (Cell("transfers", TABLE_TOTAL),)),
)


@entry_rule(
    "tables-disagree",
    kind=Accounts,
    requires="同一个数在几张表里都有的，各表一致：总表与收入表、支出表，财政拨款总表与各本预算的表，各类支出逐类一致。",
    reason="同一个数前后不一，公众就不知道哪个是真的。",
    source=_SOURCE,
)
def tables_disagree(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B9: what several tables give is the same in all of them, also class by class."""
    yield from compare(entry, context, rule, _declared(entry, context, BETWEEN))
    if account := account_of(entry, context):
        yield from compare(entry, context, rule, _class_by_class(account))
        yield from compare(entry, context, rule, _source_by_source(account))


_FUNDS = ("general", "fund", "capital")


def _class_by_class(account: Account) -> Iterator[Sum]:
    """The classes in the summaries against those of the detailed tables; a class may be missing on one side only."""
    for summary, details in (("summary", ("spending",)), ("appropriation", _FUNDS)):
        for code in _classes(account, summary):
            whole = account.cell(summary, code, *YEAR)
            parts = [account.cell(name, code, "spending", "total") for name in details]
            found = tuple(part for part in parts if part)
            if whole and found:
                yield Sum(whole, found, SEVERAL if len(found) > 1 else SINGLE)


def _source_by_source(account: Account) -> Iterator[Sum]:
    """The lines of income, by name, in the summary and in the table of income; those of appropriation in both."""
    summary = account.sheets.get("summary")
    lines = {_source(name): name for name in summary.place} if summary else {}
    for slug in ("income", "appropriation"):
        sheet = account.sheets.get(slug)
        for name in sheet.place if sheet else ():
            other = lines.get(_source(name))
            if (
                other
                and not name.isdigit()
                and (slug == "income" or "预算拨款" in _source(name))
                and not name.endswith(("合计", "总计"))
            ):
                yield from Identity(Cell(slug, name), (Cell("summary", other),)).of(account)


def _source(name: str) -> str:
    """The name of a source of income, whether or not it says 财政 and 收入."""
    return name.removesuffix("收入").replace("财政拨款", "拨款")


def _classes(account: Account, slug: str) -> list[str]:
    sheet = account.sheets.get(slug)
    return [row.code for row in sheet.rows if row.code and not row.depth] if sheet else []


BASIC = (Identity(Cell("general", TABLE_TOTAL, ("basic",)), (Cell("basic", TABLE_TOTAL),)),)


@entry_rule(
    "basic-spending-disagrees",
    kind=Accounts,
    requires="一般公共预算支出表的基本支出等于一般公共预算基本支出表的合计。",
    reason="同一笔基本支出按功能分类和按经济分类各列一次，总数应当相同。",
    source="《中华人民共和国预算法》第三十二条；《中华人民共和国预算法实施条例》第六条",
)
def basic_spending_disagrees(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """B12: basic spending by function is basic spending by economic nature.

    Compared with the table of the general budget: basic spending from other income stands only in the table of all
    spending, so that comparing that one would refuse what is right.
    """
    yield from compare(entry, context, rule, _declared(entry, context, BASIC))
