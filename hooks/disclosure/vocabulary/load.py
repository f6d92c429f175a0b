"""Reading the vocabulary files and looking things up in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from disclosure.fields import Model, explain
from disclosure.problem import Problem, declare
from disclosure.source import Document, list_files, read, read_bytes
from disclosure.vocabulary.accounts import AccountsFile
from disclosure.vocabulary.checks import check
from disclosure.vocabulary.languages import FOLDER as LANGUAGES
from disclosure.vocabulary.languages import Language, LanguageFile, faults_of, language_of
from disclosure.vocabulary.models import (
    CategoriesFile,
    Category,
    Deadline,
    DeadlinesFile,
    HolidaysFile,
    HolidayYear,
    Organ,
    OrgansFile,
    Topic,
    TopicsFile,
    Validity,
    ValidityFile,
)
from disclosure.vocabulary.reviews import HOSTS, codeowners
from disclosure.vocabulary.site import Site, SiteFile
from disclosure.vocabulary.terms import read_terms
from disclosure.vocabulary.values import State

FOLDER = "catalogue/vocabulary"

VOCABULARY_MISSING = declare(
    "vocabulary-missing",
    requires="catalogue/vocabulary 里的各个词表文件都在。",
    reason="缺了词表，就不知道有哪些栏目、机构和可用的值。",
)

_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True)
class Vocabulary:
    """All closed lists of one site."""

    site: Site
    columns: tuple[Category, ...]
    organs: tuple[Organ, ...]
    outside_issuers: tuple[str, ...]
    topics: tuple[Topic, ...]
    validities: tuple[Validity, ...]
    terms: Mapping[str, tuple[str, ...]]
    deadlines: tuple[Deadline, ...]
    holidays: tuple[HolidayYear, ...]
    accounts: AccountsFile
    languages: tuple[Language, ...] = ()
    """What the pages can be read in beside simplified Chinese, in the order of site.yml."""

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Every category by its slug, in the order of the file."""
        return {category.slug: category for column in self.columns for category in column.walk()}

    @cached_property
    def ancestry(self) -> dict[str, tuple[Category, ...]]:
        """For each slug the way from the column down to the category itself."""
        found: dict[str, tuple[Category, ...]] = {}

        def descend(category: Category, above: tuple[Category, ...]) -> None:
            found[category.slug] = (*above, category)
            for child in category.children:
                descend(child, found[category.slug])

        for column in self.columns:
            descend(column, ())
        return found

    @cached_property
    def _category_names(self) -> dict[str, str]:
        names = {category.slug: slug for slug, category in self.categories.items()}
        for slug, category in self.categories.items():
            names.setdefault(category.short, slug)
        names.update({category.name: slug for slug, category in self.categories.items()})
        return names

    def category(self, text: str) -> Category | None:
        """The category with this official name, short name or slug."""
        slug = self._category_names.get(text)
        return self.categories[slug] if slug else None

    @cached_property
    def category_of_kind(self) -> dict[str, Category]:
        """Where entries of a kind go when they say nothing, by the slug of the kind."""
        return {kind: category for category in self.categories.values() for kind in category.kinds}

    @cached_property
    def category_of_value(self) -> dict[tuple[str, str], Category]:
        """Where entries of a kind go because of a value (收录), by the slug of the kind and the value."""
        return {
            (sorting.kind, value): category
            for category in self.categories.values()
            for sorting in category.sortings
            for value in sorting.values
        }

    @cached_property
    def organ_by_slug(self) -> dict[str, Organ]:
        """Organs by folder name."""
        return {organ.slug: organ for organ in self.organs}

    @cached_property
    def organ_by_name(self) -> dict[str, Organ]:
        """Organs by full, short and former names."""
        names = {former: organ for organ in self.organs for former in organ.former_names}
        names |= {organ.short: organ for organ in self.organs}
        return names | {organ.name: organ for organ in self.organs}

    @cached_property
    def issuers(self) -> frozenset[str]:
        """Every name that may stand as 发文机关."""
        return frozenset(self.organ_by_name) | frozenset(self.outside_issuers)

    @cached_property
    def topic_paths(self) -> dict[str, int]:
        """Every topic as "上级/下级" (or only "上级"), with the number of its class from 1."""
        paths: dict[str, int] = {}
        for number, topic in enumerate(self.topics, 1):
            paths[topic.name] = number
            paths.update({f"{topic.name}/{child}": number for child in topic.children})
        return paths

    @cached_property
    def days_off(self) -> frozenset[date]:
        """Days that are no working days though they may fall on Monday to Friday."""
        return frozenset(day for year in self.holidays for day in year.off)

    @cached_property
    def extra_working_days(self) -> frozenset[date]:
        """Working days that fall on a weekend."""
        return frozenset(day for year in self.holidays for day in year.working)

    @cached_property
    def validity_by_name(self) -> dict[str, Validity]:
        """The values of 有效性 by the name that entries use."""
        return {validity.name: validity for validity in self.validities}

    @property
    def owners(self) -> dict[str, str]:
        """The file for the hosting service that says who agrees to a merge, by its path; none where nobody is named."""
        approval = self.site.approval
        if approval is None:
            return {}
        organs = [(organ.slug, organ.accounts) for organ in self.organs]
        return {HOSTS[approval.host]: codeowners(approval, organs)}

    def deadline(self, slug: str) -> Deadline | None:
        """The time limit with this slug, if the site keeps it."""
        return next((limit for limit in self.deadlines if limit.slug == slug), None)

    def validity_name(self, state: State) -> str:
        """The name that this site uses for a state."""
        return next(validity.name for validity in self.validities if validity.state == state)


