"""办事指南: the key elements, time limits, fees, materials, telephone numbers and hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.catalogue import Catalogue
from disclosure.kinds import ServiceGuide
from disclosure.kinds.service_guide import YES
from disclosure.problem import Loc, Problem, Rule, quote, sentence, shared
from disclosure.rules.register import Context, catalogue_rule, entry_rule

_INSPECTION = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“服务不实用”"
_BUSINESS = "《优化营商环境条例》（国务院令第722号）第三十五条"

LACKING = sentence("guide-elements-missing", "重点要素缺 {count} 类：{names}", "请补上")
HOW_LONG = sentence("bad-time-limit", "{found}看不出是多久", "请写明单位，例如“{number}个工作日”，或者“即时办结”")
LONGER = sentence("promise-exceeds-statute", "{promised}比法定时限{statutory}长", "请核对这两个时限")
NOT_INSTANT = sentence("instant-with-days", "即办件的时限却是{promised}", "请把办件类型改为“承诺件”，或者改正时限")
FEE_UNSTATED = sentence("fee-without-basis", "收费，却没有写{names}", "请补上")
NOT_FREE = sentence("free-with-price", "不收费，却写着标准{standard}", "请改“是否收费”，或者删去标准")
VAGUE = sentence("material-vague", "{found}说不清是什么材料", "请写出每样材料的全称")
NO_SAMPLE = sentence("sample-not-attached", "{found}不在附件里", "请在“附件”里加上这个文件")
OWN_PHONE = sentence("bad-service-phone.own", "{found}像是个人手机号", "请改用办公电话")
BAD_PHONE = sentence("bad-service-phone", "{found}不是规定的电话写法", "请写成这样：0000-1234567；几个号码的，分成几项")
NO_HOURS = sentence("bad-service-hours", "{found}没有写几点到几点", "请写成这样：工作日 9:00—12:00，13:30—17:00")


@entry_rule(
    "guide-elements-missing",
    kind=ServiceGuide,
    requires="办事指南写全八类重点要素：事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程。",
    reason="缺一类，群众就可能白跑一趟；缺得多了，检查时单项否决。",
    source=_INSPECTION,
    severity="warning",
    exemptable=True,
)
def guide_elements_missing(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """A guide has all key elements; from the line of the inspection on `guide-impractical` speaks."""
    missing = entry.missing_elements
    if 0 < len(missing) < context.vocabulary.site.service_line.elements:
        yield _lacking(rule, entry, missing)


@entry_rule(
    "guide-impractical",
    kind=ServiceGuide,
    requires="办事指南的重点要素缺失不到4类（词表 site.yml 的“办事指南红线”）。",
    reason="缺4类及以上的，检查时按不合格计；还没有内容的事项，请放进政务服务事项清单，补齐以后再公开指南。",
    source=_INSPECTION,
    exemptable=True,
)
def guide_impractical(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """A guide lacks fewer key elements than make it worthless."""
    missing = entry.missing_elements
    if len(missing) >= context.vocabulary.site.service_line.elements:
        yield _lacking(rule, entry, missing)


def _lacking(rule: Rule, entry: ServiceGuide, missing: tuple[str, ...]) -> Problem:
    said = LACKING(count=len(missing), names="、".join(missing))
    return rule(entry.path, *said, field="办事指南", loc=("标题",), at_key=True)


@catalogue_rule(
    "guides-impractical",
    requires="重点要素缺失4类及以上的事项不到5个（词表 site.yml 的“办事指南红线”），按豁免放行的也算。",
    reason="达到5个，全站单项否决；豁免只让网站先发布，不能免去检查。",
    source=_INSPECTION,
    severity="warning",
)
def guides_impractical(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The site stays below the number of worthless guides at which the inspection fails it."""
    line = context.vocabulary.site.service_line
    poor = [
        entry
        for entry in catalogue.entries
        if isinstance(entry, ServiceGuide) and len(entry.missing_elements) >= line.elements
    ]
    if len(poor) >= line.matters:
        shown = "、".join(quote(entry.matter_name) for entry in poor[:3])
        rest = "等" if len(poor) > 3 else ""  # noqa: PLR2004 - as many as are shown
        what = f"重点要素缺 {line.elements} 类及以上的事项有 {len(poor)} 个（{shown}{rest}），全站单项否决"
        yield rule("catalogue/vocabulary/site.yml", what, "请先补齐这些办事指南", loc=("办事指南红线",))


