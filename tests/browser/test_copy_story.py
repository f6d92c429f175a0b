"""The life of one copy of the small site in a reading room: opened, searched, verified, damaged, updated, cut off."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from browser.verify_desk import Desk, write_page
from browser.watch import WatchedPages
from disclosure import vocabulary
from disclosure.offline.keys import PrivateKey, read_fingerprint
from disclosure.offline.order import Order, read_release
from disclosure.offline.pack import pack
from disclosure.offline.trust import Trust
from disclosure.offline.update.apply import apply, recover
from disclosure.offline.update.make import make
from disclosure.offline.verify import verify
from sites.copies import VALID_DAYS, small_copy
from sites.once import small_project
from sites.project import TODAY, Project, environment, tree_of
from unit.failing_disk import FailingDisk, PowerCut

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = {2: "穿云洞观测点", 3: "落雁坪观测点"}
"""What only this version and later ones hold."""
NOTICE = """标题: {word}试运行公告
索引号: 980000010/2026-{serial}
发布日期: 2026-11-15
正文: {word}已经建成，即日起试运行。
"""
LATER = datetime(2026, 12, 1, 4, tzinfo=UTC)
"""When the versions are verified: after the last was made."""


class Room(NamedTuple):
    """A reading room: its copy, the versions that the office made, and the packages between them."""

    copy: Path
    versions: dict[int, Path]
    packages: dict[int, Path]
    trust: Trust


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Return a reading room with the first version; the office has built and packed two more."""
    folder = tmp_path_factory.mktemp("查阅点")
    first, key = small_copy(tmp_path_factory)
    versions = {1: first}
    project = small_project(tmp_path_factory).copy(folder / "office")
    packages = {}
    for version, word in WORDS.items():
        project.write(f"xzf/notice/2026-9900{version}.yml", NOTICE.format(word=word, serial=f"9900{version}"))
        project.build()
        versions[version] = packed(project, folder / str(version), version, versions[version - 1], key)
        packages[version] = folder / f"更新包-{version - 1}-{version}.zip"
        make(versions[version - 1], versions[version], packages[version])
    copy = shutil.copytree(first, folder / "优盘" / "政府信息公开 副本")
    return Room(copy, versions, packages, Trust((read_fingerprint(key.public.fingerprint),)))


def packed(project: Project, out: Path, version: int, before: Path, key: PrivateKey) -> Path:
    """Pack the next version, a week after the one before. Returns the folder."""
    words, _ = vocabulary.load(project.root)
    assert words
    order = Order(
        site_dir=project.site,
        out=out,
        key=key,
        next_key=None,
        version=version,
        previous=read_release(before),
        released_on=TODAY + timedelta(weeks=version - 1),
        valid_days=VALID_DAYS,
    )
    pack(project.root, words.site, order)
    return out


def test_a_copy_is_opened_verified_and_updated_twice(room: Room, tmp_path: Path, page_watch: WatchedPages) -> None:
    """打开、检索、核验第一版；更新时被强行结束、被断电，恢复以后核验通过，检索得到新公开的信息；再更新一次也一样。"""
    desk = Desk(page_watch(), write_page(tmp_path / "查阅点自己的", room.copy), LATER)
    assert desk.give(room.copy).startswith("首次核验：副本完整，没有被改动；")
    assert desk.press("与公告一致").startswith("通过：")
    assert found(page_watch, room, WORDS[2]) == 0

    kill_while_staging(room, 2)
    assert tree_of(room.copy).keys() > tree_of(room.versions[1]).keys()
    assert desk.give(room.copy).startswith("未通过：上次更新没有做完")
    recover(room.copy, TODAY)
    assert tree_of(room.copy) == tree_of(room.versions[1])
    apply(room.packages[2], room.copy, room.trust, TODAY)
    assert desk.give(room.copy).startswith("通过：")
    assert desk.facts["版本"].startswith("第 2 版")
    assert (found(page_watch, room, WORDS[2]), found(page_watch, room, WORDS[3])) == (1, 0)

    cut_while_moving(room, 3, tmp_path)
    assert desk.give(room.copy).startswith("未通过：上次更新没有做完")
    recover(room.copy, TODAY)
    assert tree_of(room.copy) == tree_of(room.versions[3])
    assert desk.give(room.copy).startswith("通过：")
    assert (found(page_watch, room, WORDS[2]), found(page_watch, room, WORDS[3])) == (1, 1)
    assert desk.give(room.versions[1]).startswith("未通过：这是旧的第 1 版")
    desk.watched.assert_clean(f"{tmp_path.as_uri()}/")


