"""Copies damaged in every way that comes to mind: each is refused, in these very words."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.offline import bag
from disclosure.offline.faults import OF_FILES, report
from disclosure.offline.keys import grouped, read_fingerprint
from disclosure.offline.memory import Memory
from disclosure.offline.release import parse
from disclosure.offline.transport import write_zip as write_packed_zip
from disclosure.offline.trust import Trust
from disclosure.offline.verify import Verdict, verify
from disclosure.problem import Refused
from unit import copy_samples
from unit.damages import DAMAGES, OTHER_PAGE, PAGE, flip
from unit.small_copy import CONTACT, KEY, NEXT, OTHER, SITE, TODAY, Made, put, write_copy, write_zip

FINGERPRINT = KEY.public.short_fingerprint
TRUST = Trust((read_fingerprint(FINGERPRINT),))
WHICH = "示例县人民政府第 7 版离线副本"
RECOPY = "损坏或者被改动 {} 个文件，请重新复制这些文件；仍然不对的，向发布机关索取："
FAILED = f"核验没有通过：{WHICH}有 {{}} 处问题{{}}。请不要使用。"
UNREAD = "，其中的文件没有逐个核对"
FOREIGN = "[foreign] 多出 {} 个不属于副本的文件，请不要打开，移走以后再核验："
RECOPY_MANIFEST = "请重新复制；仍然不对的，向发布机关重新索取。"
CHANGED_MANIFEST = f"[manifest] 清单 manifest-sha256.txt 被改动：与签名的 release.json 不符。{RECOPY_MANIFEST}"
BAD_SIGNATURE = (
    "[signature] 签名不对：release.json 或者 release.sig 被改动，或者不是发布机关签的。请勿使用，向发布机关重新索取。"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a sound copy."""
    return write_copy(tmp_path / "副本")


def told(verdict: Verdict) -> list[str]:
    """Return what the clerk reads."""
    return [*report(verdict.faults), verdict.sentence, *report(verdict.warnings)]


def test_a_sound_copy_passes(copy: Path) -> None:
    """完整的副本通过，一句话说清是谁的、第几版、哪天发布、多少条、多少文件。"""
    verdict = verify(copy, TRUST, TODAY)
    said = f"核验通过：{WHICH}（2026年11月15日发布），共 388 条；5 个文件全部完整，未被改动。"
    assert told(verdict) == [said]
    assert verdict.passed


@pytest.mark.parametrize("below", ["", "副本-7/"])
def test_a_zip_file_of_a_copy_passes(copy: Path, tmp_path: Path, below: str) -> None:
    """装在压缩包里的副本不解开也能核验，外面套不套一层文件夹都行。"""
    archive = write_zip(copy, tmp_path / "副本.zip", below=below)
    assert told(verify(archive, TRUST, TODAY)) == told(verify(copy, TRUST, TODAY))


