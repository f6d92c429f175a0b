"""填报手册：字段说明从模型来，例子和提示从例子文件夹来，规则一条不漏。"""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from disclosure.fields import wording
from disclosure.kinds import KINDS, Budget, Entry, Policy, PowerList
from disclosure.problem import RULES
from disclosure.views.manual import Example, KindHelp, Manual, manual
from unit.small_site import words_of, write_vocabulary


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Manual:
    """The manual of the small vocabulary, with an example of one kind."""
    root = tmp_path_factory.mktemp("manual")
    write_vocabulary(root)
    return manual(words_of(root), {"policy": Example("标题: 好", "标题: 坏", ("一处问题",))})


def chapter(book: Manual, slug: str) -> KindHelp:
    """The chapter of a kind."""
    return next(kind for kind in book.kinds if kind.slug == slug)


@pytest.mark.parametrize("slug", KINDS)
def test_every_field_of_every_kind_is_explained(book: Manual, slug: str) -> None:
    """每个字段在手册里出现一次，有说明，有写法。"""
    own, common = chapter(book, slug).groups[0], chapter(book, slug).groups[1]
    said = [field.term for field in (*own.fields, *common.fields)]
    assert sorted(said) == sorted(str(info.alias) for info in KINDS[slug].model_fields.values())
    for group in chapter(book, slug).groups:
        for field in group.fields:
            assert field.about, field.term
            assert field.shape, field.term


@pytest.mark.parametrize("slug", KINDS)
def test_groups_inside_are_found_where_the_field_points(book: Manual, slug: str) -> None:
    """“下一层字段”的链接都有去处，去处不重复。"""
    groups = chapter(book, slug).groups
    anchors = [group.anchor for group in groups]
    assert len(set(anchors)) == len(anchors)
    assert {field.group for group in groups for field in group.fields if field.group} <= set(anchors)


def test_required_fields_are_those_of_the_model(book: Manual) -> None:
    """必填的就是模型要求的。"""
    fields = {field.term: field for group in chapter(book, "policy").groups[:2] for field in group.fields}
    required = {str(info.alias) for info in Policy.model_fields.values() if info.is_required()}
    assert {term for term, field in fields.items() if field.is_required} == required


def test_closed_lists_are_printed(book: Manual) -> None:
    """只能从词表里选的，列出可选的值。"""
    fields = {field.term: field for field in chapter(book, "policy").groups[0].fields}
    assert fields["文种"].values == ("通知", "意见")


def test_examples_and_what_is_said_about_them(book: Manual) -> None:
    """有例子的放例子，没有的空着。"""
    assert chapter(book, "policy").example == Example("标题: 好", "标题: 坏", ("一处问题",))
    assert chapter(book, "notice").example == Example()


def test_all_rules_are_there(book: Manual) -> None:
    """规则一条不漏，各种类的规则在自己的一章里。"""
    assert [rule.id for rule in book.rules] == sorted(RULES)
    assert all(set(kind.rules) <= set(RULES.values()) for kind in book.kinds)


def test_how_a_field_is_filled_in_is_said_in_words() -> None:
    """一行文字、日期、金额、列表、下一层字段，各有说法。"""
    shapes = {alias: wording(info).shape for kind in (Entry, Budget, PowerList) for alias, info in _by_alias(kind)}
    assert shapes["标题"] == "一行文字"
    assert shapes["成文日期"] == "日期，如 2024-05-01"
    assert shapes["主题词"] == "列表，每项是一行文字"
    assert shapes["附件"] == "列表，每项是下一层字段"
    assert shapes["正文"].startswith("正文")
    assert shapes["年度"] == "四位年度"


def _by_alias(kind: type[Entry]) -> list[tuple[str, FieldInfo]]:
    return [(str(info.alias), info) for info in kind.model_fields.values()]


def test_site_without_examples_has_a_manual_all_the_same(tmp_path: Path) -> None:
    """删去例子文件夹，手册照样生成，只是没有例子。"""
    write_vocabulary(tmp_path)
    assert all(kind.example == Example() for kind in manual(words_of(tmp_path), {}).kinds)
