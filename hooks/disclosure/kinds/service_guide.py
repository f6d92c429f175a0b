"""办事指南: how one matter is handled (优化营商环境条例第三十五条; 国办秘函〔2019〕19号, 服务不实用).

The eight key elements of the inspection are not required by the shape: a guide that still lacks some can be written
down and read, and the rules `guide-elements-missing` and `guide-impractical` say which ones are missing and when that
is no guide any more. Field names are those of the national model of 政务服务事项.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Count, Line, Listed, Model, NonEmpty, Text, Web, one_of, term
from disclosure.kinds.base import Entry

YES, NO = "是", "否"
_Choice = Annotated[Line, one_of((YES, NO))]


class Material(Model):
    """One thing that the applicant must hand in (办理材料)."""

    unseen: ClassVar[frozenset[str]] = frozenset({"sample"})

    name: Line = term("名称", about="材料的全称，不写“其他材料”", example="居民身份证")
    sort: Annotated[Line, Listed("材料类型")] | None = term(
        "类型", about="原件还是复印件", example="复印件", default=None
    )
    form: Annotated[Line, Listed("材料形式")] | None = term(
        "形式", about="纸质还是电子化", example="纸质", default=None
    )
    copies: Count | None = term("份数", about="几份", example="1", default=None)
    source: Annotated[Line, Listed("材料来源")] | None = term(
        "来源", about="材料从哪里来", example="申请人自备", default=None
    )
    necessity: Annotated[Line, Listed("材料必要性")] | None = term(
        "必要性", about="是否必须，能不能后补", example="必要", default=None
    )
    note: Line | None = term("填报须知", about="填写、核验的要求", example="交验原件，留存复印件", default=None)
    sample: Line | None = term(
        "样表", about="空白表或者示范文本，写“附件”里的文件", example="files/shenqingbiao.docx", default=None
    )


class Step(Model):
    """One step of 办理流程, in the order in which it is done."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"name", "text", "limit"})

    name: Line = term("环节", about="环节的名称", example="受理")
    text: Text | None = term("说明", about="谁做什么", example="材料齐全的当场受理", default=None)
    limit: Line | None = term("时限", about="这一环节的时限", example="1个工作日", default=None)


class Fee(Model):
    """Whether the matter costs money, and on what ground (条例第二十条第（八）项)."""

    charged: _Choice = term("是否收费", about="是或者否", example="否")
    standard: Text | None = term("标准", about="收费项目和标准", example="每证10元", default=None)
    basis: Text | None = term("依据", about="收费的法律、文件依据", example="……发改价格〔2024〕1号", default=None)
    relief: Text | None = term("减免", about="减免的情形", example="低保对象免收", default=None)


