"""预算 and 决算 with the “三公”经费 (预算法第十四条; 财预〔2016〕143号). All amounts in 万元, exactly as filed.

Which tables there are, and which of the columns each has, is data: catalogue/vocabulary/accounts.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from disclosure.fields import (
    Amount,
    Code,
    Count,
    Day,
    Line,
    Listed,
    Markdown,
    Model,
    NonEmpty,
    Text,
    Year,
    read_as,
    term,
)
from disclosure.kinds.base import Entry, alias_of


def _column(alias: str, about: str, example: str = "120.50") -> Any:  # noqa: ANN401 - like `term`
    return term(alias, about=about, example=example, default=None)


class Row(Model):
    """One line of an official table; every column may be left blank, which the arithmetic reads as nought."""

    code: Code | None = term(
        "科目编码", about="收入和支出功能分类 3、5、7 位，经济分类 3、5 位", example="2050205", default=None
    )
    item: Line = term("项目", about="科目或者项目的名称", example="一般公共服务支出")
    amount: Amount | None = _column("金额", "只有一列数时写在这里")
    total: Amount | None = _column("合计", "本行合计")
    basic: Amount | None = _column("基本支出", "基本支出", "100.00")
    project: Amount | None = _column("项目支出", "项目支出", "20.50")
    remitted: Amount | None = _column("上缴上级支出", "上缴上级支出", "0.00")
    business: Amount | None = _column("经营支出", "经营支出", "0.00")
    subsidies: Amount | None = _column("对附属单位补助支出", "对附属单位补助支出", "0.00")
    personnel: Amount | None = _column("人员经费", "基本支出中的人员经费", "80.00")
    running: Amount | None = _column("公用经费", "基本支出中的公用经费", "20.00")
    appropriated: Amount | None = _column("财政拨款收入", "财政拨款收入")
    from_superior: Amount | None = _column("上级补助收入", "上级补助收入", "0.00")
    from_services: Amount | None = _column("事业收入", "事业收入", "0.00")
    from_business: Amount | None = _column("经营收入", "经营收入", "0.00")
    from_affiliates: Amount | None = _column("附属单位上缴收入", "附属单位上缴收入", "0.00")
    other_income: Amount | None = _column("其他收入", "其他收入", "0.00")
    general: Amount | None = _column("一般公共预算财政拨款", "来自一般公共预算的财政拨款")
    fund: Amount | None = _column("政府性基金预算财政拨款", "来自政府性基金预算的财政拨款", "0.00")
    capital: Amount | None = _column("国有资本经营预算财政拨款", "来自国有资本经营预算的财政拨款", "0.00")
    opening: Amount | None = _column("年初结转和结余", "年初结转和结余", "0.00")
    income: Amount | None = _column("本年收入", "本年收入")
    spending: Amount | None = _column("本年支出", "本年支出")
    closing: Amount | None = _column("年末结转和结余", "年末结转和结余", "0.00")
    budgeted: Amount | None = _column("预算数", "预算数")
    final: Amount | None = _column("决算数", "决算数", "118.20")
    last_budgeted: Amount | None = _column("上年预算数", "上年预算数", "110.00")
    last_final: Amount | None = _column("上年决算数", "上年决算数", "109.36")

    @property
    def depth(self) -> int:
        """0 for a 类 or a line without code, 1 for a 款, 2 for a 项."""
        return max(0, (len(self.code) - 3) // 2) if self.code else 0


class Expense(Model):
    """One item of the “三公”经费; amounts in 万元."""

    budgeted: Amount | None = term("预算数", about="本年预算数", example="2.85", default=None)
    final: Amount | None = term("决算数", about="本年决算数", example="0.39", default=None)
    last_budgeted: Amount | None = term("上年预算数", about="上年预算数", example="3.00", default=None)
    last_final: Amount | None = term("上年决算数", about="上年决算数", example="0.54", default=None)


SPELLINGS = {
    "公务用车购置及运行费": "公务用车购置及运行维护费",
    "公务用车运行费": "公务用车运行维护费",
}
"""Names of 财预〔2016〕143号 for what final accounts call 运行维护费. Both are right; pages print what was written."""


def _allow_spellings(schema: dict[str, Any]) -> None:
    properties = schema["properties"]
    properties.update({other: properties[name] for other, name in SPELLINGS.items()})
    schema["required"] = [name for name in schema["required"] if name not in SPELLINGS.values()]


class ThreePublicExpenses(Model):
    """“三公”经费: abroad, cars, receptions, with the counts that must go with them. All given by the office."""

    model_config = ConfigDict(json_schema_extra=_allow_spellings)
    spelled: ClassVar[Mapping[str, str]] = SPELLINGS

    abroad: Expense = term("因公出国（境）费", about="因公出国（境）费", example="见示例")
    cars: Expense | None = term(
        "公务用车购置及运行维护费", about="公务用车购置费与运行维护费之和", example="见示例", default=None
    )
    car_purchase: Expense = term("公务用车购置费", about="公务用车购置费", example="见示例")
    car_running: Expense = term("公务用车运行维护费", about="公务用车运行维护费", example="见示例")
    reception: Expense = term("公务接待费", about="公务接待费", example="见示例")
    total: Expense = term("合计", about="由填报单位给出，不自动计算", example="见示例")
    trips: Count | None = term("团组数", about="因公出国（境）团组数（个）", example="0", default=None)
    travellers: Count | None = term("出国人次", about="因公出国（境）人次", example="0", default=None)
    cars_bought: Count | None = term("购置数", about="公务用车购置数量（辆）", example="0", default=None)
    cars_owned: Count | None = term("保有量", about="公务用车保有量（辆）", example="2", default=None)
    receptions: Count | None = term("接待批次", about="国内公务接待批次", example="12", default=None)
    guests: Count | None = term("接待人次", about="国内公务接待人次", example="96", default=None)
    foreign_receptions: Count | None = term("接待外宾批次", about="其中接待外宾批次", example="0", default=None)
    foreign_guests: Count | None = term("接待外宾人次", about="其中接待外宾人次", example="0", default=None)
    reason: Line | None = term("增减原因", about="比上年增减的原因", example="严格控制接待标准", default=None)

    _written: dict[str, str] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _either_spelling(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, Mapping):
            return handler(data)
        other = {SPELLINGS[name]: name for name in data if name in SPELLINGS and SPELLINGS[name] not in data}
        known = {SPELLINGS[name] if other.get(SPELLINGS.get(name, "")) == name else name: data[name] for name in data}
        return handler(known)._spelled(other)  # noqa: SLF001 - an instance of this very class

    def _spelled(self, names: dict[str, str]) -> Self:
        self._written = names
        return self

    def key(self, attribute: str) -> str:
        """The name of a field as this entry writes it."""
        alias = alias_of(type(self), attribute)
        return self._written.get(alias, alias)

    @property
    def items(self) -> tuple[tuple[str, Expense], ...]:
        """The items with their names, the total last; the sum of the two sorts of car cost only where it is given."""
        names = ("abroad", "cars", "car_purchase", "car_running", "reception", "total")
        return tuple((self.key(name), getattr(self, name)) for name in names if getattr(self, name) is not None)


class Procurement(Model):
    """政府采购; amounts in 万元, shares in per cent of the total."""

    goods: Amount = term("货物", about="货物类采购", example="4.79")
    works: Amount = term("工程", about="工程类采购", example="0")
    services: Amount = term("服务", about="服务类采购", example="246.47")
    total: Amount = term("合计", about="采购总额，由填报单位给出", example="251.26")
    small_firms: Amount | None = _column("授予中小企业合同金额", "授予中小企业合同金额", "201.00")
    small_firms_share: Amount | None = _column(
        "授予中小企业合同占比", "授予中小企业合同金额占采购总额的百分比，不写“%”", "80.00"
    )


@read_as("as:金额")
def _full_form(value: object) -> object:
    return {"金额": value} if isinstance(value, str) else value


def _also_short(schema: dict[str, Any]) -> None:
    full = {key: schema.pop(key) for key in list(schema) if key in {"type", "properties", "required"}}
    full["additionalProperties"] = schema.pop("additionalProperties")
    schema["anyOf"] = [{"type": ["string", "number"]}, full]


class RunningCost(Model):
    """机关运行经费; amounts in 万元, `rate` in per cent of last year's amount."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"amount"})

    model_config = ConfigDict(json_schema_extra=_also_short)

    amount: Amount = term("金额", about="本年机关运行经费", example="184.65")
    last: Amount | None = _column("上年金额", "上年机关运行经费", "182.10")
    change: Amount | None = _column("增减额", "比上年增加的金额，减少的写负数", "2.55")
    rate: Amount | None = _column("增减率", "比上年增长的百分比，下降的写负数，不写“%”", "1.40")
    reason: Line | None = term("增减原因", about="比上年增减的主要原因", example="物业服务合同价格调整", default=None)


