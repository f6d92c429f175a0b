"""What a reader of an entry asks first: is it valid, what does it mean in plain words, how is it cited.

Nothing here depends on the day of the build: whether a document is in force is what the office says in 有效性, with
the days that stand in the entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.views.entry import Link
from disclosure.views.validity import doers_of, takes_effect

_NO_NUMBER = "无"
_DIGEST = 120
_MARKS = frozenset("#|>*-+`[（(一二三四五六七八九十0123456789")
_CAUSES = {"repeals": "废止本文件的文件", "replaces": "替代本预案的预案", "amends": "修改本文件的文件"}


@dataclass(frozen=True, slots=True)
class Cause:
    """A document that ended or changed another."""

    label: str
    link: Link
    number: str
    since: str
    """The day from which it counts, in words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a document is in force, in words."""

    state: str
    name: str
    days: tuple[str, ...]
    """自2025年5月1日起施行; 失效日期为2028年4月30日."""
    advice: str
    """What the office says of documents in this state, and of this one (效力说明)."""
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A document beside its explanation, or the explanation beside its document."""

    link: Link
    facts: tuple[str, ...]
    validity: str
    state: str
    digest: str


@dataclass(frozen=True, slots=True)
class Citation:
    """How an entry is cited."""

    number: str
    """发文字号; empty where there is none."""
    sentence: str


def in_words(day: date) -> str:
    """2025年5月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def standing_of(catalogue: Catalogue, entry: Entry) -> Standing | None:
    """Whether the document is in force; None for entries of which that is not said."""
    validity = catalogue.vocabulary.validity_by_name.get(entry.optional("validity") or "")
    if validity is None:
        return None
    days = []
    if effective := entry.optional("effective_on"):
        verb = entry.alias("effective_on").removesuffix("日期")
        days.append(f"自{in_words(effective)}起{verb}")
    if expires := entry.optional("expires_on"):
        days.append(f"失效日期为{in_words(expires)}")
    note = entry.optional("validity_note")
    advice = (validity.banner or "") + (f"{note.rstrip('。')}。" if note else "")
    causes = tuple(
        Cause(
            _CAUSES[attribute],
            Link(other.title, catalogue.address_of(other)),
            _number_of(other),
            in_words(takes_effect(other)),
        )
        for attribute, other in doers_of(catalogue, entry)
    )
    return Standing(validity.state, validity.name, tuple(days), advice, causes)


def explanations_of(catalogue: Catalogue, entry: Entry) -> tuple[Beside, ...]:
    """政策解读 of a document, whichever of the two names the other; newest first."""
    found = {
        other.index_number: other
        for relation in entry.relations
        if relation.attribute == "interpretations"
        for other in catalogue.referred(entry, relation)
    }
    for relation, other in catalogue.referring.get(entry.index_number, []):
        if relation.attribute == "documents":
            found[other.index_number] = other
    newest = sorted(found.values(), key=lambda other: (other.published_at, other.index_number), reverse=True)
    return tuple(_beside(catalogue, other, (other.optional("interpreter"), other.optional("form"))) for other in newest)


def explained_by(catalogue: Catalogue, entry: Entry) -> tuple[Beside, ...]:
    """The documents that an 政策解读 explains, in the order in which it names them."""
    return tuple(
        _beside(catalogue, other, (other.optional("issuer"), _number_of(other)))
        for relation in entry.relations
        if relation.attribute == "documents"
        for other in catalogue.referred(entry, relation)
    )


def _beside(catalogue: Catalogue, entry: Entry, facts: tuple[str | None, ...]) -> Beside:
    validity = catalogue.vocabulary.validity_by_name.get(entry.optional("validity") or "")
    return Beside(
        Link(entry.title, catalogue.address_of(entry)),
        tuple(fact for fact in facts if fact),
        validity.name if validity else "",
        validity.state if validity else "",
        entry.summary or _first_words(entry),
    )


def _first_words(entry: Entry) -> str:
    """The first plain paragraph of the body, cut at a length for a box; empty where none is plain."""
    for line in (entry.body or "").split("\n"):
        words = line.strip()
        if words and words[0] not in _MARKS and words[-1] not in "：:":
            return words if len(words) <= _DIGEST else f"{words[:_DIGEST]}……"
    return ""


def citation_of(catalogue: Catalogue, entry: Entry, public: str) -> Citation:
    """A sentence for footnotes: 机关：《标题》（文号），日期，索引号，网址.

    `public` is the address of the page on the web, empty where the office has not said it.
    """
    source = entry.optional("issuer") or entry.optional("source") or catalogue.organ_of(entry).name
    number = _number_of(entry)
    parts = [
        f"{source}：《{_inside_title(entry.title)}》{f'（{number}）' if number else ''}",
        f"{in_words(entry.published_at.date())}发布",
        f"索引号：{entry.index_number}",
        *([public] if public else []),
    ]
    return Citation(number, "，".join(parts) + ("" if public else "。"))


def _number_of(entry: Entry) -> str:
    number = entry.optional("document_number") or ""
    return "" if number == _NO_NUMBER else number


def _inside_title(title: str) -> str:
    """A title as it stands within 《》: the marks inside take turns (GB/T 15834—2011, 4.15)."""
    depth = 1
    signs = []
    for sign in title:
        if sign in "《〈":
            signs.append("〈" if depth % 2 else "《")
            depth += 1
        elif sign in "》〉" and depth > 1:
            depth -= 1
            signs.append("〉" if depth % 2 else "》")
        else:
            signs.append(sign)
    return "".join(signs)
