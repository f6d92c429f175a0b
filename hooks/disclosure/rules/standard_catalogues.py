"""基层政务公开标准目录: rows that name a place on this site lead to entries there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from disclosure.catalogue import Catalogue
from disclosure.fields import UNKNOWN_TERM
from disclosure.kinds import KINDS, StandardCatalogue
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.places import NEAR, UNKNOWN_CATEGORY
from disclosure.rules.register import Context, catalogue_rule, entry_rule

_LABELS = {kind.label: slug for slug, kind in KINDS.items()}
NO_ROW_CATEGORY = sentence(
    "unknown-category.row", "没有{found}这个公开类别", "请写 categories.yml 里的名称、简称或者标识"
)
ROW_REPEATED = sentence("standard-row-repeated", "“{first}—{second}”前面已有一行", "请合成一行，或者写清区别")
UNNAMED = sentence("audience-unnamed", "没有写特定群众是哪些人", "请补上“特定群众”")
NO_KIND = sentence("unknown-term.kind", "没有{found}这个种类", "{cure}")
ANY_KIND = sentence("any-kind", "", "请写种类的正式名称，或者删去")


@entry_rule(UNKNOWN_CATEGORY, kind=StandardCatalogue)
def unknown_row_category(entry: StandardCatalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The category of a row is one that lists entries."""
    for number, row in enumerate(entry.rows):
        category = context.vocabulary.category(row.category_name) if row.category_name else None
        if row.category_name and (category is None or category.article):
            loc = ("事项", number, "公开类别")
            yield rule(entry.path, *NO_ROW_CATEGORY(found=quote(row.category_name)), loc=loc, found=row.category_name)


@entry_rule(UNKNOWN_TERM, kind=StandardCatalogue)
def unknown_row_kind(entry: StandardCatalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The kind of a row is one of this site."""
    del context
    for number, row in enumerate(entry.rows):
        if row.kind_name and row.kind_name not in _LABELS:
            loc = ("事项", number, "种类")
            names = "、".join(quote(name) for name in get_close_matches(row.kind_name, _LABELS, cutoff=0.4))
            cure = (NEAR(names=names) if names else ANY_KIND())[1]
            yield rule(entry.path, *NO_KIND(found=quote(row.kind_name), cure=cure), loc=loc, found=row.kind_name)


@entry_rule(
    "standard-row-repeated",
    kind=StandardCatalogue,
    requires="同一个目录里，一级事项和二级事项都相同的只有一行。",
    reason="同一事项写两行，公开主体和时限就可能说法不一。",
    severity="warning",
)
def standard_row_repeated(entry: StandardCatalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each matter has one row."""
    del context
    seen: Counter[tuple[str, str]] = Counter()
    for number, row in enumerate(entry.rows):
        seen[row.first, row.second] += 1
        if seen[row.first, row.second] > 1:
            said = ROW_REPEATED(first=row.first, second=row.second)
            yield rule(entry.path, *said, loc=("事项", number, "二级事项"))


@entry_rule(
    "audience-unnamed",
    kind=StandardCatalogue,
    requires="公开对象有“特定群众”的，写明是哪些人。",
    reason="不写明，群众不知道自己在不在内。",
    severity="warning",
)
def audience_unnamed(entry: StandardCatalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Whoever is addressed in particular is named."""
    del context
    for number, row in enumerate(entry.rows):
        if "特定群众" in row.audience and not row.audience_note:
            loc = ("事项", number, "公开对象")
            yield rule(entry.path, *UNNAMED(), loc=loc)


@catalogue_rule(
    "standard-row-uncovered",
    requires="目录里写了公开类别、种类的事项，本站相应的类别里有这样的信息。",
    reason="目录说公开了，点进去却没有，等于没有公开。",
    source="《关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）",
    severity="warning",
)
def standard_row_uncovered(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """A row that names a place leads to at least one entry."""
    del context
    filed = catalogue.filed_places
    for entry in catalogue.entries:
        for number, row in enumerate(entry.rows if isinstance(entry, StandardCatalogue) else ()):
            category = catalogue.vocabulary.category(row.category_name) if row.category_name else None
            slug = _LABELS.get(row.kind_name or "")
            if category and category.article:
                continue
            if (category or slug) and not filed[category.slug if category else "", slug or ""]:
                place = "、".join(filter(None, (row.category_name, row.kind_name)))
                loc = ("事项", number, "公开类别" if row.category_name else "种类")
                yield rule(entry.path, f"{quote(place)}里还没有信息", "请公开这一事项，或者核对写得对不对", loc=loc)