_FILES = (
    *("site.yml", "categories.yml", "organs.yml", "topics.yml", "validity.yml", "deadlines.yml", "holidays.yml"),
    *("accounts.yml", "terms.yml"),
)


def load(root: Path) -> tuple[Vocabulary | None, list[Problem]]:
    """Read and check all vocabulary files of a site; None when one of them cannot be used."""
    names = (*_FILES, *_language_files(root))
    vocabulary, problems = _made_of(names, tuple(_content(root, name) for name in names))
    return vocabulary, list(problems)


def read_language(root: Path, slug: str) -> tuple[LanguageFile | None, list[Problem]]:
    """One language file, whether the site names it or not."""
    name = f"{LANGUAGES}/{slug}.yml"
    reader = _Reader({name: _content(root, name)})
    return reader.read(name, LanguageFile), reader.problems


def _language_files(root: Path) -> list[str]:
    folder = root / FOLDER / LANGUAGES
    return [f"{LANGUAGES}/{name}" for name in (list_files(folder).files if folder.is_dir() else ())]


def _content(root: Path, name: str) -> bytes | None:
    try:
        return read_bytes(root / FOLDER / name)
    except OSError:
        return None


@lru_cache(maxsize=4)
def _made_of(
    names: tuple[str, ...], contents: tuple[bytes | None, ...]
) -> tuple[Vocabulary | None, tuple[Problem, ...]]:
    """The vocabulary in the bytes of the files with these names, None for a missing one.

    Remembered, as a preview checks again at every change and the vocabulary is seldom what has changed; nothing in it
    can be changed after reading.
    """
    reader = _Reader(dict(zip(names, contents, strict=True)))
    site = reader.read("site.yml", SiteFile)
    columns = reader.read("categories.yml", CategoriesFile)
    organs = reader.read("organs.yml", OrgansFile)
    topics = reader.read("topics.yml", TopicsFile)
    validity = reader.read("validity.yml", ValidityFile)
    deadlines = reader.read("deadlines.yml", DeadlinesFile)
    holidays = reader.read("holidays.yml", HolidaysFile)
    accounts = reader.read("accounts.yml", AccountsFile)
    terms = read_terms(reader.document("terms.yml"), reader.problems)
    languages = reader.languages(site.languages) if site else ()
    if not (site and columns and organs and topics and validity and deadlines and holidays and accounts and terms):
        return None, tuple(reader.problems)
    vocabulary = Vocabulary(
        site=site,
        columns=columns.columns,
        organs=organs.organs,
        outside_issuers=organs.outside_issuers,
        topics=topics.topics,
        validities=validity.values,
        terms=terms,
        deadlines=deadlines.deadlines,
        holidays=holidays.years,
        accounts=accounts,
        languages=languages,
    )
    problems = reader.problems + reader.placed(
        check(vocabulary.columns, organs, vocabulary.topics, validity, deadlines, vocabulary.site, FOLDER)
    )
    return (None if problems else vocabulary), tuple(problems)


class _Reader:
    """Reads the files of one folder and remembers them, so that later problems get their line."""

    def __init__(self, contents: Mapping[str, bytes | None]) -> None:
        self._contents = contents
        self._documents: dict[str, Document] = {}
        self.problems: list[Problem] = []

    def document(self, name: str) -> Document | None:
        path = f"{FOLDER}/{name}"
        content = self._contents.get(name)
        if content is None:
            self.problems.append(VOCABULARY_MISSING(path, "读不到这个词表文件", "请从项目的示例里补上"))
            return None
        document = read(content, path)
        self._documents[path] = document
        self.problems += document.problems
        return document

    def read(self, name: str, model: type[_M]) -> _M | None:
        document = self.document(name)
        if document is None or document.data is None:
            return None
        try:
            return model.model_validate(document.data)
        except ValidationError as error:
            self.problems += self.placed(explain(error, model, document.path))
            return None

    def languages(self, slugs: tuple[str, ...]) -> tuple[Language, ...]:
        """The languages that the site names, without those whose file cannot be used."""
        found = []
        for slug in slugs:
            name = f"{LANGUAGES}/{slug}.yml"
            if said := self.read(name, LanguageFile):
                self.problems += self.placed(faults_of(said, f"{FOLDER}/{name}"))
                found.append(language_of(slug, said))
        return tuple(found)

    def placed(self, problems: object) -> list[Problem]:
        return [_place(problem, self._documents) for problem in problems]  # type: ignore[attr-defined]


def _place(problem: Problem, documents: Mapping[str, Document]) -> Problem:
    document = documents.get(problem.path)
    return document.placed(problem) if document else problem
