"""The manual for those who fill in: for each kind its fields, a good and a bad example, and what is checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pydantic_core import PydanticUndefined

from disclosure.fields import Model, wording
from disclosure.kinds import KINDS, Entry
from disclosure.problem import RULES, Rule
from disclosure.rules import RULES_OF
from disclosure.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """One field as the manual explains it."""

    term: str
    about: str
    shape: str
    is_required: bool
    example: str
    values: tuple[str, ...] = ()
    """The values of a closed list."""
    group: str = ""
    """The anchor of the group of fields inside."""


@dataclass(frozen=True, slots=True)
class GroupHelp:
    """A group of fields: the entry itself, or what stands inside a field."""

    title: str
    anchor: str
    fields: tuple[FieldHelp, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a kind; all three as text, empty where the site keeps none."""

    good: str = ""
    bad: str = ""
    problems: tuple[str, ...] = ()
    """What the check says about the bad one, a line each."""


@dataclass(frozen=True, slots=True)
class KindHelp:
    """The chapter of one kind."""

    slug: str
    label: str
    about: str
    category: str
    groups: tuple[GroupHelp, ...]
    """The kind's own fields first, then the common ones, then what stands inside."""
    rules: tuple[Rule, ...]
    """The rules that look at this kind alone."""
    example: Example

    @property
    def address(self) -> str:
        """The address of the chapter."""
        return f"manual/{self.slug}.html"


@dataclass(frozen=True, slots=True)
class Manual:
    """All chapters and all rules."""

    kinds: tuple[KindHelp, ...]
    rules: tuple[Rule, ...]


def manual(words: Vocabulary, examples: Mapping[str, Example]) -> Manual:
    """The manual of a site with this vocabulary; `examples` by slug of the kind."""
    kinds = tuple(_kind(kind, words, examples.get(slug, Example())) for slug, kind in KINDS.items())
    return Manual(kinds, tuple(RULES[rule_id] for rule_id in sorted(RULES)))


def _kind(kind: type[Entry], words: Vocabulary, example: Example) -> KindHelp:
    common = Entry.model_fields.keys()
    own = [name for name in kind.model_fields if name not in common]
    shared = [name for name in kind.model_fields if name in common]
    found: dict[type[Model], str] = {}
    groups = [
        GroupHelp("本种类的字段", "own", tuple(_fields(kind, own, words, found))),
        GroupHelp("各种类共有的字段", "common", tuple(_fields(kind, shared, words, found))),
    ]
    done: set[type[Model]] = set()
    while waiting := [group for group in found if group not in done]:
        for group in waiting:
            done.add(group)
            inside = tuple(_fields(group, list(group.model_fields), words, found))
            groups.append(GroupHelp(f"“{found[group]}”里面", f"in-{_number(found, group)}", inside))
    category = words.category_of_kind.get(kind.slug)
    rules = tuple(rule for of, those in RULES_OF.items() if of is not Entry and issubclass(kind, of) for rule in those)
    return KindHelp(
        slug=kind.slug,
        label=kind.label,
        about=kind.about,
        category=category.name if category else "",
        groups=tuple(group for group in groups if group.fields),
        rules=tuple(sorted(set(rules), key=lambda rule: rule.id)),
        example=example,
    )


def _fields(
    model: type[Model], names: list[str], words: Vocabulary, found: dict[type[Model], str]
) -> Iterator[FieldHelp]:
    for name in names:
        info = model.model_fields[name]
        said = wording(info)
        alias = info.alias or name
        if said.group:
            found.setdefault(said.group, alias)
        example = str((info.examples or [""])[0])
        yield FieldHelp(
            term=alias,
            about=info.description or "",
            shape=said.shape,
            is_required=cast("object", info.default) is PydanticUndefined and info.default_factory is None,
            example="" if example.startswith("见") else example,
            values=words.terms.get(said.list_name, ()),
            group=f"in-{_number(found, said.group)}" if said.group else "",
        )


def _number(found: dict[type[Model], str], group: type[Model]) -> int:
    return list(found).index(group) + 1
