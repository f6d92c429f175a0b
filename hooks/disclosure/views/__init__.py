"""What the pages show, as plain data: lists with their pages, statutory facts, relations, short cuts."""

from __future__ import annotations

from disclosure.views.entry import Fact, Link, RelationView, attachments_of, crumbs_of, facts_of, relations_of
from disclosure.views.listing import Listing, ListingPage, listings
from disclosure.views.overview import Overview, overview
from disclosure.views.services import (
    GuideView,
    OrganServices,
    Services,
    guide_view,
    list_view,
    newer_lists,
    services_of,
)
from disclosure.views.tables import amount_columns

__all__ = [
    "Fact",
    "GuideView",
    "Link",
    "Listing",
    "ListingPage",
    "OrganServices",
    "Overview",
    "RelationView",
    "Services",
    "amount_columns",
    "attachments_of",
    "crumbs_of",
    "facts_of",
    "guide_view",
    "list_view",
    "listings",
    "newer_lists",
    "overview",
    "relations_of",
    "services_of",
]
