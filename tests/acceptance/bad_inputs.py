"""Puts the bad inputs beside the checkout, one at a time, into a small catalogue that accepts the sound ones."""

from __future__ import annotations

import csv
import json
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disclosure import publication
from disclosure.publication import CheckResult
from unit.attached_files import pdf
from unit.small_site import TODAY, vocabulary_data, write_file, write_vocabulary

ORGAN = "xzfb"
CODE = "11000000000000000X"
ATTACHMENT = "files/示例附件.pdf"
ISSUERS = ("国务院", "示例县𠮷镇𬭎街道办事处")
ENTRY = f"catalogue/{ORGAN}/policy/case.yml"
OUR_NAMES = {"摘要": "内容概述", "标签": "主题词"}
"""Fields that the inputs name otherwise than this product does."""


@dataclass(frozen=True)
class Case:
    """One line of INDEX.tsv."""

    id: str
    file: str
    input: str
    expect: str
    code: str


def cases(folder: Path, letters: str) -> list[Case]:
    """The lines of the index whose id is of these letters followed by a number, for example OK, Y, M."""
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(row["id"], row["file"], row["input"], row["expect"], row["code"])
        for row in rows
        if re.fullmatch(rf"{letters}\d+", row["id"])
    ]


def base(root: Path, inputs: Path) -> None:
    """Write the vocabulary that accepts the sound inputs, and a searchable attachment by the name of theirs."""
    data = vocabulary_data()
    data["organs.yml"]["机构"][0]["代码"] = CODE
    data["organs.yml"]["其他发文机关"] = list(ISSUERS)
    data["site.yml"]["附件类型"] = ["pdf", "ofd", "docx", "xlsx", "doc", "csv", "jpg", "png"]
    write_vocabulary(root, data)
    assert (inputs / ATTACHMENT).is_file()  # theirs has no text, of which its own case speaks
    write_file(root, f"catalogue/{ORGAN}/{ATTACHMENT}", pdf(["示例附件"]))


def renamed(data: bytes) -> bytes:
    """An entry with the names that this product gives to the fields."""
    for theirs, ours in OUR_NAMES.items():
        data = re.sub(rf"^{theirs}:".encode(), f"{ours}:".encode(), data, flags=re.MULTILINE)
    return data


def put_entry(root: Path, inputs: Path, name: str) -> None:
    """Put one entry file in."""
    write_file(root, ENTRY, renamed((inputs / name).read_bytes()))


def put_archive(root: Path, inputs: Path, name: str) -> None:
    """Put the files of an archive in: entries as entries, files as attachments beside the baseline."""
    with tarfile.open(inputs / name) as archive:
        files = [(member.name, archive.extractfile(member)) for member in archive.getmembers()]
        contents = {place: file.read() for place, file in files if file}
    for place, data in contents.items():
        if place.startswith("files/"):
            write_file(root, f"catalogue/{ORGAN}/{place}", data)
        else:
            write_file(root, f"catalogue/{ORGAN}/policy/{Path(place).name}", renamed(data))
    if not any(place.endswith(".yml") for place in contents):
        put_entry(root, inputs, "ok/baseline.yml")


def put_attachment(root: Path, inputs: Path, name: str) -> None:
    """Put a file in as the attachment of the baseline entry."""
    target = f"files/{Path(name).name}"
    write_file(root, f"catalogue/{ORGAN}/{target}", (inputs / name).read_bytes())
    if target != ATTACHMENT:
        (root / "catalogue" / ORGAN / ATTACHMENT).unlink()
    text = (inputs / "ok/baseline.yml").read_text(encoding="utf-8").replace(ATTACHMENT, target)
    write_file(root, ENTRY, text)


def put_path(root: Path, inputs: Path, case_id: str) -> None:
    """Put a path in as that of the attachment of the baseline entry; the file itself stays where it is."""
    lines = (inputs / "paths/attachment-paths.jsonl").read_text(encoding="utf-8").splitlines()
    path = next(found["path"] for found in map(json.loads, lines) if found["id"] == case_id)
    text = (inputs / "ok/baseline.yml").read_text(encoding="utf-8")
    write_file(root, ENTRY, text.replace(ATTACHMENT, json.dumps(path, ensure_ascii=False)))


def put(root: Path, inputs: Path, case: Case) -> None:
    """Put a case in, whatever it is."""
    how: Callable[[Path, Path, str], None] = put_entry
    name = case.file
    if case.id.startswith("F"):
        how = put_attachment
    elif "#" in name:
        how, name = put_path, case.id
    elif name.endswith(".tar"):
        how = put_archive
    how(root, inputs, name)


def verdict(root: Path) -> CheckResult:
    """The check of the catalogue with the case in it."""
    return publication.check(root, TODAY, jobs=1)


def texts(result: CheckResult) -> Iterator[str]:
    """What the clerk reads."""
    return (f"{problem.place}: [{problem.rule}] {problem.text}" for problem in result.problems)