class StateAssets(Model):
    """国有资产占有使用情况: counts at the end of the year."""

    vehicles: dict[Line, Count] = term("车辆", about="按用途分类的车辆数（辆）", example="见示例", default={})
    vehicles_total: Count | None = term("车辆合计", about="车辆总数（辆），由填报单位给出", example="3", default=None)
    large_equipment: Count | None = term(
        "单价100万元（含）以上设备", about="单价100万元（含）以上设备台（套）数，不含车辆", example="0", default=None
    )


class Assessed(Model):
    """One project with its aim and, in a final account, with the result of the assessment."""

    project: Line = term("项目", about="项目名称", example="信息化建设")
    amount: Amount | None = _column("金额", "项目金额，万元", "209.36")
    aim: Text | None = term("绩效目标", about="预定的目标", example="系统全年可用率不低于99%", default=None)
    score: Amount | None = _column("得分", "评价得分，满分100分", "89")
    grade: Line | None = term("等次", about="评价等次", example="良", default=None)


class Performance(Model):
    """绩效: aims in a budget, results in a final account."""

    text: Text | None = term("情况", about="绩效管理情况", example="全部项目开展绩效自评", default=None)
    projects: tuple[Assessed, ...] = term("项目", about="逐个项目的目标或者结果", example="见示例", default=())


