"""The validity of all documents: how many of each year and organ are in force, what ends when, what has ended when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.views.entry import Link
from disclosure.views.power_lists import Group, PowerListing, cut
from disclosure.views.sheets import Cell, Sheet
from disclosure.views.validity import DONE, ENDING, doers_of, is_pending, takes_effect
from disclosure.vocabulary import Organ, Validity

OVERVIEW = "validity/index.html"
LAPSE, END = "lapse", "end"
"""The two sorts of lists: what will lapse on a known day, and what was amended, repealed or has lapsed."""
NO_NUMBER = "无"
"""What offices write where a document has no 发文字号."""
UNDATED = "undated"
"""The key of the list of ends of which only a note is known."""


@dataclass(frozen=True)
class Standing:
    """A document with its validity."""

    entry: Entry
    organ: Organ
    address: str
    validity: Validity

    @property
    def year(self) -> int:
        """The year of 成文日期, else of publication."""
        return (self.entry.issued_on or self.entry.published_at.date()).year

    @property
    def number(self) -> str:
        """发文字号, empty where there is none."""
        number: str = self.entry.optional("document_number") or NO_NUMBER
        return "" if number == NO_NUMBER else number


@dataclass(frozen=True, slots=True)
class Turn:
    """The day on which the validity of a document changes, and by what."""

    on: date | None
    what: str
    """到期, 修改, 废止, 替代, 失效."""
    standing: Standing
    by: tuple[Link, ...] = ()
    """The documents of the site that do it."""
    note: str = ""
    """效力说明, where no document of the site does it."""


@dataclass(frozen=True)
class Validities:
    """All documents that say whether they are valid."""

    standings: tuple[Standing, ...]
    """The newest first."""
    values: tuple[Validity, ...]
    """The values of the vocabulary, in its order."""
    lapses: tuple[Turn, ...]
    """What will end on a known day, the nearest first."""
    organs: tuple[Organ, ...]
    """The organs that have documents, in the order of the vocabulary."""
    ends: tuple[Turn, ...]
    """What was amended, repealed or has lapsed, the latest first, what has no date last."""

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of the documents, the latest first."""
        return tuple(sorted({one.year for one in self.standings}, reverse=True))

    @cached_property
    def by_year(self) -> Counter[tuple[int, str]]:
        """How many documents of a year have each state."""
        return Counter((one.year, one.validity.state) for one in self.standings)

    @cached_property
    def by_organ(self) -> Counter[tuple[str, str]]:
        """How many documents of an organ have each state."""
        return Counter((one.organ.slug, one.validity.state) for one in self.standings)

    @cached_property
    def by_state(self) -> Counter[str]:
        """How many documents have each state."""
        return Counter(one.validity.state for one in self.standings)

    def listings(self, sort: str) -> list[PowerListing[Turn]]:
        """A list for each year of LAPSE or END, in the order of the turns."""
        turns = self.lapses if sort == LAPSE else self.ends
        found: dict[str, list[Turn]] = {}
        for turn in turns:
            found.setdefault(str(turn.on.year) if turn.on else UNDATED, []).append(turn)
        return [_listing(sort, key, tuple(own)) for key, own in found.items()]


def validities_of(catalogue: Catalogue) -> Validities:
    """Every document of the catalogue that has a 有效性."""
    words = catalogue.vocabulary
    standings = tuple(
        Standing(entry, catalogue.organ_of(entry), catalogue.address_of(entry), validity)
        for entry in catalogue.newest_first
        if (validity := words.validity_by_name.get(entry.optional("validity") or ""))
    )
    lapses = [turn for one in standings for turn in _lapses(catalogue, one)]
    ends = [turn for one in standings for turn in _ends(catalogue, one)]
    with_documents = {one.organ.slug for one in standings}
    return Validities(
        standings,
        words.validities,
        lapses=tuple(sorted(lapses, key=lambda turn: turn.on or date.max)),
        organs=tuple(organ for organ in words.organs if organ.slug in with_documents),
        ends=tuple(sorted(ends, key=lambda turn: turn.on or date.min, reverse=True)),
    )


def table_of(catalogue: Catalogue, found: Validities) -> Sheet:
    """Every document as a row, for download."""
    heading = (
        *("标题", "索引号", "种类", "公开机构", "发文机关", "发文字号", "成文日期", "施行日期", "失效日期", "有效性"),
        *("效力说明", "被哪些文件修改、废止", "网页"),
    )
    return Sheet("文件有效性", heading, tuple(_row(catalogue, one) for one in found.standings))


def _row(catalogue: Catalogue, one: Standing) -> tuple[Cell, ...]:
    entry = one.entry
    doers = "；".join(
        f"{DONE[act]}：{other.title}（{other.index_number}）" for act, other in doers_of(catalogue, entry)
    )
    days = (entry.issued_on, entry.optional("effective_on"), entry.optional("expires_on"))
    return (
        *(entry.title, entry.index_number, entry.label, one.organ.name, entry.optional("issuer"), one.number or None),
        *(day.isoformat() if day else None for day in days),
        *(one.validity.name, entry.optional("validity_note"), doers or None, one.address),
    )


def _lapses(catalogue: Catalogue, one: Standing) -> Iterator[Turn]:
    """What will end this document: its own last day, and documents that are not yet in force themselves."""
    if one.validity.state in {"repealed", "expired"}:
        return
    if expires := one.entry.optional("expires_on"):
        yield Turn(expires, "到期", one)
    for act, other in doers_of(catalogue, one.entry):
        if is_pending(catalogue, other):
            yield _turn(catalogue, one, act, other)


def _ends(catalogue: Catalogue, one: Standing) -> Iterator[Turn]:
    """What has ended or changed this document; where no document of the site did, its own last day or its note."""
    state, done = one.validity.state, False
    for act, other in doers_of(catalogue, one.entry):
        if not is_pending(catalogue, other):
            done = done or act in ENDING or state == "amended"
            yield _turn(catalogue, one, act, other)
    if done or state in {"in_force", "pending"}:
        return
    note = one.entry.optional("validity_note") or ""
    on = one.entry.optional("expires_on") if state == "expired" else None
    what = {"repealed": DONE["repeals"], "amended": DONE["amends"]}.get(state, one.validity.name)
    yield Turn(on, what, one, note=note)


def _turn(catalogue: Catalogue, one: Standing, act: str, other: Entry) -> Turn:
    return Turn(takes_effect(other), DONE[act], one, (Link(other.title, catalogue.address_of(other)),))


def _listing(sort: str, key: str, turns: tuple[Turn, ...]) -> PowerListing[Turn]:
    if sort == LAPSE:
        title = f"{key}年到期的文件"
    else:
        title = "没有写明日期的修改、废止和失效" if key == UNDATED else f"{key}年修改、废止和失效的文件"
    return PowerListing(sort, key, title, f"validity/{sort}-{key}.html", cut([Group(title, "", turns)]), len(turns))
