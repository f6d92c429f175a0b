"""权责清单: the powers of an organ, their basis, flow and accountability (中办发〔2015〕21号).

An organ's list may be too long for one file (the reader takes 256 KB, about a hundred full powers). Then it is
written as several entries with the same 版本 and different 分册: they add up to one list. Entries without 版本 are
lists by themselves. The list of an organ that counts is the one published last; older ones stay readable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from disclosure.fields import Code, Day, Line, Listed, Model, NonEmpty, Text, term
from disclosure.kinds.base import Entry
from disclosure.kinds.flow import FlowStep, OrName, or_name

ADDED, ENDED, HANDED_DOWN = "新增", "取消", "下放"
"""The manners of 调整方式 that begin a power or end it; all others change it. They mean the same everywhere."""
CURRENT = "现行"
STATES = {ENDED: "已取消", HANDED_DOWN: "已下放"}
PENALTY = "行政处罚"


class DiscretionStandard(Model):
    """One grade of a 裁量基准 (行政处罚法第三十四条)."""

    grade: Line | None = term("阶次", about="裁量的阶次", example="从轻", default=None)
    case: Line = term("情形", about="违法情形和情节", example="情节轻微的")
    range: Line = term("幅度", about="处罚幅度", example="处五百元以上一千元以下罚款")
    basis: Line | None = term("依据", about="规定这一阶次的文件", example="《……裁量基准》第三条", default=None)


class Adjustment(Model):
    """One change of a power (动态调整)."""

    on: Day = term("日期", about="调整日期", example="2024-03-01")
    manner: Annotated[Line, Listed("调整方式")] = term(
        "方式", about="怎样调整；承接上级下放的写“新增”，放给下级的写“下放”", example="变更"
    )
    note: Line | None = term("说明", about="调整的内容", example="办理时限由15个工作日改为10个工作日", default=None)
    reason: Line | None = term("原因", about="为什么调整", example="设定依据已经修改", default=None)
    basis: Line | None = term("依据", about="决定调整的文件", example="《……的决定》（示政发〔2024〕3号）", default=None)


class Subitem(Model):
    """A part of a power that is exercised by itself (子项; the power is then the 主项)."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"name", "code", "basis"})

    name: Line = term("名称", about="子项名称", example="新办")
    code: Code | None = term("编码", about="子项编码", example="0100-A-00101", default=None)
    basis: tuple[Text, ...] = term("设定依据", about="本子项特有的依据", example="《……办法》第七条", default=())


class Power(Model):
    """One power (职权)."""

    code: Code = term("职权编码", about="职权编码，定了不改，页面的网址由它而来", example="0100-A-00100")
    name: Line = term("职权名称", about="职权名称", example="公共场所卫生许可")
    type_name: Annotated[Line, Listed("职权类型")] = term("职权类型", about="职权类型", example="行政许可")
    subitems: tuple[Annotated[Subitem, or_name("名称"), OrName("名称")], ...] = term(
        "子项", about="子项；只有名称的，直接写名称", example="新办", default=()
    )
    basis: Annotated[tuple[Text, ...], NonEmpty] = term(
        "设定依据", about="法律法规的名称和条款", example="《……条例》第四条"
    )
    actor: Line = term("实施主体", about="实施主体", example="示例县卫生健康局")
    office: Line | None = term("承办机构", about="承办机构", example="行政审批股", default=None)
    duties: tuple[Text, ...] = term("责任事项", about="各环节的责任", example="受理责任：……", default=())
    duty_basis: tuple[Text, ...] = term(
        "责任事项依据", about="规定这些责任的法律法规", example="《中华人民共和国行政许可法》第三十条", default=()
    )
    accountability: tuple[Text, ...] = term("追责情形", about="应当追责的情形", example="……的", default=())
    accountability_basis: tuple[Text, ...] = term(
        "追责依据", about="据以追责的法律法规", example="《中华人民共和国公职人员政务处分法》", default=()
    )
    level: Annotated[Line, Listed("行使层级")] | None = term(
        "行使层级", about="哪一级行使", example="县级", default=None
    )
    complaint_phone: Line | None = term("监督电话", about="监督电话", example="0000-1234567", default=None)
    flow: tuple[FlowStep, ...] = term(
        "流程", about="办理的环节，按先后；只有名称的，直接写名称", example="受理", default=()
    )
    discretion: tuple[DiscretionStandard, ...] = term("裁量基准", about="情形和幅度", example="见示例", default=())
    adjustments: tuple[Adjustment, ...] = term("变更", about="动态调整的历史", example="见示例", default=())

    @property
    def history(self) -> tuple[Adjustment, ...]:
        """The adjustments from the oldest; on one day in the order in which the list goes, whichever way that is."""
        written = self.adjustments
        if written and written[0].on > written[-1].on:
            written = written[::-1]
        return tuple(sorted(written, key=lambda change: change.on))

    @property
    def state(self) -> str:
        """现行, or how the power came to an end."""
        history = self.history
        return STATES.get(history[-1].manner, CURRENT) if history else CURRENT


class PowerList(Entry):
    """An organ's list of powers and duties, or one part of it."""

    slug: ClassVar[str] = "power-list"
    label: ClassVar[str] = "权责清单"
    about: ClassVar[str] = "各机关的职权、依据、流程和责任"
    counter: ClassVar[str] = "份"
    facts: ClassVar[tuple[str, ...]] = ("edition", "part")

    edition: Line | None = term(
        "版本", about="一份清单分成几个文件的，各文件写同一个版本", example="2026年版", default=None
    )
    part: Line | None = term(
        "分册", about="清单分成几个文件的，写明本文件是哪一册", example="行政处罚（一）", default=None
    )
    powers: Annotated[tuple[Power, ...], NonEmpty] = term("事项", about="各项职权", example="见示例")


@dataclass(frozen=True)
class Edition:
    """One list of one organ: an entry by itself, or all entries with the same 版本."""

    lists: tuple[PowerList, ...]
    """Its parts, by 索引号."""

    @property
    def published_at(self) -> datetime:
        """When its last part was published."""
        return max(part.published_at for part in self.lists)

    @property
    def powers(self) -> Iterator[tuple[PowerList, int, Power]]:
        """Every power with the part and the position in which it stands."""
        for part in self.lists:
            for number, power in enumerate(part.powers):
                yield part, number, power


def editions(lists: Iterable[PowerList]) -> dict[str, tuple[Edition, ...]]:
    """The editions of each organ, newest first, by slug of the organ; organs in the order of the entries."""
    parts: dict[str, dict[tuple[str, str], list[PowerList]]] = {}
    for entry in lists:
        key = ("", entry.edition) if entry.edition else (entry.index_number, entry.path)
        parts.setdefault(entry.organ_slug, {}).setdefault(key, []).append(entry)
    found = {}
    for organ, groups in parts.items():
        made = [Edition(tuple(sorted(group, key=lambda entry: entry.index_number))) for group in groups.values()]
        made.sort(key=lambda edition: (edition.published_at, edition.lists[-1].index_number), reverse=True)
        found[organ] = tuple(made)
    return found
