"""The demo site searched by its own pages, from a folder and below a path, in Chromium and in Firefox."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, expect

from browser.asking import chromium, judge
from browser.asking import firefox as in_firefox
from browser.firefox import Tab
from browser.recall import Truth, absent_queries, random_pieces
from browser.serving import Serve
from browser.watch import WatchedPages
from sites.once import demo_site

pytestmark = pytest.mark.browser

SEED = 20261116
PIECES, FEW_PIECES, ABSENT = 300, 40, 60
ATTACHED = "标线逆反射亮度系数全部达标"
WANTED = ("“三公”经费", "52号", "𣲗", ATTACHED)
"""What the search was asked to find: a phrase with quotation marks inside, a number, a character of Extension B, and
a phrase from inside an attached PDF, which stands nowhere else on the site."""
SHARD, PACK = r"search/\d{4}/g/.*\.js", r"search/\d{4}/t/.*\.js"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo site lies."""
    return demo_site(tmp_path_factory).site


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """Everything on the demo site."""
    return Truth(demo_site(tmp_path_factory).documents)


def chance(number: int) -> Random:
    """The same choices in every run, others for each number."""
    return Random(SEED + number)  # noqa: S311 - the same at every run is what is wanted


def test_every_piece_is_found(demo: Path, truth: Truth, page_watch: WatchedPages) -> None:
    """演示站的标题、编号、概述、正文、附件里任意一段，从文件夹打开都找得到，总数与逐个查看相同。"""
    print(f"随机数种子 {SEED}")  # noqa: T201 - shown with a failure, so that it can be repeated
    pieces = random_pieces(chance(0), truth.documents, PIECES)
    assert {piece.zone for piece in pieces} == {"编号", "标题", "概述", "正文", "附件"}
    assert judge(chromium(page_watch), f"{demo.as_uri()}/", truth, pieces) == []


