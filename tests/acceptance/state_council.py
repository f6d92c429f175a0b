"""Turns real policy documents, taken from the site of 国务院, into entries of a catalogue."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from unit.small_site import as_yaml, write_file

ORGAN = "gwybgt"
ISSUERS = ["国务院", "中央军委办公厅"]


@dataclass(frozen=True)
class Document:
    """One document as it was published."""

    index_number: str
    title: str
    issuer: str
    document_number: str
    theme: str
    written_on: str
    published_on: str
    source_url: str
    paragraphs: tuple[str, ...]

    @property
    def entry(self) -> dict[str, object]:
        """The fields of its entry; each paragraph is a line of the body."""
        return {
            "标题": self.title,
            "索引号": self.index_number,
            "发布日期": iso(self.published_on),
            "主题分类": self.theme,
            "发文机关": self.issuer,
            "发文字号": self.document_number,
            "成文日期": iso(self.written_on),
            "有效性": "有效",
            "正文": "\n".join(self.paragraphs) + "\n",
        }

    @property
    def file(self) -> str:
        """Where its entry lies."""
        return f"catalogue/{ORGAN}/policy/{self.index_number.partition('/')[2]}.yml"

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"entry/{self.index_number}.html"


def iso(day: str) -> str:
    """2018年12月04日 as 2018-12-04."""
    found = re.fullmatch(r"(\d{4})年(\d{2})月(\d{2})日", day)
    assert found, day
    return "-".join(found.groups())


def documents(shared: Path) -> list[Document]:
    """The documents beside the checkout."""
    rows = json.loads((shared / "data/state-council-documents.json").read_text(encoding="utf-8"))
    return [Document(**row | {"paragraphs": tuple(row["paragraphs"])}) for row in rows]


def write_site(project: Path, root: Path, found: list[Document]) -> None:
    """A site of the project's own templates and vocabulary, with 国务院办公厅 as its only organ."""
    for name in ("content", "overrides", "hooks", "catalogue/vocabulary"):
        shutil.copytree(project / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(project / "mkdocs.yml", root / "mkdocs.yml")
    organ = {
        "标识": ORGAN,
        "代码": "000014349",
        "名称": "国务院办公厅",
        "简称": "国办",
        "层级": "省",
        "类型": "政府部门",
    }
    write_file(root, "catalogue/vocabulary/organs.yml", as_yaml({"机构": [organ], "其他发文机关": ISSUERS}))
    for document in found:
        write_file(root, document.file, as_yaml(document.entry))
