"""年报 of the years before 2021: an outline instead of a form, with rows that each office named itself.

What the reports of 2008 to 2020 have in common: counts of applications by channel and by content, counts of answers,
often with their share in percent, consultations, disputes and fees (条例, 2007, 第三十一条、第三十二条).
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import model_validator

from disclosure.fields import Count, Line, Markdown, Model, NonEmpty, Percent, Year, Yuan, fault, term
from disclosure.kinds.base import Entry, alias_of
from disclosure.problem import sentence

NO_PORTION = sentence("missing-field.portion", "件数和占比都没有写", "请写件数，原文只有百分比的写“占比”")


class Portion(Model):
    """A part of all applications: how many, and which share as printed."""

    twin: ClassVar[str] = "portion 件数 占比"

    count: Count | None = term("件数", about="件数", example="498", default=None)
    share: Percent | None = term("占比", about="占总数的百分比，照原文的位数写", example="88.3%", default=None)

    @model_validator(mode="before")
    @classmethod
    def _in_short(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the clerk wrote
        """Read a plain number as the count and a percentage as the share."""
        if not isinstance(value, str):
            return value
        name = "share" if value.strip().endswith(("%", "％")) else "count"
        return {alias_of(cls, name): value}

    @model_validator(mode="after")
    def _not_empty(self) -> Portion:
        """Refuse a part of which nothing is said."""
        if self.count is None and self.share is None:
            raise fault("missing-field", *NO_PORTION())
        return self


Portions = Annotated[dict[Line, Portion], NonEmpty]
"""Parts by their names, as filed, in the order of the report."""


class EarlyProactive(Model):
    """主动公开情况."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"items", "text"})

    items: Count | None = term("公开条数", about="全年主动公开政府信息的条数", example="32122", default=None)
    text: Markdown = term("说明", about="主动公开的范围、形式等", example="主动公开的范围包括……")


class EarlyRequests(Model):
    """依申请公开情况. The parts carry the names that the report gave them."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"text"})

    received: Count = term("申请总数", about="全年受理的申请件数", example="564")
    carried_in: Count | None = term("上年结转", about="上年没有办结、转到本年的件数", example="0", default=None)
    channels: Portions | None = term(
        "申请方式",
        about="当面、传真、电子邮件、网上、信函、其他，名称照原文，每项写件数或者百分比",
        example="见示例",
        default=None,
    )
    contents: Portions | None = term(
        "申请内容", about="申请的内容分类，名称照原文，每项写件数或者百分比", example="见示例", default=None
    )
    answered: Count | None = term("答复总数", about="已经答复的件数", example="564", default=None)
    answers: Portions | None = term(
        "答复情况",
        about="同意公开、部分公开、不予公开、信息不存在等，名称照原文，每项写件数，有占比的写成 {件数: …, 占比: …}",
        example="见示例",
        default=None,
    )
    text: Markdown | None = term("说明", about="其他需要说明的", example="申请内容主要涉及……", default=None)


class EarlyFees(Model):
    """收费及减免情况. Amounts in 元."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"text"})

    collected_yuan: Yuan | None = term(
        "收取金额", about="收取的检索、复制、邮寄等费用，单位：元", example="0.00", default=None
    )
    waived_yuan: Yuan | None = term("减免金额", about="减免的费用，单位：元", example="0.00", default=None)
    text: Markdown | None = term("说明", about="收费和减免的说明", example="没有收取费用。", default=None)


class EarlyAnnualReport(Entry):
    """An organ's annual report of a year before the form of 2021."""

    slug: ClassVar[str] = "early-annual-report"
    label: ClassVar[str] = "政府信息公开年报（2021年以前格式）"
    about: ClassVar[str] = "2021年以前格式的政府信息公开工作年度报告"
    counter: ClassVar[str] = "份"
    facts: ClassVar[tuple[str, ...]] = ("year",)

    year: Year = term("年度", about="报告的是哪一年", example="2010")
    overview: Markdown = term("概述", about="概述", example="本报告根据……编制。")
    proactive: EarlyProactive = term("主动公开情况", about="政府信息主动公开情况", example="见示例")
    requests: EarlyRequests = term("依申请公开情况", about="政府信息依申请公开情况", example="见示例")
    consultations: dict[Line, Count] | None = term(
        "咨询情况", about="各种方式的咨询次数，名称照原文", example="见示例", default=None
    )
    disputes: dict[Line, Count] | None = term(
        "复议诉讼申诉", about="行政复议、行政诉讼和申诉的件数", example="见示例", default=None
    )
    fees: EarlyFees | None = term("收费及减免", about="政府信息公开收费及减免情况", example="见示例", default=None)
    shortcomings: Markdown = term("存在问题及改进", about="存在的主要问题和改进措施", example="一是……")
    other_matters: Markdown | None = term("其他", about="说明和附表等", example="无", default=None)
