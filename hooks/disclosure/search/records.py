"""From the catalogue to documents: one for each entry, each power and each hand-written page.

A document holds what its page shows a reader, and nothing else: no reviews, no exemptions, nothing of what was taken
back. What the pages of other documents repeat (titles of related documents, comparisons over the years) is left to
these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from disclosure import attachments
from disclosure.catalogue import Catalogue, StoredFile
from disclosure.fields import Model, model_inside
from disclosure.kinds import Entry
from disclosure.kinds.base import alias_of
from disclosure.search.articles import Article
from disclosure.search.document import AttachedPart, Document, Facet, Key, Part, Suggestion
from disclosure.search.facets import Facets
from disclosure.search.peculiar import PECULIAR
from disclosure.search.suggestions import suggestions_of
from disclosure.search.texts import moment_text, texts_of
from disclosure.views import PowerBook, PowerRecord, earlier_of, facts_of, power_book

FACTS = "公开信息要素"
"""The place of what the statutory block of a page says."""
HISTORY = "动态调整"
EARLIER = "以前的清单"
ATTACHMENTS = "附件"

Attached = Callable[[StoredFile], Sequence[attachments.Part]]
"""The text of a stored file, part by part. It can be sent to other processes."""

_OWN_PLACE = frozenset(
    {
        *("title", "index_number", "published_at", "organ_name", "category_name", "topic", "summary", "keywords"),
        *("attachments", "issuer", "issued_on", "document_number", "validity", "effective_on", "expires_on"),
        *("validity_note", "genre", "manner", "scope", "term_of_disclosure"),
    }
)
"""Attributes that are no text of the body: they have a zone of their own or stand in the statutory block."""
_IN_ZONES = frozenset({"索引号", "标题", "发文字号", "主题词"})
"""Lines of the statutory block that are in zones other than the body."""
_NUMBERS = ("字号", "文号", "编号", "编码", "代码", "备案号")
"""How the names of fields end that hold a number by which people ask for a document."""
_OTHER_NUMBERS = frozenset({"邮政编码"})
_NUMBERS_INSIDE = ("文号", "文书号")
"""The same for the rows of a table: a batch of decisions is found by the number of each."""
_NO_NUMBER = "无"


@dataclass(frozen=True)
class Records:
    """All documents of a site; see `document.Source`. It is sent to worker processes, which ask for a few at a time."""

    catalogue: Catalogue
    articles: tuple[Article, ...]
    """The hand-written pages."""
    attached: Attached
    """Gives the text of attachments."""

    @cached_property
    def book(self) -> PowerBook:
        """The powers, each of which has a page."""
        return power_book(self.catalogue)

    @cached_property
    def keys(self) -> list[Key]:
        """Entries, powers, hand-written pages: the position of a key is the number of its document."""
        address_of = self.catalogue.address_of
        found = [Key(moment_text(entry.published_at), address_of(entry)) for entry in self.catalogue.entries]
        found += [Key(moment_text(record.entry.published_at), record.address) for record in self.book.records]
        return found + [Key("", article.address) for article in self.articles]

    @cached_property
    def _facets(self) -> Facets:
        return Facets(self.catalogue.vocabulary)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """The facets of the vocabulary, in its order."""
        return self._facets.all

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """What is offered while a reader types."""
        return suggestions_of(self.catalogue, self.facets)

    def prepare(self) -> None:
        """Work out what all processes need, before they are started."""
        _ = self.keys, self.facets, self.suggestions, self.catalogue.by_number, self.catalogue.stored_by_place

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """The documents with these numbers."""
        return [self._document(number) for number in numbers]

    def _document(self, number: int) -> Document:
        entries, records = self.catalogue.entries, self.book.records
        if number < len(entries):
            return self._of_entry(entries[number])
        number -= len(entries)
        if number < len(records):
            return self._of_power(records[number])
        article = self.articles[number - len(records)]
        return Document(
            article.address,
            article.title,
            body=(Part("正文", article.text),),
            facets=self._facets.of_article(article.address),
        )

    def _of_entry(self, entry: Entry) -> Document:
        catalogue = self.catalogue
        facts = facts_of(catalogue, entry)
        values = "\t".join(fact.value for fact in facts if fact.label not in _IN_ZONES)
        names = "\n".join(attachment.name for attachment in entry.attachments)
        return Document(
            address=catalogue.address_of(entry),
            title=entry.title,
            published=moment_text(entry.published_at),
            numbers=tuple(dict.fromkeys(numbers_of(entry))),
            summary=(*((entry.summary,) if entry.summary else ()), *(entry.keywords or ())),
            body=(
                *(Part(*found) for found in bodies_of(catalogue, entry)),
                *((Part(ATTACHMENTS, names),) if names else ()),
                Part(FACTS, values),
            ),
            attachments=tuple(self._attached(entry)),
            facets=self._facets.of_entry(catalogue, entry),
        )

    def _attached(self, entry: Entry) -> Iterator[AttachedPart]:
        for attachment in entry.attachments:
            if stored := self.catalogue.file_of(entry, attachment):
                for part in self.attached(stored):
                    yield AttachedPart(f"附件《{attachment.name}》{part.place}", part.text, stored.address)

    def _of_power(self, record: PowerRecord) -> Document:
        power = record.power
        body = [Part(*found) for found in texts_of(power, frozenset({"code", "name", "adjustments"}))]
        changes = [
            (change.on.isoformat(), change.manner, change.note, change.reason, change.basis)
            for change in record.history
        ]
        if changes:
            body.append(Part(HISTORY, "\n".join("\t".join(filter(None, change)) for change in changes)))
        for earlier in earlier_of(record):
            lines = (line for _, found in earlier.fields for line in found)
            body.append(Part(EARLIER, "\n".join((earlier.entry.title, *lines))))
        facts = (record.organ.name, record.state, record.entry.title, f"{record.entry.published_at:%Y-%m-%d}")
        return Document(
            address=record.address,
            title=power.name,
            published=moment_text(record.entry.published_at),
            numbers=(power.code, *(item.code for item in power.subitems if item.code)),
            body=(*body, Part(FACTS, "\t".join(facts))),
            facets=self._facets.of_entry(self.catalogue, record.entry),
        )


def bodies_of(catalogue: Catalogue, entry: Entry) -> Iterator[tuple[str, str]]:
    """(place, text) of everything that stands on the page of an entry besides the statutory block."""
    without = _elsewhere(type(entry))
    yield from texts_of(entry, without)
    for write in PECULIAR.get(entry.slug, {}).values():
        yield from write(catalogue, entry)
    for relation in entry.relations:
        if outside := [text for text in entry.targets(relation) if text not in catalogue.by_number]:
            yield relation.label, "\n".join(outside)


@cache
def _elsewhere(kind: type[Entry]) -> frozenset[str]:
    """Attributes of a kind that are not walked: they have their own place, are written otherwise, or are links."""
    links = {relation.attribute for relation in kind.relations}
    return _OWN_PLACE | links | set(PECULIAR.get(kind.slug, {})) | set(kind.facts)


def numbers_of(entry: Entry) -> Iterator[str]:
    """The numbers by which people ask for an entry, 索引号 first."""
    for name, inside in _numbered(type(entry)):
        value = getattr(entry, name)
        found = [getattr(row, inside) for row in value or ()] if inside else [value]
        yield from (text for text in found if text and text != _NO_NUMBER)


@cache
def _numbered(kind: type[Entry]) -> tuple[tuple[str, str], ...]:
    """(attribute, attribute inside its rows or "") of the fields of a kind that hold numbers."""
    found = [("index_number", "")]
    for name, info in kind.model_fields.items():
        inner = model_inside(info.annotation)
        if inner is None:
            alias = alias_of(kind, name)
            found += [(name, "")] if alias.endswith(_NUMBERS) and alias not in _OTHER_NUMBERS else []
        elif str(info.annotation).startswith("tuple"):
            found += [(name, inside) for inside in _rows_numbered(inner)]
    return tuple(found)


def _rows_numbered(model: type[Model]) -> list[str]:
    return [name for name in model.model_fields if alias_of(model, name).endswith(_NUMBERS_INSIDE)]
