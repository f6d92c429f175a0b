"""“三公”经费 of all organs and years: one line for each item of each holder and year, and the sums of the departments.

Source: 财预〔2016〕143号 and the form 财政拨款“三公”经费支出决算表: 合计, 因公出国（境）费, 公务用车购置及运行维护费
with its two parts, 公务接待费; with them the counts of groups, people, vehicles and receptions. All amounts in 万元.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from disclosure.kinds.accounts import Expense, ThreePublicExpenses
from disclosure.kinds.base import alias_of
from disclosure.views.changes import Change, change_of, sum_of
from disclosure.views.holders import Holder, Year

ITEMS = ("total", "abroad", "cars", "car_purchase", "car_running", "reception")
"""The items in the order of the form; `cars` is the sum of the two after it, which an office may leave to be summed."""
CAR_PARTS = ("car_purchase", "car_running")
COUNTS = (
    ("trips", "个"),
    ("travellers", "人次"),
    ("cars_bought", "辆"),
    ("cars_owned", "辆"),
    ("receptions", "批次"),
    ("guests", "人次"),
    ("foreign_receptions", "批次"),
    ("foreign_guests", "人次"),
)
"""The counts that belong to the amounts, with their units."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The amounts of one item for one year. A year is compared by its 决算数, by its 预算数 until there is one."""

    budgeted: Decimal | None
    final: Decimal | None
    before: Decimal | None
    """上年决算数, or 上年预算数 where there is no 决算数 yet."""

    @property
    def now(self) -> Decimal | None:
        """The amount that is compared."""
        return self.budgeted if self.final is None else self.final

    @property
    def basis(self) -> str:
        """预算 or 决算: which amounts are compared."""
        return "预算" if self.final is None else "决算"

    @property
    def change(self) -> Change | None:
        """The change against the year before."""
        return change_of(self.now, self.before)


