"""Plain MkDocs makes the same site, refuses the same catalogue, and shows a preview."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from sites.page import Page
from sites.project import EPOCH, Project, Tree, differing, environment, tree_of

ENTRY = "entry/980000010/2026-00001.html"
SECONDS = 30


def test_plain_mkdocs_makes_the_same_site(made: Project, tree: Tree, tmp_path: Path) -> None:
    """直接运行 mkdocs build，得到的文件与 disclosure build 逐字节相同。"""
    done = made.run("build", "--site-dir", str(tmp_path / "plain"), module="mkdocs", SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stderr
    assert differing(tree_of(tmp_path / "plain"), tree) == set()


FAULTS = {
    "条目": (
        ("xzf/policy/2025-00001.yml", "发布日期: 2025-03-05", "发布日期: 2025-02-30"),
        "catalogue/xzf/policy/2025-00001.yml:3:7: [bad-date] 发布日期：“2025-02-30”不是真有的一天",
    ),
    "词表": (
        ("vocabulary/organs.yml", "层级: 乡", "层级: 镇"),
        "catalogue/vocabulary/organs.yml:21:9: [unknown-term] 层级：“镇”",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_plain_mkdocs_refuses_a_faulty_catalogue(project: Project, tmp_path: Path, fault: str) -> None:
    """目录有错误时 mkdocs build 的退出码为 1，用中文说明文件和行，不写网站。"""
    edit, sentence = FAULTS[fault]
    project.edit(*edit)
    done = project.run("build", "--site-dir", str(tmp_path / "plain"), module="mkdocs", SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 1
    assert sentence in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "plain").exists()


def test_strict_mkdocs_has_nothing_to_complain_of(made: Project, tmp_path: Path) -> None:
    """Mkdocs build --strict 没有警告。"""
    arguments = ("build", "--strict", "--site-dir", str(tmp_path / "plain"))
    done = made.run(*arguments, module="mkdocs", SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def preview(project: Project, log: Path) -> Iterator[str]:
    """Plain `mkdocs serve` for as long as it is needed; gives its address once it answers."""
    address = f"127.0.0.1:{free_port()}"
    settings = ("--config-file", str(project.root / "mkdocs.yml"), "--dev-addr", address)
    command = [sys.executable, "-m", "mkdocs", "serve", *settings]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment(SOURCE_DATE_EPOCH=EPOCH), stdout=output, stderr=output, start_new_session=True
        )
        try:
            assert get(f"http://{address}/index.html", process), log.read_text(encoding="utf-8")
            yield f"http://{address}/"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(SECONDS)


def get(address: str, process: subprocess.Popen[bytes] | None = None, *, until: str = "") -> bytes:
    """Fetch a page, again and again until it is there and holds a text; nothing if that never happens."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and (process is None or process.poll() is None):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                content: bytes = answer.read()
            if until.encode() in content:
                return content
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.1)
    return b""


@pytest.mark.slow
def test_preview_shows_entries_and_follows_changes(project: Project, tmp_path: Path) -> None:
    """直接运行 mkdocs serve 也能看到条目和附件，条目改动后自动更新。"""
    with preview(project, tmp_path / "log") as base:
        page = Page(ENTRY, get(base + ENTRY))
        assert page.title == "测例县人民政府关于印发测例县政务公开办法的通知 - 测例县人民政府"
        links = [link for link in page.inner_links if link.value.startswith("../../files/")]
        assert len(links) == 2
        for link in links:
            name = page.target(link)[0]
            assert get(base + quote(name)) == (project.site / name).read_bytes()
        project.edit("xzf/policy/2026-00001.yml", "请认真贯彻执行。", "请抓好落实。")
        assert "请抓好落实。" in Page(ENTRY, get(base + ENTRY, until="请抓好落实。")).main_text
    assert not re.search(r"Traceback|ERROR", (tmp_path / "log").read_text(encoding="utf-8"))
