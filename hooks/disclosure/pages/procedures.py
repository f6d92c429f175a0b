"""What the pages of kinds with stages show besides the entry: the other stages, before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from disclosure.kinds import Alert, Consultation, Entry, Recruitment
from disclosure.pages.site import ENTRY_VIEWS, Site
from disclosure.views.stages import stages_of


def _staged(relation: str, stage: str, when: str) -> Callable[[Site, Entry], Mapping[str, Any]]:
    return lambda site, entry: {"stages": stages_of(site.catalogue, entry, relation, stage, when)}


ENTRY_VIEWS[Recruitment.slug] = _staged("announcement", "stage", "published_at")
ENTRY_VIEWS[Consultation.slug] = _staged("call", "stage", "published_at")
ENTRY_VIEWS[Alert.slug] = _staged("previous", "action", "announced_at")
