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
from disclosure.views.answers import (
    Beside,
    Citation,
    Standing,
    citation_of,
    explained_by,
    explanations_of,
    standing_of,
)
from disclosure.views.booklets import Booklet, Item, booklets
from disclosure.views.download import csv_bytes
from disclosure.views.entry import Fact, Link, RelationView, attachments_of, crumbs_of, facts_of, relations_of
from disclosure.views.listing import Listing, ListingPage, listings
from disclosure.views.organ_years import KIOSK, OrganYears, by_sort, number_words, organ_years
from disclosure.views.overview import Overview, overview
from disclosure.views.power_lists import PowerListing, change_listings, cut, power_listings
from disclosure.views.powers import PowerBook, PowerRecord, earlier_of, power_book, power_table, steps_of
from disclosure.views.register import Choice, Condition, Register, in_characters, is_year
from disclosure.views.services import (
    GuideView,
    OrganServices,
    Services,
    guide_view,
    list_view,
    newer_lists,
    services_of,
)
from disclosure.views.statistics import HEADINGS, LongSeries, address_of_series, long_series, rows_of
from disclosure.views.tables import amount_columns
from disclosure.views.timeline import Event, changes_of, history_of, stages_of
from disclosure.views.updates import Day, Update, latest_days

__all__ = [
    "HEADINGS",
    "KIOSK",
    "Beside",
    "Booklet",
    "Choice",
    "Citation",
    "Condition",
    "Day",
    "Event",
    "Fact",
    "GuideView",
    "Item",
    "Link",
    "Listing",
    "ListingPage",
    "LongSeries",
    "OfficialTable",
    "OrganServices",
    "OrganYears",
    "Overview",
    "PowerBook",
    "PowerListing",
    "PowerRecord",
    "Register",
    "RelationView",
    "ReportMatrix",
    "ReportYear",
    "Services",
    "Standing",
    "TableLine",
    "Update",
    "address_of_series",
    "amount_columns",
    "attachments_of",
    "booklets",
    "by_sort",
    "change_listings",
    "changes_of",
    "citation_of",
    "crumbs_of",
    "csv_bytes",
    "cut",
    "earlier_of",
    "explained_by",
    "explanations_of",
    "facts_of",
    "grids_of",
    "guide_view",
    "history_of",
    "in_characters",
    "is_year",
    "latest_days",
    "list_view",
    "listings",
    "long_series",
    "matrix_of",
    "newer_lists",
    "number_words",
    "official_tables",
    "organ_years",
    "overview",
    "power_book",
    "power_listings",
    "power_table",
    "relations_of",
    "rows_of",
    "series_in",
    "series_of",
    "services_of",
    "stages_of",
    "standing_of",
    "steps_of",
    "table_address",
    "unit_of",
]
