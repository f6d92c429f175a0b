"""Contradictions of counts inside one text: more done than came in, a rate that does not follow, parts against a whole.

Only what one sentence says by itself is compared (and a remainder that follows it at once), so nothing has to be known
about the subject. Approximations are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from disclosure.prose.figures import PERCENT, WAN, Figure
from disclosure.prose.ledger import plain
from disclosure.prose.sentences import Sentence, sentences

_CLAUSE = re.compile(r"[，,、；;：:（()）]|其中")
_TAKEN_IN = re.compile(r"(?:受理|收到|接收|接到|收件|新收|登记)")
_DONE = re.compile(r"(?:已|均|全部|按期|按时|共|已经|累计)*(?:办结|答复|回复|办复|办理完毕|处理完毕)(?:了)?$")
_CARRIED = re.compile(r"结转|上年|去年|往年|历年|以前|遗留|累计")
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,6})率(?:为|达到|达|是)?$")
_SHARE = re.compile(r"(?:占|约占)(?:(?:申请|受理|答复|全部)?(?:总数|总量|申请|件数)?(?:的)?(?:比例|比重)?(?:为)?)$")
_NO_PART = re.compile(
    r"比上年|比去年|同比|增加|减少|增长|下降|^(?:已|均|全部|按期|按时|共|全年|另|此外|同时|并|办结|答复|回复|结转|受理|收到"
    r"|新收|上年|累计)"
)
_REMAINDER = re.compile(r"(?:其他|其它|其余|剩余|[\u4e00-\u9fff\d]{1,6}(?:以下|以外))(?:[\u4e00-\u9fff]{0,6})$")
_OVERLAPPING = re.compile(r"通过|利用|网站|微信|微博|公众号|客户端|平台|渠道|公开栏|涉及|含|同时|次生|转发")
"""Parts that may be counted twice: the same item published on the website and in the app."""
_LIKE = dict.fromkeys(("件", "个", "条", "项", "起", "宗", "笔", "份", "件次"), "件")
"""Units that reports use for the same things in one list."""
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements of one text that cannot both be right."""

    start: int
    end: int
    what: str
    """A clause in Chinese with the numbers."""


@dataclass(frozen=True, slots=True)
class _Count:
    label: str
    """The words of its clause before the number."""
    figure: Figure
    follows_list_comma: bool
    """Whether 、 stands before its clause, as inside a list."""
    breaks: bool
    """Whether a semicolon stands before its clause."""

    @property
    def like(self) -> str:
        return _LIKE.get(self.figure.unit, self.figure.unit)

    @property
    def shown(self) -> str:
        return f"{self.figure.value.normalize():f}{self.figure.unit}"


def find_contradictions(text: str) -> list[Contradiction]:
    """Every contradiction of counts in the text, in order."""
    found: list[Contradiction] = []
    before: tuple[Sentence, list[_Count]] | None = None
    for sentence in sentences(text):
        counts = _counts(sentence)
        found += _in_sentence(sentence, counts)
        found += _of_lists(text, sentence, counts, before)
        before = (sentence, counts)
    return sorted(found, key=lambda one: one.start)


def _next_of(text: str, sentence: Sentence) -> list[_Count]:
    """The counts of the sentence that follows in the same line."""
    end = sentence.start + len(sentence.text)
    rest = text[end + 1 :].split("\n", 1)[0] if text[end : end + 1] not in {"", "\n"} else ""
    following = next(sentences(rest), None)
    return _counts(following) if following and following.start == 0 else []


def _counts(sentence: Sentence) -> list[_Count]:
    found = []
    place = 0
    for figure in sentence.figures:
        gap = sentence.text[place : figure.start]
        cuts = list(_CLAUSE.finditer(gap))
        label = plain(gap[cuts[-1].end() :] if cuts else gap)
        signs = gap[: cuts[-1].end()] if cuts else ""
        found.append(_Count(label, figure, "、" in signs[-1:], bool(re.search("[；;]", signs))))
        place = figure.end
    return found


def _in_sentence(sentence: Sentence, counts: list[_Count]) -> Iterator[Contradiction]:
    exact = [count for count in counts if not count.figure.is_rough]
    for first, second in pairwise(exact):
        if _is_pair(sentence, first, second) and second.figure.value > first.figure.value:
            what = f"{_brief(first)}，{_brief(second)}，办理的多于收到的"
            yield _at(sentence, first.figure.start - len(first.label), second.figure.end, what)
    for place, count in enumerate(exact):
        if count.figure.unit == PERCENT and (rate := _RATE.search(count.label)):
            yield from _wrong_rate(sentence, rate["stem"], exact[:place], count)


def _is_pair(sentence: Sentence, taken: _Count, done: _Count) -> bool:
    if taken.like != done.like or taken.figure.unit in {PERCENT, WAN}:
        return False
    between = sentence.text[taken.figure.end : done.figure.start]
    clear = not _CARRIED.search(sentence.text) and not re.search(r"[；;]|其中", between)
    return clear and bool(_TAKEN_IN.search(taken.label) and _DONE.search(done.label))


