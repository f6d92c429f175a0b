"""What the page of one entry shows around its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.catalogue import Catalogue, StoredFile
from disclosure.kinds import Entry


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site, with the number of entries behind it where that is known."""

    text: str
    address: str
    count: int | None = None
    ordinal: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the statutory block."""

    label: str
    value: str
    address: str = ""
    badge: str = ""
    """The state of validity, for its colour."""


@dataclass(frozen=True, slots=True)
class RelationView:
    """The entries that stand in one relation to an entry."""

    label: str
    links: tuple[Link, ...]
    names: tuple[str, ...] = ()
    """Documents outside the site, by name."""


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """An attachment as it is offered for download."""

    name: str
    address: str
    type_name: str
    size: str
    sha256: str


def facts_of(catalogue: Catalogue, entry: Entry) -> list[Fact]:
    """The statutory block in the order of 中国政府网, with what the kind adds."""
    words = catalogue.vocabulary
    organ = catalogue.organ_of(entry)
    category = catalogue.category_of(entry)
    found = [Fact("索引号", entry.index_number)]
    if entry.topic:
        above, _, below = entry.topic.partition("/")
        number = words.topic_paths[entry.topic]
        place = f"-{words.topics[number - 1].children.index(below) + 1}" if below else ""
        found.append(Fact("主题分类", f"{above}\\{below}" if below else above, f"topic/{number}{place}.html"))
    if issuer := entry.optional("issuer"):
        found.append(Fact("发文机关", issuer))
    found.append(Fact("公开机构", organ.name, organ.address))
    found += _texts(entry, ("issued_on",))
    found.append(Fact("标题", entry.title))
    found += _texts(entry, ("document_number",))
    found.append(Fact("发布日期", published(entry)))
    if validity := words.validity_by_name.get(entry.optional("validity") or ""):
        found.append(Fact("有效性", validity.name, badge=validity.state))
    found += _texts(entry, ("effective_on", "expires_on", "validity_note", "genre"))
    found.append(Fact("公开类别", category.name, category.address))
    found += _texts(entry, ("manner", "scope", "term_of_disclosure", *entry.facts))
    if entry.keywords:
        found.append(Fact("主题词", "　".join(entry.keywords)))
    return found


def _texts(entry: Entry, attributes: tuple[str, ...]) -> list[Fact]:
    values = [(attribute, entry.optional(attribute)) for attribute in attributes]
    return [Fact(entry.alias(attribute), str(value)) for attribute, value in values if value is not None]


def published(entry: Entry) -> str:
    """The publication date, with hour and minute where they were given."""
    at = entry.published_at
    return f"{at:%Y-%m-%d %H:%M}" if at.hour or at.minute else f"{at:%Y-%m-%d}"


def crumbs_of(catalogue: Catalogue, entry: Entry) -> list[Link]:
    """The way from the home page to the entry's category."""
    way = catalogue.vocabulary.ancestry[catalogue.category_of(entry).slug]
    return [Link("首页", "index.html"), *(Link(category.short, category.address) for category in way)]


def relations_of(catalogue: Catalogue, entry: Entry) -> list[RelationView]:
    """Entries at which this one points and those that point at it, each once, under the name of the relation."""
    groups: dict[str, dict[str, Link]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for relation in entry.relations:
        links = {other.index_number: _link(catalogue, other) for other in catalogue.referred(entry, relation)}
        outside = tuple(text for text in entry.targets(relation) if text not in catalogue.by_number)
        if links or outside:
            groups.setdefault(relation.label, {}).update(links)
            names[relation.label] = outside
    for relation, other in catalogue.referring.get(entry.index_number, []):
        groups.setdefault(relation.back, {})[other.index_number] = _link(catalogue, other)
    return [RelationView(label, tuple(links.values()), names.get(label, ())) for label, links in groups.items()]


def _link(catalogue: Catalogue, entry: Entry) -> Link:
    return Link(entry.title, catalogue.address_of(entry))


def attachments_of(catalogue: Catalogue, entry: Entry, digests: Mapping[str, tuple[int, str]]) -> list[AttachmentView]:
    """The attachments with size and SHA-256; `digests` gives (bytes, hex digest) by the path of the stored file."""
    found: list[AttachmentView] = []
    for attachment in entry.attachments:
        stored = catalogue.file_of(entry, attachment)
        if stored is not None:
            size, digest = digests[stored.path]
            found.append(
                AttachmentView(attachment.name, stored.address, _type_name(stored), readable_size(size), digest)
            )
    return found


def _type_name(stored: StoredFile) -> str:
    return stored.name.rpartition(".")[2].upper()


def readable_size(size: int) -> str:
    """A size for people: 812 字节, 35.2 KB, 1.8 MB."""
    if size < 1024:  # noqa: PLR2004
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
