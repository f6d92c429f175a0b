"""监督检查情况 (条例第二十条第（十三）项): what was inspected, what was found, what followed."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Count, Day, Line, Listed, Model, NonEmpty, Text, one_of, term
from disclosure.kinds.base import Entry

PASSED, FAILED, OTHER = "合格", "不合格", "其他"
RESULTS = (PASSED, FAILED, OTHER)
"""The results that are counted: every inspected object has exactly one."""
WHOLE, PART = "全部", "部分"


class Finding(Model):
    """One line of the table of results."""

    subject: Line = term("对象", about="被检查的单位、场所或者抽检的产品", example="示例县甲某食品厂")
    item: Line | None = term("检查内容", about="查了什么，抽检的写不合格项目", example="食品添加剂使用", default=None)
    result: Annotated[Line, one_of(RESULTS)] = term("结果", about="合格、不合格、其他之一", example="合格")
    found: Text | None = term("发现问题", about="不合格或者其他情况的说明", example="进货查验记录不全", default=None)
    handling: Text | None = term("处理", about="怎样处理，整改得怎么样", example="责令限期改正，复查合格", default=None)


class Inspection(Entry):
    """The result of one inspection: a random check, a special campaign, a sampling."""

    slug: ClassVar[str] = "inspection"
    label: ClassVar[str] = "监督检查"
    about: ClassVar[str] = "双随机抽查、专项检查和监督抽检的依据、结果和处理"
    sorted_by: ClassVar[str] = "field"

    field: Annotated[Line, Listed("检查领域")] = term(
        "检查领域", about="第二十条第（十三）项的领域", example="食品药品"
    )
    type_name: Annotated[Line, Listed("检查类型")] = term("检查类型", about="怎样检查", example="双随机抽查")
    inspectors: Annotated[tuple[Line, ...], NonEmpty] = term(
        "检查机关", about="实施检查的机关，联合检查的逐个写", example="示例县市场监督管理局"
    )
    basis: Annotated[tuple[Line, ...], NonEmpty] = term(
        "检查依据", about="法律法规或者检查计划的名称和条款", example="《中华人民共和国食品安全法》第一百一十条"
    )
    plan_name: Line | None = term(
        "检查计划", about="列入哪一个检查计划", example="示例县2026年度“双随机、一公开”抽查计划", default=None
    )
    started_on: Day = term("检查开始日期", about="从哪一天起", example="2026-05-06")
    ended_on: Day = term("检查结束日期", about="到哪一天止", example="2026-05-29")
    unit: Line = term("计量单位", about="按什么计数", example="户")
    inspected: Count = term("检查数", about="一共查了多少", example="60")
    passed: Count = term("合格数", about="合格的有多少", example="57")
    failed: Count = term("不合格数", about="不合格的有多少", example="3")
    other: Count | None = term("其他数", about="停业、失联等没有结论的有多少", example="0", default=None)
    coverage: Annotated[Line, one_of((WHOLE, PART))] | None = term(
        "结果表范围", about="下表列出全部对象还是部分对象（如只列不合格的）", example=PART, default=None
    )
    findings: tuple[Finding, ...] = term("结果表", about="各检查对象的结果", example="见示例", default=())
    rectified: Count | None = term("已整改数", about="不合格的里面已经整改的", example="3", default=None)
    follow_up: Text | None = term("后续处理", about="立案、召回、移送、复查等总的情况", example="立案3件", default=None)
    complaint_phone: Line | None = term("投诉举报电话", about="公众怎样举报", example="0000-12315", default=None)

    @property
    def others(self) -> int:
        """其他数, 0 where it is left out."""
        return self.other or 0
