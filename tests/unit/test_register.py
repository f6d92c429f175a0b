"""The register by which lists are filtered, and the page of what happened last."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.catalogue import Catalogue
from disclosure.views import Choice, Condition, Register, latest_days, listings
from unit.small_site import CODE, interpretation, loaded, policy

_CALL = re.compile(r'disclosureList\.receive\("(\w+)",(.*)\);\n', re.DOTALL)
HOSTILE = "关于</script><script>alert(1)“甲”的通知"


def entries() -> dict[str, dict[str, Any]]:
    """Two years, two kinds, three states, a correction, one taken back."""
    return {
        "xzfb/policy/1.yml": policy(1, 标题=HOSTILE, 更正=[{"日期": "2024-05-01", "内容": "附件改正一处"}]),
        "xzfb/policy/2.yml": policy(2, 有效性="废止", 主题分类="综合政务/电子政务"),
        "xzfb/policy/4.yml": policy(4, 有效性="已修改", 发布日期="2023-12-31", 成文日期="2023-12-20"),
        "xzfb/interpretation/5.yml": interpretation(5, [f"{CODE}/2024-00001"]),
        "xzfb/policy/6.yml": {"索引号": f"{CODE}/2024-00006", "撤回": {"日期": "2024-05-01", "理由": "内容有误"}},
    }


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of `entries`."""
    return loaded(tmp_path_factory.mktemp("register"), entries())


def read(script: bytes) -> tuple[str, Any]:
    """The name and the value that a file of the register hands over."""
    found = _CALL.fullmatch(script.decode())
    assert found
    assert "<" not in found[2]
    return found[1], json.loads(found[2])


def test_every_entry_has_one_line_in_its_year_oldest_first(catalogue: Catalogue) -> None:
    """每条信息在它那一年的文件里有一行，从旧到新，撤回的没有；名称和条目一致，任何文字都只是文字。"""
    register = Register(catalogue)
    name, words = read(register.words())
    assert name == "words"
    lines = []
    for year in sorted(register.years):
        said, own = read(register.year(year))
        assert said == str(year)
        assert {line[2][:4] for line in own} == {said}
        lines += own
    by_address = {catalogue.address_of(entry): entry for entry in catalogue.entries}
    assert [by_address[line[0]] for line in lines] == list(reversed(catalogue.newest_first))
    for line in lines:
        entry = by_address[line[0]]
        assert line[1] == entry.title
        assert line[2] == f"{entry.published_at:%Y-%m-%d}"
        assert line[3] == str(entry.optional("issued_on") or "")
        assert line[4] == str(entry.optional("document_number") or "")
        assert words["organs"][line[5]][0] == entry.organ_slug
        assert words["kinds"][line[6]][0] == entry.slug
        assert (words["validities"][line[7]][1] if line[7] >= 0 else None) == entry.optional("validity")
        assert words["categories"][line[8]][0] == catalogue.category_of(entry).slug
        assert (words["topics"][line[9]] if line[9] >= 0 else None) == entry.topic


def test_categories_say_what_they_belong_to(catalogue: Catalogue) -> None:
    """类别表里的上级，就是词表里的上级。"""
    _, words = read(Register(catalogue).words())
    ancestry = catalogue.vocabulary.ancestry
    for slug, above in words["categories"]:
        way = [category.slug for category in ancestry[slug]]
        assert (words["categories"][above][0] if above >= 0 else None) == (way[-2] if len(way) > 1 else None)


def test_conditions_count_the_list(catalogue: Catalogue) -> None:
    """筛选条件逐项计数；只有一种取值的条件不列，因为缩小不了范围。"""
    register = Register(catalogue)
    lists = {listing.address: listing for listing in listings(catalogue)}
    assert register.conditions(lists["kind/policy.html"]) == (
        Condition("年度", (Choice("2024", "2024年", 2), Choice("2023", "2023年", 1))),
        Condition(
            "有效性", (Choice("in_force", "有效", 1), Choice("amended", "已修改", 1), Choice("repealed", "废止", 1))
        ),
    )
    assert register.years_of(lists["kind/policy.html"]) == [2024, 2023]
    assert register.conditions(lists["kind/interpretation.html"]) == ()
    assert [one.name for one in register.conditions(lists["organ/xzfb.html"])] == ["年度", "种类", "有效性"]


def test_a_new_entry_changes_the_file_of_its_year_alone(tmp_path: Path) -> None:
    """增加一个条目，只改它那一年的文件。"""
    before = Register(loaded(tmp_path / "a", entries()))
    after = Register(loaded(tmp_path / "b", {**entries(), "xzfb/policy/7.yml": policy(7)}))
    assert before.words() == after.words()
    assert before.year(2023) == after.year(2023)
    assert before.year(2024) != after.year(2024)


def test_last_updates_are_whole_days_newest_first(catalogue: Catalogue) -> None:
    """公开、更正、撤回都在，按日期从新到旧；够数就停，但一天不拆开。"""
    days = latest_days(catalogue, 100)
    found = [(day.on, update.what, update.note) for day in days for update in day.updates]
    assert found[:2] == [(date(2024, 5, 1), "更正", "附件改正一处"), (date(2024, 5, 1), "撤回", "内容有误")]
    assert [what for _, what, _ in found].count("新公开") == len(catalogue.entries)
    assert [day.on for day in days] == sorted({on for on, _, _ in found}, reverse=True)
    assert latest_days(catalogue, 1) == days[:1]
    assert latest_days(catalogue, 3) == days[:2]
