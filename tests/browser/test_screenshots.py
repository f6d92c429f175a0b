"""The pictures for maintainers are taken, of every look, width and printed sheet asked for."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import screenshots
from browser.looks import LOOKS
from sites.once import small_project

pytestmark = pytest.mark.browser


def size(path: Path) -> tuple[int, int]:
    """The width and height of a PNG file in pixels."""
    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_pictures_and_sheets(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """一页拍两种外观、一种宽度和打印，每张都是真的图，总图上都有。"""
    monkeypatch.setattr(screenshots, "LOOKS", {name: LOOKS[name] for name in ("light", "elder")})
    monkeypatch.setattr(screenshots, "WIDTHS", {320: 640})
    site = small_project(tmp_path_factory).site
    pages = screenshots.chosen_pages(site, {"home": "index.html", "article": "about.html"}, ["article"])
    assert pages == {"article": "about.html"}
    shots = list(screenshots.shots_of(browser, site, pages, tmp_path))
    assert [(shot.sort, shot.look, shot.width) for shot in shots][:2] == [
        ("article", "light", 320),
        ("article", "elder", 320),
    ]
    assert {shot.look for shot in shots} == {"light", "elder", "print"}
    assert [size(shot.path)[0] for shot in shots[:2]] == [320, 320]
    assert size(shots[1].path)[1] > size(shots[0].path)[1] / 2
    sheets = screenshots.lay_out(browser, shots, tmp_path)
    assert [sheet.name for sheet in sheets] == ["sheet-light-1.png", "sheet-elder-1.png", "sheet-print-1.png"]
    assert all(size(sheet)[0] == 1360 for sheet in sheets)
