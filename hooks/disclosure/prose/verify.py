"""Whether claims agree with the known values. A claim is wrong only when every value it may mean disagrees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from disclosure.prose.claims import Claim
from disclosure.prose.figures import PERCENT, Figure
from disclosure.prose.ledger import Item, Ledger, Measure

Fault = Literal["value", "change", "percent", "direction"]

_HUNDREDTH = Decimal("0.005")
"""Half a unit of the last digit of a cell: accounts are kept in 元 and printed in 万元 with two decimals."""
_TWO_CELLS = Decimal("0.01")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that disagrees with every value it may mean."""

    fault: Fault
    claim: Claim
    expected: str
    """What the values say, a clause in Chinese."""


def verify(claims: Iterable[Claim], ledger: Ledger) -> list[Finding]:
    """The claims that are wrong; of several about the same words the first."""
    found: dict[tuple[int, int], Finding] = {}
    for claim in claims:
        for finding in _CHECKS[claim.kind](claim, ledger):
            found.setdefault((claim.start, claim.end), finding)
    return list(found.values())


def amount(value: Decimal, unit: str) -> str:
    """A value as a message shows it."""
    if unit == "万元":
        shown = value.quantize(Decimal("0.01"), ROUND_HALF_UP) if value == value.quantize(Decimal("0.01")) else value
        return f"{shown:f} 万元"
    return f"{value.normalize():f} {unit}"


