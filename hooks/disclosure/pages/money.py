"""What the pages that sum up the money have in common."""

from __future__ import annotations

from disclosure.pages.site import Site
from disclosure.views import Listing


def money_item(site: Site, listing: Listing) -> bool:
    """Tell whether a list is that of the statutory item to which 预算 belong, or of a category below it."""
    if listing.sort != "category":
        return False
    words = site.catalogue.vocabulary
    way = words.ancestry[words.category_of_kind["budget"].slug]
    item = next((category for category in way if category.ordinal), way[-1])
    return item.address in {link.address for link in listing.crumbs}


def sorting(up: str) -> str:
    """The script by which the reader sorts tables, for the head of a page; `up` leads to the top of the site."""
    return f'\n<script src="{up}assets/sort.js" defer></script>'
