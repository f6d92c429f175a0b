"""权责清单: the powers of an organ, their basis, flow and accountability (中办发〔2015〕21号)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Code, Day, Line, Listed, Model, NonEmpty, Text, term
from disclosure.kinds.base import Entry


class DiscretionStandard(Model):
    """One grade of a 裁量基准."""

    case: Line = term("情形", about="违法情形和情节", example="情节轻微的")
    range: Line = term("幅度", about="处罚幅度", example="处五百元以上一千元以下罚款")


class Adjustment(Model):
    """One change of a power (动态调整)."""

    on: Day = term("日期", about="调整日期", example="2024-03-01")
    manner: Annotated[Line, Listed("调整方式")] = term("方式", about="怎样调整", example="变更")
    note: Line | None = term("说明", about="调整的内容和依据", example="根据……修改设定依据", default=None)


class Power(Model):
    """One power (职权)."""

    code: Code = term("职权编码", about="职权编码", example="0100-A-00100")
    name: Line = term("职权名称", about="职权名称", example="公共场所卫生许可")
    type_name: Annotated[Line, Listed("职权类型")] = term("职权类型", about="职权类型", example="行政许可")
    subitems: tuple[Line, ...] = term("子项", about="子项名称", example="新办", default=())
    basis: Annotated[tuple[Text, ...], NonEmpty] = term(
        "设定依据", about="法律法规的名称和条款", example="《……条例》第四条"
    )
    actor: Line = term("实施主体", about="实施主体", example="示例县卫生健康局")
    office: Line | None = term("承办机构", about="承办机构", example="行政审批股", default=None)
    duties: tuple[Text, ...] = term("责任事项", about="各环节的责任", example="受理责任：……", default=())
    accountability: tuple[Text, ...] = term("追责情形", about="应当追责的情形", example="……的", default=())
    level: Annotated[Line, Listed("行使层级")] | None = term(
        "行使层级", about="哪一级行使", example="县级", default=None
    )
    complaint_phone: Line | None = term("监督电话", about="监督电话", example="0000-1234567", default=None)
    flow: tuple[Line, ...] = term("流程", about="办理步骤，按先后", example="受理", default=())
    discretion: tuple[DiscretionStandard, ...] = term("裁量基准", about="情形和幅度", example="见示例", default=())
    adjustments: tuple[Adjustment, ...] = term("变更", about="动态调整的历史", example="见示例", default=())


class PowerList(Entry):
    """An organ's list of powers and duties."""

    slug: ClassVar[str] = "power-list"
    label: ClassVar[str] = "权责清单"
    about: ClassVar[str] = "各机关的职权、依据、流程和责任"

    powers: Annotated[tuple[Power, ...], NonEmpty] = term("事项", about="各项职权", example="见示例")
