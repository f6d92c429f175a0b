"""The cases of the rules: folders that are found, laid over the base site, checked and compared as text.

A case is a folder `tests/rules/<rule id>/{good,bad}-<what>/`. It holds the files that differ from `_base`, byte for
byte, and beside them:

    expected.txt  (bad only) all problems as `disclosure check` prints them, without the closing line
    today.txt     the day of the check, if not TODAY
    remove.txt    files of the base to leave out, one a line
    links.txt     symbolic links to make, `link -> target` a line
    copies.txt    files to copy, `from -> to` a line, for names that not every disk can hold side by side
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.cli.show import as_text
from disclosure.publication import check

FOLDER = Path(__file__).resolve().parent
BASE = FOLDER / "_base"
TODAY = date(2026, 11, 15)
EXPECTED = "expected.txt"
NOTES = frozenset({EXPECTED, "today.txt", "remove.txt", "links.txt", "copies.txt"})


@dataclass(frozen=True)
class Case:
    """One folder of a rule."""

    folder: Path

    @property
    def rule(self) -> str:
        """The id of the rule whose case this is."""
        return self.folder.parent.name

    @property
    def is_good(self) -> bool:
        """Whether the check must find nothing."""
        return self.folder.name.startswith("good-")

    @property
    def name(self) -> str:
        """Rule and case, as the folders are named."""
        return f"{self.rule}/{self.folder.name}"

    @property
    def files(self) -> list[Path]:
        """The files that differ from the base, relative to the case."""
        found = sorted(path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return [path for path in found if path.as_posix() not in NOTES]

    @property
    def today(self) -> date:
        """The day of the check."""
        lines = self._lines("today.txt")
        return date.fromisoformat(lines[0]) if lines else TODAY

    @property
    def expected(self) -> str:
        """All problems that the check must print; empty where there must be none."""
        path = self.folder / EXPECTED
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def lay_out(self, root: Path) -> None:
        """Make the site of the case in an empty folder."""
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        for path in self.files:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.folder / path, target)
        for name in self._lines("remove.txt"):
            (root / name).unlink()
        for source, name in self._pairs("copies.txt"):
            shutil.copyfile(root / source, root / name)
        for name, target_name in self._pairs("links.txt"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).symlink_to(target_name)

    def printed(self, root: Path) -> str:
        """Lay the case out in an empty folder, check it, and return the problems as they are printed."""
        self.lay_out(root)
        result = check(root, self.today)
        return as_text(result).removesuffix(result.summary)

    def _lines(self, name: str) -> list[str]:
        path = self.folder / name
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def _pairs(self, name: str) -> list[tuple[str, str]]:
        pairs = [line.split(" -> ") for line in self._lines(name)]
        return [(first, second) for first, second in pairs]


def find_cases(folder: Path = FOLDER) -> list[Case]:
    """Every case, by the folders alone."""
    rules = sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "_.")
    return [Case(path) for rule in rules for path in sorted(rule.iterdir()) if path.is_dir()]