def _wrong_value(claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    del ledger
    figure = _figure(claim)
    known = [(item, value) for item in claim.subject.items for value in _of(item, claim.measure)]
    if known and not any(_equal(figure, value) for _, value in known):
        item, value = min(known, key=lambda pair: abs(pair[1] - figure.value))
        yield Finding("value", claim, f"{item.where}是 {amount(value, figure.unit)}")


def _of(item: Item, measure: Measure) -> list[Decimal]:
    measures: tuple[Measure, ...] = (measure, "last_budget") if measure == "last" else (measure,)
    return [item.values[one] for one in measures if one in item.values]


def _equal(figure: Figure, value: Decimal) -> bool:
    if not figure.half:
        return figure.value == value
    return abs(figure.value - value) <= max(figure.half, _HUNDREDTH if figure.unit == "万元" else Decimal(0))


_AGAINST: dict[str, tuple[Measure, ...]] = {
    "last": ("last", "last_budget"),
    "last_final": ("last",),
    "last_budget": ("last_budget",),
    "budget": ("budget",),
}


def _pairs(claim: Claim) -> list[tuple[Item, Decimal, Decimal]]:
    found = []
    for item in claim.subject.items:
        measures = _AGAINST[claim.against]
        found += [
            (item, item.values["now"], item.values[one]) for one in measures if {"now", one} <= item.values.keys()
        ]
    return found


def _wrong_change(claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    del ledger
    figure = _figure(claim)
    pairs = _pairs(claim)
    slack = max(figure.half, _TWO_CELLS) if figure.unit == "万元" else figure.half
    fitting = [pair for pair in pairs if abs(abs(pair[1] - pair[2]) - abs(figure.value)) <= slack]
    if pairs and not fitting:
        item, now, before = pairs[0]
        shown = f"{item.where}是 {amount(now, figure.unit)}，{_before(claim)}是 {amount(before, figure.unit)}"
        by = f" {amount(abs(now - before), figure.unit)}" if now != before else ""
        yield Finding("change", claim, f"{shown}，应是{_changed(now - before)}{by}")
    elif fitting and claim.way and figure.value:
        yield from _wrong_way(claim, fitting)


def _wrong_way(claim: Claim, pairs: list[tuple[Item, Decimal, Decimal]]) -> Iterator[Finding]:
    if not any((now - before) * claim.way > 0 for _, now, before in pairs):
        item, now, before = pairs[0]
        shown = f"{item.where}是 {amount(now, _unit(item))}，{_before(claim)}是 {amount(before, _unit(item))}"
        yield Finding("direction", claim, f"{shown}，应是{_changed(now - before)}")


def _changed(difference: Decimal) -> str:
    return "增加" if difference > 0 else "减少" if difference < 0 else "持平"


def _before(claim: Claim) -> str:
    return "预算" if claim.against == "budget" else "上年"


def _unit(item: Item) -> str:
    """The unit in which a message shows an item that several units fit."""
    return next((unit for unit in ("万元", "件", "辆", "批次", "人次") if unit in item.units), min(item.units))


def _wrong_rate(claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    del ledger
    figure = _figure(claim)
    pairs = [pair for pair in _pairs(claim) if pair[2]]
    fitting = [pair for pair in pairs if _is_rate(figure, abs(pair[1] - pair[2]), abs(pair[2]))]
    if pairs and not fitting:
        item, now, before = pairs[0]
        shown = f"{item.where}是 {amount(now, _unit(item))}，{_before(claim)}是 {amount(before, _unit(item))}"
        by = f" {_percent(abs(now - before), before)}" if now != before else ""
        yield Finding("percent", claim, f"{shown}，应是{_changed(now - before)}{by}")
    elif fitting and claim.way and figure.value:
        yield from _wrong_way(claim, fitting)


def _is_rate(figure: Figure, part: Decimal, whole: Decimal) -> bool:
    """Whether a printed percentage is part/whole, given that both are rounded to two decimals themselves."""
    if not whole:
        return False
    slack = _HUNDRED * (_HUNDREDTH + _HUNDREDTH * abs(part) / abs(whole)) / abs(whole)
    return abs(abs(figure.value) - _HUNDRED * part / whole) <= figure.half + slack


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{(_HUNDRED * part / whole).quantize(Decimal('0.01'), ROUND_HALF_UP):f}%"


def _wrong_completion(claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    figure = _figure(claim)
    bases = [] if claim.base is None else [claim.base.value]
    known = [
        (item, item.values["now"], base)
        for item in claim.subject.items
        if "now" in item.values
        for base in (*bases, *([item.values["budget"]] if "budget" in item.values else []))
        if base
    ]
    if ledger.is_budget or not known or any(_is_rate(figure, now, base) for _, now, base in known):
        return
    item, now, base = known[0]
    yield Finding("percent", claim, f"{item.where}是 {now:f} 万元，为预算 {base:f} 万元的 {_percent(now, base)}")


def _wrong_share(claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    figure = _figure(claim)
    wholes = claim.whole.items if claim.whole else _parents(claim, ledger) or ledger.wholes
    known = [
        (item, whole, item.values[measure], whole.values[measure])
        for item in claim.subject.items
        for whole in wholes
        for measure in (claim.measure,)
        if measure in item.values and whole.values.get(measure) and item.units & whole.units
    ]
    if not known or any(_is_rate(figure, part, total) for _, _, part, total in known):
        return
    nearest = min(known, key=lambda one: ("本年支出" not in one[1].where, _off(figure, one[2], one[3])))
    item, whole, part, total = nearest
    shown = f"{item.where} {part:f} 占{whole.where} {total:f} 的 {_percent(part, total)}"
    yield Finding("percent", claim, shown)


def _off(figure: Figure, part: Decimal, whole: Decimal) -> Decimal:
    return abs(figure.value - _HUNDRED * part / whole)


def _parents(claim: Claim, ledger: Ledger) -> list[Item]:
    name = claim.subject.name
    return [item for parent, below in ledger.parts.items() if name in below for item in ledger.look_up(parent, "")]


def _wrong_same(claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    del ledger
    pairs = _pairs(claim)
    if pairs and not any(abs(now - before) <= _HUNDREDTH for _, now, before in pairs):
        item, now, before = pairs[0]
        shown = f"{item.where}是 {amount(now, _unit(item))}，上年是 {amount(before, _unit(item))}"
        yield Finding("direction", claim, f"{shown}，应是{_changed(now - before)}")


def _wrong_trend(claim: Claim, ledger: Ledger) -> Iterator[Finding]:
    del ledger
    if pairs := _pairs(claim):
        yield from _wrong_way(claim, pairs)


def _figure(claim: Claim) -> Figure:
    if claim.figure is None:
        return Figure(claim.start, claim.end, Decimal(0), Decimal(0), PERCENT, is_rough=True)
    return claim.figure


_CHECKS: dict[str, Callable[[Claim, Ledger], Iterator[Finding]]] = {
    "value": _wrong_value,
    "change": _wrong_change,
    "rate": _wrong_rate,
    "completion": _wrong_completion,
    "share": _wrong_share,
    "same": _wrong_same,
    "trend": _wrong_trend,
}
