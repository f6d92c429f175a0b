"""年报: the annual report of disclosure work in the form of 国办公开办函〔2021〕30号."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, reduce
from typing import Annotated, Any, ClassVar

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from disclosure.fields import (
    Amount,
    Cell,
    Cells,
    Columns,
    Filled,
    Markdown,
    Model,
    Year,
    Yuan,
    fault,
    model_inside,
    term,
)
from disclosure.kinds.base import Entry, alias_of
from disclosure.problem import quote, sentence

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
"""The columns of table 3; the five after 自然人 stand under 法人或其他组织."""
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
"""The columns of each group of table 4."""
SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
"""The headings of the report, word for word."""
NOT_CHARGED = "未收取"
"""Written instead of amounts where no 信息处理费 was charged."""

Applicants = Annotated[Cells, Columns(APPLICANTS, total="总计")]
"""Seven counts, one for each of APPLICANTS."""
Outcomes = Annotated[Cells, Columns(OUTCOMES, total="总计")]
"""Five counts, one for each of OUTCOMES."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of table 3, or a group of table 4, of one report."""

    loc: tuple[str, ...]
    """The names of the fields from the table down to the row."""
    group: str
    """The heading above the row, such as （三）不予公开; empty where there is none."""
    label: str
    """The heading of the row, word for word as in the official form."""
    cells: Cells

    @property
    def name(self) -> str:
        """The row as messages call it: group and label."""
        return f"{self.group} {self.label}" if self.group else self.label


@cache
def form_places(table: type[Model]) -> tuple[tuple[tuple[str, ...], tuple[str, ...], str, str], ...]:
    """Attributes, names of fields, group and label of each row of a table; labels are the descriptions of fields."""
    found: list[tuple[tuple[str, ...], tuple[str, ...], str, str]] = []
    for name, info in table.model_fields.items():
        loc, label = (alias_of(table, name),), info.description or ""
        if inner := model_inside(info.annotation):
            found += [((name, *path), loc + below, label, own) for path, below, _, own in form_places(inner)]
        else:
            found.append(((name,), loc, "", label))
    return tuple(found)


def _rows(table: Model) -> tuple[FormRow, ...]:
    """The rows of a table in the order of the form."""
    return tuple(
        FormRow(loc, group, label, reduce(getattr, path, table))  # type: ignore[arg-type]
        for path, loc, group, label in form_places(type(table))
    )


def _row(ordinal: str, name: str, note: str = "") -> Any:  # noqa: ANN401 - like pydantic's Field
    """A row of table 3: what the clerk writes is the name, what the form prints has the ordinal before it."""
    return term(name, about=f"{ordinal}{name}{note}", example="0")


class Documents(Model):
    """Counts of 规章 or 行政规范性文件 (第二十条第（一）项)."""

    made: Cell = term("本年制发件数", about="本年制发件数", example="0")
    repealed: Cell = term("本年废止件数", about="本年废止件数", example="0")
    in_force: Cell = term("现行有效件数", about="现行有效件数", example="0")


class Proactive(Model):
    """Table 2: 主动公开政府信息情况."""

    rules: Documents = term("规章", about="规章", example="见示例")
    normative: Documents = term("行政规范性文件", about="行政规范性文件", example="见示例")
    licences: Cell = term("行政许可", about="本年处理决定数量", example="0")
    penalties: Cell = term("行政处罚", about="本年处理决定数量", example="0")
    enforcements: Cell = term("行政强制", about="本年处理决定数量", example="0")
    fees: Annotated[Amount, Filled] = term("行政事业性收费", about="本年收费金额（单位：万元）", example="0.00")


class Refused(Model):
    """（三）不予公开."""

    state_secret: Applicants = _row("1.", "属于国家秘密")
    forbidden_by_law: Applicants = _row("2.", "其他法律行政法规禁止公开")
    endangering: Applicants = _row("3.", "危及“三安全一稳定”")
    third_party: Applicants = _row("4.", "保护第三方合法权益")
    internal: Applicants = _row("5.", "属于三类内部事务信息")
    process: Applicants = _row("6.", "属于四类过程性信息")
    case_file: Applicants = _row("7.", "属于行政执法案卷")
    enquiry: Applicants = _row("8.", "属于行政查询事项")


class NotHeld(Model):
    """（四）无法提供."""

    not_held: Applicants = _row("1.", "本机关不掌握相关政府信息")
    to_be_made: Applicants = _row("2.", "没有现成信息需要另行制作")
    unclear: Applicants = _row("3.", "补正后申请内容仍不明确")


