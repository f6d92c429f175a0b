"""The powers of all organs: one record a power, made of all lists that ever named it.

The list of an organ that was published last counts. A power that only an older list has keeps its page and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from disclosure.catalogue import Catalogue, power_address
from disclosure.kinds import PowerList
from disclosure.kinds.base import alias_of
from disclosure.kinds.flow import END, Step, edges
from disclosure.kinds.power_list import CURRENT, Adjustment, Edition, Power, editions
from disclosure.vocabulary import Organ

LEFT_OUT = "未列入现行清单"
"""The state of a power that the newest list no longer names, without a record of its end."""

COLUMNS = (
    *("code", "name", "type_name", "subitems", "basis", "actor", "office", "duties", "duty_basis"),
    *("accountability", "accountability_basis", "level", "complaint_phone", "flow", "discretion"),
)
"""What is compared between lists and offered as a table, in the order of 权责清单."""


@dataclass(frozen=True, slots=True)
class Version:
    """A power as one list has it."""

    entry: PowerList
    power: Power


@dataclass(frozen=True)
class PowerRecord:
    """A power with all its versions, the newest first."""

    organ: Organ
    versions: tuple[Version, ...]
    listed: bool
    """Whether the organ's newest list has it."""

    @property
    def power(self) -> Power:
        """As the newest list that has it says."""
        return self.versions[0].power

    @property
    def entry(self) -> PowerList:
        """The newest list, or part of a list, that has it."""
        return self.versions[0].entry

    @cached_property
    def address(self) -> str:
        """The address of its page."""
        return power_address(self.organ.slug, self.power.code)

    @cached_property
    def state(self) -> str:
        """现行, 已取消, 已下放, or LEFT_OUT."""
        state = self.power.state
        return LEFT_OUT if state == CURRENT and not self.listed else state

    @property
    def current(self) -> bool:
        """Whether the organ exercises it."""
        return self.state == CURRENT

    @cached_property
    def history(self) -> tuple[Adjustment, ...]:
        """Its adjustments in all lists, newest first; where lists tell of the same one, as the newest tells it."""
        found: dict[tuple[date, str], Adjustment] = {}
        for version in self.versions:
            for change in version.power.history:
                found.setdefault((change.on, change.manner), change)
        return tuple(sorted(found.values(), key=lambda change: change.on))[::-1]


@dataclass(frozen=True, slots=True)
class Change:
    """One adjustment with the power that it changed."""

    adjustment: Adjustment
    record: PowerRecord


