"""The search index of a site: made with it, complete, no larger than it must be, and never with more than the pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disclosure.problem import Refused
from disclosure.publication import check
from disclosure.search import ENGINES, Source, Target
from disclosure.vocabulary import BUILT_IN, PAGEFIND
from sites.index import attached_in, names_of, opened, payload, read, texts_of
from sites.project import TODAY, Project, Tree, differing, times_of

POLICY = "xzf/policy/2026-00001.yml"
ADDRESS = "entry/980000010/2026-00001.html"


def test_every_page_with_a_text_is_searched(tree: Tree) -> None:
    """每条信息、每项职权、每篇手写文章都检索得到，地址都打得开；撤回的、清单页不算。"""
    found = texts_of(tree)
    assert set(found) <= set(tree)
    entries = {path for path in tree if re.fullmatch(r"(entry|power)/.*\.html", path)}
    withdrawn = {path for path in entries if "已撤回的信息" in tree[path].decode()}
    assert withdrawn
    assert set(found) == entries - withdrawn | {"about.html", "copies.html", "on-request.html"}


def test_manifest_counts_what_there_is(tree: Tree) -> None:
    """总目录写明各段的文件数和条数，和实际的文件一致；一个多余的文件也没有。"""
    manifest = read(tree, "manifest")
    assert manifest["format"] == 2
    assert [facet["name"] for facet in manifest["facets"]] == ["公开类别", "机构", "种类", "有效性", "主题", "层级"]
    expected = {"manifest"}
    for segment in manifest["segments"]:
        name = segment["name"]
        expected.add(f"{name}/columns")
        expected |= {f"{name}/t/{n // 500}/{n}" for n in range(len(segment["texts"]))}
        expected |= {f"{name}/a/{n // 500}/{n}" for n in range(len(segment["attachments"]))}
        assert len({one for one in names_of(tree) if one.startswith(f"{name}/g/")}) == len(segment["shards"])
        expected |= {one for one in names_of(tree) if one.startswith(f"{name}/g/")}
    assert names_of(tree) == expected
    assert sum(segment["documents"] for segment in manifest["segments"]) == len(texts_of(tree))
    assert all(payload(tree, name) for name in names_of(tree))


def test_text_of_attachments_is_searched(tree: Tree) -> None:
    """附件里的文字进了检索，写明是哪个附件，地址是附件的地址。"""
    parts = attached_in(tree)
    assert {address for _, _, address in parts} <= set(tree)
    by_place = {place: text for place, text, _ in parts}
    assert "占用" in by_place["附件《占用申请表》"]


def test_changed_body_changes_few_files(project: Project) -> None:
    """只改一处正文，检索文件只改有关的几个，别的不动。"""
    before = project.tree()
    project.edit(POLICY, "第一条 为了", "第一条  为了进一步")
    project.build()
    entry = ADDRESS.removesuffix("html")
    changed = differing(before, project.tree()) - {f"{entry}{end}" for end in ("html", "htm", "md")}
    assert {path.split("/")[0] for path in changed} == {"search"}
    assert "进一步" in str(texts_of(project.tree())[ADDRESS])
    assert len([path for path in changed if "/t/" in path]) == 1


def test_removed_entry_is_not_found_any_more(project: Project) -> None:
    """删去的信息从检索里消失，不留文件；加上又删去，逐字节还原。"""
    before = project.tree()
    address = project.notice(11, title="将要删去的公告")
    project.build()
    assert texts_of(project.tree())[address][1] == "将要删去的公告"
    (project.root / "catalogue/xzf/notice/2026-00011.yml").unlink()
    for _ in range(2):  # both trees
        project.build()
        assert address not in texts_of(project.tree())
        assert project.tree() == before


def test_withdrawn_entry_is_not_found_any_more(project: Project) -> None:
    """撤回以后，原来的文字不再检索得到。"""
    address = project.notice(11, title="将要撤回的公告", body="只有这里有的话：菰蘩。")
    project.build()
    assert "菰蘩".encode() in b"".join(opened(project.tree()).values())
    text = "索引号: 980000010/2026-00011\n撤回:\n  日期: 2026-11-11\n  理由: 重复公开\n"
    project.write("xzf/notice/2026-00011.yml", text)
    project.build()
    assert address in project.tree()
    assert address not in texts_of(project.tree())
    assert "菰蘩".encode() not in b"".join(opened(project.tree()).values())


def _lost(root: Path) -> None:
    shutil.rmtree(root / ".cache" / "search")


def _damaged(root: Path) -> None:
    for path in sorted((root / ".cache" / "search").rglob("*")):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"\0")


def _in_the_way(root: Path) -> None:
    shutil.rmtree(root / ".cache" / "search")
    (root / ".cache" / "search").write_text("x", encoding="utf-8")


@pytest.mark.parametrize("damage", [_lost, _damaged, _in_the_way])
def test_cache_is_for_speed_alone(project: Project, damage: Callable[[Path], None]) -> None:
    """缓存删了、坏了、放不下，生成的一样。"""
    before = project.tree()
    damage(project.root)
    project.build()
    assert project.tree() == before


def test_damaged_file_of_the_other_tree_is_put_right(project: Project) -> None:
    """备用的一棵里检索文件坏了或者少了，下次生成时补好。"""
    before = project.tree()
    project.build()
    twin = project.root / ".site.staging" / "search"
    (twin / "manifest.js").write_bytes(b"x")
    shutil.rmtree(next(path for path in sorted(twin.iterdir()) if path.is_dir()))
    project.build()
    assert project.tree() == before


def test_number_of_processes_makes_no_difference(project: Project) -> None:
    """一个进程、三个进程，检索文件逐字节相同。"""
    before = project.tree()
    for jobs in (1, 3):
        shutil.rmtree(project.root / ".cache" / "search")
        shutil.rmtree(project.site / "search")
        shutil.rmtree(project.root / ".site.staging", ignore_errors=True)
        project.build(jobs=jobs)
        assert project.tree() == before


def test_unchanged_index_is_not_written_again(project: Project) -> None:
    """没有改动时，检索文件一个也不改写。"""
    project.build()
    times = times_of(project.site / "search")
    built = project.build()
    project.build()
    assert built.written == 0
    assert times_of(project.site / "search") == times


class Pretended:
    """An engine that writes what it is told to, and remembers how it was called."""

    def __init__(self, files: Mapping[str, bytes], claimed: list[str]) -> None:
        """Write these files; claim these names."""
        self.files = files
        self.claimed = claimed
        self.titles: list[str] = []

    def __call__(self, source: Source, target: Target, *, cache: Path, jobs: int | None) -> list[str]:
        """Behave as an engine."""
        assert jobs is None or jobs > 0
        assert cache.name in {BUILT_IN, PAGEFIND}
        self.titles = [one.title for one in source.documents(range(len(source.keys)))]
        for name, content in self.files.items():
            target.write(name, content)
        return self.claimed


def with_engine(monkeypatch: pytest.MonkeyPatch, name: str, engine: Pretended) -> None:
    """Put an engine in the place of another."""
    monkeypatch.setattr("disclosure.publication.index.ENGINES", {**ENGINES, name: engine})


def test_engine_is_that_of_the_setting(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """检索引擎写 pagefind，就用 pagefind；内置引擎的文件随之删去。"""
    engine = Pretended({"other.js": b"1"}, ["other.js"])
    with_engine(monkeypatch, PAGEFIND, engine)
    site = project.root / "catalogue/vocabulary/site.yml"
    text = site.read_text(encoding="utf-8")
    site.write_text(f"检索引擎: pagefind\n{text}", encoding="utf-8", newline="\n")
    project.build()
    assert {path for path in project.tree() if path.startswith("search/")} == {"search/other.js"}
    assert "依申请公开" in engine.titles


def test_file_that_is_not_there_stops_the_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """检索文件没有写成，就不发布，原来的网站不变。"""
    before = project.tree()
    with_engine(monkeypatch, BUILT_IN, Pretended({"a.js": b"1"}, ["a.js", "b.js"]))
    result = check(project.root, TODAY)
    assert result.passed
    with pytest.raises(Refused, match=r"缺 search/b\.js 等 1 个"):
        project.build()
    assert project.tree() == before


def test_engines_are_those_of_the_vocabulary() -> None:
    """程序里的引擎都能在词表里选到。"""
    assert BUILT_IN in ENGINES
    assert set(ENGINES) <= {BUILT_IN, PAGEFIND}
