"""行政事业性收费目录清单 (条例第二十条第（八）项: 项目及其依据、标准). Standards in 元, unlike amounts elsewhere."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Figure, Line, Listed, Model, NonEmpty, Text, Year, one_of, term
from disclosure.kinds.base import Entry, Relation


class FeeStandard(Model):
    """What is charged in one case: a figure in 元, or words where a figure alone would not be right."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"case", "rate", "unit", "note"})

    case: Line | None = term("情形", about="分几种情形的，写明哪一种", example="补办", default=None)
    rate: Figure | None = term("标准", about="收多少，单位是元", example="10", default=None)
    unit: Line | None = term("计费单位", about="按什么计，写成“元/…”", example="元/证", default=None)
    note: Text | None = term("说明", about="不是一个数能说清的，写在这里", example="按培养成本的……核定", default=None)


class Fee(Model):
    """One charge (收费项目)."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"starts_on", "ends_on"})

    name: Line = term("项目名称", about="目录清单里的名称，一字不差", example="不动产登记费")
    collector: Line = term("执收单位", about="由谁收", example="示例县自然资源局")
    payers: Line = term("征收对象", about="向谁收", example="申请不动产登记的单位和个人")
    standards: Annotated[tuple[FeeStandard, ...], NonEmpty] = term("收费标准", about="各种情形收多少", example="见示例")
    basis: Annotated[tuple[Text, ...], NonEmpty] = term(
        "收费依据", about="法律法规和文件的名称、文号", example="《……办法》（示财综〔2024〕1号）"
    )
    funds: Annotated[Line, Listed("资金管理方式")] = term(
        "资金管理方式", about="收来的钱怎样管", example="缴入地方国库"
    )
    relief: Text | None = term("减免", about="哪些人可以减、免，凭什么", example="小微企业免收", default=None)
    of_business: Annotated[Line, one_of(("是", "否"))] = term("涉企", about="是不是涉企收费", example="否")
    state: Annotated[Line, Listed("收费状态")] = term("状态", about="现在收不收", example="执行")
    starts_on: Day | None = term("起", about="现行标准从哪一天起", example="2024-01-01", default=None)
    ends_on: Day | None = term("止", about="停征、免征从哪一天起，或者到哪一天为止", example="2026-12-31", default=None)
    stopped_by: Line | None = term(
        "停征依据", about="停征、免征、取消的依据", example="示财综〔2025〕3号", default=None
    )

    @property
    def is_charged(self) -> bool:
        """Whether it is charged now: a state that says neither 停 nor 免 nor 取消."""
        return not any(word in self.state for word in ("停", "免", "取消"))


class FeeList(Entry):
    """A list of charges (目录清单)."""

    slug: ClassVar[str] = "fee"
    label: ClassVar[str] = "行政事业性收费目录清单"
    about: ClassVar[str] = "收费的项目、标准、依据和减免"
    facts: ClassVar[tuple[str, ...]] = ("year", "as_of", "complaint_phone")
    relations: ClassVar[tuple[Relation, ...]] = (Relation("previous", "上一版清单", "下一版清单", ("fee",)),)

    year: Year = term("年度", about="哪一年的清单", example="2026")
    as_of: Day = term("清单日期", about="清单内容截至哪一天", example="2026-01-01")
    complaint_phone: Line | None = term("举报电话", about="乱收费的举报电话", example="0000-0000000", default=None)
    previous: tuple[Line, ...] = term("上一版", about="上一版清单的索引号", example="990000060/2025-00300", default=())
    fees: Annotated[tuple[Fee, ...], NonEmpty] = term("收费项目", about="各个收费项目", example="见示例")
