"""A site of so many files and bytes that `pack` takes for a built one; the same at every run."""

from __future__ import annotations

import random
from pathlib import Path

from disclosure import vocabulary
from disclosure.publication import MARK
from disclosure.publication.record import RECORD, Record

SEED = 20260715
EACH = 20
"""One file in so many is an attachment; attachments make up ATTACHED of the bytes."""
ATTACHED = 0.75
_ORGANS = 25
_PIECE = 2_000_000
_HANZI = range(0x4E00, 0x9FA5)


def write_site(root: Path, folder: Path, files: int, size: int) -> tuple[int, int]:
    """Write the site of the project at `root`: pages of text, attachments like PDF. Returns how many files and bytes.

    Sizes lie between half and one and a half times their mean.
    """
    made = random.Random(SEED)  # noqa: S311 - the same bytes at every run
    attachments = files // EACH
    pages = files - attachments
    text = "".join(map(chr, made.choices(_HANZI, k=_PIECE // 3))).encode()
    noise = made.randbytes(_PIECE)
    total = 0
    for number in range(files):
        organ, serial = number % _ORGANS, number // _ORGANS
        if number % EACH == EACH - 1:
            name, source, mean = f"files/{organ:02}/{serial:05}-附件.pdf", noise, size * ATTACHED / attachments
        else:
            name, source, mean = f"entry/{organ:02}/{serial:05}.html", text, size * (1 - ATTACHED) / pages
        content = _content(made, name, source, round(mean * made.uniform(0.5, 1.5)))
        total += len(content)
        _write(folder / name, content)
    site = _site(root)
    record = Record(site.id_code, site.name, pages, attachments).to_bytes()
    _write(folder / RECORD, record)
    _write(folder / MARK, b"")
    return files + 1, total + len(record)


def _content(made: random.Random, name: str, source: bytes, size: int) -> bytes:
    """Bytes that begin with the name, so that no two files are alike."""
    pieces, rest = [name.encode()], size - len(name.encode())
    while rest > 0:
        start = made.randrange(len(source) // 2)
        pieces.append(source[start : start + rest])
        rest -= len(pieces[-1])
    return b"".join(pieces)


def _site(root: Path) -> vocabulary.Site:
    words, problems = vocabulary.load(root)
    if words is None:
        raise ValueError("\n".join(problem.report for problem in problems))
    return words.site


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