@dataclass(frozen=True)
class Spent:
    """“三公”经费 of one holder in one year."""

    holder: Holder
    year: Year
    planned: ThreePublicExpenses | None
    """From the 预算."""
    filed: ThreePublicExpenses | None
    """From the 决算."""
    earlier: ThreePublicExpenses | None = None
    """From the 决算 of the year before, for amounts of that year which `filed` does not repeat."""

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The amounts of each item of ITEMS."""
        return figures_of(self.planned, self.filed, self.earlier)

    @property
    def expenses(self) -> ThreePublicExpenses:
        """What was filed last: with the 决算, else with the 预算."""
        found = self.filed or self.planned
        if found is None:
            message = "a year without “三公”经费 is no line"
            raise ValueError(message)
        return found

    def count(self, name: str) -> int | None:
        """One of COUNTS."""
        number: int | None = getattr(self.expenses, name)
        return number

    @property
    def reason(self) -> str:
        """增减原因 as filed."""
        return self.expenses.reason or ""


@dataclass(frozen=True, slots=True)
class YearSum:
    """All holders of one year: those that are added up, those shown apart, and the sums."""

    year: int
    summed: tuple[Spent, ...]
    apart: tuple[Spent, ...]
    """政府本级 (the sum of its departments) and units (within their departments): never added."""
    sums: dict[str, Figure]
    """The sums of the departments by item of ITEMS."""

    @property
    def settled(self) -> int:
        """How many of the departments have disclosed their 决算."""
        return sum(spent.filed is not None for spent in self.summed)


@dataclass(frozen=True)
class ThreePublic:
    """“三公”经费 of the whole site."""

    lines: tuple[Spent, ...]
    """In the order of the holders, then from the latest year to the earliest."""

    @cached_property
    def years(self) -> tuple[YearSum, ...]:
        """Year by year, from the latest."""
        numbers = sorted({spent.year.year for spent in self.lines}, reverse=True)
        return tuple(self._year(number) for number in numbers)

    @cached_property
    def holders(self) -> tuple[tuple[Holder, tuple[Spent, ...]], ...]:
        """Each holder with its lines."""
        found: dict[int, tuple[Holder, list[Spent]]] = {}
        for spent in self.lines:
            found.setdefault(id(spent.holder), (spent.holder, []))[1].append(spent)
        return tuple((holder, tuple(lines)) for holder, lines in found.values())

    @cached_property
    def organs(self) -> tuple[str, ...]:
        """The organs that have a page, by slug, in their order."""
        return tuple(dict.fromkeys(spent.holder.organ.slug for spent in self.lines))

    def of_organ(self, slug: str) -> tuple[tuple[Holder, tuple[Spent, ...]], ...]:
        """The holders of one organ with their lines."""
        return tuple(pair for pair in self.holders if pair[0].organ.slug == slug)

    def _year(self, number: int) -> YearSum:
        lines = [spent for spent in self.lines if spent.year.year == number]
        summed = tuple(spent for spent in lines if spent.holder.summed)
        others = (spent for spent in lines if not spent.holder.summed)
        apart = tuple(sorted(others, key=lambda spent: spent.holder.below))
        return YearSum(number, summed, apart, {item: _sum(summed, item) for item in ITEMS})


def three_public_of(holders: Iterable[Holder]) -> ThreePublic:
    """All lines, from the accounts of the holders."""
    found = []
    for holder in holders:
        finals = {year.year: year.final.three_public for year in holder.years if year.final}
        for year in reversed(holder.years):
            planned = year.budget.three_public if year.budget else None
            filed = finals.get(year.year)
            if planned or filed:
                found.append(Spent(holder, year, planned, filed, finals.get(year.year - 1)))
    return ThreePublic(tuple(found))


def figures_of(
    planned: ThreePublicExpenses | None, filed: ThreePublicExpenses | None, earlier: ThreePublicExpenses | None = None
) -> dict[str, Figure]:
    """The amounts of each item of ITEMS, from the 预算, the 决算 and the 决算 of the year before."""
    own = {
        item: _figure(*(getattr(filing, item) if filing else None for filing in (planned, filed, earlier)))
        for item in ITEMS
    }
    given, parts = own["cars"], [own[item] for item in CAR_PARTS]
    own["cars"] = Figure(
        *(
            _whole(getattr(part, name) for part in parts) if (value := getattr(given, name)) is None else value
            for name in ("budgeted", "final", "before")
        )
    )
    return own


def answer_of(lines: Sequence[Spent]) -> str:
    """How many of several holders spend more and how many less than the year before, and who changed most."""
    known = [(spent.holder.name, change) for spent in lines if (change := spent.figures["total"].change)]
    if len(known) < 2:  # noqa: PLR2004 - nothing to compare
        return ""
    ups = [(name, change) for name, change in known if change.amount > 0]
    downs = [(name, change) for name, change in known if change.amount < 0]
    said = []
    if downs:
        name, change = min(downs, key=lambda pair: pair[1].amount)
        said.append(f"减少的{len(downs)}个，减少最多的是{name}，{abs(change.amount):f}万元")
    if ups:
        name, change = max(ups, key=lambda pair: pair[1].amount)
        said.append(f"增加的{len(ups)}个，增加最多的是{name}，{change.amount:f}万元")
    if even := len(known) - len(ups) - len(downs):
        said.append(f"持平的{even}个")
    return f"能和上年比的{len(known)}个部门中，{'；'.join(said)}。"


def counts_of(lines: Sequence[Spent]) -> list[tuple[str, str]]:
    """(name, unit) of those of COUNTS that at least one of the lines has."""
    return [pair for pair in COUNTS if any(spent.count(pair[0]) is not None for spent in lines)]


def label_of_count(name: str, unit: str) -> str:
    """The official name of a count, with its unit where the name does not say it."""
    label = label_of(name)
    return label if label.endswith(unit) else f"{label}（{unit}）"


def label_of(name: str) -> str:
    """The official name of an item or a count."""
    return alias_of(ThreePublicExpenses, name)


def _figure(planned: Expense | None, filed: Expense | None, earlier: Expense | None) -> Figure:
    """One item; the 决算 says the 预算数 of its own extent, so it goes before that of the 预算."""
    budgeted = [cost.budgeted for cost in (filed, planned) if cost and cost.budgeted is not None]
    final = filed.final if filed else None
    before = planned.last_budgeted if planned else None
    if filed and final is not None:
        before = earlier.final if filed.last_final is None and earlier else filed.last_final
    return Figure(budgeted[0] if budgeted else None, final, before)


def _sum(lines: tuple[Spent, ...], item: str) -> Figure:
    """The sums of one item.

    The year before is summed only where every department is compared by the same sort of amount: a sum of which
    parts are missing would show a decrease that nobody made.
    """
    figures = [spent.figures[item] for spent in lines]
    budgeted = sum_of([figure.budgeted for figure in figures])
    settled = all(figure.final is not None for figure in figures)
    open_still = all(figure.final is None for figure in figures)
    final = None if open_still else sum_of([figure.final for figure in figures])
    before = _whole(figure.before for figure in figures) if settled or open_still else None
    return Figure(budgeted, final, before)


def _whole(values: Iterable[Decimal | None]) -> Decimal | None:
    """A sum of which no part is missing."""
    parts = list(values)
    return None if any(part is None for part in parts) else sum_of(parts)
