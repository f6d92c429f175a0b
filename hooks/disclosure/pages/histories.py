"""What the pages of procurement, construction projects, plans and trading catalogues show besides their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disclosure.kinds import Entry, MajorProject, Plan, Procurement, ResourceTrading
from disclosure.pages.site import ENTRY_VIEWS, Site
from disclosure.views import changes_of, history_of, stages_of


def _procurement(site: Site, entry: Entry) -> Mapping[str, Any]:
    return {"stages": stages_of(site.catalogue, entry) if isinstance(entry, Procurement) else ()}


def _project(_: Site, entry: Entry) -> Mapping[str, Any]:
    if not isinstance(entry, MajorProject):
        return {}
    history = history_of(entry)
    return {"events": history.events, "invested": history.invested, "invested_on": history.invested_on}


def _plan(_: Site, entry: Entry) -> Mapping[str, Any]:
    return {"events": changes_of(entry) if isinstance(entry, Plan) else ()}


def _trading(_: Site, entry: Entry) -> Mapping[str, Any]:
    items = entry.items if isinstance(entry, ResourceTrading) else ()
    names = dict.fromkeys(item.class_name for item in items)
    return {"classes": [(name, [item for item in items if item.class_name == name]) for name in names]}


ENTRY_VIEWS.update(
    {
        Procurement.slug: _procurement,
        MajorProject.slug: _project,
        Plan.slug: _plan,
        ResourceTrading.slug: _trading,
    }
)
