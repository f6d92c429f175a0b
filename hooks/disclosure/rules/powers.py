"""权责清单: codes that identify, duties beside powers, discretion standards, and a history without contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from disclosure.catalogue import Catalogue
from disclosure.kinds.power_list import (
    ADDED,
    CURRENT,
    ENDED,
    HANDED_DOWN,
    PENALTY,
    STATES,
    Edition,
    Power,
    PowerList,
    editions,
)
from disclosure.problem import Loc, Problem, Rule, quote, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule
from disclosure.vocabulary import LETTERS

_SOURCE = "《关于推行地方各级政府工作部门权力清单制度的指导意见》（中办发〔2015〕21号）"


NO_DUTIES = sentence("duties-missing.all", "整份清单都没有写{name}", "请逐项补上")
NO_DUTY = sentence("duties-missing", "{power}没有写{name}", "请补上")
NO_DISCRETION = sentence(
    "discretion-missing",
    "{power}是行政处罚，没有写裁量基准",
    "请补上情形和幅度；法律没有给裁量余地的，申请豁免并说明",
)
OTHER_LETTER = sentence(
    "code-letter-mismatch", "编码 {code} 里的 {letter} 是{type}，职权类型写的是{written}", "请核对编码和类型"
)
CONTRADICTED = sentence(
    "adjustment-contradicted",
    "{day} 已经{manner}，{later} 又{again}",
    "请核对日期和方式；取消、下放以后恢复的，先写一项“新增”",
)
UNEXPLAINED = sentence("adjustment-unexplained", "{power}{manner}，没有写原因", "请写明原因和依据；下放的写明由谁行使")


def _lists(catalogue: Catalogue) -> dict[str, tuple[Edition, ...]]:
    return editions(entry for entry in catalogue.entries if isinstance(entry, PowerList))


@catalogue_rule(
    "duplicate-power-code",
    requires="同一机构的清单里职权编码不重复；同一编码在各版清单里写法相同，不只差大小写。",
    reason="职权编码是一项职权唯一的编号，页面的网址由它而来；重复了就分不清是哪一项。",
    source=_SOURCE,
)
def duplicate_power_code(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """A code stands once in a list, and the lists of an organ spell it alike."""
    del context
    for lists in _lists(catalogue).values():
        spelt: dict[str, tuple[str, str]] = {}
        for edition in reversed(lists):
            first: dict[str, tuple[PowerList, Power]] = {}
            for entry, number, power in edition.powers:
                key = power.code.casefold()
                loc = ("事项", number, "职权编码")
                older, path = spelt.setdefault(key, (power.code, entry.path))
                if key in first:
                    where, other = first[key]
                    what = f"{quote(power.code)}已用于 {where.path} 的 {other.code}{quote(other.name)}"
                    yield rule(entry.path, what, "请给其中一项换一个编码", loc=loc, found=power.code)
                elif older != power.code:
                    what = f"{quote(power.code)}与 {path} 里的 {older} 只差大小写"
                    cure = f"是同一项职权的，请写成 {older}；不是的请换一个编码"
                    yield rule(entry.path, what, cure, loc=loc, found=power.code)
                first.setdefault(key, (entry, power))


@catalogue_rule(
    "repeated-list-part",
    requires="同一机构同一版本的清单分成几个文件的，每个文件写明分册，分册不重复。",
    reason="各文件合起来是一份清单；不写分册，公众不知道每个文件里是什么，也容易把旧稿当成一册。",
)
def repeated_list_part(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The parts of one edition have different names."""
    del context
    for lists in _lists(catalogue).values():
        for edition in lists:
            seen: dict[str, str] = {}
            for entry in edition.lists if len(edition.lists) > 1 else ():
                others = [other.path for other in edition.lists if other is not entry]
                if entry.part is None:
                    what = f"与 {others[0]} 是同一版本，没有写分册"
                    cure = "请写上“分册: ……”；不是同一份清单的，请改“版本”"
                    yield rule(entry.path, what, cure, loc=("版本",), field="分册")
                elif entry.part in seen:
                    what = f"{quote(entry.part)}已用在 {seen[entry.part]}"
                    yield rule(entry.path, what, "请给每个文件写不同的分册", loc=("分册",), found=entry.part)
                else:
                    seen[entry.part] = entry.path


