"""规划: development, special, regional and spatial plans with their indicators (条例第二十条第（三）项)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Figure, Line, Listed, Model, Text, Year, term
from disclosure.kinds.base import Entry, Relation


class Indicator(Model):
    """One indicator: where it stood and where it shall go."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"base_year", "target_text"})

    name: Line = term("指标", about="指标名称", example="自来水普及率")
    unit: Line = term("单位", about="计量单位", example="%")
    base_year: Year | None = term("基期", about="基期年份", example="2025", default=None)
    base: Figure | None = term("基期值", about="基期年份的数值", example="86.4", default=None)
    target: Figure | None = term("目标值", about="规划期末的目标", example="95", default=None)
    target_text: Line | None = term(
        "目标说明", about="不是一个数的目标写在这里", example="完成上级下达任务", default=None
    )
    yearly: Figure | None = term("年均增长", about="年均增长，%", example="6.5", default=None)
    property_name: Annotated[Line, Listed("指标属性")] = term("属性", about="约束性还是预期性", example="约束性")


class Evaluation(Model):
    """One evaluation of how the plan is carried out."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"on", "manner", "result"})

    on: Day = term("日期", about="评估日期", example="2028-09-01")
    manner: Annotated[Line, Listed("规划评估类型")] = term("类型", about="哪一种评估", example="中期评估")
    result: Text = term("结论", about="评估结论", example="18项指标中16项达到进度要求")


class PlanAdjustment(Model):
    """One change of the plan (调整)."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"on", "text", "approval"})

    on: Day = term("日期", about="批准调整的日期", example="2028-11-01")
    text: Text = term("内容", about="调整了什么", example="新增……")
    approval: Line | None = term("批准", about="批准机关和文号", example="示政函〔2028〕9号", default=None)


class Plan(Entry):
    """A plan."""

    slug: ClassVar[str] = "plan"
    label: ClassVar[str] = "规划"
    about: ClassVar[str] = "发展规划、专项规划、区域规划和国土空间规划"
    counter: ClassVar[str] = "件"
    sorted_by: ClassVar[str] = "plan_type"
    facts: ClassVar[tuple[str, ...]] = ("plan_type", "state", "drafter", "approver", "approval_number", "ratified_on")
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("above", "上位规划", "下位规划", ("plan",), free_text=True),
        Relation("previous", "上一期规划", "下一期规划", ("plan",), free_text=True),
    )

    plan_type: Annotated[Line, Listed("规划类型")] = term("规划类型", about="哪一类规划", example="专项规划")
    start_year: Year = term("起始年", about="规划期从哪一年", example="2026")
    end_year: Year = term("结束年", about="规划期到哪一年", example="2030")
    outlook_year: Year | None = term("展望年", about="远景展望到哪一年", example="2035", default=None)
    drafter: Line = term("编制机关", about="编制机关", example="示例县水利局")
    approver: Line | None = term("批准机关", about="批准机关", example="示例县人民政府", default=None)
    approval_number: Line | None = term("批准文号", about="批准文件的文号", example="示政函〔2026〕6号", default=None)
    ratified_on: Day | None = term("批准日期", about="批准日期", example="2026-02-10", default=None)
    state: Annotated[Line, Listed("规划状态")] = term("状态", about="规划到了哪一步", example="实施中")
    goals: Text | None = term("主要目标", about="一段话说清楚要达到什么", example="到2030年，……", default=None)
    indicators: tuple[Indicator, ...] = term("指标表", about="规划的指标", example="见示例", default=())
    evaluations: tuple[Evaluation, ...] = term("评估", about="实施评估", example="见示例", default=())
    changes: tuple[PlanAdjustment, ...] = term("调整", about="规划的调整", example="见示例", default=())
    above: tuple[Line, ...] = term(
        "上位规划", about="索引号，或者本站没有的规划的名称", example="《示例市……规划》", default=()
    )
    previous: tuple[Line, ...] = term(
        "上一期规划", about="索引号，或者本站没有的规划的名称", example="《示例县……规划（2021—2025年）》", default=()
    )
