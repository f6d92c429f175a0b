"""The page and the command line hold the same records, lists and names for wrong; and the page works in Firefox."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from browser.firefox import Tab
from browser.verify_desk import Desk, write_page
from browser.watch import WatchedPages
from disclosure.offline import bag, names
from disclosure.offline.release import canonical, parse
from disclosure.problem import Refused
from unit.small_copy import KEY, NEXT, SITE, Made, write_copy

pytestmark = pytest.mark.browser

TRY = """([name, texts]) => texts.map(text => {
  try {
    disclosureVerify[name](Uint8Array.from(atob(text), char => char.charCodeAt(0)));
    return true;
  } catch (trouble) {
    return trouble instanceof disclosureVerify.Trouble ? false : String(trouble);
  }
})"""
PATHS = [
    "data/a.html",
    "data/公开.html",
    "data/𬭎.html",
    "data//a",
    "data/.a",
    "data/a.",
    "data/ a",
    "data/a ",
    "data/a:b",
    "data/a%b",
    "data/a\\b",
    "data/a\u200bb",
    "data/a\u0085b",
    "data/e\u0301",
    "data/con",
    "data/Lpt1.txt",
    "data/com¹",
    "data/conx",
    "data/" + "长" * 86,
    "data/" + "长" * 85,
    "data/" + "a/" * 88,
]
GROUPS = [
    ["data/a", "data/b"],
    ["data/a", "data/A"],
    ["data/a/x", "data/A/y"],
    ["data/a", "data/a/x"],
    ["data/é", "data/É"],
    ["data/ß", "data/SS"],
    ["data/a/x", "data/a/y", "data/b/x"],
]


def accepted(read: object, contents: list[bytes]) -> list[bool]:
    """Return which contents the command line takes."""
    found = []
    for content in contents:
        try:
            read(content)  # type: ignore[operator]
        except Refused:
            found.append(False)
        else:
            found.append(True)
    return found


def wrong_records(content: bytes) -> list[bytes]:
    """Return records that are wrong in one place each, the sound one first."""
    release = json.loads(content)
    key = release["keys"][0]
    spki = base64.b64decode(key["spki"])
    values: list[object] = [None, [], {}, "", "x", -1, 1.5, True, 2**53]
    changes: list[dict[str, object]] = [
        *({name: value} for name in release for value in values),
        {"more": 1},
        {"version": 6},
        {"released_on": "2027-02-29", "expires_on": "2028-01-01"},
        {"released_on": "2026-1-15"},
        {"expires_on": "2026-11-14"},
        {"site": {**release["site"], "code": "１234567890"}},
        {"site": {**release["site"], "name": "县\u200b"}},
        {"site": {**release["site"], "contact": " "}},
        {"payload": {"files": 1}},
        {"files": {**release["files"], "x": "0" * 64}},
        {"files": {**release["files"], "bagit.txt": "A" * 64}},
        {"keys": [key, key]},
        {"keys": [key, {**key, "name": "x", "spki": base64.b64encode(NEXT.spki).decode()}, key]},
        {"keys": [{**key, "spki": base64.b64encode(spki[:-1]).decode()}]},
        {"keys": [{**key, "spki": base64.b64encode(b"\x30\x5a" + spki[2:]).decode()}]},
        {"keys": [{**key, "spki": key["spki"] + "\n"}]},
        {"keys": [{**key, "name": "a\nb"}]},
    ]
    broken = [b"", b"{", b"[]", b"null", b"\xff", b"\xef\xbb\xbf" + content, content + b"\n", b"[" * 70_000]
    doubled = content.replace(b'"format":1', b'"format":1,"format":1')
    return [content, *(canonical({**release, **change}) for change in changes), *broken, doubled]


def test_page_and_command_line_agree(tmp_path: Path, page_watch: WatchedPages) -> None:
    """核验页与命令行对记录、清单、文件名的判断一致。"""
    copy = write_copy(tmp_path / "副本")
    desk = Desk(page_watch(), write_page(tmp_path / "查阅点", copy))

    def on_page(name: str, contents: list[bytes]) -> list[object]:
        texts = [base64.b64encode(content).decode() for content in contents]
        found: list[object] = desk.evaluate(TRY, [name, texts])
        return found

    records = wrong_records((copy / "release.json").read_bytes())
    taken = accepted(parse, records)
    assert taken[0]
    assert [
        record for record, one, other in zip(records, taken, on_page("parse", records), strict=True) if one is not other
    ] == []
    digest = "0" * 64
    lists = [
        *("".join(f"{digest}  {path}\n" for path in group).encode() for group in [[path] for path in PATHS] + GROUPS),
        (copy / "manifest-sha256.txt").read_bytes(),
        b"",
        f"{digest}  data/b\n{digest}  data/a\n".encode(),
        f"{digest}  data/a\n{digest}  data/a\n".encode(),
        f"{digest}  data/a".encode(),
        f"{digest} *data/a\n".encode(),
        f"{digest}  ../a\n".encode(),
        f"{digest}  data/a\r\n".encode(),
        f"{digest}  data/\uff5e\n{digest}  data/\U00020000\n".encode(),
        b"\xef\xbb\xbf" + f"{digest}  data/a\n".encode(),
        b"\xff\n",
        f"{digest.upper()}  data/a\n{'F' * 64}  data/b\n".encode(),
    ]
    taken = accepted(bag.parse_manifest, lists)
    assert True in taken
    assert False in taken
    assert [
        text for text, one, other in zip(lists, taken, on_page("parseManifest", lists), strict=True) if one is not other
    ] == []
    assert desk.evaluate("paths => paths.map(disclosureVerify.faultOf)", PATHS) == [
        names.fault_of(path) for path in PATHS
    ]
    assert desk.evaluate("paths => paths.map(disclosureVerify.fold)", PATHS) == [names.fold(path) for path in PATHS]


IN_FIREFOX = """(async () => {
  const files = new Map(Object.entries(%s).map(([path, text]) =>
    [path, new Blob([Uint8Array.from(atob(text), char => char.charCodeAt(0))])]));
  const own = JSON.parse(document.querySelector('meta[name=disclosure-record]').content);
  const storage = disclosureVerify.storage();
  const memory = await disclosureVerify.recall(storage, own);
  const checked = await disclosureVerify.check(files, own, memory, () => {});
  const verdict = disclosureVerify.judge(checked, own, memory, '2026-11-22');
  const kept = verdict.state === 'first' &&
    disclosureVerify.remember(storage, own.code, memory, checked.found, checked.found.key);
  return [verdict.state, kept, verdict.sentence, checked.faults.map(fault => [fault.kind, fault.path])];
})()"""


def test_firefox_verifies_and_remembers(tmp_path: Path, firefox: Tab) -> None:
    """Firefox 从文件夹打开核验页：核对得出来，记得住，坏文件点得出。"""
    copy = write_copy(tmp_path / "副本", Made(SITE, key=KEY))
    firefox.open(write_page(tmp_path / "查阅点", copy).as_uri())
    assert firefox.evaluate("document.getElementById('sentence').textContent") == "请选择副本所在的文件夹。"
    assert firefox.evaluate("'webkitdirectory' in document.getElementById('folder')")
    contents = {
        path.relative_to(copy).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in copy.rglob("*")
        if path.is_file()
    }
    state, kept, *_, faults = firefox.evaluate(IN_FIREFOX % json.dumps(contents))
    assert (state, kept, faults) == ("first", True, [])
    state, _, sentence, faults = firefox.evaluate(IN_FIREFOX % json.dumps(contents))
    assert (state, faults) == ("passed", [])
    assert sentence.startswith("通过：示例县人民政府第 7 版副本完整")
    contents["data/index.html"] = ""
    state, _, _, faults = firefox.evaluate(IN_FIREFOX % json.dumps(contents))
    assert (state, faults) == ("refused", [["damaged", "data/index.html"]])
    assert firefox.errors == []
