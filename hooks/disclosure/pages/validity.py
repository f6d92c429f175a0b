"""有效性 of all documents: by year and organ, what lapses when, what was amended, repealed or has lapsed when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.charts import Stack, StackChart, draw_stacks
from disclosure.kinds import Policy
from disclosure.pages.accounts import Drawn, as_json
from disclosure.pages.money import money_page, of_item
from disclosure.pages.site import ALSO, Family, Page, Site, add
from disclosure.views import Link, Listing
from disclosure.views.power_lists import PowerListing
from disclosure.views.validities import END, LAPSE, OVERVIEW, Turn, Validities, table_of, validities_of

FAMILY = "validity"
TITLE = "文件有效性"
CSV, JSON = "validity/validity.csv", "validity/validity.json"
_SHOWN = 20
"""How many turns of each sort the overview shows itself."""
_LOOKS = {"in_force": "a", "amended": "b", "pending": "d", "repealed": "e", "expired": "c"}
"""The look of each state in charts."""


@dataclass(frozen=True)
class _Shared:
    """What the pages of the family share."""

    found: Validities
    lapses: list[PowerListing[Turn]]
    ends: list[PowerListing[Turn]]

    @property
    def listings(self) -> list[PowerListing[Turn]]:
        """All lists."""
        return [*self.lapses, *self.ends]


def _prepare(site: Site) -> _Shared:
    found = validities_of(site.catalogue)
    return _Shared(found, found.listings(LAPSE), found.listings(END))


def _names(_: Site, made: _Shared) -> Iterator[str]:
    if made.found.standings:
        yield from ("index", "csv", "json")
    for number, listing in enumerate(made.listings):
        yield from (f"list {number} {page}" for page in range(len(listing.pages)))


def _render(site: Site, made: _Shared, name: str) -> Page:
    sort, *numbers = name.split()
    if sort == "csv":
        return Page(CSV, table_of(site.catalogue, made.found).csv(), frozenset())
    if sort == "json":
        data = {"名称": TITLE, "数据": table_of(site.catalogue, made.found).records()}
        return Page(JSON, as_json(data), frozenset())
    if sort == "list":
        return _list(site, made, made.listings[int(numbers[0])], int(numbers[1]))
    values: dict[str, Any] = {
        "found": made.found,
        "years": _drawn(made.found),
        "year_rows": [(f"{year}年", "", _counts(made.found, made.found.by_year, year)) for year in made.found.years],
        "organ_rows": [
            (organ.short, organ.address, _counts(made.found, made.found.by_organ, organ.slug))
            for organ in made.found.organs
        ],
        "lapses": made.found.lapses[:_SHOWN],
        "ends": made.found.ends[:_SHOWN],
        "lapse_lists": made.lapses,
        "end_lists": made.ends,
        "downloads": (Link("CSV", CSV), Link("JSON", JSON)),
        "crumbs": _crumbs(),
    }
    text = f"{site.catalogue.vocabulary.site.region}各机关的文件哪些有效，哪些已经修改、废止、失效，什么时候到期。"
    return money_page(
        site, OVERVIEW, TITLE, text, template="validity/index", keywords=(TITLE, "有效", "废止", "失效"), **values
    )


def _list(site: Site, made: _Shared, listing: PowerListing[Turn], number: int) -> Page:
    address = listing.page_address(number)
    lists = made.lapses if listing.sort == LAPSE else made.ends
    values: dict[str, Any] = {
        "listing": listing,
        "number": number,
        "lists": lists,
        "crumbs": _crumbs(Link(listing.title, address)),
    }
    part = f"（第{number + 1}页）" if number else ""
    return money_page(
        site,
        address,
        f"{listing.title}{part}",
        f"{listing.title}，共 {listing.total} 份次，按日期排列。",
        template="validity/list",
        keywords=(TITLE, listing.title),
        **values,
    )


def _crumbs(*more: Link) -> tuple[Link, ...]:
    return (Link("首页", "index.html"), Link("全部目录", "catalogue.html"), Link(TITLE, OVERVIEW), *more)


def _counts(found: Validities, counts: Mapping[tuple[Any, str], int], key: object) -> tuple[int, ...]:
    """How many documents of a year or an organ have each state, in the order of the values."""
    return tuple(counts.get((key, value.state), 0) for value in found.values)


def _drawn(found: Validities) -> Drawn:
    title = "各年文件的有效性"
    stacks = tuple(Stack(f"{year}年", _counts(found, found.by_year, year)) for year in found.years)
    names = tuple(value.name for value in found.values)
    looks = "".join(_LOOKS[value.state] for value in found.values)
    return Drawn(title, draw_stacks(StackChart(title, names, stacks, "份", looks)))


def _also(site: Site, listing: Listing) -> Iterator[Link]:
    """The list of policies, that of their statutory item, and the categories below it lead here."""
    made: _Shared = site.prepared[FAMILY]
    policies = listing.address == f"kind/{Policy.slug}.html" or of_item(site, listing, Policy.slug)
    if made.found.standings and policies:
        yield Link("文件有效性：各年、各机关有效、已修改、废止和失效的文件，什么时候到期", OVERVIEW)


ALSO.append(_also)
add(Family(FAMILY, _prepare, _names, _render, lambda made: len(made.found.standings)))
