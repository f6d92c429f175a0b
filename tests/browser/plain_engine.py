"""A plain search engine for tests of the search page: the documents of a catalogue, and a script that searches them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry

SCRIPT = Path(__file__).with_name("plain_engine.js")


def plain_engine(catalogue: Catalogue, **more: object) -> str:
    """The script that gives a page this engine; `more` is what the engine holds besides, such as `can`."""
    held = {"facets": _facets(catalogue), "documents": [_document(catalogue, one) for one in catalogue.newest_first]}
    words = json.dumps(held | more, ensure_ascii=False)
    return f"window.PLAIN = {words};\n{SCRIPT.read_text(encoding='utf-8')}"


def _facets(catalogue: Catalogue) -> list[dict[str, Any]]:
    words = catalogue.vocabulary
    categories = list(words.categories.values())
    places = {category.slug: place for place, category in enumerate(categories)}
    parents = {slug: path[-2].slug for slug, path in words.ancestry.items() if len(path) > 1}
    years = sorted({f"{entry.published_at:%Y}" for entry in catalogue.entries})
    kinds = {entry.slug: type(entry).label for entry in catalogue.entries}
    return [
        {
            "name": "公开类别",
            "values": [
                {"key": one.slug, "label": one.name, "parent": places[parents[one.slug]] if one.slug in parents else -1}
                for one in categories
            ],
        },
        _flat("机构", {organ.slug: organ.short for organ in words.organs}),
        _flat("种类", kinds),
        _flat("年度", {year: year for year in years}),
        _flat("有效性", {one.state: one.name for one in words.validity_by_name.values()}),
        _flat("层级", {organ.level: f"{organ.level}级" for organ in words.organs}),
    ]


def _flat(name: str, values: dict[str, str]) -> dict[str, Any]:
    return {"name": name, "values": [{"key": key, "label": label, "parent": -1} for key, label in values.items()]}


def _document(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    organ = catalogue.organ_of(entry)
    validity = catalogue.vocabulary.validity_by_name.get(entry.optional("validity") or "")
    return {
        "address": catalogue.address_of(entry),
        "title": entry.title,
        "published": f"{entry.published_at:%Y-%m-%d}",
        "numbers": [entry.index_number, *filter(None, [entry.optional("document_number")])],
        "text": " ".join((entry.body or entry.summary or "").split()),
        "attachments": [
            {"name": one.name, "address": stored.address}
            for one in entry.attachments
            if (stored := catalogue.file_of(entry, one))
        ],
        "facets": {
            "公开类别": catalogue.category_of(entry).slug,
            "机构": organ.slug,
            "种类": entry.slug,
            "年度": f"{entry.published_at:%Y}",
            "有效性": validity.state if validity else "",
            "层级": organ.level,
        },
    }
