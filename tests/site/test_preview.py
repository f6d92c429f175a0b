"""The preview (disclosure serve): what is saved is on the page, what is wrong stands in words, nothing ends it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from disclosure.cli import main
from disclosure.pages import FAMILIES, Page
from disclosure.preview import Server
from disclosure.problem import Refused
from disclosure.publication import build, check
from sites.previewing import SECONDS, Preview
from sites.project import TODAY, Project, Tree, tree_of

ENTRY = "entry/980000010/2026-00001.html"
FILE = "xzf/policy/2026-00001.yml"
PANEL = re.compile(rb'<script src="/_preview/panel\.js"[^>]*></script>\n')


@pytest.fixture(scope="module")
def project(made: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the small site, which the tests of this module change one after the other and mend again."""
    return made.copy(tmp_path_factory.mktemp("preview") / "政务 公开")


@pytest.fixture(scope="module")
def preview(project: Project) -> Iterator[Preview]:
    """One preview for all tests of this module."""
    running = Preview(project)
    running.settled(0)
    yield running
    running.close()


def told(news: dict[str, Any], name: str = "errors") -> list[str]:
    """The problems as the panel writes them."""
    return [f"{one['place']}：{one['text']}｜{one['line']}" for one in news[name]]


@pytest.fixture(scope="module")
def tree(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The same site built with the pages for staff, which a preview always shows."""
    folder = tmp_path_factory.mktemp("staff") / "site"
    found = check(project.root, TODAY).catalogue
    assert found
    build(project.root, folder, found, for_staff=True)
    return tree_of(folder)


def test_every_page_is_the_page_of_a_build(preview: Preview, tree: Tree) -> None:
    """预览里的每个文件，除了引入面板的一行，与 build（连同给工作人员的页面）写出的逐字节相同。"""
    different = []
    for address, built in tree.items():
        answer, content = preview.ask(f"/{quote(address)}")
        if address.startswith("search/") and not address.endswith("manifest.js"):
            continue  # one file of the index stands for all: each is made by the same call
        panels = len(PANEL.findall(content))
        if answer.status != 200 or PANEL.sub(b"", content) != built or panels != address.endswith(".html"):
            different.append((address, answer.status, panels))
    assert different == []


def test_families_find_their_pages(preview: Preview) -> None:
    """凭网址找页面：每一类页面认得自己的，不认别人的。"""
    assert preview.desk.shown
    site = preview.desk.shown.site
    finding = {family.name: family.find for family in FAMILIES.values() if family.find}
    wrong = []
    for name in site.names:
        family, _, rest = name.partition(" ")
        if family in finding:
            address = FAMILIES[family].render(site, site.prepared[family], rest).address
            found = {other: known for other, find in finding.items() if (known := find(site, address)) is not None}
            wrong += [(address, found)] if found != {family: rest} else []
    assert wrong == []


def test_a_save_is_on_the_page(preview: Preview, project: Project) -> None:
    """保存以后，条目的页面、清单、首页都是新的，别的页面不变；面板说出保存了哪个文件、页面在哪里。"""
    other = preview.ask("/organ/xzf.html", "HEAD")[0].headers["ETag"]
    before = preview.ask(f"/{ENTRY}", "HEAD")[0].headers["ETag"]
    news = preview.after(project.edit, FILE, "请认真贯彻执行。", "请抓好落实。")
    assert "请抓好落实。".encode() in preview.page(ENTRY)
    assert preview.ask(f"/{ENTRY}", "HEAD")[0].headers["ETag"] != before
    assert preview.ask("/organ/xzf.html", "HEAD")[0].headers["ETag"] == other
    title = "测例县人民政府关于印发测例县政务公开办法的通知"
    assert news["saved"][0] == {"path": f"catalogue/{FILE}", "what": "修改", "title": title, "address": ENTRY}
    assert news["errors"] == []
    preview.after(project.edit, FILE, "请抓好落实。", "请认真贯彻执行。")


def test_a_broken_file_is_shown_as_it_was_and_explained(preview: Preview, project: Project) -> None:
    """改坏的文件：下面是改坏以前的页面，面板逐字说明哪个文件、哪一行、写成了什么；改好就消失。"""
    news = preview.after(project.edit, FILE, "成文日期: 2026-03-02", "成文日期: 2026年3月2日")
    place, sentence = f"catalogue/{FILE} 第 16 行", "“2026年3月2日”不是规定的日期写法，请写成 2026-03-02"
    assert told(news) == [f"{place}：成文日期：{sentence}｜成文日期: 2026年3月2日"]
    page = preview.page(ENTRY)
    assert f'data-stale="catalogue/{FILE}"'.encode() in page
    assert "请认真贯彻执行。".encode() in page
    assert preview.said[-1].splitlines()[-1].startswith("检查了")
    mended = preview.after(project.edit, FILE, "成文日期: 2026年3月2日", "成文日期: 2026-03-02")
    assert (mended["errors"], mended["errorCount"]) == ([], 0)
    assert b'data-stale=""' in preview.page(ENTRY)


def test_new_moved_and_deleted_files(preview: Preview, project: Project) -> None:
    """新增、改名、删去的文件都跟着变；与别的条目合在一起才看得出的错误随后出现。"""
    address = f"entry/980000010/2026-{77:05}.html"
    assert preview.ask(f"/{address}")[0].status == 404
    news = preview.after(project.notice, 77)
    assert news["saved"][0]["what"] == "新增"
    assert "新公告".encode() in preview.page(address)
    assert "新公告".encode() in preview.page("index.html")
    first = project.root / "catalogue/xzf/notice/2026-00077.yml"
    twin = first.with_name("2026-00078.yml")
    doubled = preview.after(twin.write_bytes, first.read_bytes())
    assert "duplicate-index-number" in {one["rule"] for one in doubled["errors"]}
    assert preview.after(first.unlink)["errors"] == []
    gone = preview.after(twin.unlink)
    assert gone["saved"][0] == {
        "path": "catalogue/xzf/notice/2026-00078.yml",
        "what": "删除",
        "title": "新公告",
        "address": "",
    }
    answer, content = preview.ask(f"/{address}")
    assert answer.status == 404
    assert "页面没有找到".encode() in content


def test_a_broken_vocabulary_keeps_the_pages(preview: Preview, project: Project) -> None:
    """词表改坏了，页面保持原样，面板说明；改好以后恢复。"""
    news = preview.after(project.edit, "vocabulary/organs.yml", "层级: 乡", "层级: 镇")
    assert news["broken"]
    assert told(news)[0].startswith("catalogue/vocabulary/organs.yml 第 21 行：层级：“镇”")
    assert told(news)[0].endswith("｜层级: 镇")
    assert preview.ask("/index.html")[0].status == 200
    mended = preview.after(project.edit, "vocabulary/organs.yml", "层级: 镇", "层级: 乡")
    assert (mended["broken"], mended["errors"]) == (False, [])


def test_a_page_that_cannot_be_made_is_the_last_one_that_could(
    preview: Preview, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """有错误的条目可能做不成页面：显示原来的样子，说明原因，预览不停；没有原来的样子就说明怎么办；改好就恢复。"""
    sound = preview.page(ENTRY)
    monkeypatch.setitem(FAMILIES, "entry", replace(FAMILIES["entry"], render=_broken))
    preview.after(project.edit, FILE, "请认真贯彻执行。", "请抓好落实。")
    page = preview.page(ENTRY)
    assert PANEL.sub(b"", page) == PANEL.sub(b"", sound)
    assert 'data-stale="这一页现在做不出来（KeyError：&#x27;类别&#x27;）"' in page.decode()
    answer, other = preview.ask("/entry/980000010/2025-00001.html")
    assert answer.status == 503
    assert "（KeyError：&#x27;类别&#x27;）。请先改好列出的错误；" in other.decode()
    monkeypatch.undo()
    preview.after(project.edit, FILE, "请抓好落实。", "请认真贯彻执行。")
    assert PANEL.sub(b"", preview.page(ENTRY)) == PANEL.sub(b"", sound)


def _broken(*_: object) -> Page:
    raise KeyError("类别")


def test_many_quick_saves_end_with_the_last(preview: Preview, project: Project) -> None:
    """连着保存许多次，一边保存一边看，最后看到的是最后一次的内容。"""
    path = project.root / "catalogue" / FILE
    text = path.read_text(encoding="utf-8")
    serial = preview.news()["serial"]
    for number in range(30):
        path.write_text(text.replace("请认真贯彻执行。", f"第{number}次保存。"), encoding="utf-8")
        assert preview.ask(f"/{ENTRY}")[0].status == 200
    preview.settled(serial)
    end = time.monotonic() + SECONDS
    while "第29次保存。".encode() not in preview.page(ENTRY) and time.monotonic() < end:
        time.sleep(0.02)
    assert "第29次保存。".encode() in preview.page(ENTRY)
    preview.after(path.write_text, text, encoding="utf-8")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "127.0.0.1.evil"])
def test_other_hosts_are_refused(preview: Preview, host: str) -> None:
    """只认本机的地址：别的网站借域名指到本机（DNS 重绑定），读不到没有发布的内容。"""
    answer, content = preview.ask("/index.html", Host=host)
    assert answer.status == 421
    assert content.decode() == "请用 http://127.0.0.1 或者 http://localhost 打开预览。"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_this_computer_is_answered(preview: Preview, host: str) -> None:
    """本机的几种写法都可以。"""
    assert preview.ask("/_preview/status", Host=host)[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml",
        "/%2e%2e/mkdocs.yml",
        "/assets/../../mkdocs.yml",
        "/files/xzf/..%2f..%2f..%2fmkdocs.yml",
        "/search/../../../mkdocs.yml",
        "//etc/passwd",
        "/catalogue/xzf/policy/2026-00001.yml",
        "/_preview/../mkdocs.yml",
        "/_preview/panel.js/../../../mkdocs.yml",
        "/%ff",
        "/x%00y",
    ],
)
def test_nothing_but_the_site_is_given(preview: Preview, path: str) -> None:
    """凭网址走不出网站：别的文件读不到。"""
    answer, content = preview.ask(path)
    assert answer.status == 404
    assert b"docs_dir" not in content
    assert b"root:" not in content


def test_a_taken_address_and_a_wrong_one(
    preview: Preview, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """端口被占用：一句话，退出码 1；地址写错：退出码 2。"""
    port = preview.server.server_address[1]
    assert main(["serve", "--root", str(project.root), "--address", f"127.0.0.1:{port}"]) == 1
    said, cure = "已经有程序在用，也许已经开着一个预览。请先关掉它", f"换一个端口，例如 --address 127.0.0.1:{port + 1}"
    assert capsys.readouterr().err == f"127.0.0.1:{port} {said}，或者{cure}\n"
    assert main(["serve", "--root", str(project.root), "--address", "8000"]) == 2
    assert capsys.readouterr().err == "“8000”不是地址和端口，请写成 127.0.0.1:8000\n"
    with pytest.raises(Refused, match="不能用"):
        Server("203.0.113.1", 8000, preview.desk)
