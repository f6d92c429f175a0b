"""The same entries as a Hugo site: same frame around the text, same lists, so that both write about the same bytes.

Two forms: each entry a Markdown file with front matter, or a YAML file that a content adapter reads. Hugo gets
addresses, states and relations ready made; it checks nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bench.generate import MadeEntry
from disclosure import catalogue, vocabulary
from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.views import crumbs_of, relations_of

FORMS = ("markdown", "data")
PARTS = Path(__file__).with_name("hugo_site")
_TOKEN = re.compile(r"QX([A-Z0-9-]+?)XQ")


def export(root: Path, made: list[MadeEntry], form: str, out: Path) -> None:
    """Write the entries of a generated site as a Hugo site. The site must have been built once: its frames are used."""
    _write(out / "hugo.yaml", _part("hugo.yaml"))
    _write(out / "layouts/_partials/row.html", _part("row.html"))
    for depth, name, head in ((2, "single", "single"), (1, "term", "term"), (0, "home", "term")):
        frame = (root / f".cache/shell/frames/depth-{depth}.html").read_text(encoding="utf-8")
        _write(out / f"layouts/{name}.html", _page(frame, _part(f"{head}-head.html"), _part(f"{name}-body.html")))
    if form == "data":
        _write(out / "content/_content.gotmpl", _part("_content.gotmpl"))
    for entry, fields in _entries(root, made):
        text = "\n\n".join(entry.blocks)
        name = f"{entry.organ.slug}/{entry.number.partition('/')[2]}"
        if form == "data":
            _write(out / f"data/entries/{name}.yml", _yaml({**fields, "text": text}))
        else:
            _write(out / f"content/{name}.md", f"---\n{_yaml(fields)}---\n{text}\n")


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8").rstrip("\n")


def _page(frame: str, head: str, body: str) -> str:
    """The frame of our pages as a template of Hugo."""
    values = {
        "TITLE": "{{ .Title }} - 示例县人民政府",
        "HEAD": head,
        "BODY": body,
        "NAV-STATUTORY": ' aria-current="true"',
    }
    return _TOKEN.sub(lambda found: values.get(found[1], ""), frame)


def _entries(root: Path, made: list[MadeEntry]) -> Iterator[tuple[MadeEntry, dict[str, Any]]]:
    words, _ = vocabulary.load(root)
    if words is None:
        message = "the vocabulary of the generated site cannot be read"
        raise ValueError(message)
    found = catalogue.load(root, words).catalogue
    for entry in made:
        known = found.by_number[entry.number]
        yield entry, {**entry.fields, **_derived(found, known)}


def _derived(found: Catalogue, entry: Entry) -> dict[str, Any]:
    """What our program works out for an entry and Hugo is given."""
    words = found.vocabulary
    organ, category = found.organ_of(entry), found.category_of(entry)
    validity = words.validity_by_name[getattr(entry, "validity", "")]
    above, _, below = (entry.topic or "").partition("/")
    number = words.topic_paths[above]
    topics = [str(number), f"{number}-{words.topics[number - 1].children.index(below) + 1}"]
    relations = [
        {
            "label": view.label,
            "links": [{"text": link.text, "address": link.address} for link in view.links],
            "names": list(view.names),
        }
        for view in relations_of(found, entry)
    ]
    return {
        "title": entry.title,
        "url": found.address_of(entry),
        "date": f"{entry.published_at:%Y-%m-%dT%H:%M:%S+08:00}",
        "shown_at": f"{entry.published_at:%Y-%m-%d %H:%M}",
        "state": validity.state,
        "banner": validity.banner or "",
        "organ_name": organ.name,
        "organ_short": organ.short,
        "organ_address": organ.address,
        "topic_address": f"topic/{topics[1]}.html",
        "category": category.name,
        "category_address": category.address,
        "crumbs": [{"text": link.text, "address": link.address} for link in crumbs_of(found, entry)],
        "relations": relations,
        "columns": [above.slug for above in words.ancestry[category.slug]],
        "organs": [organ.slug],
        "kinds": [entry.slug],
        "years": [str(entry.published_at.year)],
        "topics": topics,
    }


def _yaml(fields: dict[str, Any]) -> str:
    """Block style with every text quoted, so that Hugo guesses no dates."""
    lines = []
    for name, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}\n")
        else:
            lines.append(yaml.safe_dump({name: value}, allow_unicode=True, width=10000, sort_keys=False))
    return "".join(lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