class Explained(Model):
    """A technical term with its meaning (名词解释)."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"name", "meaning"})

    name: Line = term("名词", about="专业名词", example="基本支出")
    meaning: Text = term("解释", about="通俗的解释", example="为保障机构正常运转、完成日常工作任务而发生的支出")


class Accounts(Entry):
    """What 预算 and 决算 share."""

    counter: ClassVar[str] = "份"
    facts: ClassVar[tuple[str, ...]] = ("year", "scope_of_accounts", "unit", "approved_on")

    year: Year = term("年度", about="哪一年的预算或者决算", example="2024")
    scope_of_accounts: Annotated[Line, Listed("预决算类型")] = term("类型", about="政府、部门或者单位", example="部门")
    unit: Line | None = term(
        "单位名称", about="单位预决算写单位的全称；就是本机构的不写", example="示例县第一中学", default=None
    )
    approved_on: Day = term("批复日期", about="批准或者批复的日期，公开期限从这一天算起", example="2024-02-10")
    duties: Markdown | None = term("主要职能", about="主要职能", example="贯彻执行……", default=None)
    structure: Markdown | None = term("机构设置", about="机构设置或者所属单位的构成", example="内设……", default=None)
    tables: dict[Line, tuple[Row, ...]] = term(
        "表", about="官方表名和各行，单位：万元；没有数据的表写“[]”", example="见示例"
    )
    three_public: ThreePublicExpenses | None = term("三公经费", about="“三公”经费", example="见示例", default=None)
    running_cost: Annotated[RunningCost, BeforeValidator(_full_form)] | None = term(
        "机关运行经费", about="机关运行经费，万元；可以只写一个数", example="184.65", default=None
    )
    procurement: Procurement | None = term("政府采购", about="政府采购", example="见示例", default=None)
    assets: StateAssets | None = term("国有资产", about="国有资产占有使用情况", example="见示例", default=None)
    performance: Performance | None = term("绩效", about="绩效目标或者绩效评价结果", example="见示例", default=None)
    explanation: Markdown | None = term("说明", about="收支增减等情况的说明", example="一、收支总体情况", default=None)
    glossary: Annotated[tuple[Explained, ...], NonEmpty] | None = term(
        "名词解释", about="专业名词解释", example="见示例", default=None
    )


class Budget(Accounts):
    """A budget of a government, a department or a unit."""

    slug: ClassVar[str] = "budget"
    label: ClassVar[str] = "预算"
    about: ClassVar[str] = "政府、部门和单位的预算"


class FinalAccount(Accounts):
    """A final account of a government, a department or a unit."""

    slug: ClassVar[str] = "final-account"
    label: ClassVar[str] = "决算"
    about: ClassVar[str] = "政府、部门和单位的决算"
