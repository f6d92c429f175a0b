"""行政许可决定: the 27 columns of the 双公示 exchange standard, in its order (条例第二十条第（五）项: 办理结果)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Line, Listed, Moment, Sealed, SocialCode, Text, term
from disclosure.kinds.decisions import Decision, Decisions


class LicenceDecision(Decision):
    """One decision on a licence."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"content"})

    number_field: ClassVar[str] = "document_number"
    made_field: ClassVar[str] = "decided_on"

    party: Line = term("行政相对人名称", about="被许可的单位或者个人，个人只显示姓", example="示例县示范餐饮有限公司")
    social_code: SocialCode | None = term(
        "行政相对人代码_1（统一社会信用代码）", about="18位代码", example="91000000MA0000001R", default=None
    )
    business_number: Line | None = term(
        "行政相对人代码_2（工商注册号）", about="旧注册号", example="000000000000001", default=None
    )
    organisation_code: Line | None = term(
        "行政相对人代码_3（组织机构代码）", about="旧组织机构代码", example="00000000-0", default=None
    )
    tax_number: Line | None = term(
        "行政相对人代码_4（税务登记号）", about="旧税务登记号", example="000000000000000", default=None
    )
    institution_number: Line | None = term(
        "行政相对人代码_5（事业单位证书号）", about="事业单位法人证书号", example="事证第000000000001号", default=None
    )
    society_number: Line | None = term(
        "行政相对人代码_6（社会组织登记证号）", about="社会组织登记证号", example="示社证字第0001号", default=None
    )
    representative: Line | None = term(
        "法定代表人", about="单位的法定代表人，个人和个体工商户不显示", example="张示例", default=None
    )
    representative_paper: Sealed = term(
        "法定代表人身份证号", about="可以不写；写了也不显示在任何地方", example="见示例", default=None
    )
    paper_type: Annotated[Line, Listed("证件类型")] | None = term(
        "证件类型", about="个人的证件类型", example="身份证", default=None
    )
    paper: Sealed = term("证件号码", about="可以不写；写了也不显示在任何地方", example="见示例", default=None)
    document_name: Line = term("行政许可决定文书名称", about="决定文书的名称", example="准予行政许可决定书")
    document_number: Line = term(
        "行政许可决定文书号", about="决定文书的编号，没有的写“无”", example="示市监许〔2026〕12号"
    )
    licence_type: Annotated[Line, Listed("许可类别")] = term("许可类别", about="许可的类别", example="普通")
    certificate: Line | None = term("许可证书名称", about="发给的证书", example="食品经营许可证", default=None)
    certificate_number: Line | None = term("许可编号", about="证书上的编号", example="JY20000000000001", default=None)
    content: Text = term("许可内容", about="准予做什么", example="餐饮服务经营者：热食类食品制售")
    decided_on: Day = term("许可决定日期", about="作出决定的日期", example="2026-05-11")
    valid_from: Day | None = term("有效期自", about="从哪一天起有效", example="2026-05-11", default=None)
    valid_until: Day | None = term("有效期至", about="到哪一天为止，长期有效的不写", example="2031-05-10", default=None)
    organ: Line = term("许可机关", about="作出决定的机关", example="示例县市场监督管理局")
    organ_code: SocialCode | None = term(
        "许可机关统一社会信用代码", about="18位代码", example="11000000990000150F", default=None
    )
    state: Annotated[Line, Listed("许可当前状态")] = term("当前状态", about="现在是否有效", example="有效")
    source: Line | None = term("数据来源单位", about="报送数据的单位", example="示例县市场监督管理局", default=None)
    source_code: SocialCode | None = term(
        "数据来源单位统一社会信用代码", about="18位代码", example="11000000990000150F", default=None
    )
    remark: Text | None = term("备注", about="备注", example="延续", default=None)
    exported_at: Moment | None = term(
        "数据导出时间", about="从业务系统导出的时间", example="2026-05-12 09:30", default=None
    )
    shown_on: Day | None = term(
        "公示日期",
        about="在本站公示的日期，默认是条目的发布日期；以后补进来的决定要写",
        example="2026-05-13",
        default=None,
    )


class LicenceDecisions(Decisions):
    """Decisions on licences of one organ."""

    slug: ClassVar[str] = "licence-decision"
    label: ClassVar[str] = "行政许可决定"
    about: ClassVar[str] = "行政许可的办理结果，一个条目一批决定"
    counter: ClassVar[str] = "件"
    facts: ClassVar[tuple[str, ...]] = ("names_basis",)

    decisions: tuple[LicenceDecision, ...] = term(
        "决定", about="各件行政许可决定，列名和次序同双公示标准", example="见示例", default=()
    )
