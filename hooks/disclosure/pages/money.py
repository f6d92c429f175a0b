"""What the pages that sum up the money have in common."""

from __future__ import annotations

from disclosure.pages.environment import environment
from disclosure.pages.site import Page, Site, column_tags, make_page, up_from
from disclosure.views import Link, Listing


def money_item(site: Site, listing: Listing) -> bool:
    """Tell whether a list is that of the statutory item to which 预算 belong, or of a category below it."""
    return of_item(site, listing, "budget")


def of_item(site: Site, listing: Listing, kind: str) -> bool:
    """Tell whether a list is that of the statutory item to which a kind belongs, or of a category below it."""
    if listing.sort != "category":
        return False
    words = site.catalogue.vocabulary
    way = words.ancestry[words.category_of_kind[kind].slug]
    item = next((category for category in way if category.ordinal), way[-1])
    return item.address in {link.address for link in listing.crumbs}


def money_crumbs(title: str, home: str) -> tuple[Link, ...]:
    """The way to the overview of a family, which bears the title and lies at `home`."""
    return (Link("首页", "index.html"), Link("全部目录", "catalogue.html"), Link(title, home))


def money_page(  # noqa: PLR0913 - the parts of a page
    site: Site,
    address: str,
    title: str,
    description: str,
    *,
    template: str,
    keywords: tuple[str, ...],
    scripts: tuple[str, ...] = (),
    **values: object,
) -> Page:
    """A page of tables that sum up the money, with the script by which the reader sorts them.

    `scripts` are the names of others in overrides/assets, which run after it.
    """
    up = up_from(address)
    body = environment(site.root).get_template(f"pages/{template}.html").render(site=site, up=up, title=title, **values)
    tags = "".join(f'\n<script src="{up}assets/{name}.js" defer></script>' for name in ("sort", *scripts))
    head = column_tags(title, description, keywords, "信息公开") + tags
    return make_page(site, address, f"{title} - {site.catalogue.vocabulary.site.name}", head, body, "catalogue")
