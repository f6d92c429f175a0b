"""What the pages show, as plain data: lists with their pages, statutory facts, relations, short cuts."""

from __future__ import annotations

from disclosure.views.accounts import OfficialTable, TableLine, official_tables, unit_of
from disclosure.views.annual_report import (
    ReportMatrix,
    ReportYear,
    grids_of,
    matrix_of,
    series_in,
    table_address,
)
from disclosure.views.download import csv_bytes
from disclosure.views.entry import Fact, Link, RelationView, attachments_of, crumbs_of, facts_of, relations_of
from disclosure.views.listing import Listing, ListingPage, listings
from disclosure.views.overview import Overview, overview
from disclosure.views.tables import amount_columns

__all__ = [
    "Fact",
    "Link",
    "Listing",
    "ListingPage",
    "OfficialTable",
    "Overview",
    "RelationView",
    "ReportMatrix",
    "ReportYear",
    "TableLine",
    "amount_columns",
    "attachments_of",
    "crumbs_of",
    "csv_bytes",
    "facts_of",
    "grids_of",
    "listings",
    "matrix_of",
    "official_tables",
    "overview",
    "relations_of",
    "series_in",
    "table_address",
    "unit_of",
]
