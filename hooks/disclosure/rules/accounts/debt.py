"""Government debt: the balance follows from issue and repayment, and stays within the limit."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.kinds.accounts import Accounts
from disclosure.problem import Problem, Rule, sentence
from disclosure.rules.accounts.figures import Figure, account_of
from disclosure.rules.accounts.sums import Sum, compare
from disclosure.rules.register import Context, entry_rule

_COLUMNS = ("amount", "final", "budgeted")
_SOURCE = "《中华人民共和国预算法》第三十五条；财预〔2018〕209号"


OVER_LIMIT = sentence("debt-over-limit", "{owed} {amount} 万元，超过{allowed} {limit} 万元", "请与原表核对")
BALANCE = "上年末余额加发行额减还本额"


def _debts(entry: Accounts, context: Context) -> Iterator[dict[str, Figure]]:
    """The lines of each debt table by their proper names."""
    account = account_of(entry, context)
    for slug in ("general-debt", "special-debt") if account else ():
        sheet = account.sheets.get(slug) if account else None
        lines: dict[str, Figure] = {}
        for number, row in enumerate(sheet.rows if sheet else ()):
            column = next((name for name in _COLUMNS if getattr(row, name) is not None), None)
            name = context.vocabulary.accounts.debt_line(row.item)
            if sheet and name and column:
                lines.setdefault(name, sheet.figure(number, column))
        yield lines


@entry_rule(
    "debt-balance-broken",
    kind=Accounts,
    requires="年末债务余额等于上年末余额加本年发行（转贷）额减本年还本额。",
    reason="余额对不上，说明发行、还本或者余额有一项抄错了。",
    source=_SOURCE,
)
def debt_balance_broken(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The balance at the end follows from that at the beginning."""
    names = ("年末余额", "上年末余额", "发行额", "还本额")
    sums = (
        Sum(lines["年末余额"], (lines["上年末余额"], lines["发行额"]), BALANCE, (lines["还本额"],))
        for lines in _debts(entry, context)
        if all(name in lines for name in names)
    )
    yield from compare(entry, context, rule, sums)


@entry_rule(
    "debt-over-limit",
    kind=Accounts,
    requires="债务余额不超过债务限额。",
    reason="余额不得突破批准的限额；超过多半是抄错了数。",
    source=_SOURCE,
)
def debt_over_limit(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """No balance exceeds its limit."""
    for lines in _debts(entry, context):
        for balance, limit in (("年末余额", "限额"), ("上年末余额", "上年末限额")):
            owed, allowed = lines.get(balance), lines.get(limit)
            if owed and allowed and owed.number > allowed.number:
                said = OVER_LIMIT(owed=owed.here, amount=owed.value, allowed=allowed.here, limit=allowed.value)
                yield rule(entry.path, *said, field=owed.table, loc=owed.loc, found=str(owed.value))
