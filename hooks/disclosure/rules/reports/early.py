"""Reports of the years before 2021: the parts add to the whole, and the printed shares follow from the counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from disclosure.kinds import EarlyAnnualReport
from disclosure.kinds.early_annual_report import Portion
from disclosure.problem import Loc, Problem, Rule, sentence
from disclosure.rules.register import Context, entry_rule

_LAW = "《中华人民共和国政府信息公开条例》（2007年公布）第三十二条"
_TABLE = "依申请公开情况"
_Parts = Mapping[str, Portion] | None


PARTS = sentence("parts-not-adding", "{added}，相加是 {sum}，“{name}”写的是 {whole}，相差 {gap}", "请逐项核对")
MANY_ANSWERS = sentence(
    "answers-exceed-requests", "答复 {answered} 件，多于申请 {asked} 件", "请核对；含上年申请的，请写“上年结转”"
)
OTHER_SHARE = sentence(
    "share-mismatch", "{name} {count} 件，占 {whole} 件的 {right}%，写的是 {share}%", "请核对件数和占比"
)
OVER_WHOLE = sentence("shares-exceed-whole", "各项占比加起来是 {total}%，超过 100%", "请核对各项占比")


def _counts(parts: _Parts) -> list[tuple[str, int]] | None:
    """The counts by name; None where some part has none, so that nothing can be added."""
    counts = [(name, part.count) for name, part in (parts or {}).items() if part.count is not None]
    return counts if parts and len(counts) == len(parts) else None


def _not_adding(  # noqa: PLR0913, PLR0917 - the parts of a sum
    rule: Rule, entry: EarlyAnnualReport, parts: _Parts, field: str, whole: int | None, whole_name: str
) -> Iterator[Problem]:
    counts = _counts(parts)
    if counts is None or whole is None:
        return
    total = sum(number for _, number in counts)
    if total != whole:
        added = "＋".join(f"{name} {number}" for name, number in counts)
        said = PARTS(added=added, sum=total, name=whole_name, whole=whole, gap=abs(total - whole))
        yield rule(entry.path, *said, loc=(_TABLE, field))


@entry_rule(
    "channels-not-adding",
    kind=EarlyAnnualReport,
    requires="各种申请方式的件数之和等于申请总数；各类申请内容都写了件数的，件数之和也等于申请总数。",
    reason="每件申请只有一种方式、归入一类内容，加起来就是全部。",
    source=_LAW,
    exemptable=True,
)
def channels_not_adding(entry: EarlyAnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """Applications by channel, and by content where counted, add to all applications."""
    del context
    requests = entry.requests
    for parts, field in ((requests.channels, "申请方式"), (requests.contents, "申请内容")):
        yield from _not_adding(rule, entry, parts, field, requests.received, "申请总数")


@entry_rule(
    "answers-not-adding",
    kind=EarlyAnnualReport,
    requires="各种答复的件数之和等于答复总数。",
    reason="每件答复只计一种，加起来就是全部。",
    source=_LAW,
    exemptable=True,
)
def answers_not_adding(entry: EarlyAnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """Answers of all sorts add to the answered applications."""
    del context
    requests = entry.requests
    yield from _not_adding(rule, entry, requests.answers, "答复情况", requests.answered, "答复总数")


@entry_rule(
    "answers-exceed-requests",
    kind=EarlyAnnualReport,
    requires="答复的件数不超过申请总数与上年结转之和。",
    reason="没有申请就没有答复；答复了上年申请的，请写明上年结转的件数。",
    source=_LAW,
    severity="warning",
    exemptable=True,
)
def answers_exceed_requests(entry: EarlyAnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """No more was answered than was asked."""
    del context
    requests = entry.requests
    counts = _counts(requests.answers)
    answered = requests.answered if requests.answered is not None else sum(number for _, number in counts or ())
    asked = requests.received + (requests.carried_in or 0)
    if answered > asked:
        name = "答复情况" if requests.answered is None else "答复总数"
        yield rule(entry.path, *MANY_ANSWERS(answered=answered, asked=asked), loc=(_TABLE, name))


@entry_rule(
    "share-mismatch",
    kind=EarlyAnnualReport,
    requires="写了件数又写了占比的，占比等于件数除以总数，按所写的小数位数四舍五入。",
    reason="件数和占比说的是同一件事，对不上就有一个写错了。",
    source=_LAW,
    exemptable=True,
)
def share_mismatch(entry: EarlyAnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """A printed share is count / whole, to the printed decimals."""
    del context
    for field, parts, whole in _parted(entry):
        for name, part in (parts or {}).items():
            if part.count is None or part.share is None or not whole:
                continue
            exact = Decimal(part.count) * 100 / whole
            if abs(exact - part.share) > half_step(part.share):
                right = exact.quantize(part.share, ROUND_HALF_UP)
                said = OTHER_SHARE(name=name, count=part.count, whole=whole, right=right, share=part.share)
                yield rule(entry.path, *said, loc=(_TABLE, field, name, "占比"), field=name)


@entry_rule(
    "shares-exceed-whole",
    kind=EarlyAnnualReport,
    requires="同一组各项的占比加起来不超过 100%（四舍五入的出入除外）。",
    reason="各项是全部申请的一部分，加起来不会比全部还多。",
    source=_LAW,
    exemptable=True,
)
def shares_exceed_whole(entry: EarlyAnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """Shares of one whole add to no more than the whole, rounding apart."""
    del context
    for field, parts, _ in _parted(entry):
        shares = [part.share for part in (parts or {}).values() if part.share is not None]
        total = sum(shares, Decimal(0))
        if total - sum(map(half_step, shares), Decimal(0)) > 100:  # noqa: PLR2004 - percent
            loc: Loc = (_TABLE, field)
            yield rule(entry.path, *OVER_WHOLE(total=total), loc=loc)


def _parted(entry: EarlyAnnualReport) -> Iterator[tuple[str, _Parts, int]]:
    """Each group of parts with its name and its whole."""
    requests = entry.requests
    yield "申请方式", requests.channels, requests.received
    yield "申请内容", requests.contents, requests.received
    yield "答复情况", requests.answers, requests.received if requests.answered is None else requests.answered


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def half_step(value: Decimal) -> Decimal:
    """Half of the last printed decimal: how far a rounded number may be from the exact one."""
    return Decimal(5).scaleb(_exponent(value) - 1)
