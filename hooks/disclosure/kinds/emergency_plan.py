"""应急预案 (突发事件应急预案管理办法, 国办发〔2024〕5号; 条例第二十条第（十二）项)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Line, Listed, Model, Text, one_of, term
from disclosure.kinds.base import Entry, Relation
from disclosure.vocabulary import LEVELS


class ResponseLevel(Model):
    """One level of response: when it starts and who starts it."""

    level: Annotated[Line, Listed("响应级别")] = term("级别", about="一级最高", example="一级")
    condition: Text = term("启动条件", about="什么情况下启动", example="预计或者已经发生特别重大……")
    starter: Line = term("启动人", about="由谁决定启动", example="县指挥部总指挥")


class EmergencyPlan(Entry):
    """An emergency plan."""

    slug: ClassVar[str] = "emergency-plan"
    label: ClassVar[str] = "应急预案"
    about: ClassVar[str] = "突发事件应急预案"
    facts: ClassVar[tuple[str, ...]] = (
        *("plan_type", "event_class", "level", "drafter", "approver", "printed_on", "evaluated_on"),
        "duty_phone",
    )
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("replaces", "本预案替代的预案", "替代本预案的预案", ("emergency-plan", "policy")),
    )

    plan_type: Annotated[Line, Listed("预案类别")] = term(
        "预案类别", about="总体、专项、部门预案等", example="专项应急预案"
    )
    event_class: Annotated[Line, Listed("事件类别")] = term("事件类别", about="突发事件的类别", example="自然灾害")
    level: Annotated[Line, one_of(LEVELS)] = term("层级", about="省、市、县、乡、村", example="县")
    drafter: Line = term("编制单位", about="编制单位", example="示例县应急管理局")
    approver: Line | None = term("批准机关", about="批准机关", example="示例县人民政府", default=None)
    document_number: Line | None = term("发文字号", about="公文的编号", example="示政办发〔2024〕8号", default=None)
    validity: Line = term("有效性", about="现在是否有效", example="有效")
    validity_note: Line | None = term("效力说明", about="废止、失效的依据", example="被……替代", default=None)
    printed_on: Day = term("印发日期", about="印发的日期", example="2024-04-28")
    effective_on: Day | None = term("实施日期", about="从哪一天起实施", example="2024-05-01", default=None)
    expires_on: Day | None = term("失效日期", about="到哪一天失效", example="2029-05-31", default=None)
    evaluated_on: Day | None = term("上次评估日期", about="上一次评估的日期", example="2024-03-01", default=None)
    response_levels: tuple[ResponseLevel, ...] = term("响应级别", about="各级响应", example="见示例", default=())
    duty_phone: Line | None = term("值班电话", about="24小时值班电话", example="0000-1234567", default=None)
    replaces: tuple[Line, ...] = term(
        "替代", about="替代哪些旧预案，写索引号", example="990000021/2020-00003", default=()
    )
