"""Building again: nothing for nothing, little for little, and the same bytes as from the start."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.problem import Refused
from disclosure.publication.record import RECORD
from sites.page import Page, pages_of
from sites.project import Project, Tree, differing, times_of, tree_of

CATALOGUE = "catalogue.html"
TOUCH = {"kiosk.html", "kiosk/xzf.html"}
"""The pages of the touch screen that count the entries of an organ."""
REGISTER = {"lists/2026.js"}
"""The lines of the year by which lists are narrowed."""
MAPS = {"sitemap.html", "sitemap.xml", "feed.xml", "feed/statutory.xml"}
"""What counts and names everything that is new."""
POLICY = "xzf/policy/2026-00001.yml"


def pages_only(changed: set[str]) -> set[str]:
    """Without the files of the search index, of which test_search.py speaks."""
    return {address for address in changed if not address.startswith("search/")}


def showing(tree: Tree, address: str) -> set[str]:
    """The pages of a site that link to a page."""
    pages = pages_of(tree)
    return {other for other, page in pages.items() if address in targets(page)}


def texts(*addresses: str) -> set[str]:
    """The files with the texts of entries, to take away."""
    return {address.removesuffix("html") + end for address in addresses for end in ("htm", "md")}


def targets(page: Page) -> set[str]:
    """The files to which a page links."""
    return {page.target(link)[0] for link in page.inner_links if not link.value.startswith("#")}


def twin(project: Project) -> Path:
    """The tree kept beside the published one."""
    return project.root / ".site.staging"


def test_unchanged_catalogue_writes_nothing(project: Project) -> None:
    """没有改动时，两棵树里的文件一个也不改写，时间也不变。"""
    project.build()
    live, kept = times_of(project.site), times_of(twin(project))
    assert live.keys() == kept.keys()
    built = project.build()
    assert (built.written, built.deleted, built.pages) == (0, 0, len(live))
    assert times_of(project.site) == kept
    assert times_of(twin(project)) == live


def test_both_trees_are_complete(project: Project) -> None:
    """生成两次以后，公布的一棵和备用的一棵逐字节相同。"""
    before = project.tree()
    project.build()
    assert project.tree() == before
    assert tree_of(twin(project)) == before


def test_new_entry_changes_its_page_and_the_lists_that_show_it(project: Project) -> None:
    """增加一条最新的信息，只有它的页面、列出它的页面和目录页改变。"""
    before = project.tree()
    address = project.notice(11)
    project.build()
    after = project.tree()
    lists = showing(after, address)
    assert (
        pages_only(differing(before, after))
        == {address, CATALOGUE, RECORD} | texts(address) | TOUCH | MAPS | REGISTER | lists
    )
    assert lists == {
        "index.html",
        "updates.html",
        "column/statutory.html",
        "column/item-15.html",
        "column/item-15-other.html",
        "organ/xzf.html",
        "kind/notice.html",
        "kiosk/xzf.2026.html",
        "year/2026.html",
    }


def archives(tree: Tree) -> Counter[str]:
    """How many pages of older entries each list has."""
    return Counter(address.rpartition("-p")[0] for address in tree if re.search(r"-p\d+\.html$", address))


def test_full_list_opens_one_more_page(project: Project) -> None:
    """列表满两页时多出一页旧的，原有的旧页只有最新的一页多一个翻页链接。"""
    before = project.tree()
    addresses = {project.notice(serial) for serial in range(11, 14)}
    project.build()
    after = project.tree()
    grown = archives(after) - archives(before)
    assert grown == {"column/statutory": 1, "kiosk/xzf.2026": 1, "year/2026": 1}
    changed = pages_only(differing(before, after))
    old_pages = {f"{name}-p{archives(before)[name]}.html" for name in grown}
    new_pages = {f"{name}-p{archives(after)[name]}.html" for name in grown}
    assert {address for address in changed if "-p" in address} == old_pages | new_pages
    for address in old_pages:
        old, new = (pages_of(tree)[address].main_text for tree in (before, after))
        number = int(address[-6]) + 1
        assert new.replace(f"较新：第{number}页 ", "") == old
    shown = {page for address in addresses for page in showing(after, address)}
    assert (
        changed
        == addresses | texts(*addresses) | {CATALOGUE, RECORD} | TOUCH | MAPS | REGISTER | shown | old_pages | new_pages
    )


def test_removed_entry_leaves_no_trace(project: Project) -> None:
    """增加后又删去，网站与原来逐字节相同。"""
    before = project.tree()
    address = project.notice(11)
    project.build()
    assert address in project.tree()
    (project.root / "catalogue/xzf/notice/2026-00011.yml").unlink()
    for _ in range(2):  # both trees
        built = project.build()
        assert project.tree() == before
        assert built.pages == len(before)


def test_changed_body_changes_one_page(project: Project) -> None:
    """只改正文，只有这一页和可以下载的正文改变。"""
    address = "entry/980000010/2026-00001.html"
    before = project.tree()
    project.edit(POLICY, "第一条 为了", "第一条  为了进一步")
    project.build()
    assert pages_only(differing(before, project.tree())) == {address} | texts(address)


def test_changed_attachment_changes_the_file_and_its_page(project: Project) -> None:
    """只改附件，附件和写着校验值的页面改变。"""
    before = project.tree()
    with (project.root / "catalogue/xzf/files/名单〔2026〕.csv").open("a", encoding="utf-8", newline="\n") as file:
        file.write("3,其他\n")
    project.build()
    expected = {"files/xzf/名单〔2026〕.csv", "entry/980000010/2026-00001.html", "entry/980000010/2026-00001.htm"}
    assert pages_only(differing(before, project.tree())) == expected


def test_withdrawn_entry_keeps_its_address(project: Project) -> None:
    """撤回的信息从列表里消失，原来的网址说明撤回的日期和理由。"""
    address = "entry/980000510/2026-00002.html"
    text = "索引号: 980000510/2026-00002\n撤回:\n  日期: 2026-06-03\n  理由: 重复公开\n"
    project.write("jiedao/policy/2026-00002.yml", text)
    project.build()
    tree = project.tree()
    assert showing(tree, address) == set()
    page = pages_of(tree)[address]
    assert "重复公开" in page.main_text
    assert "2026-06-03" in page.main_text
    assert "防汛值班" not in page.source


def test_new_look_reaches_every_page(project: Project) -> None:
    """改了模板或者词表，所有页面都跟着改，不留旧样子。"""
    main = project.root / "overrides/main.html"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("跳到正文", "直接到正文"), encoding="utf-8", newline="\n")
    project.edit("vocabulary/site.yml", "测试站点", "演示站点")
    project.build()
    for address, page in pages_of(project.tree()).items():
        assert page.text.startswith("直接到正文\n本站为演示站点"), address


Edit = Callable[[Project, random.Random, int], None]


def add(project: Project, chance: random.Random, step: int) -> None:
    """Add a notice somewhere in the order of time."""
    published = f"2026-{chance.randint(1, 11):02}-{chance.randint(1, 14):02}"
    project.notice(100 + step, title=f"第{step}号公告", published=published)


def some_notice(project: Project, chance: random.Random) -> str | None:
    """One of the notices that were added, if there is one."""
    names = sorted(path.name for path in (project.root / "catalogue/xzf/notice").glob("2026-001??.yml"))
    return f"xzf/notice/{chance.choice(names)}" if names else None


def retitle(project: Project, chance: random.Random, step: int) -> None:
    """Give a notice another title."""
    if name := some_notice(project, chance):
        project.edit(name, "号公告", f"号公告（第{step}次修改）")


def move(project: Project, chance: random.Random, step: int) -> None:
    """Put a notice into another category, or into none of its own."""
    del step
    if name := some_notice(project, chance):
        path = project.root / "catalogue" / name
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("公开类别")]
        other = chance.choice(["", "公开类别: 应急预案", "公开类别: 公开制度", "公开类别: item-03"])
        project.write(name, "\n".join([*lines, other]).rstrip("\n") + "\n")


def remove(project: Project, chance: random.Random, step: int) -> None:
    """Delete a notice."""
    del step
    if name := some_notice(project, chance):
        (project.root / "catalogue" / name).unlink()


def rename_organ(project: Project, chance: random.Random, step: int) -> None:
    """Change a name that stands on many pages."""
    del chance
    path = project.root / "catalogue/vocabulary/organs.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"    简称: 街道{step}" if line == "    简称: 𬭎街道" else line for line in lines]
    project.write("vocabulary/organs.yml", "\n".join(lines) + "\n")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_rebuilt_tree_equals_a_clean_build(project: Project, tmp_path: Path, seed: int) -> None:
    """一连串增加、改名、改类别、删除以后，逐次更新的网站与从头生成的逐字节相同。"""
    chance = random.Random(seed)  # noqa: S311 - the same edits in every run
    edits: list[Edit] = [add, add, retitle, move, remove]
    for step in range(24):
        edit = rename_organ if step == 15 else chance.choice(edits)
        edit(project, chance, step)
        if step % 2:
            project.build()
        if step % 8 == 7:
            clean = tmp_path / f"clean-{step}"
            project.build(clean)
            assert differing(project.tree(), tree_of(clean)) == set(), step


def test_unchanged_pages_keep_their_time(project: Project) -> None:
    """没有变的页面保留原来的修改时间，服务器不必让人重新下载。"""
    times = {path: path.stat().st_mtime_ns for path in sorted(project.site.rglob("*.html"))}
    for _ in range(3):
        assert project.build().written == 0
        assert {path: path.stat().st_mtime_ns for path in sorted(project.site.rglob("*.html"))} == times


def test_leftovers_in_the_other_tree_are_cleared(project: Project) -> None:
    """备用的一棵树里被改坏、多余、缺少的文件，下次生成时都改正。"""
    before = project.tree()
    project.build()
    kept = twin(project)
    (kept / "index.html").write_text("坏的", encoding="utf-8")
    (kept / "assets/site.css").write_bytes(before["assets/site.css"][:-1] + b"!")
    (kept / "entry/980000010/2026-00001.html").unlink()
    shutil.rmtree(kept / "kind")
    (kept / "old/deep").mkdir(parents=True)
    (kept / "old/deep/x.html").write_text("旧的", encoding="utf-8")
    (kept / "empty").mkdir()
    built = project.build()
    assert project.tree() == before
    assert not (project.site / "old").exists()
    assert not (project.site / "empty").exists()
    assert (built.written, built.deleted) == (0, 0)


def test_file_in_place_of_a_folder_is_replaced(project: Project) -> None:
    """备用的一棵树里，文件占了文件夹的位置，或者文件夹占了文件的位置，也能改正。"""
    before = project.tree()
    project.build()
    kept = twin(project)
    shutil.rmtree(kept / "kind")
    (kept / "kind").write_text("占了位置", encoding="utf-8")
    (kept / "index.html").unlink()
    (kept / "index.html").mkdir()
    project.build()
    assert project.tree() == before


def test_shrinking_to_nothing_is_refused(project: Project) -> None:
    """目录空了不会发布空的网站。"""
    before = project.tree()
    for path in (project.root / "catalogue").glob("*/*/*.yml"):
        path.unlink()
    done = project.run("build", "--today", "2026-11-15")
    assert done.returncode == 1
    assert "[no-entries]" in done.stdout
    assert project.tree() == before


def test_two_pages_never_share_an_address(project: Project) -> None:
    """手写页面与生成的页面同名时不发布，并说明是哪个网址。"""
    (project.root / "content/catalogue.md").write_text("# 目录\n", encoding="utf-8", newline="\n")
    before = project.tree()
    with pytest.raises(Refused, match=r"catalogue\.html"):
        project.build()
    assert project.tree() == before


def test_broken_link_in_a_page_is_refused(project: Project) -> None:
    """手写页面里有打不开的链接、不完整的网址时不发布，并写明是哪一页、哪个链接。"""
    about = project.root / "content/about.md"
    links = '<a href="entry/none.html">没有</a><a href="https://zwgk/">内网</a>'
    text = about.read_text(encoding="utf-8")
    about.write_text(f"{text}\n{links}\n", encoding="utf-8", newline="\n")
    before = project.tree()
    with pytest.raises(Refused) as refusal:
        project.build()
    assert str(refusal.value).splitlines() == [
        "about.html 里的链接 entry/none.html 打不开",
        "about.html 里的网址 https://zwgk/ 不完整",
        "共有 2 处链接打不开，没有发布。",
    ]
    assert project.tree() == before
