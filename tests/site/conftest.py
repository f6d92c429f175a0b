"""The small site, built once for tests that only look, and copied for tests that change it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites.once import small_project
from sites.page import Page, pages_of
from sites.project import Project, Tree


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small site, published; not to be changed. A copy of this process, since a test may run a program in it."""
    return small_project(tmp_path_factory).copy(tmp_path_factory.mktemp("made") / "small")


@pytest.fixture(scope="session")
def tree(made: Project) -> Tree:
    """The files of the small site."""
    return made.tree()


@pytest.fixture(scope="session")
def pages(tree: Tree) -> dict[str, Page]:
    """The pages of the small site."""
    return pages_of(tree)


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    """A published copy of the small site that a test may change."""
    return made.copy(tmp_path / "project")
