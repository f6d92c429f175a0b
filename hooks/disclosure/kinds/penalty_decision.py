"""行政处罚决定: the 30 columns of the 双公示 exchange standard, in its order.

条例第二十条第（六）项 asks for decisions of some effect on society; 行政处罚法第四十八条 for the withdrawal of those
that were changed or set aside.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Amount, Day, Line, Listed, NonEmpty, Sealed, SocialCode, Text, term
from disclosure.kinds.decisions import Decision, Decisions


class PenaltyDecision(Decision):
    """One decision on a penalty; amounts in 万元."""

    number_field: ClassVar[str] = "document_number"
    made_field: ClassVar[str] = "decided_on"

    party: Line = term("行政相对人名称", about="被处罚的单位或者个人，个人只显示姓", example="示例县示范超市有限公司")
    party_type: Annotated[Line, Listed("行政相对人类别")] = term(
        "行政相对人类别", about="单位、个人还是个体工商户", example="法人及非法人组织"
    )
    social_code: SocialCode | None = term(
        "行政相对人代码_1(统一社会信用代码)", about="18位代码", example="91000000MA0000001R", default=None
    )
    business_number: Line | None = term(
        "行政相对人代码_2(工商注册号)", about="旧注册号", example="000000000000001", default=None
    )
    organisation_code: Line | None = term(
        "行政相对人代码_3(组织机构代码)", about="旧组织机构代码", example="00000000-0", default=None
    )
    tax_number: Line | None = term(
        "行政相对人代码_4(税务登记号)", about="旧税务登记号", example="000000000000000", default=None
    )
    institution_number: Line | None = term(
        "行政相对人代码_5(事业单位证书号)", about="事业单位法人证书号", example="事证第000000000001号", default=None
    )
    society_number: Line | None = term(
        "社会组织登记证号", about="社会组织登记证号", example="示社证字第0001号", default=None
    )
    representative: Line | None = term(
        "法定代表人", about="单位的法定代表人，个人和个体工商户不显示", example="张示例", default=None
    )
    representative_paper_type: Annotated[Line, Listed("证件类型")] | None = term(
        "法定代表人证件类型", about="证件类型", example="身份证", default=None
    )
    representative_paper: Sealed = term(
        "法定代表人证件号码", about="可以不写；写了也不显示在任何地方", example="见示例", default=None
    )
    paper_type: Annotated[Line, Listed("证件类型")] | None = term(
        "自然人证件类型", about="证件类型", example="身份证", default=None
    )
    paper: Sealed = term("自然人证件号码", about="可以不写；写了也不显示在任何地方", example="见示例", default=None)
    document_number: Line = term(
        "行政处罚决定书文号", about="决定书的文号，当场处罚没有文号的写“无”", example="示市监罚〔2026〕7号"
    )
    offence: Line = term("违法行为类型", about="违反什么规定的什么行为", example="经营超过保质期的食品")
    facts_found: Text = term("违法事实", about="查明的事实，不写个人隐私", example="货架上有3袋超过保质期的饼干")
    basis: Text = term("处罚依据", about="法律法规的名称和条款", example="《中华人民共和国食品安全法》第一百二十四条")
    penalty_types: Annotated[tuple[Annotated[Line, Listed("处罚类别")], ...], NonEmpty] = term(
        "处罚类别", about="处罚的种类，可以有几种", example="罚款"
    )
    content: Text = term("处罚内容", about="怎样处罚", example="没收违法所得30元，罚款5000元")
    fine: Amount | None = term("罚款金额（万元）", about="单位是万元：5000元写 0.5", example="0.5", default=None)
    confiscated: Amount | None = term(
        "没收违法所得、没收非法财物的金额（万元）", about="单位是万元：30元写 0.003", example="0.003", default=None
    )
    revoked: Line | None = term(
        "暂扣或吊销证照名称及编号", about="暂扣或者吊销的证照", example="食品经营许可证 JY10000000000001", default=None
    )
    decided_on: Day = term("处罚决定日期", about="作出决定的日期", example="2026-05-11")
    effective_until: Day | None = term(
        "处罚有效期", about="处罚到哪一天为止，没有的不写", example="2026-11-10", default=None
    )
    shown_until: Day | None = term("公示截止期", about="公示到哪一天", example="2027-05-11", default=None)
    organ: Line = term("处罚机关", about="作出决定的机关", example="示例县市场监督管理局")
    organ_code: SocialCode | None = term(
        "处罚机关统一社会信用代码", about="18位代码", example="11000000990000150F", default=None
    )
    source: Line | None = term("数据来源单位", about="报送数据的单位", example="示例县市场监督管理局", default=None)
    source_code: SocialCode | None = term(
        "数据来源单位统一社会信用代码", about="18位代码", example="11000000990000150F", default=None
    )
    remark: Text | None = term("备注", about="备注", example="已履行", default=None)
    shown_on: Day | None = term(
        "公示日期",
        about="在本站公示的日期，默认是条目的发布日期；以后补进来的决定要写",
        example="2026-05-13",
        default=None,
    )


class PenaltyDecisions(Decisions):
    """Decisions on penalties of one organ."""

    slug: ClassVar[str] = "penalty-decision"
    label: ClassVar[str] = "行政处罚决定"
    about: ClassVar[str] = "具有一定社会影响的行政处罚决定，一个条目一批决定"
    counter: ClassVar[str] = "件"
    facts: ClassVar[tuple[str, ...]] = ("names_basis",)

    remedy: Text = term(
        "救济途径",
        about="不服决定怎样申请复议、提起诉讼",
        example="自收到决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼",
    )
    decisions: tuple[PenaltyDecision, ...] = term(
        "决定", about="各件行政处罚决定，列名和次序同双公示标准", example="见示例", default=()
    )
