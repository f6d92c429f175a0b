"""What the texts of a report must speak of, by the form and by 条例第五十条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from disclosure.kinds import AnnualReport, EarlyAnnualReport, Entry
from disclosure.problem import Problem, Rule, sentence, shared
from disclosure.rules.register import Context, entry_rule
from disclosure.rules.reports.years import is_government

FORM_OF = 2021
"""The first year that is reported in the form."""
THEMES = {
    "主动公开": ("主动公开",),
    "依申请公开": ("依申请公开",),
    "政府信息管理": ("信息管理", "信息资源管理"),
    "政府信息公开平台建设": ("平台",),
    "监督保障": ("监督保障", "监督和保障", "监督与保障", "监督、保障"),
}
"""What 总体情况 must cover, with the words by which each is known."""
ACCOUNTABILITY = {"工作考核": ("考核",), "社会评议": ("评议",), "责任追究": ("追究", "问责")}
"""What the reports of governments must tell besides, with the words by which each is known."""


LEFT_OUT = sentence("overview-incomplete", "没有写到{themes}", "请补上，写明“（一）主动公开”等小标题")
UNASSESSED = sentence(
    "assessment-unstated", "政府的年报没有写到{themes}结果情况", "请在“监督保障”里补上，没有发生的也写明"
)
NO_FEES = sentence("handling-fee-unstated", "没有写明是否收取了信息处理费", "没有收取的请加一行“信息处理费: 未收取”")
OTHER_TITLE = sentence("report-year-mismatch", "标题写的是{year}年，“年度”是 {own}", "请核对标题和年度")
OTHER_PERIOD = sentence(
    "report-year-mismatch.period", "统计期限写的是“{period}”，“年度”是 {own}", "请核对统计期限和年度"
)
OUTDATED = sentence(
    "early-form-outdated", "{year}年的年报不能用2021年以前的格式", "请改用 annual-report 文件夹里的格式"
)


def _left_out(themes: Mapping[str, tuple[str, ...]], text: str) -> list[str]:
    return [theme for theme, words in themes.items() if not any(word in text for word in words)]


@entry_rule(
    "overview-incomplete",
    kind=AnnualReport,
    requires="总体情况写到主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。",
    reason="年报内容不能遗漏；五个方面是规定的格式。",
    source="《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    severity="warning",
    exemptable=True,
)
def overview_incomplete(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """The overview covers the five themes of the form."""
    del context
    if missing := _left_out(THEMES, entry.overview):
        yield rule(entry.path, *LEFT_OUT(themes="、".join(missing)), loc=("总体情况",))


@entry_rule(
    "assessment-unstated",
    kind=AnnualReport,
    requires="各级人民政府的年报写明工作考核、社会评议和责任追究结果情况。",
    reason="这是对政府年报的专门规定，部门年报不要求；没有发生的也要写明没有发生。",
    source="《中华人民共和国政府信息公开条例》第五十条第一款第四项",
    severity="warning",
    exemptable=True,
)
def assessment_unstated(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """The report of a government tells of assessment, appraisal by the public and accountability."""
    organ = context.vocabulary.organ_by_slug[entry.organ_slug]
    said = f"{entry.overview}\n{entry.shortcomings}\n{entry.other_matters}"
    if is_government(organ) and (missing := _left_out(ACCOUNTABILITY, said)):
        yield rule(entry.path, *UNASSESSED(themes="、".join(missing)), loc=("总体情况",))


@entry_rule(
    "handling-fee-unstated",
    kind=AnnualReport,
    requires="年报第六部分写明信息处理费的收取情况。",
    reason="收费情况是规定要报告的事项；没有收取的也要写明没有收取。",
    source="《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    severity="warning",
    exemptable=True,
)
def handling_fee_unstated(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """The report tells whether fees for handling were charged."""
    del context
    if entry.handling_fees is None and "信息处理费" not in entry.other_matters:
        yield rule(entry.path, *NO_FEES(), loc=("其他报告事项",))


_YEAR_IN_TITLE = shared("year-in-title", r"(20[0-9][0-9])年")
_PERIOD = shared("report-period", r"(20[0-9][0-9])年1月1日(?:起)?(?:至|到|[-—－~～]+)(?:(20[0-9][0-9])年)?12月31日")


@entry_rule(
    "report-year-mismatch",
    requires="标题里的年份、正文里写明的统计期限，与年度相同。",
    reason="照上一年的年报改写时，容易漏改年份。",
    source="《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    severity="warning",
    exemptable=True,
)
def report_year_mismatch(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The title and the period of the figures speak of the year of the report."""
    del context
    if not isinstance(entry, (AnnualReport, EarlyAnnualReport)):
        return
    titled = _YEAR_IN_TITLE.findall(entry.title)
    if titled and str(entry.year) not in titled:
        yield rule(entry.path, *OTHER_TITLE(year=titled[0], own=entry.year), loc=("标题",), found=entry.title)
    periods = [found[0] for found in _PERIOD.finditer(entry.overview) if not _is_of(found, entry.year)]
    if periods and len(periods) == len(_PERIOD.findall(entry.overview)):
        yield rule(entry.path, *OTHER_PERIOD(period=periods[0], own=entry.year), loc=(entry.alias("overview"),))


def _is_of(period: re.Match[str], year: int) -> bool:
    return period[1] == str(year) and period[2] in {None, str(year)}


@entry_rule(
    "early-form-outdated",
    kind=EarlyAnnualReport,
    requires="2021年及以后的年报用规定的格式，填在“政府信息公开年报”种类里。",
    reason="2021年起全国用统一的格式，三张统计表逐格填写；旧格式只用来公开以前的年报。",
    source="《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
)
def early_form_outdated(entry: EarlyAnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """The older form is for the years before 2021."""
    del context
    if entry.year >= FORM_OF:
        yield rule(entry.path, *OUTDATED(year=entry.year), loc=("年度",), found=str(entry.year))
