"""The search index of a site: made after its pages, by the engine that the site has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from disclosure import attachments
from disclosure.catalogue import Catalogue
from disclosure.problem import Refused
from disclosure.publication.tree import only_writer, write_if_different
from disclosure.search import ENGINES, Records, articles_in
from disclosure.source import list_files, read_bytes

FOLDER = "search"
"""Where the site holds the index; the page that searches is search.html beside it."""
CACHE = Path(".cache") / "search"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A file of the index: its address in the site, and whether it was written now."""

    address: str
    written: bool


@dataclass(frozen=True, slots=True)
class _Folder:
    """The folder of the index in a tree; see `search.Target`. It is sent to worker processes."""

    path: Path

    def write(self, name: str, content: bytes) -> None:
        write_if_different(self.path / name, content)

    def holds(self, name: str, size: int, digest: bytes) -> bool:
        try:
            content = read_bytes(self.path / name)
        except OSError:
            return False
        return len(content) == size and sha256(content).digest() == digest


def write_index_files(
    root: Path, tree: Path, catalogue: Catalogue, shell_files: Mapping[str, bytes], jobs: int | None
) -> list[Indexed]:
    """Make the index of a catalogue and of the hand-written pages in `tree`; what is there already is kept.

    Raises Refused when the engine cannot make it, has not made what it names, or works for another build.
    """
    records = Records(catalogue, articles_in(shell_files), partial(attachments.text_of, root))
    records.prepare()
    folder = tree / FOLDER
    name = catalogue.vocabulary.site.search_engine
    before = _stamps(folder)
    with only_writer(root / CACHE):
        names = ENGINES[name](records, _Folder(folder), cache=root / CACHE / name, jobs=jobs)
    after = _stamps(folder)
    if missing := sorted(set(names) - after.keys()):
        raise Refused(f"检索文件没有全部写成，缺 {FOLDER}/{missing[0]} 等 {len(missing)} 个，没有发布。")
    return [Indexed(f"{FOLDER}/{one}", before.get(one) != after[one]) for one in names]


def _stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What changes when a file is written: its time, size and inode."""
    found: dict[str, tuple[int, int, int]] = {}
    for name in list_files(folder).files if folder.is_dir() else ():
        state = (folder / name).stat()
        found[name] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found
