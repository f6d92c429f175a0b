"""A copy of the small site with the project's own pages, templates and settings: edited, checked, built, compared."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from disclosure.publication import Built, build, check

ROOT = Path(__file__).resolve().parents[2]
SMALL = Path(__file__).with_name("small")
TODAY = date(2026, 11, 15)
EPOCH = str(int(datetime(2026, 11, 15, 4, tzinfo=UTC).timestamp()))
"""Noon of TODAY in China, for what can be told the day only by SOURCE_DATE_EPOCH."""
OURS = ("content", "overrides", "mkdocs.yml", "hooks/mkdocs_events.py")

NOTICE = """标题: {title}
索引号: {number}
发布日期: {published}
正文: {body}
"""

Tree = dict[str, bytes]


def tree_of(folder: Path) -> Tree:
    """Every file below a folder, hidden ones too, by its path."""
    paths = [path for path in sorted(folder.rglob("*")) if not path.is_dir()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def times_of(folder: Path) -> dict[str, int]:
    """When each file below a folder was last written."""
    paths = [path for path in sorted(folder.rglob("*")) if not path.is_dir()]
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in paths}


def differing(before: Tree, after: Tree) -> set[str]:
    """The paths that were added, removed or changed."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def environment(**settings: str) -> dict[str, str]:
    """What a program started by a test finds in its environment."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1", **settings}


@dataclass(frozen=True)
class Project:
    """The root of a site in a temporary folder."""

    root: Path

    @property
    def site(self) -> Path:
        """Where its site is published."""
        return self.root / "site"

    def write(self, path: str, text: str) -> None:
        """Write a file of the catalogue."""
        target = self.root / "catalogue" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")

    def notice(self, serial: int, *, title: str = "新公告", published: str = "2026-11-10", body: str = "新。") -> str:
        """Add a notice of 测例县人民政府; return the address of its page."""
        number = f"980000010/2026-{serial:05}"
        text = NOTICE.format(title=title, number=number, published=published, body=body)
        self.write(f"xzf/notice/2026-{serial:05}.yml", text)
        return f"entry/{number}.html"

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a piece of a file of the catalogue that occurs in it once."""
        text = (self.root / "catalogue" / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path}: {old!r}"
        self.write(path, text.replace(old, new))

    def build(self, site: Path | None = None, *, jobs: int | None = None) -> Built:
        """Check and publish in this process; the catalogue must be free of errors."""
        result = check(self.root, TODAY, jobs=jobs)
        assert result.passed, result.problems
        assert result.catalogue is not None
        return build(self.root, site or self.site, result.catalogue, jobs=jobs)

    def tree(self) -> Tree:
        """The published files."""
        return tree_of(self.site)

    def run(self, *arguments: str, module: str = "disclosure", **settings: str) -> subprocess.CompletedProcess[str]:
        """Run the program as a clerk does, from the root."""
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            check=False,
            cwd=self.root,
            env=environment(PYTHONUTF8="1", **settings),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    def copy(self, folder: Path) -> Project:
        """Return another project with the same files, what was kept of MkDocs' work included."""
        shutil.copytree(self.root, folder)
        return Project(folder)


def small_site(folder: Path) -> Project:
    """Return a fresh copy of the small site."""
    shutil.copytree(SMALL / "catalogue", folder / "catalogue")
    return Project(with_our_pages(folder))


def with_our_pages(folder: Path) -> Path:
    """Add the project's own pages, templates and settings to a folder with a catalogue."""
    for name in OURS:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    return folder
