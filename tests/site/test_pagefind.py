"""A site with Pagefind as its engine: what changes in it, and what does not."""

from __future__ import annotations

import re

import pytest

from disclosure.search import advice
from disclosure.vocabulary import BUILT_IN, PAGEFIND
from sites.project import Project, Tree

SETTINGS = "vocabulary/site.yml"
POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')
STRICT = re.compile(rb"(; script-src 'self' 'sha256-[A-Za-z0-9+/]{43}=')(;)")
OPEN = rb"\1 'wasm-unsafe-eval'\2"


def choose(project: Project, engine: str) -> None:
    """Set the engine of a site that has not set one."""
    text = (project.root / "catalogue" / SETTINGS).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("检索引擎:")]
    project.write(SETTINGS, "".join([f"检索引擎: {engine}\n", *kept]))


@pytest.fixture
def chosen(project: Project) -> Project:
    """A site that was built with the built-in engine and then has chosen Pagefind."""
    choose(project, PAGEFIND)
    return project


def policies(tree: Tree) -> dict[str, bytes]:
    """The policy of every page but the one for wrong addresses, which has a script of its own (see test_build.py)."""
    found = {}
    for name, content in tree.items():
        if name.endswith(".html") and name != "404.html":
            (found[name],) = POLICY.findall(content)
    return found


def test_the_built_in_engine_needs_no_wider_policy(tree: Tree) -> None:
    """By default no page may run anything but files of the site and the one script that stands in each page."""
    found = policies(tree)
    assert "search.html" in found
    assert all(
        STRICT.search(policy) and b"unsafe" not in policy and b"blob:" not in policy for policy in found.values()
    )


def test_only_the_search_page_may_run_webassembly(chosen: Project, tree: Tree) -> None:
    """With Pagefind one page has one more word in its policy; the others keep theirs."""
    chosen.build()
    strict, wider = policies(tree), policies(chosen.tree())
    assert wider.pop("search.html") == STRICT.sub(OPEN, strict.pop("search.html"))
    assert wider == strict


def test_the_index_of_the_other_engine_goes(chosen: Project, tree: Tree) -> None:
    """After a change of engine no file of the other one is left, there and back."""
    chosen.build()
    made = chosen.tree()
    assert {"search/pagefind/program.js", "search/pagefind/wasm.js"} <= made.keys()
    assert not [name for name in made if "/g/" in name]
    choose(chosen, BUILT_IN)
    chosen.build()
    assert {name for name in chosen.tree() if name.startswith("search/")} == {
        name for name in tree if name.startswith("search/")
    }


def test_same_entries_give_the_same_site(chosen: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A build from nothing gives the bytes of one that had something; a second one writes nothing."""
    other = chosen.copy(tmp_path_factory.mktemp("other") / "place")
    chosen.build()
    other.build(other.root / "fresh", jobs=1)
    assert chosen.build().written == 0
    assert {name: content for name, content in chosen.tree().items() if name.startswith("search/")} == {
        f"search/{path.relative_to(other.root / 'fresh' / 'search').as_posix()}": path.read_bytes()
        for path in sorted((other.root / "fresh" / "search").rglob("*"))
        if path.is_file()
    }


def test_without_pagefind_the_old_site_stays(chosen: Project, tree: Tree) -> None:
    """A missing program is told in a sentence, and nothing is published."""
    done = chosen.run("build", "--today", "2026-11-15", PAGEFIND_BINARY_PATH=str(chosen.root / "nothing"))
    assert done.returncode == 1
    assert "检索引擎 pagefind 没有装好" in done.stderr
    assert "Traceback" not in done.stderr
    assert chosen.tree() == tree


def test_an_unknown_engine_is_named(chosen: Project) -> None:
    """The clerk is told which engines there are."""
    choose(chosen, "Pagefind2")
    done = chosen.run("check", "--today", "2026-11-15")
    assert done.returncode == 1
    assert "检索引擎" in done.stdout + done.stderr
    assert BUILT_IN in done.stdout + done.stderr


def test_advice_comes_when_a_site_outgrows_its_engine() -> None:
    """Only beyond the bound, and never for the built-in engine."""
    assert "10001 个" in advice(PAGEFIND, 10_001)
    assert advice(PAGEFIND, 10_000) == advice(BUILT_IN, 10**6) == ""
