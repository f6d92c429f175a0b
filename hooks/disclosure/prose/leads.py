"""The words before a figure: which name they end with, in which measure it is meant, and what they do with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.prose.figures import WAN
from disclosure.prose.ledger import Item, Ledger, Measure, plain

BARE = frozenset({"支出", "收入"})
"""Names that mean the whole account only where nothing nearer is spoken of."""
_FILLER = re.compile(
    r"(?:#+|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[、.]|其中|另外|另|包括|主要包括|全年|本年度|本年|当年度|当年"
    r"|年末|期末|年初|截至年末|[本我](?:部门|单位|机关|局|委|办|县|镇|乡|市|区)|共计|共有|共|合计|实际|按期|已|全部|均|其|在|年度"
    r"|安排|发生|完成|财政拨款(?!收入|支出|“三公”|三公)|的|和|及|以及|与|中)"
)
_LINK = re.compile(
    r"(?:为|是|均|都|各|完成|共计|合计|总计|总额|总数|金额|达到|达|计|支出|安排|年初预算数|年初预算|预算数|预算|决算数|决算"
    r"|执行数|执行|完成数|实际|数|发生|共有|共|有|数量|项目|类|费用|申请|政府信息公开|事项|的|了|[:：])$"
)
_YEAR = re.compile(r"(\d{4})年(?:度|末|初)?")
_LAST = re.compile(r"(?:上一年度?|上年度?|去年)(?:同期)?")
_CUT = re.compile(r"[，,、；;：:（）()]|其中")
_JOINED = re.compile(r"[，,、；;：:（）()]|其中|和(?=[^，]{2})|及(?=[^，]{2})")
"""Where a lead with 均 may be cut as well: 收入总计和支出总计均为."""
_EXCLUDING = re.compile(
    r"剔除|扣除|可比|同口径|不含|不包括|除外|本级|下属|所属|局机关|委机关|办机关|分别|调整预算|调整后|追加|累计|新增|如果|若"
    r"|假如|预计|力争|目标|计划|近[三五两]年|历年|以前年度|外宾|国外|境外来"
)
_BUDGET_WORDS = ("年初预算数", "年初预算", "预算数", "预算")
_FINAL_WORDS = ("决算数", "决算", "执行数", "执行", "完成数")

_CHANGE = re.compile(
    r"(?P<subject>.*?)"
    r"(?:(?:比|较|与)?(?P<last>上一年度?|上年度?|去年|(?P<year>\d{4})年度?)(?:同期)?(?:的)?"
    r"(?P<basis>年初预算数?|预算数?|决算数?|执行数|实际支出|实际|支出)?(?:数|相比|相较|比)?"
    r"|(?P<same>同比)|(?:比|较)(?P<budget>年初预算数?|预算数?)|环比)?[，,]?"
    r"(?:有所|略有|共|又|也|实际|相应|净|均|则|分别|仅|再)?"
    r"(?P<way>增加|减少|增长|下降|上升|降低|提高|增幅|降幅|增收|减收|增支|减支|下浮|变动|变化|增长率|增长幅度|下降幅度|变化幅度|变动幅度)"
    r"(?:了|额|为|幅度|率|数|达到?|[:：])*"
)
_UP = ("增", "上升", "提高")
_DOWN = ("减", "下", "降")
COMPLETION = re.compile(
    r"(?P<subject>.*?)(?:(?:完成|为|占|达到?|相当于)(?:了)?(?P<which>年初|当年|本年|批复)?预算(?:数|安排)?(?:的)?"
    r"|(?:年初)?预算(?:完成|执行)率(?:为|达到?)?|完成率(?:为|达到?)?|完成(?:了)?)$"
)
SHARE = re.compile(
    r"(?P<subject>.*?)占(?:比)?(?:为|达)?(?:(?P<whole>[^占]+?)(?:的)?(?:比重|比例|比)?(?:为|达)?)?(?:的)?$"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is said of."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """The words before a figure, read. Without subject the words only continue what was said."""

    subject: Subject | None
    measure: Measure
    is_measured: bool
    """Whether the words name the measure themselves."""
    is_known: bool
    """Whether all words were understood; what was not understood is never checked."""
    partner: Subject | None = None
    """A second subject of which the same is said: 收入总计和支出总计均为."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of change before a figure: of what, against what, which way (1 up, -1 down, 0 not said)."""

    subject_words: str
    against: str
    """last, last_budget, budget or empty when not said."""
    way: int


def is_qualified(words: str) -> bool:
    """Whether the words narrow the meaning so that the tables need not agree (剔除…后、本级、分别)."""
    return _EXCLUDING.search(words) is not None


