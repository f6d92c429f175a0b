"""The known values of an 年报 by the names that its text uses for them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from disclosure.kinds import AnnualReport
from disclosure.kinds.annual_report import APPLICANTS, Documents
from disclosure.prose import Item, Ledger
from disclosure.prose.ledger import Measure

_PIECES = frozenset({"件", "宗", "起", "份", "个", "项", "条"})
_DECISIONS = frozenset({"件", "宗", "起"})
_MONEY = frozenset({"万元"})
_TOTAL = len(APPLICANTS) - 1
_MATTER = ("", "申请", "政府信息公开申请", "依申请公开", "政府信息公开申请数量", "依申请公开申请", "信息公开申请")
_TAKEN_IN = ("新收", "新收到", "本年新收", "收到", "受理", "共收到", "共受理", "接收")
_NEED_MATTER = frozenset({"收到", "受理", "共收到", "共受理", "接收"})
"""Verbs that say nothing without their object: 收到建议6件 is no application."""
_RECEIVED = tuple(f"{verb}{matter}" for verb in _TAKEN_IN for matter in _MATTER if matter or verb not in _NEED_MATTER)
_OUTCOMES = {
    "disclosed": ("予以公开",),
    "partly": ("部分公开", "予以部分公开"),
    "refused": ("不予公开",),
    "not_held": ("无法提供",),
    "not_handled": ("不予处理",),
    "other": ("其他处理", "作其他处理"),
}
_AFTER = (
    "予以公开",
    "部分公开",
    "不予公开",
    "无法提供",
    "不予处理",
    "其他处理",
    "因",
    "维持",
    "纠正",
    "被",
    "尚未",
    "已",
    "为",
)
_CARRIED_OUT = (
    "结转下年度",
    "结转下年",
    "结转下年度继续办理",
    "结转下一年度",
    "结转至下年度",
    "结转到下年度",
    "转下年度办理",
)
_CARRIED_IN = ("上年结转", "上年度结转", "结转上年", "上年结转申请", "上年结转政府信息公开申请", "上年度结转申请")
_FINISHED = ("办结", "办结申请", "办结政府信息公开申请", "办理完毕", "本年度办理")
_ANSWERED = ("答复", "答复申请", "答复政府信息公开申请", "作出答复")
_WEAK = frozenset(
    (*_FINISHED, *_ANSWERED, *_CARRIED_IN, *_CARRIED_OUT, *(n for names in _OUTCOMES.values() for n in names))
)
"""Names that belong to something else after an unknown subject: 受理举报82件，办结79件."""
_MAKING = ("制发", "制定", "印发", "出台", "新制发", "制定印发", "新制定", "发布")
_RESULTS = {
    "结果维持": ("维持", "结果维持"),
    "结果纠正": ("纠正", "结果纠正", "被纠正"),
    "尚未审结": ("尚未审结", "未审结"),
}


def ledger_of_report(entry: AnnualReport, before: AnnualReport | None = None) -> Ledger:
    """What the text of a report may speak of; last year's figures come from the report of the year before."""
    ledger = Ledger(entry.year, after=_AFTER, weak=_WEAK)
    _add_requests(ledger, entry, before)
    _add_proactive(ledger, entry)
    _add_disputes(ledger, entry)
    return ledger


def _piece(where: str, now: int, last: int | None = None) -> Item:
    values: dict[Measure, Decimal] = {"now": Decimal(now)}
    if last is not None:
        values["last"] = Decimal(last)
    return Item(where, _PIECES, values)


def _add_requests(ledger: Ledger, entry: AnnualReport, before: AnnualReport | None) -> None:
    table, earlier = entry.requests, before.requests if before else None
    last = {name: getattr(earlier, name)[_TOTAL] if earlier else None for name in ("received", "total", "carried_out")}
    received = _piece("申请情况表“本年新收”总计", table.received[_TOTAL], last["received"])
    finished = _piece("申请情况表“办理结果总计”", table.total[_TOTAL], last["total"])
    ledger.add(_RECEIVED, received)
    ledger.add(_FINISHED, finished)
    ledger.add(_CARRIED_IN, _piece("申请情况表“上年结转”总计", table.carried_in[_TOTAL]))
    ledger.add(
        _CARRIED_OUT, _piece("申请情况表“结转下年度继续办理”总计", table.carried_out[_TOTAL], last["carried_out"])
    )
    sums = dict.fromkeys(_OUTCOMES, 0)
    for row in table.outcomes:
        attribute = _attribute(row.loc[0])
        sums[attribute] += row.cells[_TOTAL]
        label = row.label.lstrip("0123456789.（）一二三四五六七")
        if row.group and label != "其他":
            ledger.add([label, row.loc[-1]], _piece(f"申请情况表“{row.name}”总计", row.cells[_TOTAL]))
    for attribute, called in _OUTCOMES.items():
        ledger.add(called, _piece(f"申请情况表“{called[0]}”总计", sums[attribute]))
    both = _piece("申请情况表“予以公开”“部分公开”总计之和", sums["disclosed"] + sums["partly"])
    ledger.add(["予以公开和部分公开", "予以公开、部分公开", "予以公开及部分公开"], both)
    answered = _piece("申请情况表除“其他处理”以外的办理结果", table.total[_TOTAL] - sums["other"])
    for item in (finished, answered):
        ledger.add(_ANSWERED, item)
    _add_applicants(ledger, _RECEIVED, table.received, "本年新收")
    _add_applicants(ledger, _FINISHED, table.total, "办理结果总计")
    ledger.wholes.extend([received, finished])


