"""政务服务事项 by organ and 主项, each with its 办事指南; and what the page of one guide shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosure.catalogue import Catalogue
from disclosure.kinds import ServiceGuide, ServiceList
from disclosure.kinds.service_guide import Material
from disclosure.kinds.service_list import Guides, current_lists
from disclosure.views.entry import Link
from disclosure.vocabulary import Organ


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as the lists show it."""

    name: str
    main_item: str
    """Empty where there is none."""
    code: str
    sort: str
    guide: str
    """The address of its guide; empty where there is none yet."""


@dataclass(frozen=True, slots=True)
class MainItem:
    """The matters of an organ under one 主项; those without one come last, under an empty name."""

    name: str
    anchor: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class OrganServices:
    """The matters of one organ, with the lists from which they come."""

    organ: Organ
    address: str
    groups: tuple[MainItem, ...]
    lists: tuple[Link, ...]

    @property
    def count(self) -> int:
        """How many matters."""
        return sum(len(group.matters) for group in self.groups)

    @property
    def guided(self) -> int:
        """How many of them have a guide."""
        return sum(bool(matter.guide) for group in self.groups for matter in group.matters)


@dataclass(frozen=True, slots=True)
class Services:
    """All matters of the site, in the order of the organs."""

    organs: tuple[OrganServices, ...]

    @property
    def count(self) -> int:
        """How many matters."""
        return sum(services.count for services in self.organs)

    @property
    def guided(self) -> int:
        """How many of them have a guide."""
        return sum(services.guided for services in self.organs)

    def of(self, organ_slug: str) -> OrganServices | None:
        """The matters of an organ."""
        return next((services for services in self.organs if services.organ.slug == organ_slug), None)


def matters_of(
    catalogue: Catalogue, guides: Guides, entry: ServiceList
) -> Iterator[tuple[Matter, ServiceGuide | None]]:
    """The matters of one list in its order, with their guides."""
    for item in entry.items:
        guide = guides.find(entry.organ_slug, item)
        address = catalogue.address_of(guide) if guide else ""
        yield Matter(item.name, item.main_item or "", item.code or "", item.sort or "", address), guide


def services_of(catalogue: Catalogue) -> Services:
    """Every matter of the current lists, and after them the guides that stand in no list."""
    guides = Guides(catalogue.entries)
    found: defaultdict[str, list[Matter]] = defaultdict(list)
    lists: defaultdict[str, list[Link]] = defaultdict(list)
    listed: set[str] = set()
    for entry in current_lists(catalogue.entries):
        lists[entry.organ_slug].append(Link(entry.title, catalogue.address_of(entry)))
        for matter, guide in matters_of(catalogue, guides, entry):
            found[entry.organ_slug].append(matter)
            if guide:
                listed.add(guide.index_number)
    for other in catalogue.entries:
        if isinstance(other, ServiceGuide) and other.index_number not in listed:
            matter = Matter(
                other.matter_name,
                other.main_item or "",
                other.code or "",
                other.sort or "",
                catalogue.address_of(other),
            )
            found[other.organ_slug].append(matter)
    return Services(
        tuple(
            OrganServices(
                organ, f"services/organ-{organ.slug}.html", grouped(found[organ.slug]), tuple(lists[organ.slug])
            )
            for organ in catalogue.vocabulary.organs
            if found[organ.slug]
        )
    )


def grouped(matters: Iterable[Matter]) -> tuple[MainItem, ...]:
    """Matters by 主项 in the order in which these first occur, those without 主项 last."""
    groups: defaultdict[str, list[Matter]] = defaultdict(list)
    for matter in matters:
        groups[matter.main_item].append(matter)
    names = sorted(groups, key=lambda name: not name)
    return tuple(MainItem(name, f"item-{number}", tuple(groups[name])) for number, name in enumerate(names, 1))


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as written, and as a telephone dials it."""

    text: str
    number: str
    """Empty where the text is no number."""


_DIGITS = re.compile(r"\d{3,4}-\d{7,8}|[48]00-?\d{3}-?\d{4}|\d{7,12}|\d{3,6}", re.ASCII)


def phone_of(text: str) -> Phone:
    """The first number in the text, without extension and remarks."""
    found = _DIGITS.search(text)
    return Phone(text, found.group().replace("-", "") if found else "")


_MATERIAL_COLUMNS = ("sort", "form", "copies", "source", "necessity", "note")


@dataclass(frozen=True, slots=True)
class GuideView:
    """What the page of a guide shows besides its fields."""

    missing: tuple[str, ...]
    phones: tuple[Phone, ...]
    complaint_phones: tuple[Phone, ...]
    material_columns: tuple[tuple[str, str], ...]
    """(attribute, Chinese name) of the columns in which something is given."""
    samples: dict[str, str]
    """Addresses of the sample files by the name that the entry uses."""
    facts: tuple[tuple[str, str], ...]
    """(Chinese name, value) of the matter's plain facts, in the order of the model."""


_FACTS = (
    *("matter", "main_item", "code", "basic_code", "sort", "handling", "level", "actor", "delegating", "joint"),
    *("applicants", "area", "quota", "intermediary", "manner_of_handling", "presence_reason"),
    *("appointment", "post", "online_payment"),
)


def guide_view(catalogue: Catalogue, entry: ServiceGuide) -> GuideView:
    """Numbers that can be dialled, columns that are filled, samples that can be fetched."""
    materials = entry.materials or ()
    names = {attachment.file: catalogue.file_of(entry, attachment) for attachment in entry.attachments}
    return GuideView(
        missing=entry.missing_elements,
        phones=tuple(map(phone_of, entry.phones or ())),
        complaint_phones=tuple(map(phone_of, entry.complaint_phones)),
        material_columns=tuple(
            (name, Material.model_fields[name].alias or name)
            for name in _MATERIAL_COLUMNS
            if any(getattr(material, name) is not None for material in materials)
        ),
        samples={name: stored.address for name, stored in names.items() if stored},
        facts=tuple((entry.alias(name), value) for name in _FACTS if (value := getattr(entry, name)) is not None),
    )


def list_view(catalogue: Catalogue, entry: ServiceList, guides: Guides) -> tuple[MainItem, ...]:
    """The matters of one list by 主项."""
    return grouped(matter for matter, _ in matters_of(catalogue, guides, entry))


def newer_lists(catalogue: Catalogue, entry: ServiceList) -> tuple[Link, ...]:
    """The lists that take the place of this one."""
    referring = catalogue.referring.get(entry.index_number, [])
    newer = [other for relation, other in referring if relation.attribute == "replaces"]
    return tuple(Link(other.title, catalogue.address_of(other)) for other in newer)
