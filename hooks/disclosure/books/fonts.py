"""Which fonts a booklet is set in: chosen from those that are installed, so that every character is seen.

Fonts are an input like the entries: the same fonts give the same bytes. So they are chosen here, by name and in a fixed
order, and the setting program is given nothing but these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import typst

from disclosure.books.coverage import covered
from disclosure.problem import Refused
from disclosure.vocabulary import BookletFonts

REGULAR, BOLD = 400, 700
_SAMPLE = frozenset("政府信息公开目录")
"""What a font must have to count as Chinese."""
_SHOWN = 20
"""Most characters named in a message."""
_INSTALL = (
    "请安装一种中文字体后再试：Debian、Ubuntu 用 apt install fonts-noto-cjk，Fedora 用 dnf install "
    "google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts，Windows 和 macOS 自带宋体；"
    "也可以用 --font-dir 指明放字体文件的文件夹"
)


@dataclass(frozen=True, slots=True, order=True)
class _Face:
    """One weight of a font."""

    family: str
    weight: int
    path: str
    index: int


@dataclass(frozen=True, slots=True)
class Fonts:
    """What a booklet is set in."""

    song: tuple[str, ...]
    """Families for reading: the first is the font, the others have what it lacks."""
    hei: tuple[str, ...]
    """The same for headings."""
    files: tuple[Path, ...]

    @property
    def report(self) -> str:
        """Which fonts were used, for people."""
        added = "、".join(dict.fromkeys([*self.song[1:], *self.hei[1:]]))
        rare = f"；生僻字用 {added}" if added else ""
        return f"字体：正文 {self.song[0]}，标题 {self.hei[0]}{rare}"


def choose(wishes: BookletFonts, needed: Mapping[str, str], folder: Path | None = None) -> Fonts:
    """The fonts for texts in which these characters stand; `needed` says of each where it stands first.

    Only fonts in `folder` count where it is given, else those of the system. Raises Refused with every character that
    no font has, and where there is no Chinese font at all.
    """
    shelf = _Shelf(folder)
    song = shelf.first(wishes.song) or shelf.first(wishes.hei) or shelf.any_chinese()
    if not song:
        where = f"{folder} 里" if folder else "这台电脑上"
        raise Refused(f"{where}没有中文字体，排不出目录册。{_INSTALL}。")
    hei = shelf.first(wishes.hei) or song
    # Where a character is in neither, another font of the system helps, in the order of the names.
    others = [*wishes.song, *wishes.hei, *sorted(shelf.faces)]
    characters = frozenset(needed)
    chosen = {family: shelf.complete(family, others, characters) for family in dict.fromkeys([song, hei])}
    if lacking := characters - shelf.has(list(chosen[song]), characters):
        raise Refused("\n".join(_lacking(sorted(lacking), needed)))
    families = dict.fromkeys(family for used in chosen.values() for family in used)
    files = sorted({face.path for family in families for face in shelf.used(family)})
    return Fonts(chosen[song], chosen[hei], tuple(Path(path).resolve() for path in files))


def _lacking(characters: Sequence[str], needed: Mapping[str, str]) -> list[str]:
    lines = [
        f"{needed[character]}：“{character}”（U+{ord(character):04X}）没有字体能显示"
        for character in characters[:_SHOWN]
    ]
    rest = f"，另有 {len(characters) - _SHOWN} 个没有列出" if len(characters) > _SHOWN else ""
    cure = "请安装有这些字的字体（如花园明朝、思源宋体），或者改用规范的写法"
    return [*lines, f"共 {len(characters)} 个字显示不出来{rest}，没有生成目录册；{cure}。"]


class _Shelf:
    """The fonts that are there."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @cached_property
    def faces(self) -> dict[str, list[_Face]]:
        """Upright fonts of normal width by family."""
        paths = [str(self._folder)] if self._folder else []
        there = typst.Fonts(
            include_system_fonts=self._folder is None, include_embedded_fonts=False, font_paths=paths
        ).fonts()
        found: dict[str, list[_Face]] = {}
        for font in sorted(
            _Face(font.family, font.weight, font.path, font.index)
            for font in there
            if font.path and font.style == "normal" and font.stretch == 1.0
        ):
            found.setdefault(font.family, []).append(font)
        return found

    def first(self, wishes: Iterable[str]) -> str | None:
        """The first of these families that is there and Chinese, under the name it has itself."""
        names = {family.casefold(): family for family in self.faces}
        there = (names[wish.casefold()] for wish in wishes if wish.casefold() in names)
        return next((family for family in there if self.has([family], _SAMPLE) == _SAMPLE), None)

    def any_chinese(self) -> str | None:
        """Any family that is Chinese, by the order of the names."""
        return self.first(sorted(self.faces))

    def used(self, family: str) -> list[_Face]:
        """The regular and the bold face of a family, one where it has only one; of twins the first by its path."""
        faces = self.faces.get(family, [])
        nearest = [
            min(faces, key=lambda face: (abs(face.weight - weight), face)) for weight in (REGULAR, BOLD) if faces
        ]
        return list(dict.fromkeys(nearest))

    def has(self, families: Sequence[str], characters: frozenset[str]) -> frozenset[str]:
        """Those of the characters that at least one of the families has in every face that is used."""
        found: frozenset[str] = frozenset()
        for family in families:
            rest = characters - found
            faces = [covered(Path(face.path), face.index, rest) for face in self.used(family)]
            found |= frozenset.intersection(*faces) if faces else frozenset()
        return found

    def complete(self, family: str, others: Iterable[str], characters: frozenset[str]) -> tuple[str, ...]:
        """The family and those of the others that have something it lacks; what none has stays out."""
        chosen = [family]
        lacking = characters - self.has(chosen, characters)
        for other in dict.fromkeys(others):
            if not lacking:
                break
            if other in self.faces and (helped := self.has([other], lacking)):
                chosen.append(other)
                lacking -= helped
        return tuple(chosen)
