"""The spending of all holders of one year beside one another: how much, how it changed, whether it was spent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.kinds.accounts import Accounts
from disclosure.views.account_figures import spending_of
from disclosure.views.account_years import Pair, YearLine
from disclosure.views.changes import Change, change_of, sum_of
from disclosure.views.holders import Holder
from disclosure.vocabulary.accounts import AccountsFile


@dataclass(frozen=True, slots=True)
class Amount:
    """支出预算数 or 支出决算数 of a year, and the amount of the same sort of the year before; in 万元."""

    now: Decimal | None
    before: Decimal | None

    @property
    def change(self) -> Change | None:
        """The change against the year before, where both are known."""
        return change_of(self.now, self.before)


@dataclass(frozen=True, slots=True)
class Spending:
    """One holder in one year."""

    holder: Holder
    line: YearLine
    budget: Amount
    final: Amount


@dataclass(frozen=True, slots=True)
class SpendingSum:
    """The sums of several holders; an amount of which a part is not known is not summed with others that are."""

    count: int
    budget: Amount
    final: Amount
    executed: Pair
    """预算数 and 决算数 of those holders that have disclosed both, so that the rate compares like with like."""
    settled: int
    """How many have disclosed both."""


def spendings_of(
    words: AccountsFile, lines: Iterable[tuple[Holder, Mapping[int, YearLine]]], year: int
) -> list[Spending]:
    """Every holder with an account of the year, in the order of the holders."""
    found = []
    for holder, years in lines:
        if year in years:
            line, last = years[year], years.get(year - 1)
            filed = (_before(words, line.year.budget), _before(words, line.year.final))
            known = (last.spending.budgeted, last.spending.final) if last else (None, None)
            budget, final = (own if own is not None else other for own, other in zip(filed, known, strict=True))
            pair = line.spending
            found.append(Spending(holder, line, Amount(pair.budgeted, budget), Amount(pair.final, final)))
    return found


def sum_of_spendings(spendings: Sequence[Spending]) -> SpendingSum:
    """What the holders come to together."""
    both = [one.line.spending for one in spendings if one.line.spending.difference is not None]
    return SpendingSum(
        len(spendings),
        _summed([one.budget for one in spendings]),
        _summed([one.final for one in spendings]),
        Pair("本年支出", sum_of([pair.budgeted for pair in both]), sum_of([pair.final for pair in both]), main=True),
        len(both),
    )


def answer_of(spendings: Sequence[Spending]) -> str:
    """Who planned to spend most, and how many planned more or less than the year before, in one sentence."""
    known = [(one.holder.name, one.budget.now) for one in spendings if one.budget.now is not None]
    if len(known) < 2:  # noqa: PLR2004 - one alone is not the largest of several
        return ""
    most = max(amount for _, amount in known)
    names = "、".join(name for name, amount in known if amount == most)
    said = f"公开预算的{len(known)}个部门中，支出预算最多的是{names}，{most:f}万元"
    changes = [change.amount for one in spendings if one.budget.now is not None and (change := one.budget.change)]
    if not changes:
        return f"{said}。"
    counts = (
        ("增加", sum(amount > 0 for amount in changes)),
        ("减少", sum(amount < 0 for amount in changes)),
        ("持平", sum(not amount for amount in changes)),
    )
    compared = "，".join(f"{word}的{count}个" for word, count in counts if count)
    missing = len(known) - len(changes)
    return f"{said}；比上年{compared}{f'，另有{missing}个没有公开上年数' if missing else ''}。"


def _before(words: AccountsFile, entry: Accounts | None) -> Decimal | None:
    """The amount of the year before as the account itself says it: its extent is the same."""
    total = spending_of(words, entry) if entry else None
    return total.before if total else None


def _summed(amounts: Sequence[Amount]) -> Amount:
    """The sums; the year before only where every holder is compared: a sum with a hole would show a false change."""
    before = None if any(one.change is None for one in amounts) else sum_of([one.before for one in amounts])
    return Amount(sum_of([one.now for one in amounts]), before)
