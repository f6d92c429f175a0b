"""What must not stand in a workflow, besides what zizmor looks for: this is asked of our own and of bad samples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

PIPED = re.compile(r"\b(?:curl|wget)\b[^\n]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b")
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}|\$/[\w./-]+")
SAFE_EVENTS = {"pull_request", "push", "workflow_call", "workflow_dispatch", "schedule"}
ALLOWED = {"contents": {"read"}, "pages": {"write"}, "id-token": {"write"}, "pull-requests": {"read", "write"}}
"""What a job may ask for."""
CHECKOUT = "actions/checkout"


def faults(text: str) -> list[str]:
    """Say what is wrong with a workflow, one sentence for each place."""
    content = yaml.safe_load(text)
    if not isinstance(content, Mapping) or "jobs" not in content:
        return ["not a workflow"]
    return [*_events(content.get("on", content.get(True))), *_rights(content), *_jobs(content["jobs"])]


def _events(events: Any) -> Iterator[str]:  # noqa: ANN401 - text, list or mapping
    names = [events] if isinstance(events, str) else list(events or ())
    yield from (f"event {name}" for name in names if name not in SAFE_EVENTS)


def _rights(content: Mapping[str, Any]) -> Iterator[str]:
    if content.get("permissions") != {}:
        yield "the workflow does not begin with permissions: {}"


def _jobs(jobs: Mapping[str, Any]) -> Iterator[str]:
    for name, job in jobs.items():
        rights = job.get("permissions")
        if not isinstance(rights, Mapping):
            yield f"{name}: no permissions of its own"
        else:
            asked = [(key, right) for key, right in rights.items() if right not in ALLOWED.get(key, ())]
            yield from (f"{name}: {key}: {right}" for key, right in asked)
        if "secrets" in job:
            yield f"{name}: hands secrets on"
        writes = isinstance(rights, Mapping) and "write" in rights.values()
        for step in [job, *job.get("steps", ())]:
            yield from _step(name, step, writes=writes and step is not job)


def _step(name: str, step: Mapping[str, Any], *, writes: bool) -> Iterator[str]:
    run, uses = str(step.get("run", "")), str(step.get("uses", ""))
    if "${{" in run:
        yield f"{name}: an expression in a script"
    if PIPED.search(run):
        yield f"{name}: runs what it downloads"
    if uses and not PINNED.fullmatch(uses):
        yield f"{name}: {uses} is not pinned"
    if uses.startswith(CHECKOUT):
        if step.get("with", {}).get("persist-credentials") is not False:
            yield f"{name}: the checkout keeps its key"
        if writes:
            yield f"{name}: takes code out where it may write"
