"""The site map for people, and sitemap.xml where the office has said where the site is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.pages import feeds, links, missing  # noqa: F401 - the page of links is listed here, so it comes first
from disclosure.pages.environment import environment, href
from disclosure.pages.site import CLOSING, FAMILIES, Made, Page, Site, column_tags, make_page
from disclosure.views.organ_years import KIOSK
from disclosure.views.site_map import branches, days, sitemaps

ADDRESS = "sitemap.html"
_TITLE = "站点地图"
_LISTED_ELSEWHERE = f"{KIOSK.removesuffix('.html')}/"
"""The lists of the touch screen show what the lists of organs and years show."""


def _tree(site: Site, made: Sequence[Made]) -> Iterator[Page]:
    titles = {page.address: page.title for page in made if page.address != missing.ADDRESS}
    tree = branches(site.catalogue, site.lists, site.overview, titles, list(FAMILIES))
    template = environment(site.root).get_template("pages/sitemap.html")
    body = template.render(branches=tree, total=site.overview.total, feeds=feeds.feeds(site))
    settings = site.catalogue.vocabulary.site
    about = f"{settings.region}政府信息公开平台的全部栏目、机构、种类、年度、主题和说明页面。"
    head = column_tags(_TITLE, about, (_TITLE, "政府信息公开"), "信息公开")
    yield make_page(site, ADDRESS, f"{_TITLE} - {settings.name}", head, body)


def _for_engines(site: Site, made: Sequence[Made]) -> Iterator[Page]:
    base = site.catalogue.vocabulary.site.public_address
    if not base:
        return
    found = [page.address for page in made if page.address.endswith(".html") and page.address != missing.ADDRESS]
    shown = {f"{base}{href(address)}" for address in found if not address.startswith(_LISTED_ELSEWHERE)}
    changed = {href(address): day for address, day in days(site.catalogue, site.lists).items()}
    for name, content in sitemaps(shown, changed, base).items():
        yield Page(name, content, frozenset())


CLOSING += [_tree, _for_engines]