def _wrong_rate(sentence: Sentence, stem: str, before: list[_Count], rate: _Count) -> Iterator[Contradiction]:
    """The rate against the count of what it names and the count before that; any earlier count may be the base."""
    for place in range(len(before) - 1, 0, -1):
        done, base = before[place], before[place - 1]
        if _stems(done.label, stem) and base.like == done.like and base.figure.unit not in {PERCENT, WAN}:
            bases = [one for one in before[:place] if one.like == done.like and one.figure.value]
            is_clear = "其中" not in sentence.text[: done.figure.start]
            fits = any(_fits(rate.figure, done.figure.value, one.figure.value) for one in bases)
            if is_clear and base.figure.value and not fits:
                right = _percent(done.figure.value, base.figure.value)
                what = f"{_brief(base)}，{_brief(done)}，{stem}率应为 {right}，写的是 {rate.figure.value:f}%"
                yield _at(sentence, base.figure.start - len(base.label), rate.figure.end, what)
            return


def _stems(label: str, stem: str) -> bool:
    return re.search(rf"(?:^|已|均|按期|按时|全部|共|已经){re.escape(stem)}(?:了)?$", label) is not None


def _of_lists(
    text: str, sentence: Sentence, counts: list[_Count], before: tuple[Sentence, list[_Count]] | None
) -> Iterator[Contradiction]:
    for found in re.finditer("其中", sentence.text):
        earlier = [count for count in counts if count.figure.end <= found.start()]
        if not earlier and before and found.start() == 0 and _adjoins(before[0], sentence):
            earlier = before[1]
            is_near = False
        else:
            is_near = True
        whole = earlier[-1] if earlier else None
        if whole is None or whole.figure.is_rough or whole.figure.unit in {PERCENT, WAN}:
            continue
        between = sentence.text[whole.figure.end : found.start()] if is_near else ""
        if re.search(r"[；;]", between):
            continue
        end = sentence.text.find("其中", found.end())
        listed = [count for count in counts if found.end() <= count.figure.start < (end if end > 0 else 10**9)]
        wholes = [count for count in earlier if count.like == whole.like]
        yield from _wrong_list(sentence, wholes, listed, _next_of(text, sentence) if end < 0 else [])


def _adjoins(before: Sentence, sentence: Sentence) -> bool:
    return before.start + len(before.text) + 1 == sentence.start


def _wrong_list(
    sentence: Sentence, wholes: list[_Count], listed: list[_Count], after: list[_Count]
) -> Iterator[Contradiction]:
    """The last count before 其中 is most likely the whole, but any of those before may be meant."""
    whole = wholes[-1]
    parts, reached_end = _parts(whole, listed)
    end = parts[-1].figure.end if parts else 0
    if reached_end and after and parts and _REMAINDER.fullmatch(after[0].label) and after[0].like == whole.like:
        parts.append(after[0])
        end = len(sentence.text)
    if not parts or any(part.figure.is_rough for part in parts):
        return
    if len(wholes) == 1:
        yield from _wrong_shares(sentence, whole, parts, listed)
    start = parts[0].figure.start - len(parts[0].label)
    total = sum((part.figure.value for part in parts), Decimal(0))
    summed = "＋".join(f"{part.figure.value.normalize():f}" for part in parts)
    largest = max(count.figure.value for count in wholes)
    too_big = next((part for part in parts if part.figure.value > largest), None)
    is_complete = any(_REMAINDER.search(part.label) for part in parts) and len(parts) >= _FEWEST_PARTS
    if too_big and len(parts) < _FEWEST_PARTS:
        what = f"{_brief(whole)}，其中的“{too_big.label}”却有 {too_big.shown}"
        yield _at(sentence, start, end, what)
    elif (total > largest and not any(_OVERLAPPING.search(part.label) for part in parts)) or (
        is_complete and all(total != count.figure.value for count in wholes)
    ):
        what = f"{_brief(whole)}，其中各部分之和却是 {summed}＝{total.normalize():f}"
        yield _at(sentence, start, end, what)


def _parts(whole: _Count, listed: list[_Count]) -> tuple[list[_Count], bool]:
    """The counts that the list gives as parts of the whole, and whether the list runs to the end of the sentence."""
    parts: list[_Count] = []
    for count in listed:
        if count.figure.unit == PERCENT:
            continue
        is_other = count.like != whole.like or count.breaks or not count.label
        if is_other or (_NO_PART.search(count.label) and parts):
            return parts, False
        if len(parts) >= _FEWEST_PARTS and parts[1].follows_list_comma and not count.follows_list_comma:
            return parts, False
        parts.append(count)
    return parts, bool(parts)


def _wrong_shares(
    sentence: Sentence, whole: _Count, parts: list[_Count], listed: list[_Count]
) -> Iterator[Contradiction]:
    for part, share in pairwise(listed):
        is_share = share.figure.unit == PERCENT and _SHARE.search(share.label) and part in parts
        if is_share and whole.figure.value and not _fits(share.figure, part.figure.value, whole.figure.value):
            right = _percent(part.figure.value, whole.figure.value)
            what = f"{_brief(whole)}，{_brief(part)}，应占 {right}，写的是 {share.figure.value:f}%"
            yield _at(sentence, part.figure.start - len(part.label), share.figure.end, what)


def _fits(percent: Figure, part: Decimal, whole: Decimal) -> bool:
    """Rounded or cut off to the printed decimals."""
    return percent.is_rough or abs(percent.value - 100 * part / whole) <= percent.half


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{(100 * part / whole).quantize(Decimal('0.1'), ROUND_HALF_UP):f}%" if whole else "0%"


def _brief(count: _Count) -> str:
    return f"{count.label[-12:]}{count.shown}"


def _at(sentence: Sentence, start: int, end: int, what: str) -> Contradiction:
    return Contradiction(sentence.start + max(0, start), sentence.start + max(start, end), what)
