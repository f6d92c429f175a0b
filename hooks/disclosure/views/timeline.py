"""Lines of time: the stages of a procurement project, the history of a construction project and of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from disclosure.catalogue import Catalogue
from disclosure.kinds import MajorProject, Plan, Procurement


@dataclass(frozen=True, slots=True)
class Event:
    """One point on a line of time."""

    on: date
    label: str
    text: str
    address: str = ""
    """The page about it, relative to the site; empty where there is none."""
    current: bool = False
    """Whether it is the page on which the line stands."""


@dataclass(frozen=True, slots=True)
class ProjectHistory:
    """What happened to a construction project, oldest first, and how much was invested last (万元)."""

    events: tuple[Event, ...]
    invested: Decimal | None
    invested_on: date | None


def stages_of(catalogue: Catalogue, entry: Procurement) -> tuple[Event, ...]:
    """Every stage that hangs together with this one by 前一阶段, in both directions, oldest first."""
    found: dict[str, Procurement] = {}
    waiting = [entry]
    while waiting:
        one = waiting.pop()
        if one.index_number in found:
            continue
        found[one.index_number] = one
        around = [other for relation in one.relations for other in catalogue.referred(one, relation)]
        around += [other for _, other in catalogue.referring.get(one.index_number, [])]
        waiting += [other for other in around if isinstance(other, Procurement)]
    ordered = sorted(found.values(), key=lambda one: (one.published_at, one.index_number))
    return tuple(
        Event(one.published_at.date(), one.stage, one.title, catalogue.address_of(one), one is entry) for one in ordered
    )


def history_of(entry: MajorProject) -> ProjectHistory:
    """Approvals and progress on one line."""
    events = [Event(one.on, "批准结果信息", f"{one.matter}：{one.organ}以{one.number}批准") for one in entry.approvals]
    for step in entry.progress:
        invested = f"（累计完成投资 {step.invested} 万元）" if step.invested is not None else ""
        events.append(Event(step.on, step.stage, f"{step.text}{invested}"))
    known = max((step for step in entry.progress if step.invested is not None), key=lambda step: step.on, default=None)
    return ProjectHistory(
        tuple(sorted(events, key=lambda event: event.on)),
        known.invested if known else None,
        known.on if known else None,
    )


def changes_of(entry: Plan) -> tuple[Event, ...]:
    """Approval, evaluations and adjustments of a plan, oldest first."""
    events = [Event(one.on, one.manner, one.result) for one in entry.evaluations]
    events += [
        Event(one.on, "调整", f"{one.text}（{one.approval}）" if one.approval else one.text) for one in entry.changes
    ]
    if entry.ratified_on:
        organ, number = entry.approver or "", entry.approval_number or ""
        events.append(Event(entry.ratified_on, "批准", f"{organ}{number}批准" if organ or number else "批准实施"))
    return tuple(sorted(events, key=lambda event: event.on))
