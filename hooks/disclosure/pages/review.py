"""发布后仍需复核: what staff look at again, by the day; a page for staff beside the manual."""

from __future__ import annotations

from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.views.due import ToReview, to_review
from disclosure.views.entry import Link

ADDRESS = "manual/review.html"
TITLE = "发布后仍需复核"


def _render(site: Site, found: ToReview, name: str) -> Page:
    del name
    up = up_from(ADDRESS)
    crumbs = (Link("首页", "index.html"), Link("填报手册", "manual/index.html"), Link(TITLE, ADDRESS))
    template = environment(site.root).get_template("pages/manual-review.html")
    body = template.render(site=site, found=found, title=TITLE, crumbs=crumbs, up=up)
    head = column_tags(TITLE, "哪些信息到了日子要再看一遍，要做什么。", ("复核", TITLE), "填报说明")
    head += f'\n<script src="{up}assets/review.js" defer></script>'
    return make_page(site, ADDRESS, f"{TITLE} - {site.catalogue.vocabulary.site.name}", head, body)


add(Family("review", lambda site: to_review(site.catalogue), lambda _site, _found: ["index"], _render, staff=True))
