"""CODEOWNERS：照词表写，手写的不擅自改，注释里没有账号。"""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.cli.main import main
from disclosure.vocabulary import HOSTS, MADE
from unit.small_site import vocabulary_data, words_of, write_vocabulary


def written(root: Path, host: str | None) -> str:
    """Write the vocabulary of a county that uses a hosting service; return where its file stands."""
    data = vocabulary_data()
    if host:
        data["site.yml"]["合并审核"] = {"平台": host, "词表": ["@county/zwgk"], "保密审查": ["@county/baomi"]}
    data["organs.yml"]["机构"][0]["负责人账号"] = ["@county/first"]
    write_vocabulary(root, data)
    return HOSTS.get(host or "", "")


@pytest.mark.parametrize("host", HOSTS)
def test_owners_are_written_once(tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    """写一次，再写不变；最后匹配的一行算数，所以从大到小；注释里没有 @。"""
    path = written(tmp_path, host)
    assert main(["owners", "--root", str(tmp_path)]) == 0
    assert f"写了 {path}" in capsys.readouterr().out
    text = (tmp_path / path).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "["))]
    first = words_of(tmp_path).organs[0].slug
    guard = " @county/baomi" if host == "GitHub" else ""
    assert lines[:3] == ["* @county/zwgk", "/catalogue/ @county/zwgk", f"/catalogue/{first}/ @county/first{guard}"]
    assert lines[3] == "/catalogue/vocabulary/ @county/zwgk"
    assert lines[4:] == ([] if guard else ["/catalogue/ @county/baomi"])
    assert not any("@" in line for line in text.splitlines() if line.startswith("#"))
    assert main(["owners", "--root", str(tmp_path)]) == 0
    assert "没有改动" in capsys.readouterr().out


def test_a_file_made_by_hand_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """手写的先列出来，没有同意不改；同意了才换。"""
    path = tmp_path / written(tmp_path, "GitHub")
    path.parent.mkdir()
    path.write_text("* @somebody\n", encoding="utf-8")
    assert main(["owners", "--root", str(tmp_path)]) == 1
    assert "没有写入" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == "* @somebody\n"
    assert main(["owners", "--root", str(tmp_path), "--dry-run"]) == 0
    assert path.read_text(encoding="utf-8") == "* @somebody\n"
    assert main(["owners", "--root", str(tmp_path), "--yes"]) == 0
    assert path.read_text(encoding="utf-8").startswith(MADE)


def test_nobody_named_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """没有“合并审核”的，说明怎样写。"""
    written(tmp_path, None)
    assert main(["owners", "--root", str(tmp_path)]) == 1
    assert "没有“合并审核”" in capsys.readouterr().out
    assert not list(tmp_path.glob(".g*"))
