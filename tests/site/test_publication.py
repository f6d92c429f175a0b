"""The live site is whole at every moment: whatever fails, it is the old one or the new one."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol, Self

import pytest

from disclosure.cli import main
from disclosure.publication import tree as tree_module
from disclosure.publication.tree import MARK, only_writer, recover, staging_of
from sites.project import ROOT, Project, Tree, differing, environment, tree_of

PROGRAM = ROOT / "tests/sites/separate_build.py"
TODAY_OPTION = ("--today", "2026-11-15")
KEPT = "原来的网站没有改动。"
KILLS = 20
ENVIRONMENT = environment(PYTHONPATH=os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")]))


def separate(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, with what a test does to it."""
    return subprocess.run(
        [sys.executable, str(PROGRAM), str(project.root), str(project.site), *words],
        check=False,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


class Done(NamedTuple):
    """What came of a build: the exit code (-9 when it was killed), what was printed and what was complained of."""

    code: int
    said: str
    complaint: str


class Builder:
    """A process that has built once and builds again and again, with what a test does to each build."""

    def __init__(self, project: Project) -> None:
        """Start it, and wait until it has built."""
        command = [sys.executable, str(PROGRAM), str(project.root), str(project.site), "again"]
        self.process = subprocess.Popen(
            command,
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        assert self._answer().code == 0

    def _answer(self) -> Done:
        assert self.process.stdout
        return Done(*json.loads(self.process.stdout.readline()))

    def build(self, *words: str) -> Done:
        """Build once."""
        assert self.process.stdin
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def count(self) -> tuple[int, int]:
        """Build once; return how often it did something to files, and how often it opened one for writing."""
        moments, writes = self.build("count=1").said.split()[-2:]
        return int(moments), int(writes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=60)


class Clerk(Protocol):
    """Runs the program in this process; returns the exit code, what it printed and what it complained of."""

    def __call__(self, project: Project, *arguments: str) -> tuple[int, str, str]:
        """Run one build."""


@pytest.fixture
def build_as_clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    """Run `disclosure build` with what a clerk would add to it."""

    def run(project: Project, *arguments: str) -> tuple[int, str, str]:
        code = main(["build", "--root", str(project.root), *TODAY_OPTION, *arguments])
        return (code, *capsys.readouterr())

    return run


def test_failing_check_leaves_the_old_site(project: Project) -> None:
    """检查不通过时退出码为 1，网站一个字节也不变。"""
    before = project.tree()
    project.notice(11)
    project.edit("xzf/policy/2025-00001.yml", "发布日期: 2025-03-05", "发布日期: 2025-02-30")
    done = project.run("build", *TODAY_OPTION)
    assert done.returncode == 1
    assert "catalogue/xzf/policy/2025-00001.yml:3:7: [bad-date]" in done.stdout
    assert done.stderr == f"有错误，没有生成；{KEPT}\n"
    assert project.tree() == before
    assert not staging_of(project.site).exists()


def test_first_build_with_a_failing_check_publishes_nothing(project: Project, build_as_clerk: Clerk) -> None:
    """第一次就检查不通过，不会出现空的或者半个网站。"""
    shutil.rmtree(project.site)
    project.edit("xzf/policy/2025-00001.yml", "有效性: 已修改", "有效性: 有效")
    code, said, _ = build_as_clerk(project)
    assert (code, project.site.exists()) == (1, False)
    assert "[validity-contradicted]" in said


@pytest.fixture(scope="module")
def contest(made: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Tree, Tree]:
    """A project that can be switched between two catalogues, and the trees of both."""
    project = made.copy(tmp_path_factory.mktemp("contest") / "project")
    old = project.tree()
    switch(project, new=True)
    clean = project.root / "clean"
    project.build(clean)
    return project, old, tree_of(clean)


def switch(project: Project, *, new: bool) -> None:
    """Give the project the new catalogue, or the old one again: entries come, go and change."""
    notice = project.root / "catalogue/xzf/notice/2026-00011.yml"
    if new:
        project.notice(11)
    else:
        notice.unlink(missing_ok=True)
    words = ("执行。", "贯彻落实。") if new else ("贯彻落实。", "执行。")
    path = project.root / "catalogue/xzf/policy/2026-00001.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(*words), encoding="utf-8", newline="\n")


def published(project: Project) -> Tree:
    """What a visitor gets at this moment, what was cut off in an exchange put right first as the next build does."""
    assert project.site.is_dir()
    return project.tree()


@pytest.mark.slow
def test_killed_build_leaves_a_whole_site(contest: tuple[Project, Tree, Tree]) -> None:
    """在二十多个随机时刻强行终止，网站总是完整的旧的或者新的，下一次生成照常成功。"""
    project, old, new = contest
    switch(project, new=True)
    with Builder(project) as builder:
        switch(project, new=False)
        moments, _ = builder.count()
        assert moments > 150
        chance = random.Random(20261115)  # noqa: S311 - the same moments in every run
        last = (moments - 2, moments - 1, moments)
        # A build that finds the work of a killed one half done ends sooner than the counted one, at times by a quarter.
        chosen = sorted([*chance.sample(range(1, moments * 2 // 3), KILLS), *last])
        killed = 0
        for step, moment in enumerate(chosen):
            switch(project, new=step % 2 == 0)
            killed += builder.build(f"kill={moment}").code == -9
            assert published(project) in (old, new), moment
            if step % 4 == 3:
                switch(project, new=True)
                assert builder.build().code == 0, moment
                assert differing(published(project), new) == set(), moment
        assert killed >= KILLS
        switch(project, new=False)
        assert builder.build().code == 0
        assert differing(published(project), old) == set()


@pytest.mark.slow
def test_killed_first_build_publishes_nothing_or_all(contest: tuple[Project, Tree, Tree]) -> None:
    """第一次生成时强行终止，要么还没有网站，要么是完整的；重来一次就好，不留垃圾。"""
    project, old, _ = contest
    switch(project, new=False)
    with Builder(project) as builder:
        for moment in (1, 60, 150, 300):
            for folder in (project.site, staging_of(project.site), project.root / ".cache"):
                shutil.rmtree(folder, ignore_errors=True)
            assert builder.build(f"kill={moment}").code == -9
            assert not project.site.exists() or project.tree() == old
        assert builder.build().code == 0
    assert differing(project.tree(), old) == set()
    assert [path.name for path in sorted((project.root / ".cache").iterdir()) if path.name.startswith("shell")] == [
        "shell"
    ]


@pytest.mark.slow
def test_build_killed_by_the_clock_leaves_a_whole_site(contest: tuple[Project, Tree, Tree]) -> None:
    """多个进程同时写的时候连同父进程一起终止，结果也一样。"""
    project, old, new = contest
    switch(project, new=True)
    chance = random.Random(7)  # noqa: S311 - any moments will do
    with Builder(project) as builder:
        began = time.monotonic()
        assert builder.build("jobs=2").code == 0
        taken = time.monotonic() - began
        for step in range(6):
            switch(project, new=step % 2 == 1)
            builder.build("jobs=2", f"after={1000 * chance.uniform(0.2, 1.0) * taken:.0f}")
            assert published(project) in (old, new)
        switch(project, new=True)
        assert eventually(lambda: builder.build().code == 0)
    assert differing(published(project), new) == set()


def test_killed_worker_ends_the_build(project: Project) -> None:
    """工作进程被系统终止（例如内存不足）时，生成停下并说明，不会一直等下去，原来的网站不变。"""
    before = project.tree()
    project.notice(11)
    done = separate(project, "jobs=2", "worker=30")
    assert done.returncode == 1
    assert "有一个工作进程被系统终止" in done.stderr
    assert project.tree() == before


def eventually(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


def test_full_disk_is_said_and_leaves_the_old_site(project: Project) -> None:
    """磁盘写满时用中文说明，退出码为 1，原来的网站不变；腾出空间后照常生成。"""
    with Builder(project) as builder:
        project.notice(11)
        shutil.rmtree(staging_of(project.site))  # so that the whole site is written again
        _, writes = builder.count()
        assert writes > 50
        for serial, part in enumerate((0.1, 0.5, 0.9), 12):
            before = project.tree()
            address = project.notice(serial)
            shutil.rmtree(staging_of(project.site))
            done = builder.build(f"full={max(int(writes * part), 2)}")
            assert done.code == 1, (part, done)
            assert done.complaint.startswith("读写文件出错：磁盘空间不足"), done
            assert done.complaint.endswith(f"没有生成；{KEPT}\n")
            assert "Traceback" not in done.complaint
            assert project.tree() == before
            assert builder.build().code == 0
            assert address in project.tree()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with 300 KB, where one may be mounted; else an ordinary folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(folder)], check=False, capture_output=True
    )
    yield folder
    if mounted.returncode == 0:
        subprocess.run(["umount", str(folder)], check=True)


def test_really_full_disk(made: Project, build_as_clerk: Clerk, small_disk: Path) -> None:
    """真的写满磁盘时也一样（不能挂载小磁盘的机器上，只验证能写到别的文件夹）。"""
    code, _, complaint = build_as_clerk(made, "--site-dir", str(small_disk / "site"))
    if not small_disk.is_mount():
        assert code == 0
        return
    assert code == 1
    assert complaint.startswith("读写文件出错：磁盘空间不足"), complaint
    assert not (small_disk / "site").exists()


def test_second_build_at_the_same_time_is_refused_at_once(project: Project) -> None:
    """另一次生成正在进行时立刻退出，退出码为 1，不等待，不插手。"""
    before = project.tree()
    project.notice(11)
    with only_writer(project.site):
        began = time.monotonic()
        done = project.run("build", *TODAY_OPTION)
        assert time.monotonic() - began < 10
    assert done.returncode == 1
    assert done.stderr == f"另一次生成正在进行，请等它结束以后再试。\n没有生成；{KEPT}\n"
    assert project.tree() == before
    assert project.run("build", *TODAY_OPTION).returncode == 0


def test_exchange_by_renames_gives_the_same(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """系统不能一步交换时改用三次改名，结果相同，备用的一棵树照样留着。"""
    before = project.tree()
    monkeypatch.setattr(tree_module, "_exchange_at_once", lambda *_: False)
    project.build()
    address = project.notice(11)
    project.build()
    assert address in project.tree()
    assert tree_of(staging_of(project.site)) == before
    assert not previous_of(project).exists()


def previous_of(project: Project) -> Path:
    """Where the old tree stands between the renames."""
    return project.root / ".site.previous"


@pytest.mark.parametrize("done", [1, 2, 3])
def test_exchange_cut_between_the_renames_is_put_right(
    project: Project, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    """三次改名之间断电，下一次生成先恢复，之后仍能再生成。"""
    monkeypatch.setattr(tree_module, "_exchange_at_once", lambda *_: False)
    project.build()
    before = project.tree()
    project.notice(11)
    renames = 0
    plain = Path.rename

    def cut(path: Path, target: Path) -> Path:
        nonlocal renames
        if renames == done:
            raise KeyboardInterrupt
        renames += path.name.startswith(".site.") or path.name == "site"
        return plain(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut)
        if done < 3:
            with pytest.raises(KeyboardInterrupt):
                project.build()
        else:
            project.build()
    recover(project.site)
    after = project.tree()
    assert (after == before) == (done == 1)
    for serial in (12, 13):
        address = project.notice(serial)
        project.build()
        assert address in project.tree()
    assert not previous_of(project).exists()
    assert staging_of(project.site).is_dir()


def foreign_folder(folder: Path) -> None:
    """Somebody's folder of documents."""
    (folder / "照片").mkdir(parents=True)
    (folder / "照片/index.html").write_text("别人的", encoding="utf-8")
    (folder / "assets").mkdir()


def foreign_file(folder: Path) -> None:
    """A file where the site should go."""
    folder.write_text("别人的", encoding="utf-8")


def link_to_folder(folder: Path) -> None:
    """A link to somebody's folder."""
    foreign_folder(folder.with_name("real"))
    folder.symlink_to(folder.with_name("real"))


@pytest.mark.parametrize("make", [foreign_folder, foreign_file, link_to_folder])
def test_foreign_folder_is_refused_and_untouched(
    made: Project, build_as_clerk: Clerk, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """--site-dir 指到别人的文件夹、文件或者链接时拒绝，里面的东西不动，旁边也不多出东西。"""
    make(tmp_path / "target")
    before = tree_of(tmp_path)
    code, _, complaint = build_as_clerk(made, "--site-dir", str(tmp_path / "target"))
    assert code == 1
    assert "请用 --site-dir 另选一个" in complaint
    assert tree_of(tmp_path) == before


@pytest.mark.parametrize("place", ["空 文件夹", "还没有/网站"])
def test_empty_folder_and_new_folder_are_accepted(
    project: Project, build_as_clerk: Clerk, tmp_path: Path, place: str
) -> None:
    """--site-dir 指到空文件夹，或者还没有的文件夹，都可以；名称里可以有空格和汉字。"""
    (tmp_path / "空 文件夹").mkdir()
    folder = tmp_path / place
    code, said, _ = build_as_clerk(project, "--site-dir", str(folder))
    assert code == 0
    assert said.endswith(f"请用浏览器打开 {folder / 'index.html'}\n")
    assert tree_of(folder) == project.tree()
    assert (folder / MARK).is_file()


@pytest.mark.parametrize("place", [".", "catalogue", "content", "overrides", "hooks"])
def test_own_sources_are_never_taken_for_a_site(project: Project, build_as_clerk: Clerk, place: str) -> None:
    """--site-dir 指到项目自己的文件夹时拒绝，源文件不动。"""
    before = tree_of(project.root)
    code, _, complaint = build_as_clerk(project, "--site-dir", str(project.root / place))
    assert code == 1
    assert "不是本程序生成的文件" in complaint
    assert differing(before, tree_of(project.root)) == set()


def delete(cache: Path) -> None:
    """Delete the whole."""
    shutil.rmtree(cache)


def lose_manifest(cache: Path) -> None:
    """Lose the list of what was kept."""
    (cache / "shell/manifest.json").unlink()


def garbage_manifest(cache: Path) -> None:
    """Put garbage in place of the list."""
    (cache / "shell/manifest.json").write_bytes(b'{"key": [\xff')


def other_manifest(cache: Path) -> None:
    """Put JSON of another shape in place of the list."""
    (cache / "shell/manifest.json").write_text("[1, 2]", encoding="utf-8")


def flip_byte(cache: Path) -> None:
    """Change one byte of a frame."""
    frame = cache / "shell/frames/depth-2.html"
    content = frame.read_bytes()
    frame.write_bytes(content[:500] + bytes([content[500] ^ 1]) + content[501:])


def cut_file(cache: Path) -> None:
    """Cut a kept page in half."""
    page = cache / "shell/site/about.html"
    page.write_bytes(page.read_bytes()[:1000])


def lose_file(cache: Path) -> None:
    """Lose a kept page."""
    (cache / "shell/site/on-request.html").unlink()


def add_file(cache: Path) -> None:
    """Slip in a page that nobody wrote."""
    (cache / "shell/site/evil.html").write_text("<title>x</title>", encoding="utf-8")


def file_for_folder(cache: Path) -> None:
    """Put a file where the folder was."""
    shutil.rmtree(cache / "shell")
    (cache / "shell").write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        *(delete, lose_manifest, garbage_manifest, other_manifest, flip_byte, cut_file, lose_file, add_file),
        file_for_folder,
    ],
    ids=lambda damage: damage.__name__,
)
def test_damaged_cache_gives_the_same(project: Project, damage: Callable[[Path], None]) -> None:
    """.cache 被删、被改坏、多了东西，结果与从头生成相同。"""
    before = project.tree()
    damage(project.root / ".cache")
    project.build()
    assert differing(before, project.tree()) == set()


def test_failing_templates_leave_the_old_site(project: Project, build_as_clerk: Clerk) -> None:
    """手写页面或者模板出错时说明原因，原来的网站不变。"""
    before = project.tree()
    (project.root / "overrides/main.html").write_text("{% extends 'base.html' %}{% block x %}", encoding="utf-8")
    code, _, complaint = build_as_clerk(project)
    assert code == 1
    assert complaint.startswith("手写页面没有生成成功，MkDocs 的说明如下：\n")
    assert complaint.endswith(f"没有生成；{KEPT}\n")
    assert project.tree() == before
