"""公务员招考 (条例第二十条第（十四）项): positions and conditions, each stage, and who was hired."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Code, Count, Day, Line, Model, Moment, Text, Year, one_of, term
from disclosure.kinds.base import Entry, Need, Relation

ANNOUNCED, PROPOSED, HIRED = "招考公告", "拟录用公示", "录用结果"
STAGES = (ANNOUNCED, "资格审查", "笔试", "面试", "体检", "考察", PROPOSED, HIRED)
"""The stages in the order of 《公务员录用规定》."""


class Position(Model):
    """One position of the table of positions."""

    code: Code = term("职位代码", about="职位表里的编号，后面各阶段照写", example="26001")
    employer: Line = term("招录机关", about="用人的机关", example="示例县财政局")
    name: Line = term("职位名称", about="职位的名称", example="财政管理")
    quota: Count = term("名额", about="计划录用多少人", example="2")
    education: Line | None = term("学历", about="学历、学位要求", example="大学本科以上", default=None)
    major: Line | None = term("专业", about="专业要求", example="财政学类、会计学", default=None)
    conditions: Text | None = term("其他条件", about="年龄、经历、定向等", example="限服务基层项目人员", default=None)


class Candidate(Model):
    """One line of a list of people in a stage after the announcement."""

    code: Code = term("职位代码", about="招考公告里的职位代码", example="26001")
    exam_number: Line | None = term("准考证号", about="隐去中间几位", example="260****0137", default=None)
    name: Line | None = term("姓名", about="拟录用公示和录用结果里写", example="林某", default=None)
    gender: Annotated[Line, one_of(("男", "女"))] | None = term("性别", about="男、女", example="女", default=None)
    background: Line | None = term("毕业院校或者工作单位", about="只在拟录用公示里写", example="示例大学", default=None)
    score: Line | None = term("成绩", about="本阶段的成绩", example="76.42", default=None)
    result: Line | None = term("结论", about="本阶段的结论", example="进入面试", default=None)


class Recruitment(Entry):
    """One stage of a recruitment of civil servants."""

    slug: ClassVar[str] = "recruitment"
    label: ClassVar[str] = "公务员招考"
    about: ClassVar[str] = "公务员招考的职位、名额、报考条件、各阶段安排和录用结果"
    sorted_by: ClassVar[str] = "stage"
    facts: ClassVar[tuple[str, ...]] = ("year", "stage")
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("announcement", "本次招考的公告", "本次招考的后续各阶段", ("recruitment",)),
    )
    needs: ClassVar[tuple[Need, ...]] = (
        Need(
            "stage",
            (ANNOUNCED,),
            ("positions", "quota", "conditions", "applications_from", "applications_until", "ways", "phone"),
        ),
        Need("stage", STAGES[1:], ("announcement",)),
        Need("stage", (PROPOSED,), ("candidates", "publicity_from", "publicity_until", "complaint_phone")),
        Need("stage", (HIRED,), ("candidates",)),
    )

    year: Year = term("招考年度", about="哪一年度的招考", example="2026")
    stage: Annotated[Line, one_of(STAGES)] = term("阶段", about="公布的是哪一个阶段", example=ANNOUNCED)
    announcement: tuple[Line, ...] = term(
        "公告", about="本次招考公告的索引号，公告以外的各阶段都要写", example="990000070/2026-00501", default=()
    )
    positions: tuple[Position, ...] = term("职位", about="职位表", example="见示例", default=())
    quota: Count | None = term("名额合计", about="各职位名额之和", example="36", default=None)
    conditions: Text | None = term("报考条件", about="共同的报考条件", example="18周岁以上、38周岁以下", default=None)
    applications_from: Moment | None = term(
        "报名开始时间", about="从什么时候起报名", example="2026-01-20 09:00", default=None
    )
    applications_until: Moment | None = term(
        "报名截止时间", about="到什么时候止", example="2026-01-26 18:00", default=None
    )
    ways: tuple[Line, ...] = term("报名方式", about="怎样报名", example="网上报名", default=())
    exam_on: Day | None = term("考试日期", about="本阶段考试、体检的日期", example="2026-03-14", default=None)
    place: Line | None = term("地点", about="本阶段考试、体检的地点", example="示例县第一中学", default=None)
    candidates: tuple[Candidate, ...] = term("名单", about="本阶段的人员名单", example="见示例", default=())
    publicity_from: Day | None = term("公示开始日期", about="公示从哪一天起", example="2026-07-06", default=None)
    publicity_until: Day | None = term("公示结束日期", about="公示到哪一天止", example="2026-07-10", default=None)
    phone: Line | None = term("咨询电话", about="政策咨询电话", example="0000-6600079", default=None)
    complaint_phone: Line | None = term("监督电话", about="受理反映的电话", example="0000-6600070", default=None)