@entry_rule(
    "duties-missing",
    kind=PowerList,
    requires="清单里的每项职权写明责任事项和追责情形。",
    reason="权力和责任要一起公开，有权必有责。",
    source=_SOURCE,
    severity="warning",
    exemptable=True,
)
def duties_missing(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """Duties stand beside every power that is exercised; a list without any is told once."""
    del context
    for attribute, name in (("duties", "责任事项"), ("accountability", "追责情形")):
        lacking = [
            (number, power)
            for number, power in enumerate(entry.powers)
            if power.state == CURRENT and not getattr(power, attribute)
        ]
        if len(lacking) == len(entry.powers) > 1:
            yield rule(entry.path, *NO_DUTIES(name=name), loc=("事项",), field=name)
            continue
        for number, power in lacking:
            yield rule(entry.path, *NO_DUTY(power=quote(power.name), name=name), loc=("事项", number), field=name)


@entry_rule(
    "discretion-missing",
    kind=PowerList,
    requires="行政处罚写明裁量基准。",
    reason="行政处罚裁量基准应当向社会公布；不写，公众看不出轻重怎样定。",
    source="《中华人民共和国行政处罚法》第三十四条",
    severity="warning",
    exemptable=True,
)
def discretion_missing(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """A penalty that is exercised has a discretion standard."""
    del context
    for number, power in enumerate(entry.powers):
        if power.type_name == PENALTY and power.state == CURRENT and not power.discretion:
            said = NO_DISCRETION(power=quote(power.name))
            yield rule(entry.path, *said, loc=("事项", number), field="裁量基准")


@entry_rule(
    "code-letter-mismatch",
    kind=PowerList,
    requires="职权编码里的类型字母与职权类型一致（terms.yml 的“职权编码字母”，没有这个列表就不查）。",
    reason="编码里的字母说明职权类型；两处不同，多半有一处抄错。",
    severity="warning",
    exemptable=True,
)
def code_letter_mismatch(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """The letter in the code is that of the type, where the vocabulary gives letters to the types."""
    pairs = (item.partition(" ") for item in context.vocabulary.terms.get(LETTERS, ()))
    types = {letter: type_name for letter, _, type_name in pairs}
    for number, power in enumerate(entry.powers):
        letters = [part for part in re.split("[-./]", power.code) if part in types]
        if len(letters) == 1 and types[letters[0]] != power.type_name:
            said = OTHER_LETTER(code=power.code, letter=letters[0], type=types[letters[0]], written=power.type_name)
            yield rule(entry.path, *said, loc=("事项", number, "职权编码"), found=power.code)


@entry_rule(
    "adjustment-contradicted",
    kind=PowerList,
    requires="一项职权先新增，再变更，最后取消或者下放；取消、下放以后再行使的，先写“新增”。",
    reason="前后矛盾的调整历史，说不清这项职权现在还在不在。",
    source=_SOURCE,
)
def adjustment_contradicted(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each adjustment is possible after the one before it."""
    del context
    for number, power in enumerate(entry.powers):
        history = power.history
        for earlier, later in pairwise(history):
            if (later.manner == ADDED) == (earlier.manner in STATES):
                continue
            loc: Loc = ("事项", number, "变更", power.adjustments.index(later), "方式")
            said = CONTRADICTED(day=earlier.on, manner=earlier.manner, later=later.on, again=later.manner)
            yield rule(entry.path, *said, loc=loc, found=later.manner)


@entry_rule(
    "adjustment-unexplained",
    kind=PowerList,
    requires="取消、下放职权的，写明原因、依据或者说明。",
    reason="职权不再行使，公众要知道为什么，今后找谁。",
    source=_SOURCE,
    severity="warning",
)
def adjustment_unexplained(entry: PowerList, context: Context, rule: Rule) -> Iterator[Problem]:
    """The end of a power is explained."""
    del context
    for number, power in enumerate(entry.powers):
        for place, change in enumerate(power.adjustments):
            if change.manner in {ENDED, HANDED_DOWN} and not (change.note or change.reason or change.basis):
                loc: Loc = ("事项", number, "变更", place)
                said = UNEXPLAINED(power=quote(power.name), manner=change.manner)
                yield rule(entry.path, *said, loc=loc, field="原因")


def _latest(lists: tuple[Edition, ...]) -> Iterator[tuple[PowerList, int, Power, PowerList, Power]]:
    """Each power of the newest list with the same power of the list before that has it."""
    older: dict[str, tuple[PowerList, Power]] = {}
    for edition in lists[1:]:
        for entry, _, power in edition.powers:
            older.setdefault(power.code.casefold(), (entry, power))
    for entry, number, power in lists[0].powers:
        if before := older.get(power.code.casefold()):
            yield entry, number, power, *before


@catalogue_rule(
    "ended-power-current",
    requires="以前的清单写明已经取消、下放的职权，新清单里不再写成现行；恢复行使的，写明新增。",
    reason="两份清单说法不同，公众不知道这项职权还在不在。",
    source=_SOURCE,
)
def ended_power_current(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """What an older list has ended is ended in the newest list too, or was added again."""
    del context
    for lists in _lists(catalogue).values():
        for entry, number, power, where, before in _latest(lists):
            if before.state == CURRENT or power.state != CURRENT:
                continue
            end = before.history[-1]
            if not any(change.manner == ADDED and change.on >= end.on for change in power.adjustments):
                what = f"{where.path} 写明 {end.on.isoformat()} 已经{end.manner}，这里仍是现行"
                cure = "请删去，或者在“变更”里写上取消、下放；恢复行使的写上新增"
                yield rule(entry.path, what, cure, loc=("事项", number, "职权编码"), found=power.code)


@catalogue_rule(
    "power-dropped",
    requires="上一版清单里的现行职权，新清单里仍然列出，或者写明取消、下放。",
    reason="职权不声不响地不见了，公众不知道是取消了还是漏写了。",
    source=_SOURCE,
    severity="warning",
    exemptable=True,
)
def power_dropped(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """What the list before the newest had is in the newest, or was ended."""
    del context
    for lists in _lists(catalogue).values():
        if len(lists) == 1:
            continue
        there = {power.code.casefold() for _, _, power in lists[0].powers}
        for entry, _, power in lists[1].powers:
            if power.state == CURRENT and power.code.casefold() not in there:
                what = f"没有列出 {power.code}{quote(power.name)}，{entry.path} 里是现行"
                cure = "请补上；已经取消、下放的，列出并写明“变更”"
                yield rule(lists[0].lists[0].path, what, cure, loc=("事项",), found=power.code)
