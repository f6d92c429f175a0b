"""发布后仍需复核: what needs another look after publication, and by which day.

The days follow from the entries and the vocabulary alone, so that the same catalogue gives the same page on any day;
what is due on the day of the reader, a script marks. The rules that warn ask the same functions for the same days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.catalogue import Catalogue
from disclosure.kinds import EmergencyPlan, Entry, Policy
from disclosure.rules.alerts import unlifted
from disclosure.rules.consultations import unanswered
from disclosure.rules.emergency_plans import evaluate_by, years_later
from disclosure.vocabulary import Deadline, Organ

_TRIAL = ("暂行", "试行")
_NORMATIVE = "规范性文件"
TO_BE_VERIFIED = "待核"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to look at."""

    on: date
    """The day from which it cannot wait."""
    what: str
    """The sort of thing, a few words."""
    cure: str
    """What is to be done."""
    entry: Entry


@dataclass(frozen=True, slots=True)
class ToReview:
    """All that needs another look."""

    dues: tuple[Due, ...]
    """By the day."""
    unrecorded: tuple[tuple[Organ, int, int], ...]
    """Organs with entries that carry no record of review: how many do not, of how many."""
    unverified: tuple[Deadline, ...]
    """Time limits whose source has not been compared with the official text."""

    @property
    def sorts(self) -> dict[str, int]:
        """How many there are of each sort, in the order of the first day."""
        return dict(Counter(due.what for due in self.dues))


def to_review(catalogue: Catalogue) -> ToReview:
    """What needs another look in this catalogue."""
    found = [due for entry in catalogue.entries for due in _of(catalogue, entry)]
    found += [
        Due(by, "公布意见采纳情况", f"{closed.isoformat()} 已截止，公布“结果反馈”", entry)
        for entry, closed, by in unanswered(catalogue)
    ]
    found += [Due(by, "解除预警", "发布解除或者调整的信息", entry) for entry, _, by in unlifted(catalogue)]
    found.sort(key=lambda due: (due.on, due.what, due.entry.index_number))
    total = Counter(entry.organ_slug for entry in catalogue.entries)
    without = Counter(entry.organ_slug for entry in catalogue.entries if entry.review is None)
    words = catalogue.vocabulary
    return ToReview(
        tuple(found),
        tuple((organ, without[organ.slug], total[organ.slug]) for organ in words.organs if without[organ.slug]),
        tuple(limit for limit in words.deadlines if limit.note and TO_BE_VERIFIED in limit.note),
    )


def _of(catalogue: Catalogue, entry: Entry) -> Iterator[Due]:
    yield from _validity(catalogue, entry)
    if isinstance(entry, EmergencyPlan) and (day := evaluate_by(entry, catalogue.vocabulary)):
        yield Due(day, "评估应急预案", "评估后更新“上次评估日期”，或者修订", entry)
    for exemption in entry.exemptions:
        yield Due(exemption.until, "豁免到期", f"规则 {exemption.rule}：改好条目，或者经审查后延长", entry)


def _validity(catalogue: Catalogue, entry: Entry) -> Iterator[Due]:
    words = catalogue.vocabulary
    validity = words.validity_by_name.get(entry.optional("validity") or "")
    if validity is None:
        return
    effective: date | None = entry.optional("effective_on")
    expires: date | None = entry.optional("expires_on")
    if validity.state == "pending" and effective:
        yield Due(effective, "开始施行", f"把“有效性”改为“{words.validity_name('in_force')}”", entry)
    if validity.state not in {"in_force", "amended", "pending"}:
        return
    if expires:
        yield Due(expires, "有效期届满", f"把“有效性”改为“{words.validity_name('expired')}”，或者重新公布", entry)
    elif isinstance(entry, Policy) and (day := _clearing(catalogue, entry)):
        yield Due(day, "清理规范性文件", "没有写失效日期，按一般的有效期清理：继续有效、修改或者废止", entry)


def _clearing(catalogue: Catalogue, entry: Policy) -> date | None:
    """When a normative document without an end of its own reaches the usual age (期限表)."""
    if _NORMATIVE not in catalogue.category_of(entry).name:
        return None
    is_trial = any(word in entry.title for word in _TRIAL)
    limit = catalogue.vocabulary.deadline("trial-document-validity" if is_trial else "normative-document-validity")
    start = entry.effective_on or entry.issued_on
    return years_later(start, limit.amount) if limit and start else None