_LIMIT = shared("time-limit", r"(?P<number>[0-9]{1,3})\s*个?(?P<unit>工作日|自然日|日|天|个?月|小时|分钟)(?:内|以内)?")
_AT_ONCE = shared("at-once", r"即时办结|当场办结|当日办结|即办")
_NONE = shared("no-limit", r"无|没有规定|法律法规没有规定")


@dataclass(frozen=True, slots=True)
class _Span:
    """A time limit in calendar days: it takes at least `low` and, where that can be said, at most `high`."""

    amount: int
    unit: str
    low: float
    high: float


def _span(text: str) -> _Span | None:
    if _AT_ONCE.match(text):
        return _Span(0, "", 0, 1)
    found = _LIMIT.match(text)
    if found is None:
        return None
    amount, unit = int(found["number"]), found["unit"].removeprefix("个")
    if unit == "工作日":
        return _Span(amount, unit, amount, float("inf"))
    days = {"小时": (1 / 24, 1 / 24), "分钟": (1 / 1440, 1 / 1440), "月": (28, 31)}.get(unit, (1, 1))
    return _Span(amount, "日" if unit in {"自然日", "天"} else unit, amount * days[0], amount * days[1])


_LIMITS = (("法定时限", "statutory_limit"), ("承诺时限", "promised_limit"))