class ServiceGuide(Entry):
    """The guide to one matter: what it takes, where, when, how and how long."""

    unseen: ClassVar[frozenset[str]] = Entry.unseen | {"result_sample"}

    slug: ClassVar[str] = "service-guide"
    label: ClassVar[str] = "办事指南"
    about: ClassVar[str] = "办理条件、材料、地点、时间、流程、时限和收费"
    counter: ClassVar[str] = "份"

    KEY_ELEMENTS: ClassVar[tuple[str, ...]] = (
        *("basis", "conditions", "materials", "places", "hours", "phones", "steps"),
    )
    """Attributes of the key elements (重点要素) besides 事项名称, which is the title and so is always there."""

    matter: Line | None = term(
        "事项名称", about="事项的规范名称，与标题相同的不写", example="公共场所卫生许可", default=None
    )
    main_item: Line | None = term("主项", about="所属的主项", example="公共场所卫生许可", default=None)
    code: Line | None = term(
        "实施编码",
        about="政务服务事项的实施编码",
        example="990101010001-990000000000-000-119900009900001300-1-00",
        default=None,
    )
    basic_code: Line | None = term("基本编码", about="国家、省统一的基本编码", example="990101010001", default=None)
    sort: Annotated[Line, Listed("事项类型")] | None = term(
        "事项类型", about="行政许可、公共服务等", example="公共服务", default=None
    )
    handling: Annotated[Line, Listed("办件类型")] | None = term(
        "办件类型", about="当场办结的是即办件，其余是承诺件", example="承诺件", default=None
    )
    level: Annotated[Line, Listed("行使层级")] | None = term(
        "行使层级", about="哪一级办理", example="县级", default=None
    )
    actor: Line | None = term("实施主体", about="办理的机关", example="示例县卫生健康委员会", default=None)
    delegating: Line | None = term("委托部门", about="委托实施的，写委托的部门", example="示例市民政局", default=None)
    joint: Line | None = term("联办机构", about="一起办理的机构", example="示例县公安局", default=None)
    applicants: Line | None = term("申报对象", about="谁可以办", example="自然人、企业法人", default=None)
    basis: Annotated[tuple[Text, ...], NonEmpty] | None = term(
        "设定依据", about="法律法规、文件的名称和条款", example="《公共场所卫生管理条例》第四条", default=None
    )
    conditions: Annotated[tuple[Text, ...], NonEmpty] | None = term(
        "申请条件", about="符合什么条件可以办，一条一项", example="具有本县户籍", default=None
    )
    materials: Annotated[tuple[Material, ...], NonEmpty] | None = term(
        "办理材料", about="要交的材料，一样一项", example="见示例", default=None
    )
    no_materials: Line | None = term(
        "材料说明", about="不需要材料的，在这里写明", example="本事项无需提交材料", default=None
    )
    places: Annotated[tuple[Line, ...], NonEmpty] | None = term(
        "办理地点", about="地址和窗口，一处一项", example="示例县政务服务中心一楼3号窗口", default=None
    )
    hours: Line | None = term(
        "办理时间", about="哪几天、几点到几点", example="工作日 9:00—12:00，13:30—17:00", default=None
    )
    phones: Annotated[tuple[Line, ...], NonEmpty] | None = term(
        "联系电话", about="咨询电话，一个一项", example="0000-1234567", default=None
    )
    complaint_phones: tuple[Line, ...] = term("监督投诉电话", about="投诉电话", example="0000-12345", default=())
    steps: Annotated[tuple[Step, ...], NonEmpty] | None = term(
        "办理流程", about="各环节，按先后", example="见示例", default=None
    )
    statutory_limit: Line | None = term("法定时限", about="法律规定的最长时限", example="20个工作日", default=None)
    promised_limit: Line | None = term("承诺时限", about="承诺的时限", example="5个工作日", default=None)
    promise_note: Line | None = term(
        "承诺时限说明", about="不计入时限的时间等", example="专家评审所需时间不计算在内", default=None
    )
    fee: Fee | None = term("收费", about="是否收费、标准和依据", example="见示例", default=None)
    online: Web | None = term(
        "网上办理", about="网上办理的网址", example="https://zwfw.shilixian.example/", default=None
    )
    manner_of_handling: Line | None = term("办理形式", about="窗口、网上等", example="窗口办理、网上办理", default=None)
    presence_reason: Line | None = term(
        "必须现场办理原因", about="必须到现场的，写原因", example="须现场采集照片", default=None
    )
    area: Line | None = term("通办范围", about="在哪些地方可以办", example="全县", default=None)
    quota: Line | None = term("数量限制", about="有没有数量限制", example="无数量限制", default=None)
    appointment: _Choice | None = term("是否支持预约服务", about="是或者否", example="是", default=None)
    post: _Choice | None = term("是否支持物流快递", about="是或者否", example="是", default=None)
    online_payment: _Choice | None = term("是否支持网上支付", about="是或者否", example="否", default=None)
    intermediary: Line | None = term("中介服务", about="涉及的中介服务，没有的写“无”", example="无", default=None)
    result: Line | None = term("审批结果名称", about="办成以后得到什么", example="公共场所卫生许可证", default=None)
    result_sample: Line | None = term(
        "审批结果样本", about="样本，写“附件”里的文件", example="files/yangben.pdf", default=None
    )
    delivery: Line | None = term("结果领取方式", about="怎样领取结果", example="窗口领取、邮寄送达", default=None)

    @property
    def matter_name(self) -> str:
        """The name of the matter: its own, else the title."""
        return self.matter or self.title

    @property
    def missing_elements(self) -> tuple[str, ...]:
        """Chinese names of the key elements that are not given; 材料说明 stands for 办理材料."""
        return tuple(
            self.alias(name)
            for name in self.KEY_ELEMENTS
            if getattr(self, name) is None and not (name == "materials" and self.no_materials)
        )