def _add_applicants(ledger: Ledger, parents: Sequence[str], cells: Sequence[int], where: str) -> None:
    """The columns of a row, which texts name below it: 新收8件，其中自然人7件."""
    ledger.share_scope(parents, parents[0])
    for column, count in zip(APPLICANTS[:-1], cells, strict=False):
        if column != "其他":
            ledger.add_part(parents[0], [column], _piece(f"申请情况表“{where}”的“{column}”", count))
    others = _piece(f"申请情况表“{where}”的“法人或其他组织”各列之和", sum(cells[1:_TOTAL]))
    ledger.add_part(parents[0], ["法人或其他组织", "法人和其他组织", "法人及其他组织"], others)


def _attribute(alias: str) -> str:
    return next(attribute for attribute, called in _OUTCOMES.items() if alias in called)


def _add_proactive(ledger: Ledger, entry: AnnualReport) -> None:
    table = entry.proactive
    for kind, documents in (
        ("规章", table.rules),
        ("行政规范性文件", table.normative),
        ("规范性文件", table.normative),
    ):
        _add_documents(ledger, kind, documents)
    for name, count in (
        ("行政许可", table.licences),
        ("行政处罚", table.penalties),
        ("行政强制", table.enforcements),
    ):
        item = Item(f"主动公开情况表“{name}”", _DECISIONS, {"now": Decimal(count)})
        ledger.add([f"{verb}{name}{noun}" for verb in ("", "作出", "办理") for noun in ("", "决定", "处理决定")], item)
    fees = Item("主动公开情况表“行政事业性收费”", _MONEY, {"now": table.fees})
    ledger.add(["行政事业性收费", "收取行政事业性收费", "行政事业性收费收入", "行政事业性收费金额"], fees)


def _add_documents(ledger: Ledger, kind: str, documents: Documents) -> None:
    units = frozenset({"件", "部", "份", "个"})

    def add(names: list[str], column: str, count: int) -> None:
        ledger.add(names, Item(f"主动公开情况表“{kind}”的“{column}”", units, {"now": Decimal(count)}))

    add([f"{verb}{kind}" for verb in _MAKING], "本年制发件数", documents.made)
    add([f"废止{kind}"], "本年废止件数", documents.repealed)
    add([f"现行有效{kind}", f"现行有效的{kind}", f"{kind}现行有效"], "现行有效件数", documents.in_force)


def _add_disputes(ledger: Ledger, entry: AnnualReport) -> None:
    table = entry.disputes
    total = len(table.reconsideration) - 1
    reviews = ("行政复议", "行政复议案件", "被申请行政复议", "发生行政复议", "政府信息公开行政复议")
    suits = ("行政诉讼", "行政诉讼案件", "被提起行政诉讼", "发生行政诉讼", "政府信息公开行政诉讼")
    ledger.add(reviews, _piece("复议诉讼表“行政复议”总计", table.reconsideration[total]))
    direct, after = table.direct_suit, table.suit_after
    ledger.add(["未经复议直接起诉"], _piece("复议诉讼表“未经复议直接起诉”总计", direct[total]))
    ledger.add(["复议后起诉"], _piece("复议诉讼表“复议后起诉”总计", after[total]))
    ledger.add(suits, _piece("复议诉讼表“行政诉讼”两类总计之和", direct[total] + after[total]))
    ledger.share_scope(reviews, reviews[0])
    ledger.share_scope(suits, suits[0])
    for number, (_, names) in enumerate(_RESULTS.items()):
        column = (0, 1, 3)[number]
        reviewed = _piece(f"复议诉讼表“行政复议”的“{names[0]}”", table.reconsideration[column])
        ledger.add_part(reviews[0], names, reviewed)
        sued = _piece(f"复议诉讼表“行政诉讼”的“{names[0]}”", direct[column] + after[column])
        ledger.add_part(suits[0], names, sued)
