"""accounts.yml: the official tables of 预算 and 决算, the classes of 政府收支分类科目, and the tolerance of sums."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from disclosure.fields import Amount, Code, Line, Model, NonEmpty, one_of, term
from disclosure.problem import shared

NO_CODES = "无"
SCHEMES = (NO_CODES, "收入", "功能", "经济", "政府经济")
"""Which classification the codes of a table belong to; 无: its rows carry no codes."""
DEPTHS = ("类", "款", "项")
_ORDINAL = shared("ordinal", r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．、]|其中[：:]?)\s*")


def bare(item: str) -> str:
    """The name of a row without its ordinal and without 其中."""
    return _ORDINAL.sub("", item, count=1)


class Table(Model):
    """One official table of a form."""

    slug: Line = term("标识", about="程序核对时用的名称，不改", example="spending")
    name: Line = term("名称", about="官方表名", example="支出决算表")
    other_names: tuple[Line, ...] = term("别名", about="同样认可的表名", example="支出总表", default=())
    scheme: Annotated[Line, one_of(SCHEMES)] = term(
        "科目", about="科目编码属于哪种分类", example="功能", default=NO_CODES
    )
    depth: Annotated[Line, one_of(DEPTHS)] | None = term(
        "公开到", about="应当公开到类、款还是项", example="项", default=None
    )
    columns: Annotated[tuple[Line, ...], NonEmpty] = term("列", about="官方的列，依官方次序", example="基本支出")
    more_columns: tuple[Line, ...] = term("另可列", about="也可以有的列", example="上年决算数", default=())
    headings: dict[Line, Line] = term("表头", about="页面上另有表头的列", example="见词表", default={})
    needed_rows: tuple[Line, ...] = term("必有行", about="有数据时必须有的合计行", example="合计", default=())
    omissible: Annotated[Line, one_of(("是",))] | None = term(
        "可以不列", about="没有这张表也可以的写“是”", example="是", default=None
    )
    nothing: Line = term("无数据", about="空表说明里“没有”后面的话", example="政府性基金预算财政拨款收入和支出")

    @property
    def names(self) -> tuple[str, ...]:
        """The official name and all others that are accepted."""
        return (self.name, *self.other_names)

    def heading(self, column: str) -> str:
        """What stands at the head of a column."""
        return self.headings.get(column, column)


class Form(Model):
    """The tables that the accounts of one kind and scope consist of, in their official order."""

    kind: Line = term("种类", about="budget 或者 final-account", example="budget")
    scopes: Annotated[tuple[Line, ...], NonEmpty] = term("类型", about="政府、部门、单位", example="部门")
    tables: Annotated[tuple[Table, ...], NonEmpty] = term("表", about="各表，依官方次序", example="见词表")

    @cached_property
    def table_by_name(self) -> dict[str, Table]:
        """Tables by every accepted name."""
        return {name: table for table in self.tables for name in table.names}


class Classes(Model):
    """Names of the codes of one classification; codes without a name here are not compared."""

    scheme: Annotated[Line, one_of(SCHEMES[1:])] = term("科目", about="哪种分类", example="功能")
    closed: Annotated[Line, one_of(("是",))] | None = term(
        "类已列全", about="各类都在这里列全了的写“是”，不在其中的类就是写错了", example="是", default=None
    )
    names: dict[Code, Line] = term("名称", about="编码和名称", example="见词表")


class AccountsFile(Model):
    """accounts.yml."""

    tolerance: Amount = term("容差", about="每个加数允许的尾差，万元", example="0.01")
    totals: dict[Line, tuple[Line, ...]] = term("合计行", about="合计行的名称和别名", example="见词表")
    debt: dict[Line, tuple[Line, ...]] = term("债务行", about="债务表里程序核对的行", example="见词表")
    classes: tuple[Classes, ...] = term("科目", about="收支分类科目", example="见词表")
    forms: tuple[Form, ...] = term("表式", about="各种预决算由哪些表组成", example="见词表")

    def form(self, kind: str, scope: str) -> Form | None:
        """The form for a kind (its slug) and a 类型; None where the vocabulary prescribes none."""
        return next((form for form in self.forms if form.kind == kind and scope in form.scopes), None)

    @cached_property
    def total_by_name(self) -> dict[str, str]:
        """The proper name of a total by every accepted name."""
        return {name: proper for proper, others in self.totals.items() for name in (proper, *others)}

    def total_name(self, item: str) -> str | None:
        """The proper name of the total that a row with this name holds; None for other rows."""
        return self.total_by_name.get(bare(item))

    def debt_line(self, item: str) -> str | None:
        """The proper name of the line of a debt table with this name; None for lines that are not checked."""
        name = bare(item)
        return next((proper for proper, others in self.debt.items() if name in (proper, *others)), None)

    def classes_of(self, scheme: str) -> Classes | None:
        """The names of the codes of a classification, if the vocabulary holds any."""
        return next((classes for classes in self.classes if classes.scheme == scheme), None)
