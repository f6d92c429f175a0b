"""What a text says of known values: values, changes, shares, rates of completion, and “the same as last year”.

The reader goes through each sentence from figure to figure and remembers what it speaks of. As soon as words stand
before a figure that it does not understand, it forgets the subject, and says nothing until a known name returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from disclosure.prose.claims import Claim
from disclosure.prose.figures import PERCENT, WAN, Figure
from disclosure.prose.leads import (
    BARE,
    COMPLETION,
    SHARE,
    Change,
    Lead,
    Subject,
    is_qualified,
    read_change,
    read_lead,
)
from disclosure.prose.ledger import Ledger, plain
from disclosure.prose.sentences import Sentence, sentences
from disclosure.prose.thread import Thread

_SAME = re.compile(
    r"(?P<subject>[^，,。；;：:]*?)(?:[，,])?(?:与|和|同|跟|较|比)?(?:上一年度?|上年度?|去年)(?:同期)?(?P<basis>预算数?|决算数?)?"
    r"(?:数)?(?:相比)?[，,]?(?:保持)?(?P<word>持平|相同|一致|没有变化|无变化|无增减变化|无增减)"
)
_TREND = re.compile(
    r"(?P<subject>[^，,。；;：:、（）]{2,}?)(?:比|较|与)(?:上一年度?|上年度?|去年)(?P<basis>预算数?|决算数?)?(?:相比)?"
    r"(?:有所|略有|明显|大幅|继续|进一步|小幅|均)*(?P<way>增加|减少|增长|下降|上升|降低|提高)(?=[，,。；;、：:（]|$)"
)
_GOES_ON = re.compile(r"(?:其中)?(?:比|较|与|同)(?:上一?年|去年|\d{4}年)|其中|同比")
_OVERALL = re.compile(r"收支|收入|总体|执行|概况|(?:预算|决算|支出|情况|安排)$|部分")
_ITEM = re.compile(r"([^（）、.．]+(?:（(?![类款项]）)[^）]{1,4}）[^（）]*)?)（项）[。：:]?$")
_LONGEST_NAME = 12
_WHOLE_SENTENCE = 400


def read_claims(text: str, ledger: Ledger, topic: str = "") -> list[Claim]:
    """Every statement of the text that could be tied to a known value.

    `topic` is the name that the whole text is about, for the field 增减原因 of the “三公”经费.
    """
    if (
        not any(digit in text for digit in "0123456789０１２３４５６７８９")
        and "持平" not in text
        and "比上年" not in text
    ):
        return []
    found: list[Claim] = []
    before = Thread()
    for sentence in sentences(text):
        scope = plain(topic) or _item_of(sentence.heading, ledger) or ledger.topic_of(sentence.heading)
        thread = Thread(scope=scope, heading=sentence.heading)
        if not sentence.opens and not before.is_lost and before.said and _GOES_ON.match(sentence.text):
            items = [item for subject in before.said for item in subject.items]
            thread.subject = Subject(before.said[0].name, tuple(items))
            thread.scope = before.scope
        found += _read(sentence, ledger, topic, thread)
        before = thread
    return found


def _item_of(heading: str, ledger: Ledger) -> str:
    """The 项 that a heading names in full: 1.一般公共服务支出（类）财政事务（款）行政运行（项）."""
    found = _ITEM.search(plain(heading))
    return found[1] if found and ledger.look_up(found[1], "") else ""


def _read(sentence: Sentence, ledger: Ledger, topic: str, thread: Thread) -> Iterator[Claim]:
    items = ledger.look_up(thread.scope, "")
    about = Subject(thread.scope, tuple(items)) if items and (sentence.opens or topic) else None
    place = 0
    for figure in sentence.figures:
        gap = sentence.text[place : figure.start]
        yield from _one(sentence, figure, gap, place, ledger, thread, about)
        thread.trail.append((figure.end, thread.subject))
        thread.unit = figure.unit
        place = figure.end
    if len(sentence.text) <= _WHOLE_SENTENCE:
        yield from _unfigured(sentence, ledger, thread, about)


def _one(  # noqa: PLR0913, PLR0917 - the reader's place and memory
    sentence: Sentence,
    figure: Figure,
    gap: str,
    place: int,
    ledger: Ledger,
    thread: Thread,
    about: Subject | None,
) -> Iterator[Claim]:
    follows = sentence.text[figure.end : figure.end + _LONGEST_NAME]
    is_after = figure.unit not in {WAN, PERCENT} and any(follows.startswith(name) for name in ledger.after)
    thread.is_narrowed = is_after or is_qualified(gap) or (thread.is_narrowed and gap.startswith(("、", "和")))
    if thread.is_narrowed:
        thread.lose()
        return
    if "其中" in gap and thread.subject is not None:
        thread.head = thread.subject
    spoken_of = thread.subject.name if thread.subject else ""
    if figure.unit == PERCENT:
        reading = _percent(figure, gap, ledger, thread)
    elif change := read_change(gap, ledger):
        reading = _change(figure, change, ledger, thread, about)
    else:
        reading = _value(figure, gap, ledger, thread, about)
    for claim in reading:
        if not figure.is_rough:
            is_new = claim.kind == "value" and not claim.measure.startswith("last")
            start = place + len(gap) - len(gap.lstrip("，,、；;：: （）()\u3000"))
            if is_new or claim.subject.name != spoken_of:
                thread.value_start = start
            yield replace(claim, start=sentence.start + min(thread.value_start, start), end=sentence.start + figure.end)


def _value(figure: Figure, gap: str, ledger: Ledger, thread: Thread, about: Subject | None) -> list[Claim]:
    lead = read_lead(gap, ledger, thread.scope, figure.unit)
    if lead.subject and lead.subject.name in BARE:
        lead = _bare(lead, gap, ledger, thread)
    if lead.subject and lead.subject.name in ledger.weak and thread.is_lost:
        return []
    subject = lead.subject or _continued(lead, figure, ledger, thread, about)
    if not lead.is_known or subject is None:
        thread.lose()
        if COMPLETION.fullmatch(plain(gap).strip("，,、；;")):
            thread.budget = figure
        return []
    thread.take(subject, lead, gap, figure)
    if lead.subject:
        thread.scope = ledger.scopes.get(lead.subject.name, thread.scope)
    found = [Claim("value", subject, 0, 0, figure, lead.measure)]
    if lead.partner:
        found.append(Claim("value", lead.partner, 0, 0, figure, lead.measure))
    return found


def _bare(lead: Lead, gap: str, ledger: Ledger, thread: Thread) -> Lead:
    """A lone 支出 or 收入: of the subject so far, of the fund in question, or of the whole account."""
    name = lead.subject.name if lead.subject else ""
    if name in ledger.parts.get(thread.scope, {}):
        return lead
    continues = lead.is_measured and "；" not in gap and ";" not in gap
    if continues and thread.subject is not None and thread.subject.name not in BARE:
        return Lead(None, lead.measure, is_measured=True, is_known=True)
    is_overall = not thread.heading or _OVERALL.search(plain(thread.heading))
    return lead if is_overall else Lead(None, lead.measure, is_measured=False, is_known=False)


def _continued(lead: Lead, figure: Figure, ledger: Ledger, thread: Thread, about: Subject | None) -> Subject | None:
    """What a figure without a name of its own is said of: the same thing in another measure or another unit."""
    if thread.subject is None:
        is_first = not thread.is_lost and about is not None
        items = [item for item in about.items if figure.unit in item.units] if is_first and about else []
        return Subject(about.name, tuple(items)) if items and about else None
    if figure.unit == WAN:
        is_money = any(WAN in item.units for item in thread.subject.items)
        return thread.subject if is_money and lead.is_measured else None
    if figure.unit == thread.unit and not lead.is_measured:
        return None
    items = [item for item in ledger.look_up(thread.subject.name, thread.scope) if figure.unit in item.units]
    return Subject(thread.subject.name, tuple(items)) if items else None


def _change(figure: Figure, change: Change, ledger: Ledger, thread: Thread, about: Subject | None) -> list[Claim]:
    subject = _changed(figure, change, ledger, thread, about)
    if subject is None:
        thread.lose()
        return []
    thread.subject, thread.against, thread.before = subject, change.against or thread.against, "change"
    return [Claim("change", subject, 0, 0, figure, against=thread.against, way=change.way)]


def _changed(figure: Figure, change: Change, ledger: Ledger, thread: Thread, about: Subject | None) -> Subject | None:
    if change.subject_words:
        lead = read_lead(change.subject_words, ledger, thread.scope, figure.unit)
        if lead.subject or not lead.is_known:
            return lead.subject
    known = thread.meant() or (None if thread.is_lost else about)
    if known is None or not any(figure.unit in item.units for item in known.items):
        return None
    return known


def _percent(figure: Figure, gap: str, ledger: Ledger, thread: Thread) -> list[Claim]:
    words = plain(gap).strip("，,、；;：:")
    if thread.before == "change" and words in {"（", "即", "（即", "，即"} and thread.subject:
        return [Claim("rate", thread.subject, 0, 0, figure, against=thread.against)]
    if change := read_change(gap, ledger):
        subject = thread.subject
        if change.subject_words:
            subject = read_lead(change.subject_words, ledger, thread.scope, "").subject
        if subject is None:
            return []
        thread.subject, thread.against = subject, change.against or thread.against
        return [Claim("rate", subject, 0, 0, figure, against=thread.against, way=change.way)]
    is_of_budget = words == "的" and thread.budget is not None
    last_clause = re.split(r"[，,；;：:（]", words)[-1]
    if is_of_budget or (found := COMPLETION.fullmatch(last_clause)):
        named = "" if is_of_budget or not found else found["subject"]
        subject = read_lead(named, ledger, thread.scope, "").subject if named else thread.subject
        base = thread.budget if subject == thread.subject else None
        return [Claim("completion", subject, 0, 0, figure, base=base)] if subject else []
    if found := SHARE.fullmatch(last_clause):
        return _share(figure, found, ledger, thread)
    return []


def _share(figure: Figure, found: re.Match[str], ledger: Ledger, thread: Thread) -> list[Claim]:
    subject = thread.subject
    if found["subject"]:
        subject = read_lead(found["subject"], ledger, thread.scope, "").subject
    if subject is None:
        return []
    whole: Subject | None = None
    if found["whole"]:
        whole = read_lead(found["whole"], ledger, thread.scope, "").subject
        if whole is None:
            return []
    return [Claim("share", subject, 0, 0, figure, whole=whole)]


def _unfigured(sentence: Sentence, ledger: Ledger, thread: Thread, about: Subject | None) -> Iterator[Claim]:
    """Statements without a figure: 与上年持平, 比上年减少."""
    if not any(word in sentence.text for word in ("上年", "去年", "上一年")):
        return
    for kind, pattern in (("same", _SAME), ("trend", _TREND)):
        for found in pattern.finditer(sentence.text):
            if is_qualified(sentence.text[: found.end()]):
                return
            subject = _spoken_of(found, ledger, thread, about, is_same=kind == "same")
            if subject is None:
                continue
            against = "last_budget" if (found["basis"] or "").startswith("预算") else "last"
            start, end = sentence.start + found.start(), sentence.start + found.end()
            if kind == "same":
                yield Claim("same", subject, start, end, against=against)
            else:
                way = 1 if found["way"] in {"增加", "增长", "上升", "提高"} else -1
                yield Claim("trend", subject, start, end, against=against, way=way)


def _spoken_of(
    found: re.Match[str], ledger: Ledger, thread: Thread, about: Subject | None, *, is_same: bool
) -> Subject | None:
    words = found["subject"]
    if words.strip("，, 　"):
        if re.search(r"\d", words):
            words = ""
        else:
            return read_lead(words, ledger, thread.scope, "").subject
    if not is_same:
        return None
    said = [subject for end, subject in thread.trail if end <= found.end()]
    return said[-1] if said else (about if not words and not thread.trail else None)
