"""`keygen` and `pack` on the command line."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from disclosure.cli import main
from disclosure.offline.keys import load_private, load_public
from disclosure.offline.order import read_release
from unit.copy_samples import project


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a root with a built site."""
    monkeypatch.setattr(os, "sync", lambda: None)
    root = tmp_path / "project"
    root.mkdir()
    project(root)
    return root


def run(capsys: pytest.CaptureFixture[str], root: Path, *words: str | Path) -> tuple[int, list[str]]:
    """Run a command; give its exit code and what it said."""
    try:
        code = main([str(words[0]), "--root", str(root), *map(str, words[1:])])
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    return code, (said.out + said.err).splitlines()


@pytest.fixture
def key(root: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the file of a key."""
    path = root.parent / "2026.pem"
    assert run(capsys, root, "keygen", "--out", path, "--name", "2026")[0] == 0
    return path


def test_keygen_writes_two_files_and_says_the_fingerprint(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """生成密钥：私钥只有自己能读，公钥在旁边，指纹印出来；已有的文件不改写。"""
    path, public = root.parent / "2026.pem", root.parent / "2026.pub.pem"
    code, said = run(capsys, root, "keygen", "--out", path)
    key = load_private(path.read_bytes())
    assert load_public(public.read_bytes()) == key.public
    assert (code, said) == (
        0,
        [
            f"写了私钥 {path} 和公钥 {public}。",
            f"名称：{key.name}",
            f"指纹：{key.public.fingerprint}",
            f"公告上印前 32 位：{key.public.short_fingerprint}",
            f"私钥怎样保管、备份、更换，见 {root / '.github' / 'KEYS.md'}。",
        ],
    )
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    code, said = run(capsys, root, "keygen", "--out", path)
    assert (code, said) == (1, [f"{path}、{public} 已经存在，没有改写；密钥丢了找不回来，请换一个文件名。"])
    assert path.read_bytes() == before


def test_keygen_refuses_bad_places_and_names(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """私钥不写进 git 管理的文件夹（忽略的除外），名称要短。"""
    subprocess.run(["git", "init", "-q", root], check=True)
    path = root / "key.pem"
    code, said = run(capsys, root, "keygen", "--out", path)
    advice = "私钥会随提交泄露；请放到项目之外，最好是专用的优盘"
    assert (code, said) == (1, [f"{path} 在 git 管理的文件夹里，{advice}。"])
    (root / ".gitignore").write_text("*.pem\n", encoding="utf-8")
    assert run(capsys, root, "keygen", "--out", path, "--name", "x" * 41) == (
        1,
        ["密钥的名称应当是 1 到 40 个字，例如 2026。"],
    )
    assert not path.exists()
    assert run(capsys, root, "keygen", "--out", path)[0] == 0
    missing = root / "no" / "key.pem"
    assert run(capsys, root, "keygen", "--out", missing) == (1, [f"没有 {missing.parent} 这个文件夹，请先建好。"])
    code, said = run(capsys, root, "keygen")
    assert (code, said[-1]) == (2, "用法不对：缺少：--out")


def test_pack_says_what_it_packed_and_counts_on(root: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """制作副本：说明第几版、多少条、有效期、指纹；再做一次就是下一版；可以压缩。"""
    out = root.parent / "副本"
    day = ("--released-on", "2026-11-15")
    code, said = run(capsys, root, "pack", "--out", out, "--key", key, *day)
    assert (code, said) == (
        0,
        [
            "制作了第 1 版副本：3 条信息、1 个附件，5 个文件，7.7 KB。",
            "制作日期 2026-11-15，有效期至 2027-02-15。",
            f"签名密钥 2026，指纹 {load_private(key.read_bytes()).public.short_fingerprint}",
            f"请打开 {out / '核验.html'} 核验一次，再交给查阅点。",
        ],
    )
    key.chmod(0o644)
    code, said = run(capsys, root, "pack", "--out", out, "--key", key, *day, "--valid-days", "1", "--zip")
    assert (code, said[0], said[1]) == (
        0,
        "制作了第 2 版副本：3 条信息、1 个附件，5 个文件，7.7 KB。",
        "制作日期 2026-11-15，有效期至 2026-11-16。",
    )
    assert os.name == "nt" or said[-2] == f"提醒：{key} 这台电脑上的其他人也能读，请改成只有自己能读（chmod 600）。"
    zipped = root.parent / "副本.zip"
    size = zipped.stat().st_size
    assert said[-1] == f"压缩成 {zipped}，{size / 10**6:.1f} MB；解压以后才能打开和核验。"
    third = root.parent / "third"
    assert run(capsys, root, "pack", "--out", third, "--key", key, *day, "--previous", out)[0] == 0
    release = read_release(third)
    assert (release.version, release.previous) == (3, 2)
    other = root.parent / "other"
    assert run(capsys, root, "pack", "--out", other, "--key", key, *day, "--version", "9")[0] == 0
    assert (read_release(other).version, read_release(other).previous) == (9, 8)


def test_everything_wrong_with_an_order_is_told_at_once(
    root: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """密钥、上一版、网站、位置都不对时一次说全，退出码 1。"""
    out, site = root.parent / "full", root / "none"
    out.mkdir()
    (out / "x").write_bytes(b"")
    zipped = root.parent / "full.zip"
    zipped.write_bytes(b"")
    public = key.with_name("2026.pub.pem")
    words = ("--out", out, "--key", public, "--next-key", key, "--previous", root, "--site-dir", site, "--zip")
    assert run(capsys, root, "pack", *words) == (
        1,
        [
            "不是本程序生成的私钥文件；请用 keygen 生成的密钥文件。",
            "这是私钥；私钥不能交给别人，这里要的是公钥文件（.pub.pem）。",
            f"{root} 里没有副本（读不到 release.json）。",
            f"{zipped} 已经存在，没有改写；请先移走。",
            f"{site} 里没有生成好的网站（缺 assets/site.json），请先运行 build 重新生成网站。",
            f"{out} 里有不属于副本的文件，为免误删，没有写入；请另选一个文件夹。",
            "没有制作副本。",
        ],
    )
    gone = root / "gone.pem"
    code, said = run(capsys, root, "pack", "--out", root.parent / "new", "--key", gone)
    assert (code, said) == (1, [f"读不到密钥文件 {gone}。", "没有制作副本。"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--version", "0"], "用法不对：--version：“0”不是从 1 开始的整数"),
        (["--version", "٣"], "用法不对：--version：“٣”不是从 1 开始的整数"),
        (["--version", "99999999999"], "用法不对：--version：“99999999999”不是从 1 开始的整数"),
        (["--valid-days", "4000"], "用法不对：--valid-days：有效期最多 3660 天"),
        (["--released-on", "2026年"], "用法不对：--released-on：“2026年”不是日期，请写成 2024-05-01"),
    ],
    ids=["零", "别的数字", "太大", "太久", "日期"],
)
def test_wrong_words_exit_with_2(
    root: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    """写法不对的参数，退出码 2。"""
    code, said = run(capsys, root, "pack", "--out", "x", "--key", "y", *words)
    assert (code, said[-1]) == (2, sentence)


def test_the_last_days_of_the_calendar_are_refused(root: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """日期太远，算不出到期日，也不会出错退出。"""
    words = ("--out", root.parent / "new", "--key", key, "--released-on", "9999-12-31")
    assert run(capsys, root, "pack", *words) == (1, ["制作日期 9999-12-31 不对。", "没有制作副本。"])