class NotHandled(Model):
    """（五）不予处理."""

    complaint: Applicants = _row("1.", "信访举报投诉类申请")
    repeated: Applicants = _row("2.", "重复申请")
    published: Applicants = _row("3.", "要求提供公开出版物")
    excessive: Applicants = _row("4.", "无正当理由大量反复申请")
    confirmation: Applicants = _row("5.", "要求行政机关确认或重新出具已获取信息")


class OtherHandling(Model):
    """（六）其他处理."""

    not_corrected: Applicants = _row("1.", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")
    not_paid: Applicants = _row("2.", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")
    other: Applicants = _row("3.", "其他")


class Requests(Model):
    """Table 3: 收到和处理政府信息公开申请情况. Each row has the seven counts of APPLICANTS."""

    received: Applicants = _row("一、", "本年新收政府信息公开申请数量")
    carried_in: Applicants = _row("二、", "上年结转政府信息公开申请数量")
    disclosed: Applicants = _row("（一）", "予以公开")
    partly: Applicants = _row("（二）", "部分公开", "（区分处理的，只计这一情形，不计其他情形）")
    refused: Refused = term("不予公开", about="（三）不予公开", example="见示例")
    not_held: NotHeld = term("无法提供", about="（四）无法提供", example="见示例")
    not_handled: NotHandled = term("不予处理", about="（五）不予处理", example="见示例")
    other: OtherHandling = term("其他处理", about="（六）其他处理", example="见示例")
    total: Applicants = _row("（七）", "总计")
    carried_out: Applicants = _row("四、", "结转下年度继续办理")

    @property
    def rows(self) -> tuple[FormRow, ...]:
        """All 25 rows in the order of the form."""
        return _rows(self)

    @property
    def outcomes(self) -> tuple[FormRow, ...]:
        """The 21 rows that add to （七）总计."""
        return _rows(self)[2:-2]


class Disputes(Model):
    """Table 4: 政府信息公开行政复议、行政诉讼情况. Each row has the five counts of OUTCOMES."""

    reconsideration: Outcomes = term("行政复议", about="行政复议", example="0")
    direct_suit: Outcomes = term("未经复议直接起诉", about="行政诉讼 未经复议直接起诉", example="0")
    suit_after: Outcomes = term("复议后起诉", about="行政诉讼 复议后起诉", example="0")

    @property
    def rows(self) -> tuple[FormRow, ...]:
        """The three groups in the order of the form."""
        return _rows(self)


UNCLEAR_FEES = sentence(
    "wrong-shape.fees",
    "{found}看不出收取了多少",
    f"没有收取的请写“{NOT_CHARGED}”，收取了的请写“实际收取”（元）和“件数”",
)


class HandlingFees(Model):
    """信息处理费 (条例第四十二条), section six. Amounts in 元."""

    twin: ClassVar[str] = f"not-charged {NOT_CHARGED}"

    collected_yuan: Yuan = term("实际收取", about="实际收取信息处理费的金额，单位：元", example="0.00")
    items: Cell = term("件数", about="收取信息处理费的申请件数", example="0")

    @model_validator(mode="before")
    @classmethod
    def _not_charged(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the clerk wrote
        """Read 未收取 as nothing charged."""
        if not isinstance(value, str):
            return value
        if value.strip() == NOT_CHARGED:
            return {alias_of(cls, "collected_yuan"): "0", alias_of(cls, "items"): "0"}
        raise fault("wrong-shape", *UNCLEAR_FEES(found=quote(value)))


class _OrNotCharged:
    """Lets the editor schema offer 未收取 beside the amounts."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Mapping[str, Any]:
        """The schema of the amounts, or the one word."""
        return {"anyOf": [{"const": NOT_CHARGED}, handler(schema)]}


class AnnualReport(Entry):
    """An organ's annual report of disclosure work."""

    slug: ClassVar[str] = "annual-report"
    label: ClassVar[str] = "政府信息公开年报"
    about: ClassVar[str] = "政府信息公开工作年度报告"
    counter: ClassVar[str] = "份"
    facts: ClassVar[tuple[str, ...]] = ("year",)

    year: Year = term("年度", about="报告的是哪一年", example="2024")
    overview: Markdown = term("总体情况", about=SECTIONS[0], example="（一）主动公开情况")
    proactive: Proactive = term("主动公开", about=SECTIONS[1], example="见示例")
    requests: Requests = term("申请情况", about=SECTIONS[2], example="见示例")
    disputes: Disputes = term("复议诉讼", about=SECTIONS[3], example="见示例")
    shortcomings: Markdown = term("存在问题及改进", about=SECTIONS[4], example="一是……")
    handling_fees: Annotated[HandlingFees, _OrNotCharged()] | None = term(
        "信息处理费", about="六、中的信息处理费收取情况，没有收取的写“未收取”", example="未收取", default=None
    )
    other_matters: Markdown = term("其他报告事项", about=SECTIONS[5], example="无")
