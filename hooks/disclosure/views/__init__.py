"""What the pages show, as plain data: lists with their pages, statutory facts, relations, short cuts."""

from __future__ import annotations

from disclosure.views.download import csv_bytes
from disclosure.views.entry import Fact, Link, RelationView, attachments_of, crumbs_of, facts_of, relations_of
from disclosure.views.listing import Listing, ListingPage, listings
from disclosure.views.overview import Overview, overview
from disclosure.views.power_lists import PowerListing, change_listings, cut, power_listings
from disclosure.views.powers import PowerBook, PowerRecord, earlier_of, power_book, power_table, steps_of
from disclosure.views.tables import amount_columns

__all__ = [
    "Fact",
    "Link",
    "Listing",
    "ListingPage",
    "Overview",
    "PowerBook",
    "PowerListing",
    "PowerRecord",
    "RelationView",
    "amount_columns",
    "attachments_of",
    "change_listings",
    "crumbs_of",
    "csv_bytes",
    "cut",
    "earlier_of",
    "facts_of",
    "listings",
    "overview",
    "power_book",
    "power_listings",
    "power_table",
    "relations_of",
    "steps_of",
]