def found(page_watch: WatchedPages, room: Room, words: str) -> int:
    """Open the copy by double click and search it; return how many are found."""
    watch = page_watch()
    page = watch.page
    page.goto((room.copy / "打开.html").as_uri())
    page.wait_for_url("**/data/index.html")
    expect(page.locator(".copy-bar")).to_contain_text("本副本截至2026年1")
    page.locator("input[name=q]:visible").fill(f"“{words}”")
    page.keyboard.press("Enter")
    expect(page.locator("#search-count")).to_contain_text("找到")
    count = page.locator("#search-hits > li").count()
    assert all(words in text for text in page.locator("#search-hits > li").all_inner_texts())
    watch.assert_clean(f"{room.copy.as_uri()}/")
    return count


KILLED = """
import os, signal, sys
from disclosure.cli import main

opened = []

def strike(event, arguments):
    if event == "open" and f"{os.sep}.update{os.sep}" in str(arguments[0]):
        opened.append(arguments[0])
        if len(opened) == 5:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(strike)
sys.exit(main(sys.argv[1:]))
"""
"""The program, killed from within when it has begun to write what an update brings."""


def kill_while_staging(room: Room, version: int) -> None:
    """Update by the command, which is killed when it has begun to write."""
    command = [sys.executable, "-c", KILLED, "update", "apply", str(room.packages[version]), str(room.copy)]
    done = subprocess.run(command, check=False, env=environment(), capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert list(room.copy.glob(".update/*"))
    assert not (room.copy / ".update" / "journal").exists()


def cut_while_moving(room: Room, version: int, folder: Path) -> None:
    """Update until the power is cut amid the files that go to their places; names not yet on the disk are lost."""
    counted = FailingDisk()
    apply(room.packages[version], shutil.copytree(room.copy, folder / "counted"), room.trust, TODAY, storage=counted)
    moves = [at for at, call in enumerate(counted.calls, 1) if call == "move"]
    with pytest.raises(PowerCut):
        apply(
            room.packages[version],
            room.copy,
            room.trust,
            TODAY,
            storage=FailingDisk(moves[len(moves) // 2], losing=0.5),
        )
    assert (room.copy / ".update" / "journal").exists()


def edit(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the bytes of a file."""
    path.write_bytes(change(path.read_bytes()))


def swap(copy: Path) -> None:
    """Let two pages change places."""
    one, other = sorted((copy / "data" / "organ").glob("*.html"))[:2]
    kept = one.read_bytes()
    edit(one, lambda _: other.read_bytes())
    edit(other, lambda _: kept)


PAGE, SHARD = "data/index.html", "data/search/manifest.js"
DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "一个字节变了": (lambda copy: edit(copy / PAGE, lambda content: bytes([content[0] ^ 1]) + content[1:]), "damaged"),
    "检索文件截短了": (lambda copy: os.truncate(copy / SHARD, 100), "damaged"),
    "少了一个文件": (lambda copy: (copy / "data/copies.html").unlink(), "missing"),
    "多了一个文件": (lambda copy: (copy / "data/new.html").write_bytes(b"<p>1</p>"), "foreign"),
    "改了名": (lambda copy: (copy / PAGE).rename(copy / "data/home.html"), "missing"),
    "两页互换": (swap, "damaged"),
    "到期日改了": (
        lambda copy: edit(copy / "release.json", lambda text: text.replace(b"2027-", b"2037-")),
        "signature",
    ),
    "签名换了": (lambda copy: edit(copy / "release.sig", lambda content: content[::-1]), "signature"),
    "清单存过": (lambda copy: edit(copy / "manifest-sha256.txt", lambda text: b"\xef\xbb\xbf" + text), "manifest"),
    "提示被换": (lambda copy: edit(copy / "release.js", lambda text: text.replace(b"2027-", b"2037-")), "damaged"),
    "旁边多了程序": (lambda copy: (copy / "打开.exe").write_bytes(b"MZ"), "foreign"),
    "核验页被换": (lambda copy: edit(copy / "核验.html", lambda text: text + b"<!-- -->"), "damaged"),
}
"""How the copy is damaged, and the id of the fault that the command tells."""


def test_damaged_copies_are_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, page_watch: WatchedPages
) -> None:
    """副本用十二种办法弄坏，每一种核验页都用一句话拒绝，命令行也拒绝，指出哪里不对；修好以后通过。"""
    whole, key = small_copy(tmp_path_factory)
    trust = Trust((read_fingerprint(key.public.fingerprint),))
    desk = Desk(page_watch(), write_page(tmp_path / "查阅点自己的", whole))
    desk.give(whole)
    desk.press("与公告一致")
    copy = tmp_path / "副本"
    for name, (damage, fault) in DAMAGES.items():
        shutil.copytree(whole, copy)
        damage(copy)
        assert tree_of(copy) != tree_of(whole), name
        assert desk.give(copy).startswith("未通过："), name
        assert fault in {one.id for one in verify(copy, trust, TODAY).faults}, name
        shutil.rmtree(copy)
    shutil.copytree(whole, copy)
    assert desk.give(copy).startswith("通过：")
