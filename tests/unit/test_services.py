"""政务服务事项: which guide belongs to a matter, which lists count, what a telephone dials."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from disclosure.kinds import ServiceGuide
from disclosure.kinds.service_list import Guides, ServiceItem, current_lists
from disclosure.views import services_of
from disclosure.views.services import phone_of
from unit.small_site import OTHER_CODE, loaded

FULL: dict[str, Any] = {
    "设定依据": ["《条例》第一条"],
    "申请条件": ["有场所。"],
    "办理材料": [{"名称": "申请表"}],
    "办理地点": ["一楼"],
    "办理时间": "9:00—12:00",
    "联系电话": ["0000-1234567"],
    "办理流程": [{"环节": "申请"}],
}


def entry(number: int, title: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML data
    """The common fields of an entry of 县财政局, and those of its kind."""
    return {"标题": title, "索引号": f"{OTHER_CODE}/2026-{number:05}", "发布日期": "2026-05-06", **fields}


def item(name: str, code: str | None = None, main_item: str | None = None) -> dict[str, str]:
    """One matter of a list."""
    fields = {"主项": main_item, "事项名称": name, "实施编码": code}
    return {key: value for key, value in fields.items() if value}


SITE = {
    "czj/service-guide/1.yml": entry(1, "代理记账许可办事指南", 事项名称="代理记账许可", 实施编码="A-1", **FULL),
    "czj/service-guide/2.yml": entry(2, "票据查验", **FULL),
    "czj/service-guide/3.yml": entry(3, "清单以外的事", 主项="其他服务", **FULL),
    "czj/service-list/4.yml": entry(4, "旧清单", 事项=[item("取消了的事", "A-9")]),
    "czj/service-list/5.yml": entry(
        5,
        "新清单",
        事项=[item("票据查验"), item("代理记账", "A-1", "会计"), item("会计考试", "A-2", "会计")],
        替代=[f"{OTHER_CODE}/2026-00004"],
    ),
    "xzfb/service-list/6.yml": entry(6, "另一机关的清单", 事项=[item("票据查验")]) | {"索引号": "990000010/2026-00006"},
}


def test_matters_are_grouped_and_find_their_guides(tmp_path: Path) -> None:
    """事项按主项归组，没有主项的在后；按编码或者本机关的名称找到指南；不在清单里的指南也列出。"""
    services = services_of(loaded(tmp_path, SITE))
    assert [(one.organ.slug, one.count, one.guided) for one in services.organs] == [("xzfb", 1, 0), ("czj", 4, 3)]
    assert (services.count, services.guided) == (5, 3)
    (_, own) = services.organs
    shown = [(group.name, [(matter.name, matter.guide[-10:]) for matter in group.matters]) for group in own.groups]
    assert shown == [
        ("会计", [("代理记账", "00001.html"), ("会计考试", "")]),
        ("其他服务", [("清单以外的事", "00003.html")]),
        ("", [("票据查验", "00002.html")]),
    ]
    assert [group.anchor for group in own.groups] == ["item-1", "item-2", "item-3"]
    assert [link.text for link in own.lists] == ["新清单"]


def test_only_lists_that_none_replaces_are_current(tmp_path: Path) -> None:
    """被替代的清单不算现行。"""
    assert [one.title for one in current_lists(loaded(tmp_path, SITE).entries)] == ["新清单", "另一机关的清单"]


@pytest.mark.parametrize(
    ("organ", "name", "code", "found"),
    [
        ("czj", "随便叫什么", "A-1", "代理记账许可办事指南"),
        ("xzfb", "随便叫什么", "A-1", "代理记账许可办事指南"),
        ("czj", "代理记账许可", None, "代理记账许可办事指南"),
        ("czj", "代理记账许可", "A-7", None),
        ("czj", "票据查验", "A-7", "票据查验"),
        ("xzfb", "票据查验", None, None),
        ("czj", "没有的事", None, None),
    ],
    ids=range(7),
)
def test_a_guide_is_found_by_code_or_by_name(
    tmp_path: Path, organ: str, name: str, code: str | None, found: str | None
) -> None:
    """编码相同就是同一项；一方没有编码的，看本机关里名称是否相同；编码不同就不是一项。"""
    guide = Guides(loaded(tmp_path, SITE).entries).find(organ, ServiceItem.model_validate(item(name, code)))
    assert (guide.title if guide else None) == found


def test_missing_elements_are_named_in_the_official_order(tmp_path: Path) -> None:
    """缺的要素按检查指标的次序说出；写明无需材料的，材料不算缺。"""
    site = {"czj/service-guide/1.yml": entry(1, "甲", 材料说明="本事项无需提交材料", 办理时间="9:00")}
    (guide,) = loaded(tmp_path, site).entries
    assert isinstance(guide, ServiceGuide)
    assert guide.missing_elements == ("设定依据", "申请条件", "办理地点", "联系电话", "办理流程")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0000-1234567（办公室）", "00001234567"),
        ("0000-12345678转801", "000012345678"),
        ("400-000-0000", "4000000000"),
        ("12345", "12345"),
        ("请到窗口咨询", ""),
    ],
)
def test_a_number_is_taken_for_dialling(text: str, number: str) -> None:
    """拨号只取号码，不带分机和说明；没有号码的不做链接。"""
    assert phone_of(text).number == number
