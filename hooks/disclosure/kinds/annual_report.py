"""年报: the annual report of disclosure work in the form of 国办公开办函〔2021〕30号."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator

from disclosure.fields import Amount, Count, Markdown, Model, Year, fault, term
from disclosure.kinds.base import Entry

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
"""The columns of table 3; the five after 自然人 stand under 法人或其他组织."""
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
"""The columns of each group of table 4."""


def _row_of(names: tuple[str, ...]) -> AfterValidator:
    def check(values: tuple[int, ...]) -> tuple[int, ...]:
        if len(values) == len(names):
            return values
        raise fault(
            "wrong-shape", f"应有 {len(names)} 个数，这里有 {len(values)} 个", f"请依次写{'、'.join(names)}，没有的写 0"
        )

    return AfterValidator(check)


Applicants = Annotated[tuple[Count, ...], _row_of(APPLICANTS)]
Outcomes = Annotated[tuple[Count, ...], _row_of(OUTCOMES)]


class Documents(Model):
    """Counts of 规章 or 行政规范性文件 (第二十条第（一）项)."""

    made: Count = term("本年制发件数", about="本年制发件数", example="2")
    repealed: Count = term("本年废止件数", about="本年废止件数", example="0")
    in_force: Count = term("现行有效件数", about="现行有效件数", example="11")


class Proactive(Model):
    """Table 2: 主动公开政府信息情况."""

    rules: Documents = term("规章", about="规章", example="见示例")
    normative: Documents = term("行政规范性文件", about="行政规范性文件", example="见示例")
    licences: Count = term("行政许可", about="本年处理决定数量", example="120")
    penalties: Count = term("行政处罚", about="本年处理决定数量", example="36")
    enforcements: Count = term("行政强制", about="本年处理决定数量", example="2")
    fees: Amount = term("行政事业性收费", about="本年收费金额（单位：万元）", example="12.30")


class Refused(Model):
    """（三）不予公开."""

    state_secret: Applicants = term("属于国家秘密", about="1.", example="0")
    forbidden_by_law: Applicants = term("其他法律行政法规禁止公开", about="2.", example="0")
    endangering: Applicants = term("危及“三安全一稳定”", about="3.", example="0")
    third_party: Applicants = term("保护第三方合法权益", about="4.", example="0")
    internal: Applicants = term("属于三类内部事务信息", about="5.", example="0")
    process: Applicants = term("属于四类过程性信息", about="6.", example="0")
    case_file: Applicants = term("属于行政执法案卷", about="7.", example="0")
    enquiry: Applicants = term("属于行政查询事项", about="8.", example="0")


class NotHeld(Model):
    """（四）无法提供."""

    not_held: Applicants = term("本机关不掌握相关政府信息", about="1.", example="0")
    to_be_made: Applicants = term("没有现成信息需要另行制作", about="2.", example="0")
    unclear: Applicants = term("补正后申请内容仍不明确", about="3.", example="0")


class NotHandled(Model):
    """（五）不予处理."""

    complaint: Applicants = term("信访举报投诉类申请", about="1.", example="0")
    repeated: Applicants = term("重复申请", about="2.", example="0")
    published: Applicants = term("要求提供公开出版物", about="3.", example="0")
    excessive: Applicants = term("无正当理由大量反复申请", about="4.", example="0")
    confirmation: Applicants = term("要求行政机关确认或重新出具已获取信息", about="5.", example="0")


class OtherHandling(Model):
    """（六）其他处理."""

    not_corrected: Applicants = term(
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", about="1.", example="0"
    )
    not_paid: Applicants = term(
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", about="2.", example="0"
    )
    other: Applicants = term("其他", about="3.", example="0")


class Requests(Model):
    """Table 3: 收到和处理政府信息公开申请情况. Each row has the seven counts of APPLICANTS."""

    received: Applicants = term("本年新收政府信息公开申请数量", about="一、", example="0")
    carried_in: Applicants = term("上年结转政府信息公开申请数量", about="二、", example="0")
    disclosed: Applicants = term("予以公开", about="（一）", example="0")
    partly: Applicants = term("部分公开", about="（二）区分处理的，只计这一情形，不计其他情形", example="0")
    refused: Refused = term("不予公开", about="（三）", example="见示例")
    not_held: NotHeld = term("无法提供", about="（四）", example="见示例")
    not_handled: NotHandled = term("不予处理", about="（五）", example="见示例")
    other: OtherHandling = term("其他处理", about="（六）", example="见示例")
    total: Applicants = term("总计", about="（七）", example="0")
    carried_out: Applicants = term("结转下年度继续办理", about="四、", example="0")


class Disputes(Model):
    """Table 4: 政府信息公开行政复议、行政诉讼情况. Each row has the five counts of OUTCOMES."""

    reconsideration: Outcomes = term("行政复议", about="行政复议", example="0")
    direct_suit: Outcomes = term("未经复议直接起诉", about="行政诉讼", example="0")
    suit_after: Outcomes = term("复议后起诉", about="行政诉讼", example="0")


class AnnualReport(Entry):
    """An organ's annual report of disclosure work."""

    slug: ClassVar[str] = "annual-report"
    label: ClassVar[str] = "政府信息公开年报"
    about: ClassVar[str] = "政府信息公开工作年度报告"
    facts: ClassVar[tuple[str, ...]] = ("year",)

    year: Year = term("年度", about="报告的是哪一年", example="2024")
    overview: Markdown = term("总体情况", about="一、总体情况", example="（一）主动公开情况")
    proactive: Proactive = term("主动公开", about="二、主动公开政府信息情况", example="见示例")
    requests: Requests = term("申请情况", about="三、收到和处理政府信息公开申请情况", example="见示例")
    disputes: Disputes = term("复议诉讼", about="四、政府信息公开行政复议、行政诉讼情况", example="见示例")
    shortcomings: Markdown = term("存在问题及改进", about="五、存在的主要问题及改进情况", example="一是……")
    other_matters: Markdown = term("其他报告事项", about="六、其他需要报告的事项，含信息处理费", example="无")
