"""Fields whose page does not show them value by value: their text is written here, as the page has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from disclosure.catalogue import Catalogue
from disclosure.kinds import AnnualReport, Budget, EmergencyPlan, Entry, FinalAccount, PowerList
from disclosure.kinds.accounts import Accounts
from disclosure.search.texts import CELL, LINE, texts_of
from disclosure.views import OfficialTable, grids_of, official_tables

Write = Callable[[Catalogue, Entry], Iterator[tuple[str, str]]]
"""Gives (place, text) of what the page says of a field."""


def _tables(catalogue: Catalogue, entry: Entry) -> Iterator[tuple[str, str]]:
    """The official tables of an account, with the headings of the official form."""
    if isinstance(entry, Accounts):
        for table in official_tables(catalogue, entry):
            yield table.name, LINE.join((table.name, *_lines_of(table)))


def _lines_of(table: OfficialTable) -> Iterator[str]:
    if not table.lines:
        yield table.sentence
        return
    yield CELL.join(("项目", *(heading for _, heading in table.columns)))
    for line in table.lines:
        values = (line.row.__dict__[attribute] for attribute, _ in table.columns)
        cells = (str(value) for value in values if value is not None)
        yield CELL.join((*((line.row.code,) if line.row.code else ()), line.row.item, *cells))


def _grid(number: int) -> Write:
    """One of the three tables of an annual report in the layout of the official form."""

    def write(_: Catalogue, entry: Entry) -> Iterator[tuple[str, str]]:
        if isinstance(entry, AnnualReport):
            grid = grids_of(entry)[number]
            yield grid.caption, LINE.join(CELL.join(filter(None, row)) for row in grid.spread)

    return write


def _handling_fees(_: Catalogue, entry: Entry) -> Iterator[tuple[str, str]]:
    """Only what was charged: that nothing was is said in other words."""
    if isinstance(entry, AnnualReport) and entry.handling_fees and entry.handling_fees.items:
        yield from (("信息处理费", text) for _, text in texts_of(entry.handling_fees))


def _powers(_: Catalogue, entry: Entry) -> Iterator[tuple[str, str]]:
    """Name and code of each power; all else stands on the page of the power."""
    if isinstance(entry, PowerList):
        yield "职权", LINE.join(f"{power.name}{CELL}{power.code}" for power in entry.powers)


def _contacts(catalogue: Catalogue, entry: Entry) -> Iterator[tuple[str, str]]:
    """Whom to call, unless the plan has lost its force: nobody shall find an old number in an emergency."""
    if not isinstance(entry, EmergencyPlan):
        return
    validity = catalogue.vocabulary.validity_by_name.get(entry.validity)
    if validity is None or validity.state not in {"repealed", "expired"}:
        for contact in entry.contacts:
            yield entry.alias("contacts"), f"{contact.name}{CELL}{contact.phone}"


PECULIAR: Mapping[str, Mapping[str, Write]] = {
    Budget.slug: {"tables": _tables},
    FinalAccount.slug: {"tables": _tables},
    PowerList.slug: {"powers": _powers},
    EmergencyPlan.slug: {"contacts": _contacts},
    AnnualReport.slug: {
        "proactive": _grid(2),
        "requests": _grid(3),
        "disputes": _grid(4),
        "handling_fees": _handling_fees,
    },
}
"""By slug of the kind and attribute; such attributes are not walked."""
