"""What the pages show, as plain data: lists with their pages, statutory facts, relations, short cuts."""

from __future__ import annotations

from disclosure.views.accounts import OfficialTable, TableLine, official_tables, unit_of
from disclosure.views.download import csv_bytes
from disclosure.views.entry import Fact, Link, RelationView, attachments_of, crumbs_of, facts_of, relations_of
from disclosure.views.listing import Listing, ListingPage, listings
from disclosure.views.overview import Overview, overview
from disclosure.views.statistics import HEADINGS, LongSeries, address_of_series, long_series, rows_of
from disclosure.views.tables import amount_columns
from disclosure.views.timeline import Event, changes_of, history_of, stages_of

__all__ = [
    "HEADINGS",
    "Event",
    "Fact",
    "Link",
    "Listing",
    "ListingPage",
    "LongSeries",
    "OfficialTable",
    "Overview",
    "RelationView",
    "TableLine",
    "address_of_series",
    "amount_columns",
    "attachments_of",
    "changes_of",
    "crumbs_of",
    "csv_bytes",
    "facts_of",
    "history_of",
    "listings",
    "long_series",
    "official_tables",
    "overview",
    "relations_of",
    "rows_of",
    "stages_of",
    "unit_of",
]
