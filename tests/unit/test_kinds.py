"""The kinds: every field is said in Chinese, with an example that would be accepted."""

from __future__ import annotations

import re
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from disclosure.fields import Model, model_inside
from disclosure.kinds import KINDS, Entry, Policy, PowerList, Withdrawn
from disclosure.kinds.base import alias_of, groups, listed_fields, markdown_fields
from disclosure.vocabulary.terms import NEEDED
from unit.small_site import policy


def models() -> list[type[Model]]:
    """Every class of an entry and every group inside one."""
    found: list[type[Model]] = [*KINDS.values(), Withdrawn]
    for model in found:
        inner = [model_inside(info.annotation) for info in model.model_fields.values()]
        found += [other for other in inner if other and other not in found]
    return found


FIELDS = [(model, name) for model in models() for name in model.model_fields]


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=[f"{model.__name__}.{name}" for model, name in FIELDS])
def test_a_field_has_a_chinese_name_help_and_an_acceptable_example(model: type[Model], name: str) -> None:
    """每个字段有中文名称、说明，例子照抄填上就能通过。"""
    info = model.model_fields[name]
    assert re.search("[\u4e00-\u9fff]", info.alias or "")
    assert info.description
    assert info.examples
    example: Any = info.examples[0]
    if example in {"见示例", "见词表"} or model_inside(info.annotation):
        return
    kind: Any = Annotated[info.annotation, "a field", *info.metadata]
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    assert any(accepts(adapter, value) for value in (example, [example], [example] * 5, [example] * 7))


def accepts(adapter: TypeAdapter[Any], value: object) -> bool:
    """Whether a value is accepted."""
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def test_aliases_are_unique_inside_a_group() -> None:
    """同一组里字段名称不重复。"""
    for model in models():
        aliases = [info.alias for info in model.model_fields.values()]
        assert len(set(aliases)) == len(aliases), model


def test_every_kind_names_itself() -> None:
    """每个种类有标识、名称、说明，标识可以用作文件夹名。"""
    for slug, kind in KINDS.items():
        assert kind.slug == slug
        assert re.fullmatch("[a-z]+(?:-[a-z]+)*", slug)
        assert kind.label
        assert kind.about
        assert not kind.about.endswith("。")
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)


def test_relations_point_from_fields_to_kinds() -> None:
    """关系的字段都在，指向的种类都有。"""
    for kind in KINDS.values():
        for relation in kind.relations:
            assert relation.attribute in kind.model_fields
            assert set(relation.targets) <= set(KINDS)
            assert relation.label != relation.back


def test_closed_lists_are_those_that_the_vocabulary_must_have() -> None:
    """字段用到的取值列表，词表里都必须有。"""
    used = {listed for model in models() for _, listed in listed_fields(model)}
    assert used <= set(NEEDED)
    assert used


def test_body_texts_are_known_by_their_mark() -> None:
    """哪些字段是正文，由模型自己说明。"""
    assert {slug: markdown_fields(kind) for slug, kind in KINDS.items() if markdown_fields(kind) != ("body",)} == {
        "guide": ("body", "classification", "arrangement", "access"),
        "budget": ("body", "duties", "structure", "explanation"),
        "final-account": ("body", "duties", "structure", "explanation"),
        "annual-report": ("body", "overview", "shortcomings", "other_matters"),
        "early-annual-report": ("body", "overview", "shortcomings", "other_matters"),
        "consultation": ("body", "explanation", "draft"),
    }


def test_groups_walk_through_the_whole_entry() -> None:
    """逐层走遍条目的各组，路径用中文名称和序号。"""
    power = {
        "职权编码": "1",
        "职权名称": "甲",
        "职权类型": "行政许可",
        "设定依据": ["《法》"],
        "实施主体": "局",
        "裁量基准": [{"情形": "轻", "幅度": "一"}, {"情形": "重", "幅度": "二"}],
    }
    common = {"标题": "清单", "索引号": "1/2024-00001", "发布日期": "2024-03-20"}
    entry = PowerList.model_validate(common | {"事项": [power]})
    assert [loc for loc, _ in groups(entry)] == [
        (),
        ("事项", 0),
        ("事项", 0, "裁量基准", 0),
        ("事项", 0, "裁量基准", 1),
    ]


def test_a_filed_entry_knows_its_place() -> None:
    """条目记得自己的文件和机构。"""
    entry: Entry = Policy.model_validate(policy(1)).filed("a.yml", "xzfb")
    assert (entry.path, entry.organ_slug) == ("a.yml", "xzfb")
    assert entry.alias("document_number") == alias_of(Policy, "document_number") == "发文字号"


def test_a_withdrawn_entry_needs_only_its_number_and_the_reason() -> None:
    """撤回的条目只留索引号和撤回的日期、理由。"""
    record = Withdrawn.model_validate({"索引号": "1/2024-00001", "撤回": {"日期": "2024-07-01", "理由": "有误"}})
    assert (record.title, record.published_at, record.withdrawal.reason) == (None, None, "有误")
