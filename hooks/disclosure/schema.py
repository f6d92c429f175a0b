"""The editor schemas of the kinds (JSON Schema), written from the models and the vocabulary, kept in git."""

from __future__ import annotations

import json
from typing import Any

from disclosure.kinds import KINDS, Entry, Withdrawn
from disclosure.vocabulary import Vocabulary

FOLDER = "catalogue/.schema"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that the YAML completion of editors understands best."""


def texts(vocabulary: Vocabulary) -> dict[str, str]:
    """The schema of each kind as JSON text, by the slug of the kind."""
    return {
        slug: json.dumps(_schema(kind, vocabulary), ensure_ascii=False, indent=2) + "\n" for slug, kind in KINDS.items()
    }


def _schema(kind: type[Entry], vocabulary: Vocabulary) -> dict[str, Any]:
    entry = _plain(kind.model_json_schema(by_alias=True), vocabulary)
    withdrawn = _plain(Withdrawn.model_json_schema(by_alias=True), vocabulary)
    groups = entry.pop("$defs", {}) | withdrawn.pop("$defs", {})
    for group in (*groups.values(), entry, withdrawn):
        group.pop("description", None)
    properties = entry["properties"]
    properties["公开机构"]["enum"] = [organ.name for organ in vocabulary.organs]
    properties["公开类别"]["enum"] = [item.name for item in vocabulary.categories.values() if not item.article]
    properties["主题分类"]["enum"] = list(vocabulary.topic_paths)
    if "有效性" in properties:
        properties["有效性"]["enum"] = list(vocabulary.validity_by_name)
    return {
        "$schema": DIALECT,
        "title": kind.label,
        "description": kind.about,
        "if": {"required": ["撤回"]},
        "then": withdrawn,
        "else": entry,
        "definitions": dict(sorted(groups.items())),
    }


def _plain(node: Any, vocabulary: Vocabulary) -> Any:  # noqa: ANN401 - any JSON
    """The schema of pydantic without its English titles, with closed lists filled in and references for draft-07."""
    if isinstance(node, list):
        return [_plain(item, vocabulary) for item in node]
    if not isinstance(node, dict):
        return node.replace("#/$defs/", "#/definitions/") if isinstance(node, str) else node
    found = {key: _plain(value, vocabulary) for key, value in node.items() if not _is_noise(key, value)}
    options = found.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        rest = [option for option in options if option != {"type": "null"}]
        found.pop("anyOf")
        found = {**found, **(rest[0] if len(rest) == 1 else {"anyOf": rest})}
    if name := found.pop("x-list", None):
        found["enum"] = list(vocabulary.terms[name])
    for name, inner in found["properties"].items() if isinstance(found.get("properties"), dict) else ():
        # Cells of official forms explain themselves by their heading.
        inner.setdefault("description", name)
    return found


def _is_noise(key: str, value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Titles made from Python names, empty defaults, examples that only point elsewhere."""
    if key == "examples":
        return bool(value == ["见示例"])
    return (key == "title" and isinstance(value, str)) or (key == "default" and not value)
