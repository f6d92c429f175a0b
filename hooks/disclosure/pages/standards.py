"""基层政务公开标准目录: the official table of one domain, and the overview of all domains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.kinds import Entry, StandardCatalogue
from disclosure.pages.environment import environment
from disclosure.pages.site import ENTRY_VIEWS, Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.views.standards import Domain, domains, standard_rows

_NAME = "standards"
_TITLE = "基层政务公开标准目录"


def _table(site: Site, entry: Entry) -> Mapping[str, Any]:
    return {"rows": standard_rows(site.catalogue, entry) if isinstance(entry, StandardCatalogue) else []}


def _count(found: list[Domain]) -> int:
    return sum(bool(domain.filed) for domain in found)


def _names(_: Site, found: list[Domain]) -> Iterator[str]:
    if _count(found):
        yield "index"


def _render(site: Site, found: list[Domain], _: str) -> Page:
    address = f"{_NAME}/index.html"
    words = site.catalogue.vocabulary
    template = environment(site.root).get_template("pages/standards.html")
    body = template.render(
        domains=found,
        filed=_count(found),
        home=words.category_of_kind[StandardCatalogue.slug],
        up=up_from(address),
    )
    about = f"{words.site.region}各试点领域的基层政务公开标准目录：已经公布的目录、事项数和公开情况。"
    head = column_tags(_TITLE, about, (_TITLE, "基层政务公开"), "信息公开")
    column = words.ancestry[words.category_of_kind[StandardCatalogue.slug].slug][0]
    return make_page(site, address, f"{_TITLE} - {words.site.name}", head, body, column.slug)


ENTRY_VIEWS[StandardCatalogue.slug] = _table
add(Family(_NAME, lambda site: domains(site.catalogue), _names, _render, _count))
