"""意见征集: a draft that the public may comment on, and afterwards what became of the opinions.

One entry is either the call (征集公告) or the answer (结果反馈); the answer points at the call. Sources:
重大行政决策程序暂行条例第十四条、第十五条, 优化营商环境条例.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Count, Day, Line, Listed, Markdown, Model, Text, one_of, term
from disclosure.kinds.base import Entry, Need, Relation

CALL, ANSWER = "征集公告", "结果反馈"
ADOPTED, PARTLY, REJECTED = "采纳", "部分采纳", "未采纳"
LIMITS = {"重大行政决策": "decision-consultation", "涉企行政规范性文件": "business-rule-consultation"}
"""The time limits that the law sets (标识 in deadlines.yml), by 征集类型; other matters have none."""
BINDING = frozenset({"重大行政决策"})
"""征集类型 for which a shorter period without a stated reason is certainly wrong."""


class Way(Model):
    """One way to send an opinion."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"manner", "where"})

    manner: Annotated[Line, Listed("反馈方式")] = term("方式", about="用什么方式提意见", example="信函")
    where: Line = term("地址", about="寄到哪里、发到哪里、打哪个电话", example="示例县示例路0号，邮编000000")


class Opinion(Model):
    """One opinion, or several of the same sense, and what became of it."""

    text: Text = term("意见", about="意见的主要内容，不写提意见人的姓名", example="建议延长免费停放时间")
    count: Count | None = term("件数", about="有多少件同样的意见", example="3", default=None)
    outcome: Annotated[Line, one_of((ADOPTED, PARTLY, REJECTED))] = term(
        "采纳情况", about="采纳、部分采纳、未采纳之一", example=ADOPTED
    )
    reason: Text | None = term("说明", about="怎样采纳，或者为什么没有采纳", example="超出法定权限", default=None)


class Consultation(Entry):
    """A public consultation, or its result."""

    slug: ClassVar[str] = "consultation"
    label: ClassVar[str] = "意见征集"
    about: ClassVar[str] = "决策草案、规范性文件草案向社会征求意见，以及意见采纳情况"
    sorted_by: ClassVar[str] = "type_name"
    facts: ClassVar[tuple[str, ...]] = ("stage", "type_name", "host")
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("call", "对应的征集公告", "意见采纳情况", ("consultation",)),
        Relation("outcome", "后来印发的文件", "制定时的意见征集", ("policy", "emergency-plan", "rulebook")),
    )
    needs: ClassVar[tuple[Need, ...]] = (
        Need("stage", (CALL,), ("opens_on", "closes_on", "ways")),
        Need("stage", (ANSWER,), ("call", "received", "adopted")),
    )

    stage: Annotated[Line, one_of((CALL, ANSWER))] = term("阶段", about="征集公告、结果反馈之一", example=CALL)
    type_name: Annotated[Line, Listed("征集类型")] = term(
        "征集类型", about="什么事情，决定期限", example="重大行政决策"
    )
    host: Line = term("征集单位", about="由谁征集", example="示例县住房和城乡建设局")
    opens_on: Day | None = term("起始日期", about="从哪一天起提意见", example="2026-04-01", default=None)
    closes_on: Day | None = term("截止日期", about="到哪一天止", example="2026-05-06", default=None)
    shorter_because: Text | None = term(
        "缩短期限的说明", about="少于规定期限的，说明原因", example="因防汛抗旱需要紧急实施", default=None
    )
    ways: tuple[Way, ...] = term("反馈途径", about="怎样提意见", example="见示例", default=())
    phone: Line | None = term("咨询电话", about="咨询电话", example="0000-1234567", default=None)
    explanation: Markdown | None = term(
        "起草说明", about="为什么制定、主要内容，一行一段", example="一、起草背景", default=None
    )
    draft: Markdown | None = term(
        "草案", about="征求意见的文本，一行一段；也可以放在附件里", example="第一条　为了……", default=None
    )
    call: tuple[Line, ...] = term(
        "征集公告", about="结果反馈对应的征集公告，写索引号", example="990000100/2026-00501", default=()
    )
    received: Count | None = term("收到意见数", about="一共收到多少条", example="12", default=None)
    adopted: Count | None = term("采纳数", about="采纳了多少条", example="5", default=None)
    partly_adopted: Count | None = term("部分采纳数", about="部分采纳了多少条", example="2", default=None)
    rejected: Count | None = term("未采纳数", about="没有采纳多少条", example="5", default=None)
    rejected_because: Text | None = term(
        "未采纳理由", about="没有采纳的主要理由", example="与上位法的规定不一致", default=None
    )
    opinions: tuple[Opinion, ...] = term("意见处理", about="主要意见和采纳情况", example="见示例", default=())
    outcome: tuple[Line, ...] = term(
        "形成文件", about="后来印发的文件，写索引号", example="990000010/2026-00505", default=()
    )
