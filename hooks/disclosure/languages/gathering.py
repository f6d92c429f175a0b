"""All words of the interface, from where they stand: templates, scripts, modules, fields and vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from disclosure.fields import Model, model_inside
from disclosure.kinds import KINDS
from disclosure.kinds.base import Entry
from disclosure.languages.literals import in_module, in_script, in_template
from disclosure.languages.wording import HAN
from disclosure.pages import environment
from disclosure.source import list_files, read_bytes
from disclosure.vocabulary import Category, Vocabulary

FRAME, WAYS, SCRIPTS, KIND_NAMES, CATEGORIES = (
    "每页都有的",
    "首页、目录、列表、检索等",
    "脚本",
    "种类",
    "公开类别和有效性",
)
FIELDS, PAGES, PROGRAM, KIND_PAGES, TERMS, ABOUT = (
    *("字段", "其他页面", "程序拼出的", "各种类的页面", "词表里的取值", "公开类别的说明"),
)
GROUPS = (FRAME, WAYS, SCRIPTS, KIND_NAMES, CATEGORIES, FIELDS, PAGES, PROGRAM, KIND_PAGES, TERMS, ABOUT)
"""Where words stand, in the order in which a new language is best translated."""
REQUIRED = GROUPS[:5]
"""What people need to find their way: navigation and statutory names."""
_WAYS = frozenset(
    f"pages/{name}.html"
    for name in (
        *("home", "catalogue", "list", "row", "parts", "entry", "withdrawn", "search", "missing", "sitemap", "links"),
        "updates",
    )
)
"""Templates of pages that lead to others; see WAYS."""
_TEMPLATES = "overrides"
_SIMPLIFIED_ONLY = ("offline/", "report/", "preview/", "pages/kiosk", "pages/manual", "pages/form")
"""Templates of pages that no other language has."""
_FOR_STAFF = frozenset(
    {
        *("pages/form.py", "pages/manual.py", "pages/review.py"),
        *("views/form.py", "views/manual.py", "views/due.py"),
    }
)
"""Modules of pages for staff, which no other language has either."""
_STAFF_SCRIPTS = ("form/", "review.js")
_NO_WORDS = frozenset({"1234567890〔〕年第号/", "〇一二三四五六七八九", "零一二三四五六七八九", "核验.html"})
"""Chinese signs in templates and scripts that are keys, digits or names of files."""
_MODULES = ("views", "pages", "charts")
"""Parts of the program whose strings come onto pages."""


class Word(NamedTuple):
    """A word of the interface: the group, the file, and the text with `{}` for what is put into it."""

    group: str
    place: str
    text: str


def words_of(root: Path, vocabulary: Vocabulary) -> list[Word]:
    """Every word once, in the group where it matters most."""
    found: dict[str, Word] = {}
    for word in sorted(_all(root, vocabulary), key=lambda word: GROUPS.index(word.group)):
        if HAN.search(word.text) and word.text not in _NO_WORDS:
            found.setdefault(word.text, word)
    return list(found.values())


def script_words(root: Path) -> list[str]:
    """The words of all scripts."""
    return list(dict.fromkeys(word.text for word in _scripts(root) if word.text not in _NO_WORDS))


def _all(root: Path, vocabulary: Vocabulary) -> Iterator[Word]:
    yield from _templates(root)
    yield from _scripts(root)
    for kind in KINDS.values():
        yield Word(KIND_NAMES, kind.slug, kind.label)
        for relation in kind.relations:
            yield Word(KIND_NAMES, kind.slug, relation.label)
            yield Word(KIND_NAMES, kind.slug, relation.back)
        yield from (Word(FIELDS, kind.slug, text) for text in _labels(kind, Entry))
    yield from _labels_in(vocabulary)
    yield from _program()


@cache
def _program() -> tuple[Word, ...]:
    """The words in the program itself, which stays as it is while it runs."""
    package = Path(__file__).parents[1]
    names = [f"{part}/{name}" for part in _MODULES for name in list_files(package / part).files if name.endswith(".py")]
    names = [name for name in names if name not in _FOR_STAFF]
    return tuple(Word(PROGRAM, name, text) for name in names for text in in_module(read_bytes(package / name).decode()))


def _templates(root: Path) -> Iterator[Word]:
    lex = environment(root).lex
    folder = root / _TEMPLATES
    for name in list_files(folder).files:
        if name.endswith(".html") and not name.startswith(_SIMPLIFIED_ONLY):
            source = read_bytes(folder / name).decode()
            yield from (Word(_group(name), name, text) for text in in_template(lex, source))


def _group(template: str) -> str:
    folder, _, name = template.removesuffix(".html").rpartition("/")
    if not folder or (name.startswith("_") and folder == "pages"):
        return FRAME
    return KIND_PAGES if folder == "kinds" else WAYS if template in _WAYS else PAGES


def _scripts(root: Path) -> Iterator[Word]:
    folder = root / _TEMPLATES / "assets"
    for name in list_files(folder).files:
        if name.endswith(".js") and not name.startswith(_STAFF_SCRIPTS):
            source = read_bytes(folder / name).decode()
            yield from (Word(SCRIPTS, name, text) for text in in_script(source))


def _labels_in(vocabulary: Vocabulary) -> Iterator[Word]:
    """The official names in the vocabulary: categories, states, topics, values of the short lists."""
    for column in vocabulary.columns:
        for category in column.walk():
            yield from (Word(CATEGORIES, "categories.yml", text) for text in _category(category))
            top = category in vocabulary.columns or category.ordinal
            yield Word(CATEGORIES if top else ABOUT, "categories.yml", category.description)
    for validity in vocabulary.validities:
        yield Word(CATEGORIES, "validity.yml", validity.name)
        if validity.banner:
            yield Word(CATEGORIES, "validity.yml", validity.banner)
    site = vocabulary.site
    for area in site.key_areas:
        yield from (Word(CATEGORIES, "site.yml", text) for text in (area.name, area.unit, area.about))
    yield Word(CATEGORIES, "site.yml", site.name)
    if site.demo_notice:
        yield Word(CATEGORIES, "site.yml", site.demo_notice)
    for organ in vocabulary.organs:
        yield Word(TERMS, "organs.yml", organ.type_name)
    for topic in vocabulary.topics:
        yield from (Word(TERMS, "topics.yml", text) for text in (topic.name, *topic.children))
    for values in vocabulary.terms.values():
        yield from (Word(TERMS, "terms.yml", text) for text in values)


def _category(category: Category) -> Iterable[str]:
    ordinal = f"（{category.ordinal.strip('（）')}）" if category.ordinal else ""
    return filter(None, (category.name, category.short, ordinal))


def _labels(model: type[Model], stop: type[Model] | None = None) -> Iterator[str]:
    """The names of the fields of a model and of those inside it; those all entries have come first."""
    names = [*(stop.model_fields if stop else ()), *model.model_fields]
    for name in dict.fromkeys(names):
        field = model.model_fields[name]
        yield field.alias or ""
        for part in (field.annotation, *get_args(field.annotation)):
            inner = model_inside(part)
            if inner is not None and inner is not model:
                yield from _labels(inner)
                break
