"""`disclosure manual`: the manual for staff as PDF, and a site with the pages for staff."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from disclosure.books import Guide, Press, blocks_in, characters_of, choose
from disclosure.catalogue import Catalogue
from disclosure.cli.asking import FINE, PROBLEMS, root_of
from disclosure.cli.show import FORMATS
from disclosure.pages import Site
from disclosure.pages.manual import chapters
from disclosure.publication import build, check, default_today

TITLE = "政府信息公开填报手册"
FILE, SITE = "填报手册.pdf", "网站"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --root and --today."""
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="放在哪个文件夹")
    parser.add_argument("--pdf", action="store_true", help="只做 PDF，不做网页")
    parser.add_argument("--font-dir", type=Path, metavar="DIR", help="只用这个文件夹里的字体（默认：这台电脑上的字体）")


def run(options: argparse.Namespace) -> int:
    """Set the manual, and build the site with all pages for staff beside it. Raises Refused, OSError."""
    root = root_of(options)
    result = check(root, options.today)
    print(FORMATS["text"](result))
    if not result.passed or result.catalogue is None:
        print("有错误，没有制作手册。", file=sys.stderr)
        return PROBLEMS
    out: Path = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    _set(options, root, out / FILE, result.catalogue)
    if not options.pdf:
        built = build(root, out / SITE, result.catalogue, for_staff=True)
        print(f"生成了给工作人员看的网站，{built.pages} 个文件，请打开 {out / SITE / 'manual' / 'index.html'}")
    return FINE


def _set(options: argparse.Namespace, root: Path, place: Path, catalogue: Catalogue) -> None:
    site = Site(root, catalogue, {}, {}, for_staff=True)
    made = tuple((title, blocks_in(html)) for title, html in chapters(site))
    words = catalogue.vocabulary.site
    guide = Guide(TITLE, options.today or default_today(), made)
    fonts = choose(words.booklet_fonts, characters_of(guide, words), options.font_dir)
    with Press(words, fonts) as press:
        pdf = press.set_guide(guide)
    fresh = place.with_name(f"{place.name}.tmp")
    fresh.write_bytes(pdf)
    fresh.replace(place)
    print(f"{fonts.report}。\n写了 {place}，{len(made)} 章。")