SAID: dict[str, list[str]] = {
    "改动一个字节": [f"[damaged] {RECOPY.format(1)}", f"  {PAGE}", FAILED.format(1, "")],
    "截短": [f"[damaged] {RECOPY.format(1)}", f"  {PAGE}", FAILED.format(1, "")],
    "删去": ["[missing] 缺少 1 个文件，请重新复制：", f"  {PAGE}", FAILED.format(1, "")],
    "删去空文件": ["[missing] 缺少 1 个文件，请重新复制：", "  data/assets/empty.txt", FAILED.format(1, "")],
    "多出": [FOREIGN.format(1), "  data/evil.html", FAILED.format(1, "")],
    "改名": [
        "[missing] 缺少 1 个文件，请重新复制：",
        f"  {PAGE}",
        FOREIGN.format(1),
        "  data/entry/990000010/1.html",
        FAILED.format(2, ""),
    ],
    "改成大写": [
        "[renamed] 有 1 个文件的名称变了，请重新复制：",
        "  data/Index.html（应当是 data/index.html，大小写或者字的编码不同）",
        FAILED.format(1, ""),
    ],
    "大小写不同的两个文件": [
        FOREIGN.format(1),
        "  data/Index.html（与 data/index.html 在 Windows 上是同一个文件）",
        FAILED.format(1, ""),
    ],
    "两个文件对调": [f"[damaged] {RECOPY.format(2)}", f"  {PAGE}", f"  {OTHER_PAGE}", FAILED.format(2, "")],
    "改发布记录": [BAD_SIGNATURE, f"[damaged] {RECOPY.format(1)}", "  release.js", FAILED.format(2, UNREAD)],
    "换签名": [BAD_SIGNATURE, FAILED.format(1, UNREAD)],
    "签名截短": [BAD_SIGNATURE, FAILED.format(1, UNREAD)],
    "删去签名": [
        "[missing] 缺少 1 个文件，请重新复制：",
        "  release.sig",
        "核验没有通过：这份副本有 1 处问题，其中的文件没有逐个核对。请不要使用。",
    ],
    "删去发布记录": [
        "[no-release] 是完整的 BagIt 包，但是没有发布机关签名的 release.json，不是离线副本，不能证明是谁发布的。",
        "核验没有通过：这份副本有 1 处问题。请不要使用。",
    ],
    "文件和清单一起改": [
        CHANGED_MANIFEST,
        f"[damaged] {RECOPY.format(1)}",
        "  tagmanifest-sha256.txt",
        FAILED.format(2, UNREAD),
    ],
    "全部改过，另签": [
        (
            "[untrusted-key] 签名的密钥不是这里信任的（指纹 "
            f"{OTHER.public.short_fingerprint}），可能是冒名制作的。请勿使用，与发布机关联系。"
        ),
        FAILED.format(1, UNREAD),
    ],
    "清单用记事本保存过": [
        "[manifest] 清单 manifest-sha256.txt 被改动：像是用记事本打开后保存过；请重新复制这个文件。",
        FAILED.format(1, UNREAD),
    ],
    "改核验页": [f"[damaged] {RECOPY.format(1)}", "  核验.html", FAILED.format(1, "")],
    "改辅助清单": [f"[damaged] {RECOPY.format(1)}", "  tagmanifest-sha256.txt", FAILED.format(1, "")],
    "改页面上的说明": [f"[damaged] {RECOPY.format(1)}", "  release.js", FAILED.format(1, "")],
    "系统放的文件": [
        FOREIGN.format(4),
        "  System Volume Information/WPSettings.dat（操作系统自己放的，可以删去）",
        "  Thumbs.db（操作系统自己放的，可以删去）",
        "  autorun.inf",
        "  data/.DS_Store（操作系统自己放的，可以删去）",
        FAILED.format(4, ""),
    ],
    "要求上网取": [
        (
            "[fetch] 有 fetch.txt，它要核验的人到网上或者本机别处取内容，副本里不许有；没有连接网络。"
            "请向发布机关重新索取。"
        ),
        FAILED.format(1, ""),
    ],
    "另一种清单": [FOREIGN.format(1), "  manifest-md5.txt", FAILED.format(1, "")],
    "更新没有做完": [
        (
            "[unfinished-update] 有一次更新没有做完（里面有 .update 文件夹）。"
            "请先运行 update recover 把它做完或者退回，再核验。"
        ),
        "核验没有通过：这份副本有 1 处问题，其中的文件没有逐个核对。请不要使用。",
    ],
    "链接": [
        "[link] 有 1 个链接或者特殊文件，副本里只能有普通文件，请重新复制：",
        "  data/passwd",
        FAILED.format(1, ""),
    ],
    "链接代替文件": [
        "[missing] 缺少 1 个文件，请重新复制：",
        f"  {PAGE}",
        "[link] 有 1 个链接或者特殊文件，副本里只能有普通文件，请重新复制：",
        f"  {PAGE}",
        FAILED.format(2, ""),
    ],
    "管道": ["[link] 有 1 个链接或者特殊文件，副本里只能有普通文件，请重新复制：", "  data/pipe", FAILED.format(1, "")],
    "文件名里有换行": [FOREIGN.format(1), "  data/x\\u000a[核验通过]", FAILED.format(1, "")],
    "不相干的文件夹": [
        "[no-copy] 这里没有 bagit.txt、release.json 和清单，不是离线副本；请选装着“打开.html”的那个文件夹。",
        "核验没有通过：这份副本有 1 处问题，其中的文件没有逐个核对。请不要使用。",
    ],
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_copy_is_refused(copy: Path, name: str) -> None:
    """每一种损坏都拒绝，全文如此：哪个文件、怎么了、怎么办。"""
    DAMAGES[name](copy)
    verdict = verify(copy, TRUST, TODAY)
    assert told(verdict) == SAID[name]
    assert not verdict.passed


def test_an_unreadable_file_is_named(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """读不出来的文件和文件夹写明缘由。"""

    def fail(path: Path) -> tuple[str, int]:
        raise OSError(5 if path.name == "index.html" else 13, "no")

    monkeypatch.setattr("disclosure.offline.places.hash_file", fail)
    lines = told(verify(copy, TRUST, TODAY))
    assert lines[0] == "[unreadable] 有 5 个文件或者文件夹读不出来，请重新复制："
    assert "  data/index.html（盘上的数据读不出来，U 盘或者光盘可能坏了）" in lines
    assert "  data/files/预算表.csv（没有权限）" in lines


def test_a_folder_that_may_not_be_read_is_named(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """没有权限的文件夹写明，里面的文件算作缺少。"""
    scan = os.scandir

    def guarded(folder: str) -> object:
        if folder.endswith("/files/"):
            raise PermissionError(13, "no", folder)
        return scan(folder)

    monkeypatch.setattr("disclosure.offline.places.os.scandir", guarded)
    assert told(verify(copy, TRUST, TODAY)) == [
        "[missing] 缺少 1 个文件，请重新复制：",
        "  data/files/预算表.csv",
        "[unreadable] 有 1 个文件或者文件夹读不出来，请重新复制：",
        "  data/files/（没有权限）",
        FAILED.format(2, ""),
    ]


def test_many_missing_files_stay_readable(tmp_path: Path) -> None:
    """缺少一百个文件时只列前二十个，其余计数；要时可以全部列出。"""
    copy = write_copy(tmp_path, Made({f"{number:03}.html": b"x" for number in range(120)}))
    for number in range(100):
        (copy / f"data/{number:03}.html").unlink()
    verdict = verify(copy, TRUST, TODAY)
    lines = told(verdict)
    assert lines[0] == "[missing] 缺少 100 个文件，请重新复制："
    assert lines[1:21] == [f"  data/{number:03}.html" for number in range(20)]
    assert lines[21:] == ["  ……另有 80 个没有列出，用 --all 可以全部列出。", FAILED.format(100, "")]
    assert len(report(verdict.faults, None)) == 101


def test_all_problems_come_at_once(copy: Path) -> None:
    """几种毛病一次列完。"""
    flip(copy)
    (copy / OTHER_PAGE).unlink()
    put(copy, "data/evil.html", b"x")
    put(copy, "打开.html", b"x")
    assert told(verify(copy, TRUST, TODAY)) == [
        "[missing] 缺少 1 个文件，请重新复制：",
        f"  {OTHER_PAGE}",
        f"[damaged] {RECOPY.format(2)}",
        f"  {PAGE}",
        "  打开.html",
        FOREIGN.format(1),
        "  data/evil.html",
        FAILED.format(4, ""),
    ]


def test_the_folder_above_the_copy_is_told_from_the_copy(copy: Path) -> None:
    """选错了一层时指出副本在哪里。"""
    assert told(verify(copy.parent, TRUST, TODAY))[0] == (
        "[no-copy] 这里没有 bagit.txt、release.json 和清单，不是离线副本；副本好像在里面的“副本”文件夹里，请选它。"
    )


def test_a_file_that_is_no_copy_is_refused(tmp_path: Path) -> None:
    """既不是文件夹也不是压缩包的，不核验。"""
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Refused, match="不是离线副本"):
        verify(tmp_path / "a.json", TRUST, TODAY)


def test_expiry_and_the_clock_are_warnings(copy: Path) -> None:
    """过期、电脑日期不对只提醒，不妨碍通过。"""
    late = verify(copy, TRUST, date(2027, 2, 16))
    assert told(late)[1:] == [f"[expired] 本副本已于2027年2月15日到期，请向{CONTACT}索取新的副本。"]
    assert verify(copy, TRUST, date(2027, 2, 15)).warnings == ()
    early = verify(copy, TRUST, date(2026, 11, 14))
    assert told(early)[1:] == [
        "[not-yet] 本副本的发布日期是2026年11月15日，比今天（2026年11月14日）晚，请检查电脑的日期。"
    ]
    assert late.passed
    assert early.passed


def test_without_trust_the_first_verification_says_so(copy: Path) -> None:
    """没有写明指纹时，说明只用了副本自带的公钥，请与公告核对。"""
    verdict = verify(copy, Trust(), TODAY)
    assert told(verdict)[1:] == [
        (
            "[first-use] 首次核验：只用副本自带的公钥核对过，还不能证明是谁发布的。请与查阅点公告上的指纹核对，"
            f"这份副本的是 {FINGERPRINT}；一致的，请用 --trust 写明，再核验一次。"
        )
    ]
    assert verdict.passed
    assert verdict.judgement is not None
    assert not verdict.judgement.is_confirmed


def accepted(copy: Path, trust: Trust = TRUST) -> Memory:
    """Return what is remembered after a copy passed."""
    verdict = verify(copy, trust, TODAY)
    assert verdict.passed, told(verdict)
    assert verdict.judgement is not None
    assert verdict.judgement.is_confirmed
    assert verdict.release is not None
    return trust.memory.accept(verdict.release, verdict.release_sha256)


ORDER = {
    "同一版": ({"version": 7}, []),
    "下一版": ({"version": 8, "previous": 7}, []),
    "跳过号码但没有缺版": ({"version": 10, "previous": 7}, []),
    "旧版": (
        {"version": 6, "previous": 5},
        [
            (
                "[rollback] 这是旧副本：第 6 版；这里上次核验的是第 7 版（2026年11月15日发布）。"
                "请换用新的副本，或者向发布机关索取。"
            )
        ],
    ),
    "同一版，内容不同": (
        {"site": {"index.html": b"other"}},
        ["[same-version] 第 7 版与上次核验的同一版内容不同，其中必有一份不对。请勿使用，与发布机关联系。"],
    ),
    "缺一版": (
        {"version": 9, "previous": 8},
        [
            (
                "[gap] 缺少第 8 版：这是第 9 版，这里上次核验的是第 7 版（2026年11月15日发布）。"
                "请向发布机关补要，或者核实缘由。"
            )
        ],
    ),
    "缺几版": (
        {"version": 12, "previous": 10},
        [
            (
                "[gap] 缺少第 8 版到第 10 版之间的版本：这是第 12 版，这里上次核验的是第 7 版（2026年11月15日发布）。"
                "请向发布机关补要，或者核实缘由。"
            )
        ],
    ),
    "别的网站": (
        {"code": "3700000001", "name": "邻县人民政府"},
        [
            (
                "[wrong-site] 这是“邻县人民政府”（3700000001）的副本，核验记录里只有“示例县人民政府”（0000000000）。"
                "确要核验另一个网站的，用 --site 写明标识码。"
            )
        ],
    ),
    "别人的密钥": (
        {"key": OTHER, "version": 8, "previous": 7},
        [
            (
                f"[untrusted-key] 签名的密钥不是这里信任的（指纹 {OTHER.public.short_fingerprint}），"
                "可能是冒名制作的。请勿使用，与发布机关联系。"
            )
        ],
    ),
}


@pytest.mark.parametrize(("fields", "lines"), ORDER.values(), ids=ORDER)
def test_the_memory_refuses_what_does_not_follow(
    copy: Path, tmp_path: Path, fields: dict[str, object], lines: list[str]
) -> None:
    """有核验记录时，拒绝旧版、缺版、同版不同内容、别的网站、别人的密钥。"""
    trust = Trust((), accepted(copy))
    made = Made(**{"site": SITE, **fields})  # type: ignore[arg-type]
    verdict = verify(write_copy(tmp_path / "next", made), trust, TODAY)
    assert report(verdict.faults) == lines
    assert verdict.passed is not bool(lines)


def test_a_gap_may_be_accepted_on_purpose(copy: Path, tmp_path: Path) -> None:
    """核实以后可以接受缺版，旧版仍然不行。"""
    trust = Trust((), accepted(copy), accept_gap=True)
    assert verify(write_copy(tmp_path / "9", Made(SITE, version=9, previous=8)), trust, TODAY).passed
    assert not verify(write_copy(tmp_path / "6", Made(SITE, version=6, previous=5)), trust, TODAY).passed


def test_a_site_may_be_demanded(copy: Path) -> None:
    """写明标识码时只接受这个网站。"""
    assert verify(copy, Trust(TRUST.fingerprints, site="0000000000"), TODAY).passed
    other = verify(copy, Trust(TRUST.fingerprints, site="3700000001"), TODAY)
    assert report(other.faults) == [
        "[wrong-site] 这是“示例县人民政府”（0000000000）的副本，不是要核验的 3700000001。请换成本站的副本。"
    ]


def test_keys_follow_on_each_other(tmp_path: Path) -> None:
    """换密钥：信任甲的接受甲签、列出甲乙的一版，以后接受乙签的，乙不再列出甲，甲就不能再签。"""
    first = write_copy(tmp_path / "7", Made(SITE, next_key=NEXT))
    second = write_copy(tmp_path / "8", Made(SITE, key=NEXT, next_key=OTHER, version=8, previous=7))
    third = write_copy(tmp_path / "9", Made(SITE, key=OTHER, version=9, previous=8))
    stale = write_copy(tmp_path / "10", Made(SITE, version=10, previous=9))
    memory = accepted(first)
    assert not verify(third, Trust((), memory), TODAY).passed
    memory = accepted(second, Trust((), memory))
    memory = accepted(third, Trust((), memory))
    assert [fault.id for fault in verify(stale, Trust((), memory), TODAY).faults] == ["untrusted-key"]


def test_the_whole_fingerprint_is_as_good_as_the_short_one(copy: Path) -> None:
    """公告上的短指纹和全部六十四位都可以。"""
    whole = read_fingerprint(KEY.public.fingerprint)
    assert verify(copy, Trust((whole,)), TODAY).passed
    assert not verify(copy, Trust((read_fingerprint(grouped("0" * 64)),)), TODAY).passed


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_byte_can_be_changed(copy: Path, data: st.DataObject) -> None:
    """任何文件的任何一个字节改动、删去或者插入，都核验不通过。"""
    files = sorted(path for path in copy.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files), label="file")
    before = path.read_bytes()
    place = data.draw(st.integers(0, len(before)), label="place")
    new = bytes(data.draw(st.lists(st.integers(0, 255), max_size=1), label="byte"))
    end = place + data.draw(st.integers(0, 1), label="removed")
    after = before[:place] + new + before[end:]
    try:
        path.write_bytes(after)
        assert verify(copy, TRUST, TODAY).passed is (after == before)
    finally:
        path.write_bytes(before)


def test_the_record_of_a_sound_copy_is_given(copy: Path) -> None:
    """通过的副本给出发布记录和签名的密钥。"""
    verdict = verify(copy, TRUST, TODAY)
    assert verdict.release == parse((copy / "release.json").read_bytes())
    assert verdict.judgement is not None
    assert verdict.judgement.signer == KEY.public
    assert verdict.release_sha256 == bag.digest((copy / "release.json").read_bytes())
    assert verdict.files_read == len(SITE)


def test_what_is_packed_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """本程序制作的副本，文件夹和压缩包都通过，BagIt 自己的校验程序也通过。"""
    monkeypatch.setattr("os.sync", lambda: None)
    copy_samples.project(tmp_path)
    out = copy_samples.packed(tmp_path, tmp_path / "第1版").out
    trust = Trust((read_fingerprint(copy_samples.KEY.public.short_fingerprint),))
    assert told(verify(out, trust, TODAY)) == [
        "核验通过：示例县人民政府第 1 版离线副本（2026年11月15日发布），共 3 条；5 个文件全部完整，未被改动。"
    ]
    write_packed_zip(out, tmp_path / "1.zip")
    assert told(verify(tmp_path / "1.zip", trust, TODAY)) == told(verify(out, trust, TODAY))
    bagit.Bag(str(out)).validate()


def test_every_id_is_explained(root: Path) -> None:
    """每一个编号，说明里都有。"""
    folder = root / "hooks" / "disclosure" / "offline"
    used = {
        name
        for path in folder.rglob("*.py")
        for name in re.findall(r"""(?:Fault|refusal)\(\s*"([a-z0-9-]+)\"""", path.read_text(encoding="utf-8"))
    }
    tables = (folder / "README.md").read_text(encoding="utf-8").split("\n| id | what it says |\n")[1:]
    rows = [line for table in tables for line in table.split("\n\n")[0].splitlines() if line.startswith("| `")]
    assert used == set(re.findall(r"`([a-z0-9-]+)`", " ".join(row.split("|")[1] for row in rows)))
    assert used > set(OF_FILES)
