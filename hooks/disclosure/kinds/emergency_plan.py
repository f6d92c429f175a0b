"""应急预案 (突发事件应急预案管理办法, 国办发〔2024〕5号; 条例第二十条第（十二）项)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Line, Listed, Model, Text, Year, one_of, term
from disclosure.kinds.base import Entry, Need, Relation
from disclosure.vocabulary import LEVELS

YES, NO = "是", "否"


class ResponseLevel(Model):
    """One level of response: when it starts, who starts it, what is done."""

    level: Annotated[Line, Listed("响应级别")] = term("级别", about="一级最高", example="一级")
    condition: Text = term("启动条件", about="什么情况下启动", example="预计或者已经发生特别重大……")
    starter: Line = term("启动人", about="由谁决定启动", example="县指挥部总指挥")
    measures: Text | None = term("主要措施", about="启动以后做什么", example="转移危险区群众", default=None)


class WarningLevel(Model):
    """One level of warning with its colour (突发事件应对法第六十三条)."""

    level: Annotated[Line, Listed("预警级别")] = term("级别", about="一级最高", example="一级")
    colour: Annotated[Line, Listed("预警颜色")] = term(
        "颜色", about="一级红色、二级橙色、三级黄色、四级蓝色", example="红色"
    )
    condition: Text = term("发布条件", about="什么情况下发布", example="预计发生特别重大……")
    announcer: Line | None = term("发布单位", about="由谁发布", example="县应急管理局", default=None)


class Contact(Model):
    """Whom to call in an emergency."""

    name: Line = term("名称", about="打给谁", example="火警")
    phone: Line = term("电话", about="电话号码", example="119")


class Filing(Model):
    """The filing of the plan (备案)."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"body", "on"})

    body: Line = term("备案机关", about="向谁备案", example="示例市应急管理局")
    on: Day = term("日期", about="备案的日期", example="2024-05-20")
    number: Line | None = term("备案号", about="备案的编号", example="2024-07", default=None)


class EmergencyPlan(Entry):
    """An emergency plan."""

    slug: ClassVar[str] = "emergency-plan"
    label: ClassVar[str] = "应急预案"
    about: ClassVar[str] = "突发事件应急预案"
    counter: ClassVar[str] = "件"
    facts: ClassVar[tuple[str, ...]] = (
        *("plan_type", "event_class", "level", "drafter", "lead", "approver", "version", "printed_on"),
        *("evaluated_on", "evaluate_by", "is_summary"),
    )
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("replaces", "本预案替代的预案", "替代本预案的预案", ("emergency-plan", "policy")),
    )
    needs: ClassVar[tuple[Need, ...]] = (Need("is_summary", (YES,), ("summary_because",)),)

    plan_type: Annotated[Line, Listed("预案类别")] = term(
        "预案类别", about="总体、专项、部门预案等", example="专项应急预案"
    )
    event_class: Annotated[Line, Listed("事件类别")] = term("事件类别", about="突发事件的类别", example="自然灾害")
    level: Annotated[Line, one_of(LEVELS)] = term("层级", about="省、市、县、乡、村", example="县")
    drafter: Line = term("编制单位", about="编制单位", example="示例县应急管理局")
    lead: Line | None = term("牵头部门", about="事件发生时由谁牵头", example="示例县应急管理局", default=None)
    approver: Line | None = term("批准机关", about="批准机关", example="示例县人民政府", default=None)
    document_number: Line | None = term("发文字号", about="公文的编号", example="示政办发〔2024〕8号", default=None)
    version: Year | None = term("版本", about="哪一年的版本或者修订", example="2024", default=None)
    validity: Line = term("有效性", about="现在是否有效", example="有效")
    validity_note: Line | None = term("效力说明", about="废止、失效的依据", example="被……替代", default=None)
    printed_on: Day = term("印发日期", about="印发的日期", example="2024-04-28")
    effective_on: Day | None = term("实施日期", about="从哪一天起实施", example="2024-05-01", default=None)
    expires_on: Day | None = term("失效日期", about="到哪一天失效", example="2029-05-31", default=None)
    evaluated_on: Day | None = term("上次评估日期", about="上一次评估的日期", example="2024-03-01", default=None)
    evaluate_by: Day | None = term("下次评估日期", about="最迟到哪一天评估", example="2027-03-01", default=None)
    duty_phone: Line | None = term("值班电话", about="24小时值班电话", example="0000-1234567", default=None)
    contacts: tuple[Contact, ...] = term("求助电话", about="遇险时打什么电话", example="见示例", default=())
    advice: tuple[Text, ...] = term(
        "公众应对", about="公众应当怎样做，一项一条", example="听到转移通知立即撤离，不要折返取物", default=()
    )
    response_levels: tuple[ResponseLevel, ...] = term("响应级别", about="各级响应", example="见示例", default=())
    warning_levels: tuple[WarningLevel, ...] = term("预警级别", about="各级预警", example="见示例", default=())
    is_summary: Annotated[Line, one_of((YES, NO))] | None = term(
        "简本", about="公开的是不是简本", example=NO, default=None
    )
    summary_because: Text | None = term(
        "简本说明", about="为什么只公开简本，全文怎样查阅", example="全文涉及重要目标，按规定不公开", default=None
    )
    filing: Filing | None = term("备案", about="备案的情况", example="见示例", default=None)
    replaces: tuple[Line, ...] = term(
        "替代", about="替代哪些旧预案，写索引号", example="990000021/2020-00003", default=()
    )
