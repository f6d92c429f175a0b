"""The accounts of one holder beside one another: 预算 against 决算 of one year, and all years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from disclosure.kinds.accounts import Accounts
from disclosure.views.account_figures import Total, functions_of, income_of, spending_of
from disclosure.views.holders import Holder, Year
from disclosure.vocabulary.accounts import AccountsFile


@dataclass(frozen=True, slots=True)
class Pair:
    """One amount as planned and as settled."""

    label: str
    budgeted: Decimal | None
    final: Decimal | None
    main: bool = False
    """Whether it is a sum rather than one of its parts."""

    @property
    def difference(self) -> Decimal | None:
        """决算数 less 预算数."""
        return None if self.budgeted is None or self.final is None else self.final - self.budgeted

    @property
    def share(self) -> Decimal | None:
        """完成预算的百分比: 决算数 / 预算数 with two decimals, None where there was no budget."""
        if not self.budgeted or self.final is None:
            return None
        return (self.final / self.budgeted * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def rate(self) -> str:
        """The same as it is written: 98.70%, empty where it is None."""
        return "" if self.share is None else f"{self.share:f}%"


@dataclass(frozen=True, slots=True)
class YearLine:
    """What the accounts of one year came to."""

    year: Year
    income: Pair
    spending: Pair
    three_public: Pair


def pairs_of(words: AccountsFile, year: Year) -> list[Pair]:
    """预算 against 决算 of one year: income, spending, “三公”经费, then each 类 of spending; nothing without both.

    The 预算数 are those of the 预算 that was disclosed; adjustments during the year are told in the 说明 of the 决算.
    """
    if not year.budget or not year.final:
        return []
    line = line_of(words, year)
    mains = [pair for pair in (line.income, line.spending, line.three_public) if pair.difference is not None]
    return [*mains, *_functions(words, year.budget, year.final)]


def line_of(words: AccountsFile, year: Year) -> YearLine:
    """The three amounts of a year."""
    return YearLine(
        year,
        Pair("本年收入", _value(words, year.budget, income_of), _value(words, year.final, income_of), main=True),
        Pair("本年支出", _value(words, year.budget, spending_of), _value(words, year.final, spending_of), main=True),
        Pair("“三公”经费", _expenses(year.budget), _expenses(year.final), main=True),
    )


def lines_of(words: AccountsFile, holder: Holder) -> list[YearLine]:
    """All years from the latest to the earliest."""
    return [line_of(words, year) for year in reversed(holder.years)]


def _value(
    words: AccountsFile, entry: Accounts | None, total_of: Callable[[AccountsFile, Accounts], Total | None]
) -> Decimal | None:
    total = total_of(words, entry) if entry else None
    return total.value if total else None


def _expenses(entry: Accounts | None) -> Decimal | None:
    if not entry or not entry.three_public:
        return None
    total = entry.three_public.total
    return total.budgeted if entry.slug == "budget" else total.final


def _functions(words: AccountsFile, budget: Accounts, final: Accounts) -> Iterator[Pair]:
    planned, spent = _by_function(words, budget), _by_function(words, final)
    if planned and spent:
        for name in dict.fromkeys((*spent, *planned)):
            yield Pair(name, planned.get(name), spent.get(name))


def _by_function(words: AccountsFile, entry: Accounts) -> dict[str, Decimal]:
    structure = functions_of(words, entry)
    return {part.label: part.value for part in structure.parts} if structure else {}
