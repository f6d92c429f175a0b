"""预警信息: a warning, its change, its lifting (突发事件应对法第六十三条等; 条例第二十条第（十二）项)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Line, Listed, Moment, Text, one_of, term
from disclosure.kinds.base import Entry, Need, Relation

ISSUED, CHANGED, LIFTED = "发布", "调整", "解除"
UNGRADED = "社会安全事件"
"""The class of events that 突发事件应对法第六十三条 does not grade."""


class Alert(Entry):
    """A warning that was issued, changed or lifted."""

    slug: ClassVar[str] = "alert"
    label: ClassVar[str] = "预警信息"
    about: ClassVar[str] = "突发事件预警的级别、影响范围、防御指引，以及调整和解除"
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("previous", "原来发布的预警", "后来的调整和解除", ("alert",)),
        Relation("plans", "依据的应急预案", "依据本预案发布的预警", ("emergency-plan",)),
    )
    needs: ClassVar[tuple[Need, ...]] = (
        Need("action", (ISSUED, CHANGED), ("area", "advice")),
        Need("action", (CHANGED, LIFTED), ("previous",)),
    )

    action: Annotated[Line, one_of((ISSUED, CHANGED, LIFTED))] = term(
        "预警状态", about="发布、调整、解除之一", example=ISSUED
    )
    hazard: Line = term("预警类别", about="什么灾害或者事件", example="暴雨")
    event_class: Annotated[Line, Listed("事件类别")] = term("事件类别", about="突发事件的类别", example="自然灾害")
    level: Annotated[Line, Listed("预警级别")] | None = term(
        "预警级别", about="一级最高；社会安全事件不分级，不写", example="二级", default=None
    )
    colour: Annotated[Line, Listed("预警颜色")] | None = term(
        "预警颜色", about="一级红色、二级橙色、三级黄色、四级蓝色", example="橙色", default=None
    )
    announcer: Line = term("发布单位", about="发布单位的规范名称", example="示例县应急管理局")
    announced_at: Moment = term("发布时间", about="发布、调整或者解除的时间", example="2026-06-28 14:00")
    starts_at: Moment | None = term("起始时间", about="预计从什么时候起", example="2026-06-28 16:00", default=None)
    ends_at: Moment | None = term("预计结束时间", about="预计到什么时候止", example="2026-06-29 08:00", default=None)
    area: Text | None = term("影响范围", about="可能影响的地方", example="样例镇、范例乡", default=None)
    warning: Text | None = term("警示事项", about="可能发生什么", example="山洪和地质灾害风险高", default=None)
    advice: tuple[Text, ...] = term(
        "防御指引", about="公众应当怎样做，一项一条", example="危险区群众立即转移", default=()
    )
    phone: Line | None = term("求助电话", about="求助和报告险情的电话", example="0000-2140110", default=None)
    previous: tuple[Line, ...] = term(
        "原预警", about="调整、解除哪一个预警，写索引号", example="990000140/2026-00501", default=()
    )
    plans: tuple[Line, ...] = term(
        "相关预案", about="依据的应急预案，写索引号", example="990000140/2024-00004", default=()
    )
