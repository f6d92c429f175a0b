"""The setting of booklets: data as JSON into one template, which Typst makes a PDF of.

The template (catalogue.typ) has no data in it and gets none as markup, so nothing in an entry can be read as an
instruction. It opens no file and no package; the folder it may read holds only the fonts.
"""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Literal, Self

import typst

from disclosure.books.blocks import Block
from disclosure.books.fonts import Fonts
from disclosure.kinds.base import alias_of
from disclosure.problem import Refused
from disclosure.source import read_bytes
from disclosure.views import Booklet, Item
from disclosure.vocabulary import ReadingRoom, Site

TEMPLATE = Path(__file__).with_name("catalogue.typ")
GUIDE = Path(__file__).with_name("guide.typ")
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): readable aloud. It is refused where a character has no glyph: the last guard."""

_NUMBER, _DOCUMENT_NUMBER, _ISSUED, _PUBLISHED, _VALIDITY = "索引号", "发文字号", "成文日期", "发布日期", "有效性"
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs", "Mn"})
"""Categories of characters that need no glyph of their own: spaces, controls, marks that join the letter before."""


def data_of(booklet: Booklet, site: Site, fonts: Fonts | None = None) -> dict[str, Any]:
    """What the template is given; it names nothing else. Every text in it is printed as it stands."""
    organ, year, day = booklet.organ.name, booklet.year, booklet.as_of
    title = f"{organ}{year}年政府信息公开目录"
    columns = ("name", "address", "hours", "phone")
    return {
        "fonts": {"song": fonts.song if fonts else (), "hei": fonts.hei if fonts else ()},
        "title": title,
        "description": f"{title}，共{booklet.count}条，截至{_chinese(day)}",
        "organ": organ,
        "year": str(year),
        "count": booklet.count,
        "as_of": {"year": day.year, "month": day.month, "day": day.day},
        "day": _chinese(day),
        "site": site.name,
        "base": site.public_address,
        "notice": site.demo_notice or "",
        "contact": booklet.contact,
        "rooms": {
            "head": [alias_of(ReadingRoom, column) for column in columns],
            "rows": [[getattr(room, column) or "" for column in columns] for room in site.reading_rooms],
        },
        "sections": [
            {
                "level": section.level,
                "title": section.title,
                "count": section.count,
                "items": [_item(item, site.public_address) for item in section.items],
            }
            for section in booklet.sections
        ],
        "registers": [
            {"title": register.title, "label": register.label, "lines": register.lines}
            for register in booklet.registers
        ],
    }


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _item(item: Item, base: str) -> dict[str, Any]:
    facts = dict(item.facts)
    return {
        "number": item.number,
        "title": item.title,
        "state": facts[_VALIDITY] if item.state not in {"", "in_force"} else "",
        "facts": _in_three_columns(facts),
        "summary": item.summary,
        "address": base + item.address,
        "link": base + item.address if base else "",
    }


def _in_three_columns(facts: dict[str, str]) -> list[tuple[str, str]]:
    """Numbers on the left, dates in the middle, validity on the right, line by line; what is missing left blank."""
    dates = [label for label in (_ISSUED, _PUBLISHED) if label in facts]
    if _DOCUMENT_NUMBER not in facts and _VALIDITY not in facts:
        order = [_NUMBER, *dates]
    else:
        first, *second = dates
        order = [_NUMBER, first, _VALIDITY, _DOCUMENT_NUMBER, *second]
    return [(label, facts[label]) if label in facts else ("", "") for label in order]


def characters_in(booklets: Iterable[Booklet], site: Site) -> dict[str, str]:
    """Every character that the booklets print, with the place where it stands first, for messages."""
    found = dict.fromkeys(_visible([read_bytes(TEMPLATE).decode()]), "目录册的样式")
    for booklet in booklets:
        data = data_of(booklet, site)
        for item in (item for section in data["sections"] for item in section["items"]):
            number = dict(item["facts"]).get(_NUMBER, "")
            for character in _visible(_texts(item)):
                found.setdefault(character, f"{number}（{item['title'][:30]}）")
        for character in _visible(_texts(data)):
            found.setdefault(character, f"{booklet.name}.pdf")
    return found


@dataclass(frozen=True, slots=True)
class Guide:
    """A book of chapters, such as the manual."""

    title: str
    as_of: date
    chapters: tuple[tuple[str, list[Block]], ...]
    """Title and blocks of each; see `disclosure.books.blocks`."""


def guide_data(guide: Guide, site: Site, fonts: Fonts | None = None) -> dict[str, Any]:
    """What the template of guides is given."""
    return {
        "fonts": {"song": fonts.song if fonts else (), "hei": fonts.hei if fonts else ()},
        "title": guide.title,
        "site": site.name,
        "day": _chinese(guide.as_of),
        "as_of": {"year": guide.as_of.year, "month": guide.as_of.month, "day": guide.as_of.day},
        "notice": site.demo_notice or "",
        "chapters": [{"title": title, "blocks": blocks} for title, blocks in guide.chapters],
    }


def characters_of(guide: Guide, site: Site) -> dict[str, str]:
    """Every character that a guide prints, with the chapter where it stands first."""
    found = dict.fromkeys(_visible([read_bytes(GUIDE).decode()]), f"{guide.title}的样式")
    for title, blocks in guide.chapters:
        for character in _visible(_texts([title, blocks])):
            found.setdefault(character, f"{guide.title}“{title}”")
    for character in _visible(_texts(guide_data(guide, site))):
        found.setdefault(character, guide.title)
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, list | tuple):
        yield from (text for inner in value for text in _texts(inner))


def _visible(texts: Iterable[str]) -> list[str]:
    """The characters of the texts that are seen, each once, in a fixed order."""
    return sorted(char for char in set().union(*texts) if unicodedata.category(char) not in _INVISIBLE)


class Press(AbstractContextManager["Press"]):
    """Sets booklets in the chosen fonts; its temporary folder is deleted at the end."""

    def __init__(self, site: Site, fonts: Fonts) -> None:
        """Take the settings of the site and the fonts."""
        self._site, self._fonts = site, fonts
        self._folder = TemporaryDirectory(prefix="disclosure-book-", ignore_cleanup_errors=True)

    def __enter__(self) -> Self:
        """Lay out the fonts; the setting program sees no others."""
        folder = self._folder.name
        _lay_out(self._fonts.files, folder)
        self._compiler = typst.Compiler(
            root=folder,
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]),
            ignore_system_fonts=True,
            package_path=folder,
            package_cache_path=folder,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Delete the folder."""
        self._folder.cleanup()

    def set(self, booklet: Booklet) -> bytes:
        """The PDF, the same bytes for the same booklet, settings and fonts. Raises Refused when it cannot be set."""
        return self._set(TEMPLATE, data_of(booklet, self._site, self._fonts), booklet.as_of, booklet.name)

    def set_guide(self, guide: Guide) -> bytes:
        """The PDF of a guide, likewise."""
        return self._set(GUIDE, guide_data(guide, self._site, self._fonts), guide.as_of, guide.title)

    def _set(self, template: Path, data: dict[str, Any], day: date, name: str) -> bytes:
        made = datetime(day.year, day.month, day.day, tzinfo=UTC)
        said = json.dumps(data, ensure_ascii=False)
        try:
            pdf = self._compiler.compile(
                read_bytes(template), format="pdf", sys_inputs={"book": said}, pdf_standards=STANDARD, timestamp=made
            )
        except typst.TypstError as error:
            raise Refused(f"{name}.pdf 排不出来：{error.message}。") from None
        return b"".join(pdf) if isinstance(pdf, list) else pdf or b""


def _lay_out(files: Sequence[Path], folder: str) -> None:
    """Put the font files into a folder, by links where the system allows."""
    for number, path in enumerate(files):
        place = os.path.join(folder, f"{number}{path.suffix}")  # noqa: PTH118 - the name of the temporary folder
        try:
            os.symlink(path, place)  # noqa: PTH211 - as above
        except OSError:
            shutil.copyfile(path, place)
