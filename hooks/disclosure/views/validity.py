"""The life of a document: since when it is in force, what changed it, what ended it.

Only dates that stand in the entries count, never the day of the build: what lapses next is read from 失效日期.
Source: 《政府网站发展指引》（国办发〔2017〕47号）: what was amended, repealed or has lapsed is said on the document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.views.entry import Link
from disclosure.vocabulary import Validity

DONE = {"repeals": "废止", "replaces": "替代", "amends": "修改"}
"""What one document does to another, by attribute of the relation, in the words of the pages."""
_SUFFERED = {"repeals": "被废止", "replaces": "被替代", "amends": "被修改"}
_WILL_SUFFER = {"repeals": "将被废止", "replaces": "将被替代", "amends": "将被修改"}
ENDING = frozenset({"repeals", "replaces"})
"""Those of DONE that leave nothing in force."""


@dataclass(frozen=True, slots=True)
class Step:
    """One point in the life of a document."""

    on: date | None
    """None for what stands before the first day (依据) and for an end of which only a note is known."""
    label: str
    links: tuple[Link, ...] = ()
    """The documents by which it happened."""
    done: tuple[tuple[str, Link], ...] = ()
    """What was done to other documents on that day: (废止, the document)."""
    names: tuple[str, ...] = ()
    """Documents outside the site, by name."""
    note: str = ""
    own: bool = False
    """Whether the document of the page did it itself."""
    ends: bool = False
    """Whether the document of the page is no longer in force from that day on."""


def life_of(catalogue: Catalogue, entry: Entry) -> tuple[Step, ...]:
    """The steps of a document in the order of the days; none where only its own plain dates are known."""
    validity = catalogue.vocabulary.validity_by_name.get(entry.optional("validity") or "")
    if validity is None:
        return ()
    own = list(_own(catalogue, entry, validity))
    before = list(_basis(catalogue, entry))
    others = [*_chain(catalogue, entry), *_followers(catalogue, entry)]
    ending = list(_unexplained(entry, validity, [*own, *others]))
    if not (others or before or ending or entry.optional("expires_on")):
        return ()
    return (*before, *sorted((*own, *others), key=lambda step: step.on or date.min), *ending)


def takes_effect(entry: Entry) -> date:
    """The day from which a document counts: 施行日期, else 成文日期, else the day of publication."""
    effective: date | None = entry.optional("effective_on")
    return effective or entry.issued_on or entry.published_at.date()


def is_pending(catalogue: Catalogue, entry: Entry) -> bool:
    """Whether a document is not yet in force, so that what it does to others is still to come."""
    validity = catalogue.vocabulary.validity_by_name.get(entry.optional("validity") or "")
    return validity is not None and validity.state == "pending"


def _link(catalogue: Catalogue, entry: Entry) -> Link:
    return Link(entry.title, catalogue.address_of(entry))


def _basis(catalogue: Catalogue, entry: Entry) -> Iterator[Step]:
    """依据: laws have no page here and so no day; they stand first."""
    for relation in entry.relations:
        if relation.attribute == "basis" and (targets := entry.targets(relation)):
            links = tuple(_link(catalogue, other) for other in catalogue.referred(entry, relation))
            names = tuple(target for target in targets if target not in catalogue.by_number)
            yield Step(None, "制定依据", links, names=names)


def _own(catalogue: Catalogue, entry: Entry, validity: Validity) -> Iterator[Step]:
    """The dates that the document says of itself, and what it does to others when it takes effect."""
    if entry.issued_on:
        yield Step(entry.issued_on, "成文", own=True)
    yield Step(entry.published_at.date(), "在本站公开", own=True)
    done = tuple(_done(catalogue, entry))
    if entry.optional("effective_on") or done:
        label = "施行" if entry.optional("effective_on") else "作出"
        yield Step(takes_effect(entry), label, done=done, own=True)
    if expires := entry.optional("expires_on"):
        label = {"expired": "失效", "repealed": "原定失效日期"}.get(validity.state, "有效期到期")
        note = entry.optional("validity_note") if validity.state == "expired" else None
        yield Step(expires, label, note=note or "", own=True, ends=validity.state == "expired")


def _done(catalogue: Catalogue, entry: Entry, among: Collection[str] | None = None) -> Iterator[tuple[str, Link]]:
    """What a document does to others, to those with the numbers of `among` where these are given."""
    for attribute, other in _targets(catalogue, entry):
        if among is None or other.index_number in among:
            yield DONE[attribute], _link(catalogue, other)


def _targets(catalogue: Catalogue, entry: Entry) -> Iterator[tuple[str, Entry]]:
    """(attribute, document) for each document that this one ends or changes."""
    for relation in entry.relations:
        if relation.attribute in DONE:
            yield from ((relation.attribute, other) for other in catalogue.referred(entry, relation))


def doers_of(catalogue: Catalogue, entry: Entry) -> Iterator[tuple[str, Entry]]:
    """(attribute, document) for each document that ends or changes this one."""
    for relation, other in catalogue.referring.get(entry.index_number, []):
        if relation.attribute in DONE:
            yield relation.attribute, other


def _chain(catalogue: Catalogue, entry: Entry) -> Iterator[Step]:
    """The documents that this one ended or changed, those that ended or changed it, and so on in both directions.

    One step for each, on the day when it took effect. Each direction is followed by itself: a decision that ends many
    documents does not bring all of them into the life of one.
    """
    around = {**_reached(catalogue, entry, _targets), **_reached(catalogue, entry, doers_of)}
    among = around.keys() - {entry.index_number}
    direct: dict[str, str] = {other.index_number: attribute for attribute, other in doers_of(catalogue, entry)}
    for number in sorted(among):
        other, act = around[number], direct.get(number, "")
        coming = is_pending(catalogue, other)
        yield Step(
            takes_effect(other),
            (_WILL_SUFFER if coming else _SUFFERED).get(act, "有关文件施行"),
            (_link(catalogue, other),),
            tuple(_done(catalogue, other, among)),
            note=(entry.optional("validity_note") or "") if act and not coming else "",
            ends=act in ENDING and not coming,
        )


def _reached(
    catalogue: Catalogue, entry: Entry, ways: Callable[[Catalogue, Entry], Iterator[tuple[str, Entry]]]
) -> dict[str, Entry]:
    """Every document that is reached from one by following `ways` again and again, by index number."""
    found: dict[str, Entry] = {}
    waiting = [entry]
    while waiting:
        for _, other in ways(catalogue, waiting.pop()):
            if other.index_number not in found:
                found[other.index_number] = other
                waiting.append(other)
    return found


def _followers(catalogue: Catalogue, entry: Entry) -> Iterator[Step]:
    """What explains the document, and what was made on its basis."""
    explained: dict[str, Entry] = {}
    for relation in entry.relations:
        if relation.attribute == "interpretations":
            explained |= {other.index_number: other for other in catalogue.referred(entry, relation)}
    for relation, other in catalogue.referring.get(entry.index_number, []):
        if relation.attribute == "documents":
            explained[other.index_number] = other
        elif relation.attribute == "basis":
            yield Step(other.issued_on or other.published_at.date(), "据此制定", (_link(catalogue, other),))
    for other in explained.values():
        yield Step(other.published_at.date(), "政策解读", (_link(catalogue, other),))


def _unexplained(entry: Entry, validity: Validity, steps: Iterable[Step]) -> Iterator[Step]:
    """The state of a document that no step explains: what changed or ended it is not on the site."""
    said = any(step.ends or step.label == _SUFFERED["amends"] for step in steps)
    if said or validity.state in {"in_force", "pending"}:
        return
    note = entry.optional("validity_note") or ""
    yield Step(None, validity.name, note=note, own=True, ends=validity.state != "amended")
