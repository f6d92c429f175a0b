"""Takes pictures of every sort of page in every look and width and in print, and lays them out on contact sheets.

`python tests/screenshots.py --out DIR [--site DIR] [--only SORT…]`

Without `--site` the demo site is built anew. The sheets `sheet-<look>-<number>.png` show all sorts in four widths
(1280, 768, 390, 320 pixels), those of the look `print` the first sheets of paper; the single pictures lie beside them,
`<sort>-<look>-<width>.png`.
`--only` takes sorts ("home", "list", "entry policy" …) or the beginnings of addresses ("column/", "power/3").
"""

from __future__ import annotations

import argparse
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [place for place in (str(TESTS), str(TESTS.parent / "hooks")) if place not in sys.path]

try:
    import pypdfium2
    from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

    from browser.looks import LOOKS, WIDTHS, resize
    from browser.provision import browser_path, ensure_chinese_font, flags, this_machine
    from browser.sorting import largest_pages
    from disclosure.publication import build, check
    from sites.project import ROOT, TODAY
except ModuleNotFoundError as missing:
    sys.exit(f"这个 Python 里没有 {missing.name}，请用项目 .venv 里的 Python 运行。")

TALL = 2
"""A picture shows at most so many times the height of the window."""
PAPER = 0.9
"""Pixels per point of printed sheets: 1.0 is 72 dots per inch."""
SHEETS = 3
"""Printed sheets shown of a page."""
THUMBS = {1280: 520, 768: 330, 390: 200, 320: 170}
"""Widths of the pictures on a contact sheet, by the widths of the windows."""
ROWS = 6
"""Sorts on a contact sheet."""
PRINT = "print"
STYLE = """body{background:#888;font:14px sans-serif;margin:12px}
div{align-items:start;display:flex;gap:12px}h2{font-size:16px;margin:14px 0 4px}"""


class Shot(NamedTuple):
    """A picture."""

    sort: str
    look: str
    width: int
    """Of the window in CSS pixels; of a printed sheet its number."""
    path: Path


def shots_of(browser: Browser, site: Path, pages: Mapping[str, str], out: Path) -> Iterator[Shot]:
    """Take the pictures of pages, given as addresses by sort; yield each as it is written."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
    page = context.new_page()
    for sort, address in pages.items():
        page.goto((site / address).as_uri())
        for name, look in LOOKS.items():
            look.put_on(page, switch=True)
            for width in WIDTHS:
                path = out / f"{_file(sort)}-{name}-{width}.png"
                resize(page, width)
                page.screenshot(path=path, clip=_clip(page, width), full_page=True)
                yield Shot(sort, name, width, path)
        LOOKS["light"].put_on(page, switch=True)
        yield from _printed(page, sort, out)
    context.close()


def _clip(page: Page, width: int) -> FloatRect:
    height = page.evaluate("document.documentElement.scrollHeight")
    return {"x": 0, "y": 0, "width": width, "height": min(height, WIDTHS[width] * TALL)}


def _printed(page: Page, sort: str, out: Path) -> Iterator[Shot]:
    document = pypdfium2.PdfDocument(page.pdf(format="A4", display_header_footer=False))
    for number in range(min(len(document), SHEETS)):
        bitmap = document[number].render(scale=PAPER, rev_byteorder=True)
        path = out / f"{_file(sort)}-{PRINT}-{number + 1}.png"
        path.write_bytes(png(bitmap.width, bitmap.height, bitmap.n_channels, bytes(bitmap.buffer), bitmap.stride))
        yield Shot(sort, PRINT, number + 1, path)
    document.close()


def png(width: int, height: int, channels: int, pixels: bytes, stride: int) -> bytes:
    """Return a picture of 3 (RGB) or 4 (RGBA) bytes a pixel, in rows of `stride` bytes, as a PNG file."""
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, {3: 2, 4: 6}[channels], 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def lay_out(browser: Browser, shots: Sequence[Shot], out: Path) -> list[Path]:
    """Put the pictures of each look, and those of print, on sheets of ROWS sorts; return the sheets."""
    page = browser.new_page(viewport={"width": 1360, "height": 900})
    sorts = list(dict.fromkeys(shot.sort for shot in shots))
    made = []
    for look in dict.fromkeys(shot.look for shot in shots):
        for start in range(0, len(sorts), ROWS):
            chosen = [shot for shot in shots if shot.look == look and shot.sort in sorts[start : start + ROWS]]
            sheet = out / f"sheet-{look}-{start // ROWS + 1}.html"
            sheet.write_text(_sheet(look, chosen), encoding="utf-8")
            page.goto(sheet.as_uri())
            sheet.unlink()
            made.append(sheet.with_suffix(".png"))
            page.screenshot(path=made[-1], full_page=True)
    page.close()
    return made


def _sheet(look: str, shots: Sequence[Shot]) -> str:
    rows = []
    for sort in dict.fromkeys(shot.sort for shot in shots):
        pictures = "".join(
            f'<img src="{escape(shot.path.name)}" width="{THUMBS.get(shot.width, 400)}">'
            for shot in shots
            if shot.sort == sort
        )
        rows.append(f"<h2>{escape(sort)} · {escape(look)}</h2><div>{pictures}</div>")
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{"".join(rows)}'


def _file(sort: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in sort)


def chosen_pages(site: Path, sorts: Mapping[str, str], only: Sequence[str]) -> dict[str, str]:
    """Return the addresses to look at by what they are called: sorts, or the pages that `only` names."""
    if not only:
        return dict(sorts)
    found = {sort: address for sort, address in sorts.items() if sort in only}
    for start in only:
        if start not in sorts:
            paths = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
            found |= {address.removesuffix(".html"): address for address in paths if address.startswith(start)}
    return found


def main() -> int:
    """Read the arguments, take the pictures and say where they are; 1 when nothing was there to look at."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="a folder for the pictures")
    parser.add_argument("--site", type=Path, help="a built site; without it the demo site is built anew")
    parser.add_argument("--only", nargs="+", default=[], metavar="SORT")
    options = parser.parse_args()
    result = check(ROOT, TODAY)
    if result.catalogue is None or not result.passed:
        sys.exit("演示数据没有通过检查，先运行 python3 hooks check。")
    machine = this_machine()
    ensure_chinese_font(machine)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = (options.site or Path(folder) / "site").resolve()
        if not options.site:
            build(ROOT, site, result.catalogue)
        pages = chosen_pages(site, largest_pages(site, result.catalogue), options.only)
        browser = playwright.chromium.launch(executable_path=browser_path(machine), args=flags(machine))
        shots = list(shots_of(browser, site, pages, options.out.resolve()))
        sheets = lay_out(browser, shots, options.out.resolve())
        browser.close()
    told = [f"{len(pages)} 种页面，{len(shots)} 张图。", *(str(sheet) for sheet in sheets)]
    print("\n".join(told))  # noqa: T201 - a program for the terminal
    return int(not shots)


if __name__ == "__main__":
    sys.exit(main())
