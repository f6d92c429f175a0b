"""Figures in the text of an 年报 against its tables and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosure.catalogue import Catalogue
from disclosure.kinds import AnnualReport, EarlyAnnualReport, Entry
from disclosure.kinds.base import markdown_fields
from disclosure.problem import Loc, Problem, Rule, declare, quote
from disclosure.prose import find_contradictions, read_claims, verify
from disclosure.prose.figures import WAN, halfwidth, read_figures
from disclosure.rules.prose.placeholders import texts
from disclosure.rules.prose.reports_ledger import ledger_of_report
from disclosure.rules.prose.series import years_before
from disclosure.rules.prose.wording import differing
from disclosure.rules.register import Context, catalogue_rule, entry_rule

_CHANGES = frozenset({"change", "rate", "same", "trend"})
_NONE = r"(?:没有|未|均未|无|均无)(?:有|发生|收到|产生|新增|出现|被)*(?:因政府信息公开(?:工作)?(?:引发|引起|产生)?的?)?"
_ABSENT = {
    "received": re.compile(r"(?:没有|未)(?:收到|新收到?)(?:政府信息公开|信息公开|依申请公开)申请"),
    "carried_in": re.compile(r"(?:没有|无)上年(?:度)?结转"),
    "carried_out": re.compile(r"(?:没有|无)(?:申请)?结转(?:至|到)?下(?:一)?年"),
    "reconsideration": re.compile(rf"{_NONE}(?:提起)?(?:的)?行政复议(?!决定|机关)"),
    "suits": re.compile(rf"{_NONE}(?:提起)?(?:的)?(?:行政复议(?:案件)?(?:、|和|或者?|及|以及))?行政诉讼(?!期限)"),
}
_FEES_NAMED = re.compile(r"信息处理费|信息公开(?:的)?(?:收费|费用)")
_NO_FEES = re.compile(
    r"(?:没有|未|均未|不|无)(?:有|发生|收取|收过|产生|涉及|任何)*(?:任何)?(?:政府)?(?:信息处理费|信息公开(?:的)?(?:收费|费用))"
)
_TOTAL = -1
_SHORTEST = 12
"""Shorter texts cannot hold two statements."""

REPORT_DIFFERS_FROM_TABLES = declare(
    "report-differs-from-tables",
    requires="年报文字里的新收、结转、办结、各种办理结果、复议诉讼、制发文件等数，与三张统计表一致。",
    reason="同一份报告里两个数不一样，说明至少有一个没有核对。",
    source="《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    exemptable=True,
)


@entry_rule(REPORT_DIFFERS_FROM_TABLES, kind=AnnualReport)
def report_differs_from_tables(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every number of the text that can be tied to a cell equals it (T-1); none is said where the table has some."""
    del context
    ledger = ledger_of_report(entry)
    counts = _counts(entry)
    for loc, text in _texts(entry):
        yield from differing(rule, entry.path, loc, text, verify(read_claims(text, ledger), ledger))
        for name, pattern in _ABSENT.items():
            found = pattern.search(text)
            if found and counts[name][1] and not _is_about_part(text, found):
                what = f"写的是{quote(found.group())}，而{counts[name][0]}是 {counts[name][1]} 件"
                yield rule(entry.path, what, "请核对文字和表格，改成一致", loc=loc, offset=found.start())


def _texts(entry: Entry) -> Iterator[tuple[Loc, str]]:
    for name in markdown_fields(type(entry)):
        text: str | None = getattr(entry, name)
        if text and name != "body":
            yield (entry.alias(name),), text


def _counts(entry: AnnualReport) -> dict[str, tuple[str, int]]:
    requests, disputes = entry.requests, entry.disputes
    return {
        "received": ("申请情况表“本年新收”总计", requests.received[_TOTAL]),
        "carried_in": ("申请情况表“上年结转”总计", requests.carried_in[_TOTAL]),
        "carried_out": ("申请情况表“结转下年度继续办理”总计", requests.carried_out[_TOTAL]),
        "reconsideration": ("复议诉讼表“行政复议”总计", disputes.reconsideration[_TOTAL]),
        "suits": (
            "复议诉讼表“行政诉讼”两类总计之和",
            disputes.direct_suit[_TOTAL] + disputes.suit_after[_TOTAL],
        ),
    }


