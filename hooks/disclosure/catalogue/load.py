"""Reading all entries of a site by several processes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from disclosure.catalogue.model import Catalogue, StoredFile
from disclosure.fields import explain
from disclosure.kinds import KINDS, Entry, Withdrawn
from disclosure.problem import Problem, declare, quote
from disclosure.source import list_files, read, read_bytes
from disclosure.vocabulary import Vocabulary
from disclosure.workers import map_chunks

FOLDER = "catalogue"
_VOCABULARY = "vocabulary/"
_README = "README.md"
_WHERE = "请放进 机构标识/种类标识/ 文件夹；附件放进 机构标识/files/ 文件夹"
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.yml")

Inspect = Callable[[Entry], list[Problem]]
"""Checks of one entry by itself, run where it is read."""

MISPLACED_FILE = declare(
    "misplaced-file",
    requires="条目文件放在 catalogue/机构标识/种类标识/ 里，附件放在 catalogue/机构标识/files/ 里。",
    reason="所在的文件夹说明由哪个机构负责、按哪一种填写；放错了就不会公开。",
    source="《中华人民共和国政府信息公开条例》第十条",
)
BAD_FILE_NAME = declare(
    "bad-file-name",
    requires="条目文件名用英文字母、数字、连接线，以字母或者数字开头，以 .yml 结尾，不超过80个字符。",
    reason="别的文件名在有些电脑上会变样，或者不能复制到优盘。",
)
SPECIAL_FILE = declare(
    "special-file",
    requires="目录里只有普通文件，没有链接和快捷方式。",
    reason="链接可以指到目录以外的文件，把不该公开的东西带出去。",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The catalogue, what is wrong in it, and how many files were looked at."""

    catalogue: Catalogue
    problems: list[Problem]
    files: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry is kept."""

    path: str
    """The file, relative to the root."""
    organ_slug: str
    kind: type[Entry]


_Outcome = tuple[Entry | Withdrawn | None, list[Problem]]
_Survey = tuple[list[Place], list[StoredFile], list[Problem]]


@dataclass
class Kept:
    """What was read, by file, for who reads the same catalogue again and again and knows which files have changed."""

    outcomes: dict[str, _Outcome] = field(default_factory=dict)
    """The content of each file, None when it has faults, and these."""
    survey: _Survey | None = None
    """Which files there are; None when they are to be looked for."""

    def forget(self, path: str) -> None:
        """Read a file anew the next time."""
        self.outcomes.pop(path, None)


def load(
    root: Path,
    vocabulary: Vocabulary,
    inspect: Inspect | None = None,
    *,
    jobs: int | None = None,
    kept: Kept | None = None,
) -> Loaded:
    """Read every entry below catalogue/. Entries with faults are left out of the catalogue and reported.

    With `kept` only the files are read that it does not know.
    """
    kept = kept or Kept()
    kept.survey = kept.survey or _survey(root, vocabulary)
    found, stored, misplaced = kept.survey
    known = kept.outcomes
    unknown = [place for place in found if place.path not in known]
    read_now = map_chunks(partial(_parse_all, root), inspect, unknown, jobs=jobs)
    for (content, _), place in zip(read_now, unknown, strict=True):
        if content:
            content.filed(place.path, place.organ_slug)
    fresh = {place.path: outcome for place, outcome in zip(unknown, read_now, strict=True)}
    kept.outcomes = {place.path: fresh.get(place.path) or known[place.path] for place in found}
    contents = [content for content, _ in kept.outcomes.values()]
    entries = tuple(content for content in contents if isinstance(content, Entry))
    withdrawn = tuple(content for content in contents if isinstance(content, Withdrawn))
    problems = [*misplaced, *(fault for _, faults in kept.outcomes.values() for fault in faults)]
    return Loaded(Catalogue(vocabulary, entries, withdrawn, tuple(stored)), problems, len(found))


def places(root: Path, vocabulary: Vocabulary) -> list[Place]:
    """The files of entries, readable or not."""
    return _survey(root, vocabulary)[0]


def _survey(root: Path, vocabulary: Vocabulary) -> tuple[list[Place], list[StoredFile], list[Problem]]:
    listing = list_files(root / FOLDER)
    found: list[Place] = []
    stored: list[StoredFile] = []
    problems = [
        SPECIAL_FILE(f"{FOLDER}/{name}", "不是普通文件", "请换成真正的文件，或者删去") for name in listing.special
    ]
    for name in listing.files:
        if name.startswith(_VOCABULARY) or name == _README:
            continue
        if "/" not in name:
            problems.append(MISPLACED_FILE(f"{FOLDER}/{name}", "文件不在机构文件夹里", _WHERE))
            continue
        organ_slug, kind_slug, *rest = name.split("/")
        path = f"{FOLDER}/{name}"
        if organ_slug not in vocabulary.organ_by_slug:
            near = "请在 catalogue/vocabulary/organs.yml 里登记这个机构，或者移到已登记的机构文件夹"
            problems.append(MISPLACED_FILE(path, f"文件夹{quote(organ_slug)}不是已登记的机构标识", near))
        elif kind_slug == "files":
            stored.append(StoredFile(path, organ_slug, "/".join(["files", *rest])))
        elif kind_slug in KINDS and len(rest) > 1:
            problems.append(MISPLACED_FILE(path, "种类文件夹里不再分文件夹", f"请直接放进 {kind_slug}/ 文件夹"))
        elif kind_slug not in KINDS or not rest:
            kinds = "、".join(f"{slug}（{kind.label}）" for slug, kind in KINDS.items())
            cure = f"请放进种类文件夹：{kinds}；附件放进 files/ 文件夹"
            problems.append(MISPLACED_FILE(path, f"{quote('/'.join([kind_slug, *rest]))}不在种类文件夹里", cure))
        elif not _FILE_NAME.fullmatch(rest[0]):
            cure = "请改用英文字母、数字和连接线，以字母或者数字开头，以 .yml 结尾，例如 2024-00001.yml"
            problems.append(BAD_FILE_NAME(path, f"文件名{quote(rest[0])}不合规定", cure))
        else:
            found.append(Place(path, organ_slug, KINDS[kind_slug]))
    return found, stored, problems


def _parse_all(root: Path, inspect: Inspect | None, places: Sequence[Place]) -> list[_Outcome]:
    return [_parse(root, place, inspect) for place in places]


def _parse(root: Path, place: Place, inspect: Inspect | None) -> _Outcome:
    document = read(read_bytes(root / place.path), place.path)
    data = document.data
    if data is None:
        return None, document.problems
    model = Withdrawn if "撤回" in data else place.kind
    try:
        content = model.model_validate(data)
    except ValidationError as error:
        return None, [document.placed(problem) for problem in explain(error, model, place.path)]
    if inspect is None or isinstance(content, Withdrawn):
        return content, []
    entry = content.filed(place.path, place.organ_slug)
    return entry, [document.placed(problem) for problem in inspect(entry)]


def placed(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """The problems with line and column, found by reading their files once more."""
    by_file: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_file[problem.path].append(problem)
    found: list[Problem] = []
    for path, in_file in by_file.items():
        if any(problem.loc and not problem.line for problem in in_file):
            document = read(read_bytes(root / path), path)
            in_file = [document.placed(one) if one.loc else one for one in in_file]  # noqa: PLW2901 - the same list
        found += in_file
    return found
