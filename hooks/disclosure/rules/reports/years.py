"""Reports of one organ over the years: each year once, none left out, and what one year hands on the next takes up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.catalogue import Catalogue
from disclosure.kinds import AnnualReport, EarlyAnnualReport, Entry
from disclosure.kinds.annual_report import APPLICANTS
from disclosure.kinds.base import alias_of
from disclosure.problem import Problem, Rule, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.vocabulary import Organ

_LAW = "《中华人民共和国政府信息公开条例》第四十九条"
_Report = AnnualReport | EarlyAnnualReport


def is_government(organ: Organ) -> bool:
    """Whether an organ is a 人民政府, not one of its departments."""
    return organ.name.endswith("人民政府")


def _reports(catalogue: Catalogue) -> dict[str, dict[int, list[_Report]]]:
    """The reports of each organ by year, both forms."""
    found: defaultdict[str, defaultdict[int, list[_Report]]] = defaultdict(lambda: defaultdict(list))
    for entry in catalogue.entries:
        if isinstance(entry, (AnnualReport, EarlyAnnualReport)):
            found[entry.organ_slug][entry.year].append(entry)
    return {organ: dict(sorted(years.items())) for organ, years in found.items()}


def _pairs(catalogue: Catalogue) -> Iterator[tuple[AnnualReport, AnnualReport]]:
    """Each report in the form of 2021 with that of the same organ for the year before."""
    for years in _reports(catalogue).values():
        for year, reports in years.items():
            before = [report for report in years.get(year - 1, []) if isinstance(report, AnnualReport)]
            for report in reports:
                if isinstance(report, AnnualReport) and len(before) == 1:
                    yield before[0], report


@catalogue_rule(
    "carry-over-mismatch",
    requires="本年的“上年结转”等于同一机关上一年年报的“结转下年度继续办理”，各列分别相等。",
    reason="上年没有办结的申请转到本年，两份年报说的是同一批申请。",
    source="《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    exemptable=True,
)
def carry_over_mismatch(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """X-1: what last year's report carries over is what this year's begins with, in every column."""
    del context
    for before, report in _pairs(catalogue):
        taken, handed = report.requests.carried_in, before.requests.carried_out
        for column, name in enumerate(APPLICANTS):
            if taken[column] != handed[column]:
                yield rule(
                    report.path,
                    f"“{name}”一列写的是 {taken[column]}，{before.year}年年报（{before.path}）的"
                    f"“结转下年度继续办理”是 {handed[column]}，相差 {abs(taken[column] - handed[column])}",
                    "请核对这两份年报",
                    loc=("申请情况", "上年结转政府信息公开申请数量", *taken.at(column)),
                    field="上年结转政府信息公开申请数量",
                )


@catalogue_rule(
    "in-force-mismatch",
    requires="规章、行政规范性文件的现行有效件数，等于上年现行有效件数加本年制发、减本年废止。",
    reason="文件自行失效、集中清理也会使件数变化；不是这些原因的，多半是填错了。",
    source="《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    severity="warning",
    exemptable=True,
)
def in_force_mismatch(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """X-2: documents in force follow from those of last year, made and repealed."""
    del context
    for before, report in _pairs(catalogue):
        for attribute in ("rules", "normative"):
            old, new = getattr(before.proactive, attribute), getattr(report.proactive, attribute)
            expected = old.in_force + new.made - new.repealed
            if new.in_force != expected:
                name = alias_of(type(report.proactive), attribute)
                yield rule(
                    report.path,
                    f"{name}写的是 {new.in_force}，按{before.year}年年报（{before.path}）现行有效 {old.in_force}"
                    f"＋本年制发 {new.made}－本年废止 {new.repealed} 应为 {expected}",
                    "请核对；因失效、清理而不等的，在“总体情况”里说明",
                    loc=("主动公开", name, "现行有效件数"),
                )


@catalogue_rule(
    "duplicate-report",
    requires="一个机关一年只有一份政府信息公开年报。",
    reason="有两份，公众不知道以哪一份为准；要改的在原来的条目里更正。",
    source=_LAW,
)
def duplicate_report(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each organ has one report for each year."""
    for organ, years in _reports(catalogue).items():
        for year, reports in years.items():
            for report in reports if len(reports) > 1 else []:
                others = "、".join(other.path for other in reports if other is not report)
                name = context.vocabulary.organ_by_slug[organ].name
                what = f"{name}{year}年的年报还有 {others}"
                yield rule(report.path, what, "请只留一份；年度抄错的请改正", loc=("年度",), found=str(year))


@catalogue_rule(
    "report-year-missing",
    requires="一个机关的年报一年接一年，中间不缺年份。",
    reason="年报应当历年齐全；缺的年份多半是没有上传，或者年度写错了。",
    source=_LAW,
    severity="warning",
    exemptable=True,
)
def report_year_missing(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No year is left out between the first and the last report of an organ."""
    del context
    for years in _reports(catalogue).values():
        for earlier, later in zip(list(years), list(years)[1:], strict=False):
            if later - earlier > 1:
                gap = range(earlier + 1, later)
                span = f"{gap[0]}年" if len(gap) == 1 else f"{gap[0]}年至{gap[-1]}年"
                yield rule(
                    years[later][0].path,
                    f"同一机关有{earlier}年和{later}年的年报，没有{span}的",
                    "请补上缺的年报，或者核对年度",
                    loc=("年度",),
                    found=str(later),
                )


REPORT_LATE = sentence("report-late", "{published} 超过了 {last}", "请核对日期；确实迟了的不必改")
TOO_SOON = sentence("report-before-year-end", "{year}年的年报写的发布日期是 {published}", "请核对年度和发布日期")


@entry_rule(
    "report-before-year-end",
    requires="年报在所报告的年度结束以后发布。",
    reason="统计到12月31日为止，年度没有结束就没有全年的数；多半是年度或者发布日期抄错了。",
    source=_LAW,
    exemptable=True,
)
def report_before_year_end(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """A report is published after the end of its year."""
    del context
    if isinstance(entry, (AnnualReport, EarlyAnnualReport)) and entry.published_at.year <= entry.year:
        yield rule(
            entry.path,
            *TOO_SOON(year=entry.year, published=entry.published_at.date()),
            loc=("年度",),
            found=str(entry.year),
        )


@entry_rule(
    "report-late",
    kind=AnnualReport,
    requires="县级以上政府部门的年报在次年1月31日前公布，县级以上政府的年报在次年3月31日前公布。",
    reason="迟了不影响公开，但是要说明原因；不按时发布年报是追究责任的情形之一。",
    source=_LAW,
    severity="warning",
    exemptable=True,
)
def report_late(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """A report is published by the day that 条例第四十九条 sets."""
    last = _last_day(entry, context)
    published = entry.published_at.date()
    if last and published > last:
        yield rule(
            entry.path,
            *REPORT_LATE(published=published, last=last),
            loc=("发布日期",),
            found=published.isoformat(),
        )


def _last_day(entry: AnnualReport, context: Context) -> date | None:
    """The end of the month that the vocabulary gives; None below the county, for which the law sets no day."""
    organ = context.vocabulary.organ_by_slug[entry.organ_slug]
    if organ.level in {"乡", "村"}:
        return None
    slug = "annual-report-government" if is_government(organ) else "annual-report-department"
    limit = next((item for item in context.vocabulary.deadlines if item.slug == slug), None)
    if limit is None or limit.unit != "月" or not 1 <= limit.amount < 12:  # noqa: PLR2004 - within the next year
        return None
    return date(entry.year + 1, limit.amount + 1, 1) - timedelta(days=1)
