"""`disclosure book`: printed catalogues as PDF, one for each organ and year."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from disclosure.books import Press, choose
from disclosure.books.press import characters_in
from disclosure.catalogue import Catalogue
from disclosure.problem import Refused, quote
from disclosure.views import booklets
from disclosure.vocabulary import Organ, Vocabulary

FOLDER = "目录册"
_YEARS = range(1900, 2100)


class UnknownOrganError(Exception):
    """The name of an organ that the vocabulary does not have; the text says which there are."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --root and --today."""
    parser.add_argument(
        "--organ",
        action="append",
        default=[],
        metavar="机构",
        help="只做这个机构的，写名称、简称、代码或者标识；可以写几次（默认：全部机构）",
    )
    parser.add_argument(
        "--year",
        action="append",
        type=_year,
        default=[],
        metavar="年",
        help="只做这一年公开的；可以写几次（默认：全部年份）",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help=f"放在哪个文件夹（默认：项目里的 {FOLDER}）")
    parser.add_argument("--font-dir", type=Path, metavar="DIR", help="只用这个文件夹里的字体（默认：这台电脑上的字体）")


def _year(text: str) -> int:
    if len(text) != 4 or not text.isdecimal() or int(text) not in _YEARS:  # noqa: PLR2004 - a year has four digits
        message = f"“{text}”不是年份，请写成 2024"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def organs_named(words: Vocabulary, names: Sequence[str]) -> list[Organ]:
    """The organs by any of their names. Raises UnknownOrganError with all names that are none."""
    by_code = {organ.code: organ for organ in words.organs}
    found = [words.organ_by_slug.get(name) or words.organ_by_name.get(name) or by_code.get(name) for name in names]
    if unknown := [name for name, organ in zip(names, found, strict=True) if organ is None]:
        there = "、".join(organ.short for organ in words.organs)
        raise UnknownOrganError(f"没有{'、'.join(map(quote, unknown))}这个机构，可以用：{there}")
    return [organ for organ in found if organ]


def run(options: argparse.Namespace, root: Path, catalogue: Catalogue) -> None:
    """Set the booklets of a checked catalogue and say what was written. Raises Refused, UnknownOrganError, OSError."""
    words = catalogue.vocabulary
    wanted = booklets(catalogue, organs_named(words, options.organ), options.year, options.today)
    if not wanted:
        raise Refused("这些机构、这些年份没有公开任何条目，没有目录册可做。")
    fonts = choose(words.site.booklet_fonts, characters_in(wanted, words.site), options.font_dir)
    out: Path = options.out or root / FOLDER
    out.mkdir(parents=True, exist_ok=True)
    with Press(words.site, fonts) as press:
        for booklet in wanted:
            place = out / f"{booklet.name}.pdf"
            fresh = place.with_name(f"{place.name}.tmp")
            fresh.write_bytes(press.set(booklet))
            fresh.replace(place)
            print(f"{place.name}　{booklet.organ.name}　{booklet.year}年　{booklet.count} 条")
    held = sum(booklet.count for booklet in wanted)
    print(f"{fonts.report}。")
    print(f"制作了 {len(wanted)} 本目录册，共 {held} 条，截至 {wanted[0].as_of}，在 {out}")