def test_every_piece_is_found_by_firefox(demo: Path, truth: Truth, firefox: Tab, serve: Serve) -> None:
    """在 Firefox 里也一样，放在服务器的子路径下也一样。"""
    pieces = random_pieces(chance(1), truth.documents, FEW_PIECES)
    assert judge(in_firefox(firefox), f"{demo.as_uri()}/", truth, pieces) == []
    assert judge(in_firefox(firefox), serve(demo), truth, pieces[: FEW_PIECES // 4]) == []


def test_absent_texts_find_nothing(demo: Path, truth: Truth, page_watch: WatchedPages) -> None:
    """演示站里没有的文字一条也找不到。"""
    pieces = random_pieces(chance(2), truth.documents, PIECES)
    queries = absent_queries(chance(2), truth, pieces, ABSENT)
    answers = chromium(page_watch)(f"{demo.as_uri()}/", [(query, {}) for query in queries])
    assert [
        (query, answer) for query, answer in zip(queries, answers, strict=True) if answer != (0, True, [], [])
    ] == []


def search(page: Page, query: str) -> None:
    """Type a query on the search page and send it, as a reader does."""
    page.locator("#search-query").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator("#search-count")).not_to_be_empty()


@pytest.mark.parametrize("query", WANTED)
@pytest.mark.parametrize("way", ["文件夹", "服务器"])
def test_search_page_finds(  # noqa: PLR0913, PLR0917 - what is asked, where, and against what
    demo: Path, truth: Truth, page_watch: WatchedPages, serve: Serve, way: str, query: str
) -> None:
    """检索页上找到“三公”经费、52号、一个少见的字和附件PDF里的一句话，条数属实，字句标出。"""
    base = serve(demo) if way == "服务器" else f"{demo.as_uri()}/"
    watch = page_watch()
    page = watch.page
    page.goto(f"{base}search.html")
    search(page, query)
    wanted = truth.finds(query)
    assert wanted
    expect(page.locator("#search-count")).to_have_text(f"找到 {len(wanted)} 条")
    hits = page.locator("#search-hits > li")
    assert hits.count() == min(10, len(wanted))
    for hit in hits.all():
        assert bare(query) in bare("".join(hit.locator("mark").all_inner_texts()))
        address = str(hit.locator("a").first.evaluate("link => link.href")).removeprefix(base)
        assert unquote(address) in wanted
    watch.assert_clean(base)


def bare(text: str) -> str:
    """A text without punctuation."""
    return re.sub(r"\W", "", text)


def test_hit_in_an_attachment_names_it_and_the_page(demo: Path, page_watch: WatchedPages) -> None:
    """附件里找到的，说明在哪个附件第几页，点得到这个附件。"""
    watch = page_watch()
    page = watch.page
    page.goto(f"{demo.as_uri()}/search.html")
    search(page, ATTACHED)
    place = page.locator("#search-hits .place")
    expect(place).to_have_text(re.compile("^附件《.+》第2页$"))
    target = unquote(place.evaluate("link => link.href")).removeprefix(unquote(f"{demo.as_uri()}/"))
    assert (demo / target).read_bytes().startswith(b"%PDF")
    watch.assert_clean(f"{demo.as_uri()}/")


def test_firefox_finds_the_same_on_its_search_page(demo: Path, truth: Truth, firefox: Tab, serve: Serve) -> None:
    """Firefox 里从文件夹打开检索页，打字、回车，结果相同；从服务器打开也一样。"""
    for base, asked in ((f"{demo.as_uri()}/", WANTED), (serve(demo), WANTED[:1])):
        for query in asked:
            firefox.open(f"{base}search.html")
            firefox.type("#search-query", query)
            firefox.press("Enter")
            sentence = f"找到 {len(truth.finds(query))} 条"
            assert firefox.comes_true(f"document.querySelector('#search-count').textContent === '{sentence}'"), query
            marked = firefox.evaluate("[...document.querySelectorAll('#search-hits mark')].map(one => one.textContent)")
            assert bare(query) in bare("".join(marked))
            firefox.assert_clean(base)


def lose(file: Path) -> None:
    """A file that was not copied."""
    file.unlink()


def garble(file: Path) -> None:
    """A file in which one character is another."""
    text = file.read_text(encoding="ascii")
    middle = len(text) // 2
    file.unlink()
    file.write_text(f"{text[:middle]}{'A' if text[middle] != 'A' else 'B'}{text[middle + 1 :]}", encoding="ascii")


def cut(file: Path) -> None:
    """A file of which only the first half was copied."""
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize("damage", [lose, garble, cut])
@pytest.mark.parametrize("kind", [SHARD, PACK, r"search/manifest\.js"], ids=["索引", "正文", "清单"])
def test_damaged_file_is_told(
    demo: Path, tmp_path: Path, page_watch: WatchedPages, kind: str, damage: Callable[[Path], None]
) -> None:
    """检索文件缺失或者损坏，检索页用一句话说明是哪个文件，不是默不作声；换回好的文件，再试就好。"""
    site = tmp_path / "site"
    shutil.copytree(demo, site, copy_function=os.link)
    watch = page_watch()
    page = watch.page
    page.goto(f"{site.as_uri()}/search.html")
    search(page, "垃圾分类")
    expect(page.locator("#search-trouble")).to_be_hidden()
    asked = [unquote(address.removeprefix(f"{site.as_uri()}/")) for address in watch.requests]
    name = next(address for address in asked if re.fullmatch(kind, address))
    damage(site / name)
    page.reload()
    trouble = page.locator("#search-trouble")
    expect(trouble).to_be_visible()
    expect(trouble).to_contain_text(name)
    assert trouble.get_attribute("role") == "alert"
    (site / name).unlink(missing_ok=True)
    os.link(demo / name, site / name)
    page.reload()
    expect(page.locator("#search-count")).to_contain_text("找到")
    expect(trouble).to_be_hidden()


def test_damage_is_told_by_firefox(demo: Path, tmp_path: Path, firefox: Tab) -> None:
    """Firefox 里也一样。"""
    site = tmp_path / "site"
    shutil.copytree(demo, site, copy_function=os.link)
    shards = sorted(site.glob("search/*/g/*/*.js"))
    for number, shard in enumerate(shards):
        (lose if number % 2 else garble)(shard)
    firefox.open(f"{site.as_uri()}/search.html?q={quote('垃圾分类')}")
    assert firefox.comes_true("!document.querySelector('#search-trouble').hidden")
    told = firefox.evaluate("document.querySelector('#search-trouble').textContent")
    assert re.search(SHARD, told)
