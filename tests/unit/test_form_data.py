"""填报页的数据：用过的号、模式、各种类的字段都照程序来，没有机器的痕迹。"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from disclosure.catalogue import Catalogue
from disclosure.kinds import KINDS
from disclosure.problem import PATTERNS, RULES
from disclosure.publication import check
from disclosure.views.form import CLAIMED, browser_pattern, form_data, ranges, used_serials
from disclosure.vocabulary import Vocabulary, load
from sites.project import ROOT, TODAY, small_site


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    """The vocabulary of the demo."""
    found, problems = load(ROOT)
    assert found, problems
    return found


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [(set(), ""), ({3}, "3"), ({1, 2, 3, 7}, "1-3,7"), ({2, 4, 6}, "2,4,6"), ({0, 1, 10, 11}, "0-1,10-11")],
)
def test_ranges(numbers: set[int], expected: str) -> None:
    """连着的号合成一段。"""
    assert ranges(numbers) == expected


def test_patterns() -> None:
    """每个模式写成 JavaScript 的样子：命名的组、码位，只有看得见的字符。"""
    assert browser_pattern(r"(?P<年>[0-9]{4})\-") == "(?<年>[0-9]{4})-"
    assert browser_pattern("[\u3000-\U0002ffff]") == r"[\u{3000}-\u{2ffff}]"
    for name, pattern in PATTERNS.items():
        written = browser_pattern(pattern)
        assert re.search(r"\(\?P|\\A|\\Z|\\U", written) is None, name
        assert all(" " <= sign <= "~" or "\u4e00" <= sign <= "\u9fff" for sign in written), name


def test_all_kinds(words: Vocabulary) -> None:
    """每个种类的字段都有，必填的写着必填；认领的规则真有；写成 JSON 不带机器的路径，两次一样。"""
    made = form_data(Catalogue(words, (), (), ()))
    assert [kind["slug"] for kind in made["kinds"]] == list(KINDS)
    for kind in made["kinds"]:
        fields = {field["name"]: field for field in made["groups"][kind["group"]]["fields"]}
        assert fields["标题"]["required"]
        assert "required" not in fields["主题词"]
        assert set(fields) == {info.alias for info in KINDS[kind["slug"]].model_fields.values()}
    assert set(made["claimed"]) == set(CLAIMED) <= set(RULES)
    text = json.dumps(made, ensure_ascii=False)
    assert text == json.dumps(form_data(Catalogue(words, (), (), ())), ensure_ascii=False)
    assert str(ROOT) not in text


def test_used_serials(tmp_path: Path) -> None:
    """用过的流水号按机构、年份记，文件名里的也算，撤回的也算。"""
    project = small_site(tmp_path / "site")
    project.notice(40)
    project.write(
        "xzf/notice/2026-00050.yml", "索引号: 980000010/2026-00041\n撤回:\n  日期: 2026-11-01\n  理由: 有误\n"
    )
    result = check(project.root, TODAY)
    assert result.catalogue
    assert used_serials(result.catalogue)["xzf"]["2026"] == "1-10,40-41,50,501-508"


def test_host(words: Vocabulary) -> None:
    """没有写“填报托管”就没有新建文件的去处。"""
    assert form_data(Catalogue(words, (), (), ()))["host"] is None
