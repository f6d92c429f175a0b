"""Pages of public services: what can be dialled and fetched, what is missing, which edition of a list counts."""

from __future__ import annotations

import re

import pytest

from sites.page import Page, pages_of
from sites.project import Project

GUIDE = "entry/980000020/2026-00101.html"
POOR = "entry/980000020/2026-00102.html"
CURRENT = "entry/980000020/2026-00105.html"
OLD = "entry/980000020/2025-00103.html"
ORGAN = "services/organ-czj.html"
POOR_GUIDE = """标题: 财政票据查验
索引号: 980000020/2026-00102
发布日期: 2026-06-11
设定依据:
  - 《财政票据管理办法》
申请条件:
  - 持有财政票据。
材料说明: 本事项无需提交材料
办理地点:
  - 网上办理
办理时间: 24小时
"""
NEW_LIST = """标题: 测例县财政局政务服务事项清单（新版）
索引号: 980000020/2026-00105
发布日期: 2026-10-12
替代:
  - 980000020/2025-00103
事项:
  - 事项名称: 财政票据查验
  - 事项名称: 财政票据领用
"""


@pytest.fixture(scope="module")
def changed(made: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """Return the pages of the small site with a poor guide and a new edition of the list."""
    project = made.copy(tmp_path_factory.mktemp("services") / "project")
    project.write("czj/service-guide/2026-00102.yml", POOR_GUIDE)
    project.write("czj/service-list/2026-00105.yml", NEW_LIST)
    old = "czj/service-list/2025-00103.yml"
    text = (project.root / "catalogue" / old).read_text(encoding="utf-8")
    project.write(old, re.sub(r"豁免:\n(?:  .*\n)+", "", text))
    project.build()
    return pages_of(project.tree())


def test_numbers_can_be_dialled(pages: dict[str, Page]) -> None:
    """电话一点就能拨：只留号码，股室写在外面。"""
    dialled = [link.value for link in pages[GUIDE].outer_links if link.value.startswith("tel:")]
    assert dialled == ["tel:00008000001", "tel:12345"] * 2 + ["tel:00008000002"]


def test_a_sample_is_offered_beside_its_material(pages: dict[str, Page]) -> None:
    """样表在材料旁边就能下载，读屏软件听得出是哪一张表。"""
    page = pages[GUIDE]
    found = [attributes for tag, attributes in page.tags if attributes.get("aria-label", "").startswith("下载样表")]
    assert [attributes["aria-label"] for attributes in found] == ["下载样表：占用申请表"]
    assert page.resolve(found[0]["href"]) == "files/czj/占用申请表.txt"


def test_steps_are_numbered_in_their_order(pages: dict[str, Page]) -> None:
    """办理流程是有次序的列表，不靠样式编号。"""
    assert re.search(
        r'<ol class="guide-steps">\s*<li><strong>申请</strong>.*?<li><strong>决定</strong>',
        pages[GUIDE].source,
        re.DOTALL,
    )


def test_a_poor_guide_says_what_it_lacks(changed: dict[str, Page], pages: dict[str, Page]) -> None:
    """要素不全的指南在正文之前说明缺什么；齐全的不说。"""
    assert "要素待补本指南还缺少：联系电话、办理流程。办理以前请先向办理机关咨询。" in changed[POOR].main_text
    assert "要素待补" not in pages[GUIDE].main_text


def test_an_old_list_leads_to_the_new_one(changed: dict[str, Page]) -> None:
    """改版以前的清单仍可读，顶部指向现行的清单；现行的没有这句话。"""
    assert "旧版本清单已经改版，现行的是：测例县财政局政务服务事项清单（新版）" in changed[OLD].main_text
    assert CURRENT in {changed[OLD].target(link)[0] for link in changed[OLD].links}
    assert "已经改版" not in changed[CURRENT].main_text


def test_only_the_current_list_counts(changed: dict[str, Page]) -> None:
    """专页只列现行清单的事项，再加上清单里没有的办事指南；各有指南的链接过去。"""
    page = changed[ORGAN]
    assert "共 3 项。其中 2 项已公开办事指南" in page.main_text
    assert "公共停车泊位移位" not in page.main_text
    leads = {page.target(link)[0] for link in page.links}
    assert {GUIDE, POOR} <= leads


def test_the_pages_go_when_the_services_go(made: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    """一项服务也没有时，没有专页，也没有指向专页的链接。"""
    project = made.copy(tmp_path_factory.mktemp("none") / "project")
    for name in ("service-guide/2026-00101.yml", "service-list/2025-00103.yml", "files/占用申请表.txt"):
        (project.root / "catalogue/czj" / name).unlink()
    project.build()
    tree = project.tree()
    assert [address for address in tree if address.startswith("services/")] == []
    assert not any(b"services/" in content for address, content in tree.items() if address.endswith(".html"))
