"""重大建设项目: approval and progress of one project (条例第二十条第（十）项; 国办发〔2017〕94号). Amounts in 万元."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Amount, Code, Day, Line, Listed, Model, NonEmpty, Text, term
from disclosure.kinds.base import Entry


class Approval(Model):
    """One approval (批准结果信息)."""

    matter: Line = term("事项", about="批准了什么", example="可行性研究报告审批")
    number: Line = term("文号", about="批准文件的文号", example="示发改审〔2026〕12号")
    organ: Line = term("机关", about="批准机关", example="示例县发展和改革委员会")
    on: Day = term("日期", about="批准日期", example="2026-03-10")


class Progress(Model):
    """One step, under one of the eight headings of 国办发〔2017〕94号."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"on", "stage", "text"})

    on: Day = term("日期", about="哪一天", example="2026-05-20")
    stage: Annotated[Line, Listed("重大建设项目信息")] = term("环节", about="属于哪一类信息", example="施工有关信息")
    text: Text = term("内容", about="做了什么，结果怎样", example="主体结构完成三分之一")
    invested: Amount | None = term("累计完成投资", about="到这一天累计完成的投资，万元", example="1200", default=None)


class Builder(Model):
    """One of the parties that build."""

    role: Line = term("角色", about="建设、勘察、设计、施工、监理等", example="施工单位")
    name: Line = term("名称", about="单位名称", example="示例市示范建筑工程有限公司")


class MajorProject(Entry):
    """One project with its approvals and its history."""

    slug: ClassVar[str] = "major-project"
    label: ClassVar[str] = "重大建设项目"
    about: ClassVar[str] = "重大建设项目的批准结果和实施进度"
    facts: ClassVar[tuple[str, ...]] = ("code", "state")

    project: Line = term("项目名称", about="批准文件里的名称", example="示例县第三自来水厂")
    code: Code = term("项目代码", about="投资项目在线审批监管平台的代码", example="2603-000000-04-01-000001")
    owner: Line = term("项目法人", about="项目法人或者建设单位", example="示例县水务投资有限公司")
    place: Line = term("建设地点", about="写到乡镇、街道", example="示例县样例镇")
    scale: Text = term("建设内容", about="主要建设内容和规模", example="日供水2万吨的净水厂和18千米管网")
    investment: Amount = term("总投资", about="万元", example="9800")
    funding: Line | None = term("资金来源", about="资金从哪里来", example="上级补助和县财政资金", default=None)
    responsible: Line | None = term("责任单位", about="监管责任单位", example="示例县住房和城乡建设局", default=None)
    planned_start: Day | None = term("计划开工", about="计划开工日期", example="2026-04-01", default=None)
    planned_end: Day | None = term("计划竣工", about="计划竣工日期", example="2027-12-31", default=None)
    state: Annotated[Line, Listed("项目状态")] = term("状态", about="项目到了哪一步", example="在建")
    contact: Line | None = term("咨询电话", about="咨询电话", example="0000-0000000", default=None)
    approvals: Annotated[tuple[Approval, ...], NonEmpty] = term("批准", about="各项批准结果", example="见示例")
    builders: tuple[Builder, ...] = term("参建单位", about="勘察、设计、施工、监理等单位", example="见示例", default=())
    progress: tuple[Progress, ...] = term("进展", about="各环节的进展，按日期先后", example="见示例", default=())
