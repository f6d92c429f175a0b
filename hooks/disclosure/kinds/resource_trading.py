"""公共资源交易目录: what must be traded on the platform, by class (国办发〔2017〕97号; 发改法规〔2019〕2024号)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Day, Line, Listed, Model, NonEmpty, Text, Web, term
from disclosure.kinds.base import Entry, Relation


class TradingItem(Model):
    """One sort of transaction."""

    class_name: Annotated[Line, Listed("公共资源交易类别")] = term(
        "类别", about="属于哪一类", example="工程建设项目招标投标"
    )
    name: Line = term("名称", about="交易项目的名称", example="房屋建筑和市政基础设施工程施工招标")
    scale: Text | None = term(
        "规模标准", about="达到什么标准必须进场", example="施工单项合同估算价400万元以上", default=None
    )
    manner: Line | None = term("交易方式", about="招标、拍卖、挂牌等", example="公开招标、邀请招标", default=None)
    platform: Line = term("交易平台", about="在哪里交易", example="示例县公共资源交易中心")
    supervisor: Line = term("监督部门", about="由谁监督", example="示例县住房和城乡建设局")
    basis: Annotated[tuple[Text, ...], NonEmpty] = term(
        "依据", about="法律法规和文件的名称", example="《中华人民共和国招标投标法》第三条"
    )
    information: Text | None = term(
        "公开内容", about="公开哪些信息", example="招标公告、中标候选人、中标结果", default=None
    )
    link: Web | None = term("网址", about="在哪里看交易信息", example="https://ggzy.example.gov.cn/", default=None)


class ResourceTrading(Entry):
    """A catalogue of public resource trading."""

    slug: ClassVar[str] = "resource-trading"
    label: ClassVar[str] = "公共资源交易目录"
    about: ClassVar[str] = "哪些公共资源必须进场交易、由谁监督、公开什么"
    facts: ClassVar[tuple[str, ...]] = ("complaint_phone",)
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("previous", "上一版目录", "下一版目录", ("resource-trading",)),
    )

    effective_on: Day = term("施行日期", about="本版目录从哪一天起施行", example="2026-07-01")
    complaint_phone: Line | None = term("投诉电话", about="投诉电话", example="0000-0000000", default=None)
    previous: tuple[Line, ...] = term("上一版", about="上一版目录的索引号", example="990000030/2025-00300", default=())
    items: Annotated[tuple[TradingItem, ...], NonEmpty] = term("项目", about="各个交易项目", example="见示例")
