"""The page of all links that leave the site, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosure.pages.environment import environment
from disclosure.pages.site import CLOSING, Made, Page, Site, column_tags, make_page
from disclosure.views import Link, csv_bytes
from disclosure.views.outside import SORTS, rows_of, websites

ADDRESS, DOWNLOAD = "links.html", "links.csv"
_TITLE = "外部链接"
_FOOTER, _FEEDBACK = "每个页面的页脚", "每条信息的意见反馈"
_MOST_PAGES, _MOST_ADDRESSES = 5, 100
"""Pages named for an address, addresses named for a website; the table has all of them."""


def _render(site: Site, made: Sequence[Made]) -> Iterator[Page]:
    settings = site.catalogue.vocabulary.site
    everywhere = [(url, _FOOTER) for url in sorted(site.footer_leads)]
    everywhere += [(settings.feedback.place, _FEEDBACK)] if settings.feedback.place else []
    found = [(url, Link(page.title, page.address)) for page in made for url in page.outside]
    known = websites(settings, found, everywhere)
    body = (
        environment(site.root)
        .get_template("pages/links.html")
        .render(
            groups=[(name, [one for one in known if one.sort == sort]) for sort, name in SORTS.items()],
            websites=known,
            most_pages=_MOST_PAGES,
            most_addresses=_MOST_ADDRESSES,
            download=DOWNLOAD,
        )
    )
    about = f"{settings.name}政府信息公开的页面上指向其他网站的全部链接，以及它们在哪些页面。"
    head = column_tags(_TITLE, about, (_TITLE,), "信息公开")
    page = make_page(site, ADDRESS, f"{_TITLE} - {settings.name}", head, body)
    yield replace(page, outside=frozenset())  # those of the pages it names
    if known:
        yield Page(DOWNLOAD, csv_bytes(rows_of(known)), frozenset())


CLOSING.append(_render)