def _is_about_part(text: str, found: re.Match[str]) -> bool:
    """Whether the words before or after narrow what is denied: 没有收到企业提出的…, 未发生被纠正的行政复议."""
    after = text[found.end() : found.end() + 8]
    return re.match(r"(?:[^，。；、]{0,4}(?:纠正|败诉|撤销|尚未|超期|逾期))", after) is not None


@catalogue_rule(REPORT_DIFFERS_FROM_TABLES)
def report_differs_from_last_year(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Changes that the text tells agree with the report of the year before."""
    del context
    for entry, before in years_before(catalogue, AnnualReport):
        if any(
            sign in entry.overview for sign in ("比上年", "较上年", "同比", "比去年", "较去年", f"比{entry.year - 1}年")
        ):
            ledger = ledger_of_report(entry, before)
            told = [claim for claim in read_claims(entry.overview, ledger) if claim.kind in _CHANGES]
            yield from differing(rule, entry.path, ("总体情况",), entry.overview, verify(told, ledger))


@entry_rule(
    "fee-contradicted",
    kind=AnnualReport,
    requires="信息处理费有没有收取、收了多少，各处写得一样；写没有行政事业性收费的，表里是 0。",
    reason="收费是公众最关心的事，一处说没有、一处有数，一定有一处错了。",
    source="《中华人民共和国政府信息公开条例》第四十二条",
)
def fee_contradicted(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """What the text says of 信息处理费 and 行政事业性收费 agrees with the figures."""
    del context
    filed = entry.handling_fees
    for loc, text in _texts(entry):
        denied = re.search(r"(?:没有|未|无)(?:收取|发生)?行政事业性收费", text)
        if denied and entry.proactive.fees:
            what = f"写的是{quote(denied.group())}，而主动公开情况表“行政事业性收费”是 {entry.proactive.fees} 万元"
            yield rule(entry.path, what, "请核对文字和表格，改成一致", loc=loc, offset=denied.start())
        if not _FEES_NAMED.search(text):
            continue
        none = _NO_FEES.search(text)
        if none and filed and filed.collected_yuan:
            what = f"写的是{quote(none.group())}，而“信息处理费”填的是 {filed.collected_yuan} 元"
            yield rule(entry.path, what, "请核对，改成一致", loc=loc, offset=none.start())
        for start, yuan in _charged(text):
            if filed is not None and yuan != filed.collected_yuan:
                what = f"写着收取信息处理费 {yuan:f} 元，而“信息处理费”填的是 {filed.collected_yuan} 元"
                yield rule(entry.path, what, "请核对，改成一致", loc=loc, offset=start)
            elif filed is None and yuan and (other := _denial(entry)):
                what = f"写着收取信息处理费 {yuan:f} 元，而“{other[0]}”写的是{quote(other[1])}"
                yield rule(entry.path, what, "请核对，改成一致", loc=loc, offset=start)


def _charged(text: str) -> Iterator[tuple[int, Decimal]]:
    """Amounts in 元 that a clause says were charged as 信息处理费."""
    plain = halfwidth(text)
    for found in re.finditer(r"(?<!没有)(?<!未)收取(?:政府)?信息处理费(?:共计|合计|共)?(?=[\d])", plain):
        for figure in read_figures(plain[found.end() : found.end() + 24])[:1]:
            if figure.unit == WAN and figure.start == 0 and not figure.is_rough:
                yield found.start(), (figure.value * 10000).normalize()


def _denial(entry: AnnualReport) -> tuple[str, str] | None:
    for loc, text in _texts(entry):
        if found := _NO_FEES.search(text):
            return str(loc[0]), found.group()
    return None


REPORT_CONTRADICTS_ITSELF = declare(
    "report-contradicts-itself",
    requires="报告文字里的数不自相矛盾：办结的不多于受理的，比率由两个数得出，“其中”各部分加起来对得上总数。",
    reason="这样的错公众一眼就看得出来；多半是抄了往年的稿子只改了一部分。",
    severity="warning",
    exemptable=True,
)


@entry_rule(REPORT_CONTRADICTS_ITSELF, kind=AnnualReport)
@entry_rule(REPORT_CONTRADICTS_ITSELF, kind=EarlyAnnualReport)
def report_contradicts_itself(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Counts that one sentence gives do not contradict each other."""
    del context
    for loc, text in texts(entry, ()):
        if len(text) >= _SHORTEST and loc[0] != "正文":
            for found in find_contradictions(text):
                yield rule(entry.path, found.what, "请核对这几个数", loc=loc, offset=found.start)
