"""What happened last on the site, day by day: published, corrected, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from disclosure.catalogue import Catalogue, address_of

PUBLISHED, CORRECTED, WITHDRAWN = "新公开", "更正", "撤回"
_WITHOUT_TITLE = "已撤回的信息"


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that happened."""

    on: date
    what: str
    """新公开, 更正 or 撤回."""
    title: str
    address: str
    organ: str
    """Short name; empty for what was taken back, of which only the number remains."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something happened."""

    on: date
    updates: tuple[Update, ...]


def latest_days(catalogue: Catalogue, fewest: int) -> tuple[Day, ...]:
    """The newest days, the newest first, until they have `fewest` updates between them; whole days only.

    They follow from the dates in the entries alone, so that the same catalogue gives the same page on any day.
    """
    order = (PUBLISHED, CORRECTED, WITHDRAWN)
    updates = sorted(_updates(catalogue), key=lambda one: (-one.on.toordinal(), order.index(one.what), one.address))
    days: list[Day] = []
    for on, found in groupby(updates, key=lambda one: one.on):
        if sum(len(day.updates) for day in days) >= fewest:
            break
        days.append(Day(on, tuple(found)))
    return tuple(days)


def _updates(catalogue: Catalogue) -> Iterator[Update]:
    for entry in catalogue.entries:
        organ, address = catalogue.organ_of(entry).short, catalogue.address_of(entry)
        yield Update(entry.published_at.date(), PUBLISHED, entry.title, address, organ)
        for correction in entry.corrections or ():
            yield Update(correction.on, CORRECTED, entry.title, address, organ, correction.text)
    for record in catalogue.withdrawn:
        title, taken = record.title or _WITHOUT_TITLE, record.withdrawal
        yield Update(taken.on, WITHDRAWN, title, address_of(record.index_number), "", taken.reason)
