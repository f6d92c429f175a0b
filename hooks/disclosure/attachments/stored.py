"""The texts of the stored files of a catalogue: read by guarded processes, kept by content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from disclosure.attachments.extraction import VERSION, extract
from disclosure.attachments.model import Extracted, Finding, Part, pack, unpack
from disclosure.cache import Cache
from disclosure.catalogue import StoredFile
from disclosure.source import read_bytes
from disclosure.workers import Bounds, Guarded, map_chunks, map_guarded

FOLDER = Path(".cache") / "attachments"
BOUNDS = Bounds(seconds=60, megabytes=3072)
_BATCH = 512
"""Files whose texts are held at a time."""
_LOST = {
    "crash": Finding("damaged", "读取时出错，文件可能已经损坏", "请用原来的软件打开，另存一份再放入"),
    "time": Finding("too-large", f"读了 {BOUNDS.seconds:.0f} 秒还没有读完", "请分成几个文件，或者重新导出"),
    "memory": Finding("too-large", "读取时占用的内存太多", "请分成几个文件，或者重新导出"),
}


def text_of(root: Path, stored: StoredFile) -> tuple[Part, ...]:
    """The public text of a stored file by places, in reading order; empty where there is none to be read."""
    return texts_of(root, [stored], jobs=1)[stored.path]


def texts_of(root: Path, stored: Sequence[StoredFile], *, jobs: int | None = None) -> dict[str, tuple[Part, ...]]:
    """The public texts of stored files by their paths; all of them are held at once."""
    return {path: extracted.parts for path, extracted in _all(root, stored, jobs, with_text=True)}


def findings_in(root: Path, stored: Sequence[StoredFile], *, jobs: int | None = None) -> dict[str, tuple[Finding, ...]]:
    """What is to be said about all stored files, by their paths. What is no more among them is forgotten."""
    return {path: extracted.findings for path, extracted in _all(root, stored, jobs, with_text=False)}


def _all(
    root: Path, stored: Sequence[StoredFile], jobs: int | None, *, with_text: bool
) -> Iterator[tuple[str, Extracted]]:
    paths = [one.path for one in stored]
    known = map_chunks(_look_up, (root, with_text), paths, jobs=jobs)
    missing: list[tuple[Path, str, str]] = []
    for path, (key, extracted) in zip(paths, known, strict=True):
        if extracted is None:
            missing.append((root, path, key))
        else:
            yield path, extracted
    cache = Cache(root / FOLDER)
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        answers = map_guarded(_extract, [(root, path) for _, path, _ in batch], BOUNDS, jobs=jobs)
        for (_, path, key), answer in zip(batch, answers, strict=True):
            extracted = _result(answer)
            if answer.result is not None:
                cache.put(key, pack(extracted))
            yield path, extracted
    if missing and not with_text:
        cache.keep_only({key for key, _ in known})


def _result(answer: Guarded[Extracted]) -> Extracted:
    if answer.result is not None:
        return answer.result
    return Extracted((), (_LOST[answer.loss or "crash"],))


def _look_up(state: tuple[Path, bool], paths: Sequence[str]) -> list[tuple[str, Extracted | None]]:
    """For each file the key of its result, and the result where it is kept."""
    root, with_text = state
    cache = Cache(root / FOLDER)
    found: list[tuple[str, Extracted | None]] = []
    for path in paths:
        key = _key(read_bytes(root / path), path)
        content = cache.get(key)
        extracted = unpack(content) if content is not None else None
        if extracted and not with_text:
            extracted = Extracted((), extracted.findings)
        found.append((key, extracted))
    return found


def _key(data: bytes, path: str) -> str:
    return f"{VERSION} {_reader()} {_extension(path)} {sha256(data).hexdigest()}"


@cache
def _reader() -> str:
    """The version of the library by which PDF is read."""
    return version("pypdfium2")


def _extension(path: str) -> str:
    return PurePosixPath(path).suffix[1:].lower()


def _extract(item: tuple[Path, str]) -> Extracted:
    root, path = item
    return extract(read_bytes(root / path), _extension(path))
