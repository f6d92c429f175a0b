"""政府采购: one stage of one project an entry; the stages name each other (条例第二十条第（九）项).

All amounts in 万元.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Amount, Day, Line, Listed, Model, Moment, SocialCode, Text, term
from disclosure.kinds.base import Entry, Need, Relation

STAGES = ("采购意向", "采购公告", "更正公告", "中标（成交）结果", "采购合同", "履约验收")
"""The stages in their order; the list 采购阶段 of the vocabulary holds the same names."""
INTENTION, NOTICE, CHANGE, AWARD, CONTRACT, ACCEPTANCE = STAGES


class Supplier(Model):
    """Who won or signed."""

    name: Line = term("名称", about="供应商名称", example="示例市示范办公设备有限公司")
    code: SocialCode | None = term("统一社会信用代码", about="18位代码", example="91000000MA0000001R", default=None)
    address: Line | None = term("地址", about="供应商地址", example="示例市示范路8号", default=None)
    amount: Amount | None = term("金额", about="该供应商的成交金额或者合同金额，万元", example="86.50", default=None)


class Procurement(Entry):
    """One stage of a procurement project."""

    slug: ClassVar[str] = "procurement"
    label: ClassVar[str] = "政府采购"
    about: ClassVar[str] = "采购意向、公告、结果、合同和验收，同一项目前后相连"
    sorted_by: ClassVar[str] = "stage"
    facts: ClassVar[tuple[str, ...]] = ("stage", "project_number")
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("previous", "本项目的前一阶段", "本项目的后续阶段", ("procurement",)),
    )
    needs: ClassVar[tuple[Need, ...]] = (
        Need("stage", (INTENTION,), ("budget", "expected")),
        Need("stage", (NOTICE,), ("project_number", "method", "budget", "opens_at")),
        Need("stage", (CHANGE,), ("project_number",)),
        Need("stage", (AWARD,), ("project_number", "decided_on", "award", "suppliers")),
        Need("stage", (CONTRACT,), ("contract_number", "signed_on", "contract_amount", "suppliers")),
        Need("stage", (ACCEPTANCE,), ("accepted_on", "acceptance")),
    )
    """What each stage must say (政府采购法第十一条, 政府采购法实施条例第八条)."""

    stage: Annotated[Line, Listed("采购阶段")] = term("阶段", about="项目走到哪一步", example="采购公告")
    project: Line = term("项目名称", about="采购项目的名称，各阶段写法一致", example="县直学校课桌椅采购")
    project_number: Line | None = term(
        "项目编号", about="采购项目编号，各阶段相同；采购意向还没有编号的不写", example="SLCG-2026-008", default=None
    )
    buyer: Line = term("采购人", about="采购人", example="示例县教育局")
    agency: Line | None = term("代理机构", about="集中采购机构或者代理机构", example="示例县政府采购中心", default=None)
    method: Annotated[Line, Listed("采购方式")] | None = term(
        "采购方式", about="采购方式", example="公开招标", default=None
    )
    goods: Line | None = term("采购品目", about="货物、工程或者服务的品目", example="A05010000 家具", default=None)
    budget: Amount | None = term("预算金额", about="万元", example="90.00", default=None)
    ceiling: Amount | None = term("最高限价", about="万元", example="88.00", default=None)
    expected: Line | None = term("预计采购时间", about="采购意向：预计哪个月采购", example="2026年6月", default=None)
    documents_from: Day | None = term("文件发出日期", about="采购文件开始发出", example="2026-05-11", default=None)
    opens_at: Moment | None = term(
        "开标时间", about="提交投标（响应）文件的截止和开启时间", example="2026-06-02 09:00", default=None
    )
    place: Line | None = term("地点", about="开标（开启）地点", example="示例县公共资源交易中心2号开标室", default=None)
    decided_on: Day | None = term("中标（成交）日期", about="确定供应商的日期", example="2026-06-03", default=None)
    award: Amount | None = term("中标（成交）金额", about="各供应商合计，万元", example="86.50", default=None)
    contract_number: Line | None = term("合同编号", about="合同编号", example="SLHT-2026-021", default=None)
    signed_on: Day | None = term("合同签订日期", about="合同签订日期", example="2026-06-15", default=None)
    contract_amount: Amount | None = term("合同金额", about="万元", example="86.50", default=None)
    accepted_on: Day | None = term("验收日期", about="履约验收的日期", example="2026-08-20", default=None)
    acceptance: Text | None = term("验收意见", about="履约验收的结论", example="数量相符，质量合格", default=None)
    suppliers: tuple[Supplier, ...] = term("供应商", about="中标（成交）供应商", example="见示例", default=())
    contact: Line | None = term("联系方式", about="采购人或者代理机构的电话", example="0000-0000000", default=None)
    previous: tuple[Line, ...] = term(
        "前一阶段", about="同一项目前一阶段的索引号", example="990000040/2026-00300", default=()
    )
