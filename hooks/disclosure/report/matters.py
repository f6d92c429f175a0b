"""Sentences on what people look at first: money against the year before, powers that come and go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry, PowerList
from disclosure.kinds.accounts import Accounts
from disclosure.views.changes import Change
from disclosure.views.holders import holders_of, key_of
from disclosure.views.three_public import Figure, Spent, label_of, three_public_of

_SHOWN_ITEMS = ("total", "abroad", "cars", "reception")
_NAMED = 5
"""Most powers that are named."""

Pair = tuple[Entry | None, Entry | None]
"""An entry before and after."""


def matters_of(pairs: Sequence[Pair], after: Catalogue) -> Iterator[str]:
    """The sentences for all entries that changed, in their order."""
    lines = three_public_of(holders_of(after)).lines if any(isinstance(new, Accounts) for _, new in pairs) else ()
    for old, new in pairs:
        if isinstance(new, Accounts):
            yield from _money(old if isinstance(old, Accounts) else None, new, lines)
        if isinstance(new, PowerList):
            yield from _powers(old if isinstance(old, PowerList) else None, new, after)


def _money(old: Accounts | None, new: Accounts, lines: Sequence[Spent]) -> Iterator[str]:
    spent = next((one for one in lines if one.holder.key == key_of(new) and one.year.year == new.year), None)
    if spent is None or new.three_public is None:
        return
    before = old.three_public if old else None
    for item in _SHOWN_ITEMS:
        figure = spent.figures[item]
        if figure.now is None or (not figure.now and not figure.before):
            continue
        if before is not None and getattr(before, item) == getattr(new.three_public, item):
            continue
        name = "“三公”经费合计" if item == "total" else label_of(item)
        yield f"{spent.holder.name} {new.year} 年{name}（{figure.basis}）{_amount(figure)}。"


def _amount(figure: Figure) -> str:
    said = f" {figure.now:f} 万元"
    change: Change | None = figure.change
    if change is None:
        return said
    if not change.amount:
        return f"{said}，与上年持平"
    way = "增加" if change.amount > 0 else "减少"
    return f"{said}，比上年{way} {abs(change.amount):f} 万元{_rate(change)}"


def _rate(change: Change) -> str:
    """（+7.3%）, one decimal; nothing where the year before had nothing."""
    if not change.before:
        return ""
    rate = (change.amount / abs(change.before) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"（{rate:+f}%）"


def _powers(old: PowerList | None, new: PowerList, after: Catalogue) -> Iterator[str]:
    if old is None:
        return
    was, now = ({power.code: power.name for power in one.powers} for one in (old, new))
    organ = after.vocabulary.organ_by_slug[new.organ_slug].short
    for what, names in (
        ("增加", [name for code, name in now.items() if code not in was]),
        ("减少", [name for code, name in was.items() if code not in now]),
    ):
        if names:
            more = "等" if len(names) > _NAMED else ""
            yield f"{organ}权责清单{what}职权 {len(names)} 项：{'、'.join(names[:_NAMED])}{more}。"
