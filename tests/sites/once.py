"""What is made once in a run of the tests, however many processes run them."""

from __future__ import annotations

import pickle
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pytest

from disclosure.attachments import text_of
from disclosure.catalogue import Catalogue
from disclosure.problem import Refused
from disclosure.publication import build, check
from disclosure.publication.shell import PUBLIC, shell
from disclosure.publication.tree import only_writer
from disclosure.search import Records, articles_in
from disclosure.search.document import Document
from disclosure.source import list_files
from sites.project import ROOT, TODAY, Project, small_site

PAUSE = 0.05


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder of the run, made by the first process that asks for it while the others wait.

    `make` is given the folder to make, under another name until it is finished; when it raises, the next process that
    asks tries again, and fails on its own account.
    """
    folder = base(factory) / name
    with turn(folder):
        if not folder.exists():
            unfinished = folder.with_name(f"{name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(folder)
    return folder


def base(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the run, which the processes of pytest-xdist share: theirs lie in it."""
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


@contextmanager
def turn(place: Path) -> Iterator[None]:
    """Wait until no other process holds a place, and hold it; the system frees it when a process is killed."""
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(only_writer(place))
                break
            except Refused:
                time.sleep(PAUSE)
        yield


_SITE = "政务 公开#1/site"
"""A name that must be escaped in addresses."""


class Demo(NamedTuple):
    """The project's own site: its catalogue, and the folder it is published in. Only to be looked at."""

    catalogue: Catalogue
    site: Path

    @property
    def documents(self) -> list[Document]:
        """Everything on it that can be searched."""
        made = shell(ROOT) / PUBLIC
        articles = articles_in({name: (made / name).read_bytes() for name in list_files(made).files})
        records = Records(self.catalogue, articles, partial(text_of, ROOT))
        records.prepare()
        return records.documents(range(len(records.keys)))


def demo_site(factory: pytest.TempPathFactory) -> Demo:
    """Return the built demo site."""
    folder = once(factory, "demo", _make_demo)
    return Demo(_catalogue(folder), folder / _SITE)


def _make_demo(folder: Path) -> None:
    result = check(ROOT, TODAY)
    assert result.passed, "\n".join(f"{problem.place}: {problem.text}" for problem in result.problems)
    assert result.catalogue is not None
    build(ROOT, folder / _SITE, result.catalogue)
    (folder / "catalogue.pickle").write_bytes(pickle.dumps(result.catalogue))


@cache
def _catalogue(folder: Path) -> Catalogue:
    catalogue: Catalogue = pickle.loads((folder / "catalogue.pickle").read_bytes())  # noqa: S301 - written above
    return catalogue


def small_project(factory: pytest.TempPathFactory) -> Project:
    """Return the small site, published. Only to be looked at, or copied."""
    return Project(once(factory, "small", _make_small))


def _make_small(folder: Path) -> None:
    small_site(folder).build()
