"""The next free 索引号 of an organ and a year, and the file that goes with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from disclosure.catalogue import FOLDER, Catalogue, load, places
from disclosure.source import read, read_bytes
from disclosure.vocabulary import Organ, Vocabulary


class Numbers:
    """Gives numbers that no entry has, nor any file name, nor anything given before; a number is never used again."""

    def __init__(self, catalogue: Catalogue, *, numbers: Iterable[str] = (), paths: Iterable[str] = ()) -> None:
        """`numbers` and `paths` are used as well, for instance those of files that cannot be read."""
        self._form = catalogue.vocabulary.site.index_format
        self._numbers = {*numbers, *(number for number, _ in catalogue.records)}
        self._paths = {*paths, *(path for _, path in catalogue.records)}

    def take(self, organ: Organ, kind_slug: str, year: str, first: int = 1) -> tuple[str, str]:
        """(索引号, path of the file below the root), free so far and taken from now on."""
        serial = max(first, 1)
        while True:
            number = self._form.filled(organ.code, year, serial)
            path = f"{FOLDER}/{organ.slug}/{kind_slug}/{year}-{serial:0{self._form.digits}}.yml"
            if number not in self._numbers and path not in self._paths:
                self.use(number, path)
                return number, path
            serial += 1

    def use(self, number: str, path: str = "") -> None:
        """Note that a number, and a path, are taken."""
        self._numbers.add(number)
        self._paths.add(path)


def next_number(catalogue: Catalogue, organ: Organ, year: str) -> str:
    """The next free 索引号 of an organ in a year."""
    return Numbers(catalogue).take(organ, "", year)[0]


def numbers_in_use(root: Path, words: Vocabulary, *, jobs: int | None = None) -> Numbers:
    """All numbers in use, those of files with faults too: what can be read of them counts."""
    found = places(root, words)
    loaded = load(root, words, jobs=jobs)
    read_well = {path for _, path in loaded.catalogue.records}
    numbers: list[str] = []
    for place in found:
        if place.path not in read_well:
            data = read(read_bytes(root / place.path), place.path).data or {}
            numbers += [str(data["索引号"])] if "索引号" in data else []
    return Numbers(loaded.catalogue, numbers=numbers, paths=[place.path for place in found])
