"""The page of the full-text search; the scripts in overrides/assets/search/ bring it to life."""

from __future__ import annotations

from typing import Any

from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page
from disclosure.views import number_words
from disclosure.vocabulary import PAGEFIND

ADDRESS = "search.html"
_TITLE = "全文检索"
_WASM = " 'wasm-unsafe-eval'"
"""Lets the WebAssembly of Pagefind run, and nothing else; script that comes as text stays refused."""
_SCRIPTS = ("page-address", "page-facets", "page-results", "page-shown", "page")
"""After start.js, which every page has; they run in this order."""

_NUMBER_WORDS = 10
"""How many beginnings of document numbers a touch screen offers."""


def _render(site: Site, _: Any, __: str) -> Page:  # noqa: ANN401 - families share nothing here
    template = environment(site.root).get_template("pages/search.html")
    topics = [area.name for area in site.overview.areas]
    words = number_words(site.catalogue.entries, _NUMBER_WORDS)
    body = template.render(site=site, topics=topics, number_words=words)
    description = f"检索{site.catalogue.vocabulary.site.region}公开的全部政府信息，包括标题、文号、索引号、正文和附件。"
    head = column_tags(_TITLE, description, (_TITLE, "政府信息公开"), "信息公开")
    scripts = "".join(f'\n<script src="assets/search/{name}.js" defer></script>' for name in _SCRIPTS)
    settings = site.catalogue.vocabulary.site
    allowed = _WASM if settings.search_engine == PAGEFIND else ""
    return make_page(site, ADDRESS, f"{_TITLE} - {settings.name}", head + scripts, body, "search", allowed)


add(Family("search", lambda _: None, lambda _, __: ("page",), _render))
