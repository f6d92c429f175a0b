"""The page of the full-text search; the scripts in overrides/assets/search/ bring it to life."""

from __future__ import annotations

from typing import Any

from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page

ADDRESS = "search.html"
_TITLE = "全文检索"
_SCRIPTS = ("page-address", "page-facets", "page-results", "page-shown", "page")
"""After start.js, which every page has; they run in this order."""


def _render(site: Site, _: Any, __: str) -> Page:  # noqa: ANN401 - families share nothing here
    body = environment(site.root).get_template("pages/search.html").render(site=site)
    description = f"检索{site.catalogue.vocabulary.site.region}公开的全部政府信息，包括标题、文号、索引号、正文和附件。"
    head = column_tags(_TITLE, description, (_TITLE, "政府信息公开"), "信息公开")
    scripts = "".join(f'\n<script src="assets/search/{name}.js" defer></script>' for name in _SCRIPTS)
    return make_page(site, ADDRESS, f"{_TITLE} - {site.catalogue.vocabulary.site.name}", head + scripts, body, "search")


add(Family("search", lambda _: None, lambda _, __: ("page",), _render))
