"""What the pages show, as plain data: lists with their pages, statutory facts, relations, short cuts."""

from __future__ import annotations

from disclosure.views.entry import Fact, Link, RelationView, attachments_of, crumbs_of, facts_of, relations_of
from disclosure.views.listing import Listing, ListingPage, listings
from disclosure.views.overview import Overview, overview
from disclosure.views.tables import amount_columns

__all__ = [
    "Fact",
    "Link",
    "Listing",
    "ListingPage",
    "Overview",
    "RelationView",
    "amount_columns",
    "attachments_of",
    "crumbs_of",
    "facts_of",
    "listings",
    "overview",
    "relations_of",
]
