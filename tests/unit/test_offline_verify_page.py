"""核验.html and 核验.ps1 as they are written: nothing from anywhere, nothing that a name of an office can break."""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from pathlib import Path

from disclosure.offline.order import read_release
from disclosure.offline.release import LISTED, TAG_FILES, Release
from disclosure.offline.verify_page import SCRIPTS, render_verify_page, render_verify_script
from sites.project import ROOT
from unit.small_copy import SITE, Made, write_copy

HOSTILE = "<script>alert('1')</script>\"&县"


def release_of(folder: Path, name: str = "示例县人民政府") -> Release:
    """Return the release of a small copy."""
    return read_release(write_copy(folder, Made(SITE, name=name)))


def test_the_page_allows_its_own_script_and_style_only(tmp_path: Path) -> None:
    """内容安全策略只许本页自己的脚本和样式；同样的输入得同样的字节。"""
    release = release_of(tmp_path / "副本")
    content = render_verify_page(ROOT, release, ())
    assert content == render_verify_page(ROOT, release, ())
    text = content.decode()
    policy = re.search('Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    allowed = dict.fromkeys(re.findall("sha256-[^&']+", policy[1]))
    found = [part for tag in ("style", "script") for part in re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)]
    assert len(found) == 2
    assert list(allowed) == [f"sha256-{base64.b64encode(sha256(part.encode()).digest()).decode()}" for part in found]
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")
    assert "unsafe" not in policy[1]
    assert re.findall(r"\b(?:https?:)?//[a-z]", text) == []
    assert all(f'"{name}"' in text for name in TAG_FILES)


def test_names_cannot_break_out_of_the_page(tmp_path: Path) -> None:
    """机关名称里的标记只是文字。"""
    text = render_verify_page(ROOT, release_of(tmp_path / "副本", HOSTILE), ()).decode()
    assert text.count("<script>") == 1
    record = re.search('disclosure-record" content="([^"]*)"', text)
    assert record
    plain = record[1].replace("&#34;", '"').replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">")
    assert json.loads(plain.replace("&amp;", "&"))["name"] == HOSTILE


def test_every_script_is_in_the_page(root: Path) -> None:
    """脚本一个不落，浏览器太老也认得的写法。"""
    found = sorted(path.stem for path in (root / "overrides/offline/verify").glob("*.js"))
    assert found == sorted(SCRIPTS)
    for name in SCRIPTS:
        text = (root / f"overrides/offline/verify/{name}.js").read_text(encoding="utf-8")
        assert "</" not in text
        assert (
            re.findall(
                r"\?\.[A-Za-z\[(]|\?\?|innerHTML|\beval\b|replaceAll|\.at\(|\bfetch\b", text.split("Object.assign")[0]
            )
            == []
        )


def test_the_script_for_windows_is_one_powershell_reads(tmp_path: Path) -> None:
    """PowerShell 脚本：带 UTF-8 标记和 Windows 换行，注明没有测试过；代码里没有会断开字符串的弯引号。"""
    content = render_verify_script(ROOT, release_of(tmp_path / "副本"), ())
    assert content.startswith(b"\xef\xbb\xbf#")
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode("utf-8-sig").splitlines()
    assert "未在 Windows 上测试" in lines[0]
    code = [line for line in lines if not line.lstrip().startswith("#")]
    assert [line for line in code if re.search("[“”„‘’‚‛]", line)] == []
    assert code.count("$Site = '0000000000'") == 1
    assert all(f"'{name}'" in "\n".join(code) for name in (*LISTED, "release.js", "release.json", "release.sig"))
    text = re.sub(r"'[^']*'|\"(?:[^\"`]|`.)*\"", "", "\n".join(code))
    assert [text.count(one) - text.count(other) for one, other in ("()", "{}", "[]")] == [0, 0, 0]
