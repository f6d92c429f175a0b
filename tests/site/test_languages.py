"""The small site in other languages: every page has its twins, and only what changed is written again."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from disclosure.pages import is_mirrored
from sites.blessing import PAGES
from sites.page import Page, pages_of
from sites.project import ROOT, Project, Tree, differing, small_site, times_of

FOLDERS = ("zh-hant/", "en/")
LANGUAGES = "vocabulary/languages"
SHOWN = [address for address in PAGES if is_mirrored(address)]
ENTRY = "entry/980000010/2026-00001.html"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the small site with two languages, published."""
    project = small_site(tmp_path_factory.mktemp("languages"))
    for name in ("zh-hant", "en"):
        source = ROOT / "catalogue" / LANGUAGES / f"{name}.yml"
        project.write(f"{LANGUAGES}/{name}.yml", source.read_text(encoding="utf-8"))
    settings = (project.root / "catalogue/vocabulary/site.yml").read_text(encoding="utf-8")
    project.write("vocabulary/site.yml", f"{settings.rstrip()}\n语言视图: [zh-hant, en]\n")
    project.build()
    return project


@pytest.fixture(scope="module")
def mirrored(project: Project) -> Tree:
    """Return its files."""
    return project.tree()


@pytest.fixture(scope="module")
def looked_at(mirrored: Tree) -> dict[str, Page]:
    """Return the pages that the tests of the small site show, with their twins."""
    return pages_of({folder + address: mirrored[folder + address] for address in SHOWN for folder in ("", *FOLDERS)})


def simplified(tree: Tree) -> set[str]:
    """Return the pages that have twins."""
    return {address for address in tree if not address.startswith(FOLDERS) and is_mirrored(address)}


def test_every_page_has_a_twin_in_each_language(mirrored: Tree) -> None:
    """每个页面在每种语言里都有对应的一页，繁体还有自己的名录，没有多的；找不到页面、触摸屏、手册只有简体。"""
    own = simplified(mirrored)
    for folder, more in zip(FOLDERS, ({"lists/2025.js", "lists/2026.js"}, set()), strict=True):
        assert {address.removeprefix(folder) for address in mirrored if address.startswith(folder)} == own | more
    assert {"404.html", "kiosk.html", "manual/index.html"} & own == set()
    assert {"index.html", "search.html", "sitemap.html", "about.html", ENTRY} <= own


def test_twins_are_whole_pages_whose_links_lead_somewhere(mirrored: Tree, looked_at: dict[str, Page]) -> None:
    """各种语言的页面标签齐全，链接都打得开，留在同一语言里；可以指到的地方和简体一样。"""
    for address in SHOWN:
        original = looked_at[address]
        for folder in FOLDERS:
            page = looked_at[folder + address]
            assert page.faults == [], page.address
            targets = {page.target(link)[0] for link in page.inner_links}
            assert targets <= mirrored.keys(), page.address
            outside = {target for target in targets if is_mirrored(target) and not target.startswith(folder)}
            assert outside <= {address, *(other + address for other in FOLDERS)}, page.address
            assert page.ids == original.ids


def test_every_twin_says_that_the_simplified_page_counts(looked_at: dict[str, Page]) -> None:
    """每页都说明以简体文本为准，链到同一页的简体文本，也链到别的语言。"""
    notes = {"zh-hant/": "本頁由程序轉換，以簡體文本為準。", "en/": "the Chinese page is authoritative."}
    for address in SHOWN:
        for folder, note in notes.items():
            page = looked_at[folder + address]
            assert note in page.text
            links = [page.target(link)[0] for link in page.inner_links if link.tag == "a"]
            assert links.count(address) >= 2
            assert all(links.count(other + address) >= 1 for other in FOLDERS)


def test_texts_are_those_of_the_simplified_page(looked_at: dict[str, Page]) -> None:
    """繁体页面一字对一字；英文页面的正文、标题还是原文。"""
    original, traditional, english = (looked_at[folder + ENTRY] for folder in ("", *FOLDERS))
    note = "本頁由程序轉換，以簡體文本為準。 查看簡體文本\n"
    assert len(traditional.text) == len(original.text) + len(note)
    assert "測例縣" in traditional.text
    title = original.meta("ArticleTitle")[0]
    assert title in english.main_text
    assert traditional.meta("ArticleTitle") == english.meta("ArticleTitle") == [title]
    assert "Issuing organ" in english.main_text
    assert "发文机关" not in english.main_text


def test_a_register_has_the_titles_of_its_view(mirrored: Tree) -> None:
    """繁体名录一行对一行，标题是繁体，末尾是原来的标题，其余照抄。"""
    for name in ("lists/2025.js", "lists/2026.js"):
        own, twin = (mirrored[folder + name].decode().splitlines() for folder in ("", "zh-hant/"))
        assert (own[0], own[-1], len(own)) == (twin[0], twin[-1], len(twin))
        rows = [[json.loads(line.removesuffix(",")) for line in lines[1:-1]] for lines in (own, twin)]
        assert [row[:1] + row[-1:] + row[2:-1] for row in rows[1]] == rows[0]
        page = mirrored[f"zh-hant/{rows[1][0][0]}"].decode()
        assert f"{escape(rows[1][0][1])}</h1>" in page
    assert rows[1][0][1] != rows[0][0][1]


def test_a_build_writes_again_only_what_changed(project: Project, mirrored: Tree, tmp_path: Path) -> None:
    """加一个条目，各种语言改写的正是简体改写的那些页面，别的文件一个也不写。"""
    copy = project.copy(tmp_path / "copy")
    times = times_of(copy.site)
    copy.notice(990)
    copy.build()
    changed = differing(mirrored, copy.tree())
    pages = {address for address in changed if is_mirrored(address)}
    own = {address for address in pages if not address.startswith(FOLDERS)}
    assert pages == own | {folder + address for folder in FOLDERS for address in own}
    assert len(own) < len(simplified(mirrored)) / 2
    assert {address for address, time in times_of(copy.site).items() if times.get(address) != time} == changed


def test_a_site_without_languages_has_none(tree: Tree) -> None:
    """不设语言视图，页面上没有切换，也没有多的文件。"""
    assert not any(address.startswith((*FOLDERS, "assets/words/")) for address in tree)
    assert b'class="languages"' not in tree["index.html"]
    assert b'class="languages"' not in tree["about.html"]