@entry_rule(
    "bad-time-limit",
    kind=ServiceGuide,
    requires="法定时限、承诺时限写成“5个工作日”“20日”“3个月”“2小时”或者“即时办结”；法律没有规定的，法定时限写“无”。",
    reason="写法不一，就比不出承诺的时限是不是更短。",
    source=_BUSINESS,
    severity="warning",
    exemptable=True,
)
def bad_time_limit(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """Time limits are a number with its unit."""
    del context
    for name, attribute in _LIMITS:
        text: str | None = getattr(entry, attribute)
        none = attribute == "statutory_limit" and text and _NONE.match(text)
        if text and not none and _span(text) is None:
            number = re.search(r"\d{1,3}", text, re.ASCII)
            said = HOW_LONG(found=quote(text), number=number.group() if number else 5)
            yield rule(entry.path, *said, loc=(name,), found=text)


@entry_rule(
    "promise-exceeds-statute",
    kind=ServiceGuide,
    requires="承诺时限不长于法定时限。",
    reason="承诺只能更快；承诺得比法律还慢，就是违法的期限。",
    source=f"《中华人民共和国行政许可法》第四十二条；{_BUSINESS}",
)
def promise_exceeds_statute(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """The promised time is certainly not longer than the statutory one; 工作日 and 日 are compared only where sure."""
    del context
    promised = _span(entry.promised_limit or "")
    statutory = _span(entry.statutory_limit or "")
    if promised is None or statutory is None:
        return
    same = promised.unit == statutory.unit
    if promised.amount > statutory.amount if same else promised.low > statutory.high:
        said = LONGER(promised=quote(entry.promised_limit), statutory=quote(entry.statutory_limit))
        yield rule(entry.path, *said, loc=("承诺时限",), found=entry.promised_limit or "")


@entry_rule(
    "instant-with-days",
    kind=ServiceGuide,
    requires="即办件的承诺时限不超过1个工作日。",
    reason="即办件是当场办结的；要等几天的是承诺件。",
    severity="warning",
    exemptable=True,
)
def instant_with_days(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """What is done on the spot takes no days."""
    del context
    promised = _span(entry.promised_limit or "")
    if entry.handling == "即办件" and promised and promised.low > 1:
        yield rule(entry.path, *NOT_INSTANT(promised=quote(entry.promised_limit)), loc=("承诺时限",))


@entry_rule(
    "fee-without-basis",
    kind=ServiceGuide,
    requires="收费的事项写明收费标准和收费依据。",
    reason="没有依据不得收费，标准要让群众先知道。",
    source="《中华人民共和国政府信息公开条例》第二十条第（八）项；《中华人民共和国行政许可法》第五十九条",
)
def fee_without_basis(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """A charge has its standard and its basis."""
    del context
    fee = entry.fee
    if fee and fee.charged == YES:
        missing = [name for name, value in (("标准", fee.standard), ("依据", fee.basis)) if not value]
        if missing:
            yield rule(entry.path, *FEE_UNSTATED(names="和".join(missing)), loc=("收费", "是否收费"))


@entry_rule(
    "free-with-price",
    kind=ServiceGuide,
    requires="不收费的事项不写收费标准。",
    reason="一处说不收，一处写着价钱，群众不知道听哪一处。",
)
def fee_contradicted(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """What is free has no price."""
    del context
    fee = entry.fee
    if fee and fee.charged != YES and fee.standard and not _FREE.match(fee.standard):
        yield rule(entry.path, *NOT_FREE(standard=quote(fee.standard)), loc=("收费", "标准"))


_FREE = shared("free", r"无|免费|不收费|不涉及|免收")
_VAGUE = shared(
    "vague-material",
    r"等(?:等|材料|资料|文件|证明)?$|^(?:其他|其它|有关|相关|必要的?|所需)+(?:材料|资料|文件|证件|证明(?:材料|文件)?)"
    r"|规定的其[他它](?:材料|资料|文件)|需要提[交供]的(?:其[他它]|有关|相关)?(?:材料|资料|文件)",
)


@entry_rule(
    "material-vague",
    kind=ServiceGuide,
    requires="办理材料逐样写出名称，不写“其他材料”“有关材料”“……等”。",
    reason="兜底的写法等于没有说清，窗口可以随时加材料。",
    source="《优化营商环境条例》（国务院令第722号）第三十五条；《国务院办公厅关于全面实行行政许可事项清单管理的通知》（国办发〔2022〕2号）",
    severity="warning",
    exemptable=True,
)
def material_vague(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """No material is named by an empty word."""
    del context
    for number, material in enumerate(entry.materials or ()):
        if _VAGUE.search(material.name):
            loc: Loc = ("办理材料", number, "名称")
            yield rule(entry.path, *VAGUE(found=quote(material.name)), loc=loc)


@entry_rule(
    "sample-not-attached",
    kind=ServiceGuide,
    requires="样表、审批结果样本写的是本条目“附件”里有的文件。",
    reason="不在附件里的文件不会公开，页面上就没有下载。",
)
def sample_not_attached(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """A sample is one of the attachments."""
    del context
    there = {attachment.file for attachment in entry.attachments}
    places: list[tuple[Loc, str | None]] = [
        (("办理材料", number, "样表"), material.sample) for number, material in enumerate(entry.materials or ())
    ]
    for loc, name in [*places, (("审批结果样本",), entry.result_sample)]:
        if name and name not in there:
            yield rule(entry.path, *NO_SAMPLE(found=quote(name)), loc=loc, found=name)


_PHONE = shared(
    "service-phone",
    r"(?:(?:0[0-9]{2,3}-)?[0-9]{7,8}(?:(?:-|转)[0-9]{1,6})?|[48]00-?[0-9]{3}-?[0-9]{4}"
    r"|(?:0[0-9]{2,3}-)?1[0-9]{2,4}|9[56][0-9]{3,4})(?:（[^（）]+）)?",
)
_MOBILE = shared("service-mobile", r"(?:\+?86-?)?1[3-9][0-9]{9}")
_PHONES = (("联系电话", "phones"), ("监督投诉电话", "complaint_phones"))


@entry_rule(
    "bad-service-phone",
    kind=ServiceGuide,
    requires="联系电话一个一项，写成“区号-号码”，或者12345这样的热线；说明写在后面的（）里。",
    reason="写法对了，手机上一点就能拨通；几个号码连在一起拨不出去。",
    severity="warning",
    exemptable=True,
)
def bad_service_phone(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """Telephone numbers can be dialled, and are those of offices."""
    del context
    for name, attribute in _PHONES:
        for number, text in enumerate(getattr(entry, attribute) or ()):
            if _PHONE.fullmatch(text):
                continue
            mobile = _MOBILE.search(text)
            said = (OWN_PHONE if mobile else BAD_PHONE)(found=quote(text))
            yield rule(entry.path, *said, loc=(name, number), found=text)


_CLOCK = shared("clock", r"[0-9]{1,2}\s*[:：时点]|24\s*小时|全天")


@entry_rule(
    "bad-service-hours",
    kind=ServiceGuide,
    requires="办理时间写明几点到几点。",
    reason="只写“工作时间”，群众不知道中午、周末能不能办。",
    severity="warning",
    exemptable=True,
)
def bad_service_hours(entry: ServiceGuide, context: Context, rule: Rule) -> Iterator[Problem]:
    """The hours say at what o'clock."""
    del context
    if entry.hours and not _CLOCK.search(entry.hours):
        yield rule(entry.path, *NO_HOURS(found=quote(entry.hours)), loc=("办理时间",), found=entry.hours)
