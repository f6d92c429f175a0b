"""预算 and 决算 with the “三公”经费 (预算法第十四条; 财预〔2016〕143号). All amounts in 万元."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Amount, Code, Count, Day, Line, Listed, Markdown, Model, NonEmpty, Year, term
from disclosure.kinds.base import Entry


class Row(Model):
    """One line of an official table; amounts in 万元, exactly as filed."""

    code: Code | None = term("科目编码", about="功能分类 3、5、7 位，经济分类 3、5 位", example="2050205", default=None)
    item: Line = term("项目", about="科目或者项目的名称", example="一般公共服务支出")
    amount: Amount | None = term("金额", about="只有一列数时写在这里", example="120.50", default=None)
    total: Amount | None = term("合计", about="合计", example="120.50", default=None)
    basic: Amount | None = term("基本支出", about="基本支出", example="100.00", default=None)
    project: Amount | None = term("项目支出", about="项目支出", example="20.50", default=None)
    budgeted: Amount | None = term("预算数", about="预算数", example="120.50", default=None)
    final: Amount | None = term("决算数", about="决算数", example="118.20", default=None)
    last_budgeted: Amount | None = term("上年预算数", about="上年预算数", example="110.00", default=None)
    last_final: Amount | None = term("上年决算数", about="上年决算数", example="109.36", default=None)

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


class ThreePublicExpenses(Model):
    """“三公”经费: abroad, cars, receptions, with the counts that must go with them. All given by the office."""

    abroad: Expense = term("因公出国（境）费", about="因公出国（境）费", example="见示例")
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
    reason: Line | None = term("增减原因", about="比上年增减的原因", example="严格控制接待标准", default=None)

    @property
    def items(self) -> tuple[tuple[str, Expense], ...]:
        """The items with their names, the total last."""
        names = ("abroad", "car_purchase", "car_running", "reception", "total")
        return tuple((type(self).model_fields[name].alias or name, getattr(self, name)) for name in names)


class Procurement(Model):
    """政府采购; amounts in 万元."""

    goods: Amount = term("货物", about="货物类采购", example="4.79")
    works: Amount = term("工程", about="工程类采购", example="0")
    services: Amount = term("服务", about="服务类采购", example="246.47")
    total: Amount = term("合计", about="采购总额，由填报单位给出", example="251.26")


class _Accounts(Entry):
    """What 预算 and 决算 share."""

    facts: ClassVar[tuple[str, ...]] = ("year", "scope_of_accounts", "approved_on")

    year: Year = term("年度", about="哪一年的预算或者决算", example="2024")
    scope_of_accounts: Annotated[Line, Listed("预决算类型")] = term("类型", about="政府、部门或者单位", example="部门")
    approved_on: Day = term("批复日期", about="批准或者批复的日期，公开期限从这一天算起", example="2024-02-10")
    tables: dict[Line, Annotated[tuple[Row, ...], NonEmpty]] = term(
        "表", about="官方表名和各行，单位：万元", example="见示例"
    )
    three_public: ThreePublicExpenses | None = term("三公经费", about="“三公”经费", example="见示例", default=None)
    running_cost: Amount | None = term("机关运行经费", about="机关运行经费，万元", example="184.65", default=None)
    procurement: Procurement | None = term("政府采购", about="政府采购", example="见示例", default=None)
    explanation: Markdown | None = term("说明", about="收支增减等情况的说明", example="一、收支总体情况", default=None)


class Budget(_Accounts):
    """A budget of a government, a department or a unit."""

    slug: ClassVar[str] = "budget"
    label: ClassVar[str] = "预算"
    about: ClassVar[str] = "政府、部门和单位的预算"


class FinalAccount(_Accounts):
    """A final account of a government, a department or a unit."""

    slug: ClassVar[str] = "final-account"
    label: ClassVar[str] = "决算"
    about: ClassVar[str] = "政府、部门和单位的决算"
