"""The editor schemas: those in git are those that the models give, and they help rather than hinder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from disclosure import vocabulary
from disclosure.kinds import KINDS
from disclosure.schema import DIALECT, FOLDER, texts
from unit.small_site import words_of, write_vocabulary

KEYWORDS = {
    *("$schema", "$ref", "title", "description", "examples", "default", "definitions"),
    *("type", "enum", "const", "pattern", "minLength", "properties", "required", "additionalProperties"),
    *("items", "prefixItems", "minItems", "maxItems", "propertyNames", "anyOf", "if", "then", "else"),
}
TYPES = {"string", "number", "integer", "object", "array", "null", "boolean"}


@pytest.fixture(scope="module")
def made(root: Path) -> dict[str, str]:
    """Return the schemas of the project's own vocabulary."""
    return texts(vocabulary.load(root)[0] or pytest.fail("词表有错，先运行 python hooks check"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the schemas of the small vocabulary as data."""
    root = tmp_path_factory.mktemp("schema")
    write_vocabulary(root)
    return {slug: json.loads(text) for slug, text in texts(words_of(root)).items()}


def nodes(schema: object) -> Iterator[dict[str, Any]]:
    """Every sub-schema of a schema."""
    if isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            inner = value.values() if key in {"properties", "definitions"} else [value]
            if key not in {"examples", "enum", "default", "const"}:
                for one in inner:
                    yield from nodes(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from nodes(one)


def test_schemas_in_git_are_up_to_date(root: Path, made: dict[str, str]) -> None:
    """catalogue/.schema 与模型、词表一致；不一致时运行 python hooks schema。"""
    folder = root / FOLDER
    there = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json"))}
    assert sorted(there) == sorted(made)
    assert [slug for slug, text in made.items() if there[slug] != text] == [], "请运行 python hooks schema"


def test_every_entry_names_the_schema_of_its_kind(root: Path) -> None:
    """每个示例条目第一行指明本种类的补全文件，编辑器才能提示。"""
    entries = [path for slug in KINDS for path in sorted((root / "catalogue").glob(f"[!.]*/{slug}/*.yml"))]
    assert entries
    wrong = [
        path.relative_to(root).as_posix()
        for path in entries
        if path.read_text(encoding="utf-8").split("\n", 1)[0]
        != f"# yaml-language-server: $schema=../../.schema/{path.parent.name}.json"
    ]
    assert wrong == []


@pytest.mark.parametrize("slug", KINDS)
def test_a_schema_is_well_formed(small: dict[str, Any], slug: str) -> None:
    """每份补全文件只用规定的关键字，类型、引用、必填都对得上。"""
    whole = small[slug]
    assert whole["$schema"] == DIALECT
    used = set()
    for node in nodes(whole):
        assert set(node) <= KEYWORDS, set(node) - KEYWORDS
        given = node.get("type", [])
        assert set([given] if isinstance(given, str) else given) <= TYPES
        assert len(set(node.get("enum", []))) == len(node.get("enum", []))
        assert set(node.get("required", [])) <= set(node["properties"]) if "properties" in node else True
        if reference := node.get("$ref"):
            used.add(reference.removeprefix("#/definitions/"))
    assert used == set(whole["definitions"])


@pytest.mark.parametrize("slug", KINDS)
def test_a_schema_asks_for_what_the_model_asks_for(small: dict[str, Any], slug: str) -> None:
    """补全文件的字段、必填、说明与模型一致，多余的字段不许写。"""
    entry = small[slug]["else"]
    fields = KINDS[slug].model_fields.values()
    assert set(entry["properties"]) == {field.alias for field in fields}
    assert set(entry["required"]) == {field.alias for field in fields if field.is_required()}
    assert entry["additionalProperties"] is False
    assert all(node.get("description") for node in entry["properties"].values())


def test_closed_lists_are_offered(small: dict[str, Any]) -> None:
    """取值有限的字段，补全时列出词表里的值。"""
    fields = small["policy"]["else"]["properties"]
    assert fields["文种"]["enum"] == ["通知", "意见"]
    assert fields["有效性"]["enum"] == ["有效", "已修改", "废止", "失效", "尚未施行"]
    assert "综合政务/政务公开" in fields["主题分类"]["enum"]
    assert "依申请公开" not in fields["公开类别"]["enum"]
    assert fields["公开机构"]["enum"] == ["示例县人民政府办公室", "示例县财政局"]


def test_a_withdrawn_entry_has_its_own_form(small: dict[str, Any]) -> None:
    """写了“撤回”，就只要索引号和撤回的理由。"""
    for whole in small.values():
        assert whole["if"] == {"required": ["撤回"]}
        assert set(whole["then"]["required"]) == {"索引号", "撤回"}


def test_no_python_shows(small: dict[str, Any]) -> None:
    """补全提示里没有程序的名字。"""
    text = json.dumps(small, ensure_ascii=False)
    assert "x-list" not in text
    assert "$defs" not in text
    assert "published_at" not in text


def test_the_text_is_stable(root: Path, made: dict[str, str]) -> None:
    """同样的词表，写出的文件逐字节相同，末尾正好一个换行。"""
    words = vocabulary.load(root)[0]
    assert words
    assert texts(words) == made
    assert all(text.endswith("}\n") for text in made.values())
