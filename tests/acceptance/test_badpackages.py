"""The bad packages beside the checkout: each is refused for its own reason, told before that it is no copy of ours."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acceptance.bad_inputs import Case, cases
from disclosure.cli import main
from disclosure.offline.faults import report
from disclosure.offline.release import MANIFEST, TAG_MANIFEST
from disclosure.offline.trust import Trust
from disclosure.offline.verify import verify
from unit.small_copy import KEY, SITE, TODAY, Made, sign_again, write_copy

LONGEST = 1  # seconds
NO_RELEASE = "没有发布机关签名的 release.json，不是离线副本，不能证明是谁发布的。"
ASTRAY = "[zip-path] 压缩包里有 2 个文件的路径指到副本以外，请不要解开，向发布机关重新索取："
CHANGED = "[manifest] 清单 manifest-sha256.txt 被改动："

REFUSED = {
    "U00": [f"[no-release] 是完整的 BagIt 包，但是{NO_RELEASE}"],
    "U03": ["[foreign] 多出 1 个不属于副本的文件，请不要打开，移走以后再核验：", "  data/evil.html"],
    "U05": [f"{CHANGED}第 3 行的路径“data/../../outside.txt”里有以点或者空格开头、结尾的名称。"],
    "U06": [ASTRAY, "  ../../outside.txt", "  ..\\..\\outside2.txt"],
    "U07": [ASTRAY, "  /tmp/outside.txt", "  C:/outside.txt"],
    "U08": ["[zip-link] 压缩包里有 1 个链接或者特殊文件，请不要解开，向发布机关重新索取：", "  bag/data/link"],
    "U09": [
        "[zip-duplicate] 压缩包里有 1 个文件名出现两次以上，请不要解开，向发布机关重新索取：",
        "  bag/data/index.html（2 次）",
    ],
    "U10": ["[zip-corrupt] 文件不完整，请重新复制：不是完整的压缩包。"],
    "U11": ["[unreadable] 有 1 个文件或者文件夹读不出来，请重新复制：", "  bagit.txt（文件不完整）"],
    "U13": [f"{CHANGED}“data/Index.html”和“data/index.html”在有的系统上是同一个文件。"],
    "U14": [f"{CHANGED}像是用记事本打开后保存过；请重新复制这个文件。"],
    "U15": ["[oxum] 内容不完整：记录的是 1 个文件、1 字节，现在有 2 个、341 字节。请重新复制。"],
    "U16": [
        (
            "[algorithm] 没有 SHA-256 的清单 manifest-sha256.txt，只有 manifest-md5.txt，这样的清单不能证明没有被改动。"
            "请向发布机关重新索取。"
        ),
    ],
    "U17": [
        "[fetch] 有 fetch.txt，它要核验的人到网上或者本机别处取内容，副本里不许有；没有连接网络。请向发布机关重新索取。"
    ],
}
"""How the message begins, by case; U20 and U21 are sketches of updates, tested below."""
UPDATES = {"U20", "U21"}


@pytest.fixture(scope="module")
def inputs(shared: Path) -> Path:
    """Return the folder of bad inputs."""
    return shared / "badinputs"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails."""

    def refuse(*_: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def case_of(inputs: Path, case_id: str) -> Case:
    """Return the line of the index."""
    return next(case for case in cases(inputs, "U") if case.id == case_id)


def tree(folder: Path) -> Iterator[tuple[str, int]]:
    """Give the name and time of everything in a folder."""
    return ((str(path), path.lstat().st_mtime_ns) for path in sorted(folder.rglob("*")))


def test_every_package_of_the_index_is_tested(inputs: Path) -> None:
    """索引里的每一个都在这里。"""
    assert {case.id for case in cases(inputs, "U")} == REFUSED.keys() | UPDATES


@pytest.mark.parametrize("case_id", REFUSED)
def test_a_bad_package_is_refused_for_its_reason(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case_id: str
) -> None:
    """先说它自己的毛病，后说不是副本；不写任何文件，不到一秒，退出码是 1。"""
    monkeypatch.chdir(tmp_path)
    package = inputs / case_of(inputs, case_id).file
    before = list(tree(tmp_path)), list(tree(package.parent))
    began = time.monotonic()
    code = main(["verify", str(package), "--today", TODAY.isoformat()])
    assert time.monotonic() - began < LONGEST
    lines = capsys.readouterr().out.splitlines()
    assert lines[: len(REFUSED[case_id])] == REFUSED[case_id]
    assert lines[-1].startswith("核验没有通过：这份副本有 ")
    assert code == 1
    opened = not any(line.startswith("[zip-") for line in lines)
    assert (NO_RELEASE in lines[-2]) is opened
    assert before == (list(tree(tmp_path)), list(tree(package.parent)))


def test_case_twins_are_both_named(inputs: Path) -> None:
    """大小写不同的两个文件，两个名称都列出。"""
    verdict = verify(inputs / case_of(inputs, "U13").file, Trust(), TODAY)
    assert "  data/Index.html 和 data/index.html" in report(verdict.faults)


def sketch(inputs: Path, case_id: str) -> dict[str, Any]:
    """Return what the sketch of an update says."""
    found: dict[str, Any] = json.loads((inputs / case_of(inputs, case_id).file).read_text(encoding="utf-8"))
    return found


def test_a_gap_is_refused(inputs: Path, tmp_path: Path) -> None:
    """第 7 版之后来的是跟着第 8 版的第 9 版：缺少第 8 版。"""
    said = sketch(inputs, "U20")
    trust = Trust((KEY.public.fingerprint.replace(" ", "").lower(),))
    before = verify(write_copy(tmp_path / "7", Made(SITE)), trust, TODAY)
    assert before.release
    memory = trust.memory.accept(before.release, before.release_sha256)
    made = Made(SITE, version=said["version"], previous=said["previous"])
    verdict = verify(write_copy(tmp_path / "9", made), Trust((), memory), TODAY)
    assert report(verdict.faults)[0].startswith("[gap] 缺少第 8 版：这是第 9 版，这里上次核验的是第 7 版")


def test_a_manifest_of_another_digest_is_refused(inputs: Path, tmp_path: Path) -> None:
    """签名有效，清单却不是签名的那一份：拒绝。"""
    said = sketch(inputs, "U21")
    copy = write_copy(tmp_path / "8", Made(SITE, version=said["version"], previous=said["previous"]))
    release = verify(copy, Trust(), TODAY).release
    assert release
    sign_again(copy, KEY, files={**release.files, MANIFEST: said["manifest_sha256"]})
    verdict = verify(copy, Trust(), TODAY)
    assert [(fault.id, fault.path) for fault in verdict.faults] == [("damaged", TAG_MANIFEST), ("manifest", "")]
    assert report(verdict.faults)[0].startswith(f"{CHANGED}与签名的 release.json 不符。")
