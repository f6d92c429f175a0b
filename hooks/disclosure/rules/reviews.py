"""审查: recorded where the office wants it, agreed to, by two persons, before publication, in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from disclosure.catalogue import Catalogue
from disclosure.kinds import KINDS, Entry
from disclosure.kinds.base import PROOFS, REVIEWS, Review, ReviewStep
from disclosure.problem import Loc, Problem, Rule, quote, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.vocabulary.reviews import NEEDED, outside_kinds

NO_REVIEW = sentence("review-missing", "没有审查的记录", "请补上“审查”：结论、审查人、日期{more}")
NO_STEPS = sentence("review-missing.steps", "没有{steps}的记录", "请在“审查”的“三审三校”里补上环节、人员、日期")
REFUSED = sentence("review-refused", "{found}不是同意公开", "同意的请写{agreed}；没有同意的不能公开，请删去这个文件")
TOO_LATE = sentence("review-after-publication", "{day} 晚于发布日期 {published}", "请核对这两个日期")
OWN_REVIEW = sentence("review-by-one-person", "{found}既是拟稿人，又是审查人", "请由另一个人审查")
BOTH = sentence("review-by-one-person.steps", "{found}做了{before}，又做{step}", "请由另一个人做")
TWICE = sentence("review-out-of-order.twice", "{found}写了两次", "请只留一次")
DISORDER = sentence("review-out-of-order", "{step} {day} 早于{before} {earlier}", "请核对这两个日期")

_ARTICLE = "《中华人民共和国政府信息公开条例》第十七条"


@entry_rule(
    "review-missing",
    requires="site.yml 的“审查记录”写“必须”的，条目里有保密审查、三审三校的记录。",
    reason="先审查后公开；没有记录，以后说不清是谁看过、什么时候看的。",
    source=_ARTICLE,
    exemptable=True,
)
def review_missing(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The records that this site wants are there."""
    records = context.vocabulary.site.review_records
    if not records.concern(entry.slug, entry.published_at.date()):
        return
    if entry.review is None:
        if NEEDED in (records.secrecy, records.editing):
            said = NO_REVIEW(more="、三审三校" if records.editing == NEEDED else "")
            yield rule(entry.path, *said, loc=("标题",), field="审查")
        return
    there = {step.step for step in entry.review.steps}
    if records.editing == NEEDED and (missing := [step for step in (*REVIEWS, *PROOFS) if step not in there]):
        yield rule(entry.path, *NO_STEPS(steps="、".join(missing)), loc=("审查",), field="三审三校")


@catalogue_rule(
    "review-kind-unknown",
    requires="“审查记录”里写的种类都存在。",
    reason="写错了种类，该查的就没有查。",
)
def review_kind_unknown(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The setting names kinds that there are."""
    del catalogue
    for what in outside_kinds(context.vocabulary.site.review_records, KINDS):
        yield rule("catalogue/vocabulary/site.yml", what, f"可以用：{'、'.join(KINDS)}", loc=("审查记录", "种类"))


@entry_rule(
    "review-refused",
    requires="保密审查的结论是同意公开（开头是 site.yml “同意的写法”里的字）。",
    reason="没有同意公开的，不能放在公开目录里。",
    source=_ARTICLE,
)
def review_refused(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The reviewer agreed."""
    agreed = context.vocabulary.site.review_records.agreed
    if entry.review and not entry.review.conclusion.startswith(agreed):
        said = entry.review.conclusion
        refused = REFUSED(found=quote(said), agreed="、".join(map(quote, agreed)))
        yield rule(entry.path, *refused, loc=("审查", "结论"), found=said)


@entry_rule(
    "review-after-publication",
    requires="保密审查、三审三校的日期不晚于发布日期。",
    reason="先审查后公开；公开以后才审查，等于没有审查。",
    source=_ARTICLE,
    exemptable=True,
)
def review_after_publication(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Nothing is published before it was looked at."""
    del context
    published = entry.published_at.date()
    for loc, day in review_days(entry.review):
        if day > published:
            said = TOO_LATE(day=day.isoformat(), published=published.isoformat())
            yield rule(entry.path, *said, loc=loc, found=day.isoformat())


def review_days(review: Review | None) -> Iterator[tuple[Loc, date]]:
    """Every date in a record, with its place."""
    if review:
        yield ("审查", "日期"), review.on
        yield from ((("审查", "三审三校", number, "日期"), step.on) for number, step in enumerate(review.steps))


@entry_rule(
    "review-by-one-person",
    requires="审查人不是拟稿人；初审、复审、终审是三个人。",
    reason="自己审自己，看不出自己的错；两个人都看过才算审查。",
)
def review_by_one_person(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Two persons at least, where both are recorded."""
    del context
    review = entry.review
    if review is None:
        return
    if review.drafter == review.reviewer:
        own = OWN_REVIEW(found=quote(review.reviewer))
        yield rule(entry.path, *own, loc=("审查", "审查人"), found=review.reviewer)
    seen: dict[str, str] = {} if review.drafter is None else {review.drafter: "拟稿"}
    for number, step in enumerate(review.steps):
        if step.step not in REVIEWS:
            continue
        before = seen.setdefault(step.by, step.step)
        if before != step.step:
            said = BOTH(found=quote(step.by), before=before, step=step.step)
            yield rule(entry.path, *said, loc=("审查", "三审三校", number, "人员"), found=step.by)


@entry_rule(
    "review-out-of-order",
    requires="三审三校每个环节只写一次；初审、复审、终审，一校、二校、三校的日期依次不早于前一个。",
    reason="前一个环节没有做完就做后一个，等于少了一个环节。",
)
def review_out_of_order(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each step follows the one before it."""
    del context
    if entry.review is None:
        return
    places: dict[str, tuple[int, ReviewStep]] = {}
    for number, step in enumerate(entry.review.steps):
        if step.step in places:
            loc: Loc = ("审查", "三审三校", number, "环节")
            yield rule(entry.path, *TWICE(found=quote(step.step)), loc=loc, found=step.step)
        places.setdefault(step.step, (number, step))
    for order in (REVIEWS, PROOFS):
        for (_, earlier), (number, later) in pairwise(places[name] for name in order if name in places):
            if later.on < earlier.on:
                said = DISORDER(step=later.step, day=later.on, before=earlier.step, earlier=earlier.on)
                loc = ("审查", "三审三校", number, "日期")
                yield rule(entry.path, *said, loc=loc, found=later.on.isoformat())