def read_lead(words: str, ledger: Ledger, scope: str, unit: str) -> Lead:
    """The subject at the end of the words: the longest part of them that is understood as a whole.

    `unit` is that of the figure that follows; empty where a percentage follows, which may be of anything.
    """
    words = words.strip("　 ，,、；;")
    if unit not in {WAN, ""} and words.endswith(("：", ":")):
        return Lead(None, "now", is_measured=False, is_known=False)
    for begin in [0, *(found.end() for found in (_JOINED if "均" in words else _CUT).finditer(words))]:
        lead = _whole(words[begin:], ledger, scope, unit)
        if lead.is_known and (lead.subject or begin == 0 or not words[begin:]):
            if lead.subject and begin and "均" in words[begin:] and words[begin - 1] in "、和及":
                first = read_lead(words[: begin - 1], ledger, scope, unit)
                if first.subject or words[begin - 1] == "、":
                    return Lead(lead.subject, lead.measure, lead.is_measured, is_known=True, partner=first.subject)
                continue
            return lead
    tail = max(words.rfind(mark) for mark in "，,；;：:（(") + 1
    lead = _whole(words[tail:], ledger, scope, unit)
    if lead.is_known and not lead.subject:
        named = read_lead(words[: tail - 1], ledger, scope, unit)
        return Lead(named.subject, lead.measure, lead.is_measured, is_known=named.is_known)
    return lead


def read_change(words: str, ledger: Ledger) -> Change | None:
    """The change that the last clause of the words speaks of."""
    for begin in reversed([0, *(found.end() for found in re.finditer(r"[，,；;：:（(]", words))]):
        found = _CHANGE.fullmatch(plain(words[begin:]))
        if found:
            break
    else:
        return None
    if found["year"] and int(found["year"]) != ledger.year - 1:
        return None
    against = "last" if found["last"] or found["same"] else ""
    if found["last"] and (found["basis"] or "").startswith(_BUDGET_WORDS):
        against = "last_budget"
    elif found["last"] and (found["basis"] or "").startswith(_FINAL_WORDS):
        against = "last_final"
    elif found["budget"]:
        against = "budget"
    elif not found["last"] and not found["same"]:
        before = plain(words[:begin])
        years = _YEAR.search(before)
        is_said = _LAST.search(before) or (years and int(years[1]) == ledger.year - 1)
        against = "last" if is_said and re.search(r"[与同较比]", before) else ""
    way = found["way"]
    up = way.startswith(_UP) and "幅度" not in way.replace("增长幅度", "")
    return Change(found["subject"], against, 1 if up else -1 if way.startswith(_DOWN) else 0)


def _whole(words: str, ledger: Ledger, scope: str, unit: str) -> Lead:
    """The words understood as a whole: fillers, a name, linking words; or not understood."""
    bare = plain(words)
    for front, is_last, fillers in _fronts(bare, ledger.year):
        for middle, links in _ends(front):
            measure, is_measured = _measure(f"{fillers}|{links}", is_last=is_last, is_budget=ledger.is_budget)
            if not middle:
                return Lead(None, measure, is_measured, is_known=True)
            items = [item for item in ledger.look_up(middle, scope) if not unit or unit in item.units]
            if items:
                return Lead(Subject(middle, tuple(items)), measure, is_measured, is_known=True)
    return Lead(None, "now", is_measured=False, is_known=False)


def _fronts(bare: str, year: int) -> Iterator[tuple[str, bool, str]]:
    """The words with more and more taken off the front, whether last year was among it, and what it was."""
    is_last, taken = False, ""
    while True:
        yield bare, is_last, taken
        if found := _LAST.match(bare):
            is_last = True
        elif found := _YEAR.match(bare):
            if int(found[1]) not in {year, year - 1}:
                return
            is_last = is_last or int(found[1]) == year - 1
        elif not (found := _FILLER.match(bare)):
            return
        taken += found.group()
        bare = bare[found.end() :]


def _ends(front: str) -> Iterator[tuple[str, str]]:
    """The words with more and more linking words taken off the end, and what was taken."""
    taken = ""
    while True:
        yield front, taken
        found = _LINK.search(front)
        if not found:
            return
        taken = f"{found.group()}|{taken}"
        front = front[: found.start()]


def _measure(taken: str, *, is_last: bool, is_budget: bool) -> tuple[Measure, bool]:
    says_budget = any(word in taken for word in _BUDGET_WORDS)
    says_final = any(word in taken for word in _FINAL_WORDS)
    if is_last:
        return ("last_budget" if says_budget else "last"), True
    if says_budget and not says_final and not is_budget:
        return "budget", True
    return "now", says_budget or says_final