@dataclass(frozen=True)
class PowerBook:
    """All powers of a site."""

    records: tuple[PowerRecord, ...]
    """By organ and type in the order of the vocabulary, then as the list goes."""
    lists: dict[str, tuple[Edition, ...]]
    """The lists of each organ, newest first, by slug of the organ."""
    types: tuple[str, ...]
    """Every type of the vocabulary (职权类型)."""

    @cached_property
    def by_code(self) -> dict[tuple[str, str], PowerRecord]:
        """Records by (slug of the organ, code in small letters)."""
        return {(record.organ.slug, record.power.code.casefold()): record for record in self.records}

    @cached_property
    def organs(self) -> tuple[Organ, ...]:
        """The organs that have a list."""
        return tuple(dict.fromkeys(record.organ for record in self.records))

    @cached_property
    def counts(self) -> Counter[tuple[str, str]]:
        """How many powers are exercised, by (slug of the organ, type)."""
        return Counter((record.organ.slug, record.power.type_name) for record in self.records if record.current)

    @cached_property
    def by_organ(self) -> Counter[str]:
        """How many powers each organ exercises, by its slug."""
        return Counter(record.organ.slug for record in self.records if record.current)

    @cached_property
    def by_type(self) -> Counter[str]:
        """How many powers of each type are exercised."""
        return Counter(record.power.type_name for record in self.records if record.current)

    @property
    def total(self) -> int:
        """How many powers are exercised in all."""
        return self.by_type.total()

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every adjustment, the newest first, of one day in the order of the records."""
        found = [Change(change, record) for record in self.records for change in record.history]
        return tuple(sorted(found, key=lambda change: change.adjustment.on, reverse=True))


def power_book(catalogue: Catalogue) -> PowerBook:
    """Join the lists of all organs."""
    lists = editions(entry for entry in catalogue.entries if isinstance(entry, PowerList))
    types = catalogue.vocabulary.terms["职权类型"]
    rank = {name: number for number, name in enumerate(types)}
    records = [
        record
        for organ in catalogue.vocabulary.organs
        for record in sorted(
            _records(organ, lists.get(organ.slug, ())), key=lambda record: rank.get(record.power.type_name, len(rank))
        )
    ]
    return PowerBook(tuple(records), lists, types)


def _records(organ: Organ, lists: Sequence[Edition]) -> Iterator[PowerRecord]:
    versions: dict[str, list[Version]] = {}
    for edition in lists:
        for entry, _, power in edition.powers:
            versions.setdefault(power.code.casefold(), []).append(Version(entry, power))
    newest = {power.code.casefold() for edition in lists[:1] for _, _, power in edition.powers}
    for code, found in versions.items():
        yield PowerRecord(organ, tuple(found), code in newest)


@dataclass(frozen=True, slots=True)
class StepWay:
    """One way on from a step; `number` counts from 1, 0 is the end."""

    condition: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class StepText:
    """A step of a flow as text beside the drawing; no ways: the next step follows."""

    step: Step
    ways: tuple[StepWay, ...]


def steps_of(power: Power) -> tuple[StepText, ...]:
    """The flow as a numbered list with its branches."""
    steps = power.flow
    ways: dict[int, list[StepWay]] = {}
    for edge in edges(steps):
        plain = edge.target == edge.source + 1 and not edge.condition
        if plain and not steps[edge.source].branches:
            continue
        name = steps[edge.target].name if edge.target < len(steps) else END
        way = StepWay(edge.condition, edge.target + 1 if edge.target < len(steps) else 0, name)
        ways.setdefault(edge.source, []).append(way)
    return tuple(StepText(step, tuple(ways.get(number, ()))) for number, step in enumerate(steps))


def lines_of(power: Power, attribute: str) -> tuple[str, ...]:
    """A field as lines of plain text, for comparing and for tables."""
    if attribute == "flow":
        return tuple(_step_line(text) for text in steps_of(power))
    if attribute == "subitems":
        return tuple(_joined(item.code, item.name, *item.basis) for item in power.subitems)
    if attribute == "discretion":
        return tuple(_joined(one.grade, f"{one.case}：{one.range}", one.basis) for one in power.discretion)
    value: str | tuple[str, ...] | None = getattr(power, attribute)
    return (value,) if isinstance(value, str) else value or ()


def _joined(*parts: str | None) -> str:
    return "　".join(part for part in parts if part)


def _step_line(text: StepText) -> str:
    notes = "；".join(part for part in (text.step.actor, text.step.limit) if part)
    ways = "；".join(f"{way.condition or '然后'}→{way.name}" for way in text.ways)
    return f"{text.step.name}{f'（{notes}）' if notes else ''}{f'：{ways}' if ways else ''}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an older list said differently."""

    entry: PowerList
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    """(name of the field, its lines there; none where it was not filled)."""


def earlier_of(record: PowerRecord) -> tuple[Earlier, ...]:
    """The older lists that have the power, the newest first, each compared with the one after it."""
    found = []
    for later, version in pairwise(record.versions):
        fields = tuple(
            (alias_of(Power, name), lines)
            for name in COLUMNS
            if (lines := lines_of(version.power, name)) != lines_of(later.power, name)
        )
        found.append(Earlier(version.entry, fields))
    return tuple(found)


def power_table(book: PowerBook) -> list[list[str]]:
    """Every power as a row of plain text under a row of heads."""
    heads = ["公开机构", *(alias_of(Power, name) for name in COLUMNS), "状态", "所在清单", "网页"]
    rows = [
        [
            record.organ.name,
            *("\n".join(lines_of(record.power, name)) for name in COLUMNS),
            record.state,
            record.entry.title,
            record.address,
        ]
        for record in book.records
    ]
    return [heads, *rows]
