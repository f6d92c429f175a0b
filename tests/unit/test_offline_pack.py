"""Packing: what a copy holds, the same bytes every time, all faults at once, never half a copy."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.offline import names
from disclosure.offline import pack as packing
from disclosure.offline.bag import digest, oxum_in, parse_manifest
from disclosure.offline.order import read_release
from disclosure.offline.release import TAG_FILES, notice, parse, signer
from disclosure.offline.transport import write_zip
from disclosure.problem import Refused
from disclosure.publication.record import RECORD
from unit.copy_samples import DAY, FILES, KEY, NEXT_KEY, OTHER_KEY, RECORDED, contents, packed, project


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Syncing brings down what the whole computer has to write; one test does it."""
    if "real_sync" not in request.fixturenames:
        monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture
def real_sync() -> None:
    """Leave the system's own sync in its place."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root with a built site."""
    project(tmp_path)
    return tmp_path


def refused(root: Path, out: Path, **changes: object) -> list[str]:
    """The sentences with which packing is refused; nothing may have changed."""
    before = contents(root)
    with pytest.raises(Refused) as found:
        packed(root, out, **changes)
    after = contents(root)
    assert {name: after[name] for name in after if not name.endswith(".lock")} == {
        name: before[name] for name in before if not name.endswith(".lock")
    }
    return str(found.value).splitlines()


@pytest.mark.usefixtures("real_sync")
def test_a_copy_holds_the_site_and_proves_itself(root: Path) -> None:
    """副本的 data 与网站逐字节相同（除生成器自己的标记），其余文件一件不多一件不少，签名、清单、通知都对。"""
    made = packed(root, root / "副本-1", next_key=NEXT_KEY.public)
    held = contents(root / "副本-1")
    payload = {name: content for name, content in held.items() if name.startswith("data/")}
    assert payload == {f"data/{name}": content for name, content in (*FILES.items(), (RECORD, RECORDED.to_bytes()))}
    assert set(held) - set(payload) == set(TAG_FILES)
    release = parse(held["release.json"])
    assert release == made.release == read_release(made.out)
    assert signer(release, held["release.json"], held["release.sig"]) == KEY.public
    assert held["release.js"] == notice(held["release.json"])
    assert (release.version, release.previous, release.entries, release.attachments) == (1, 0, 3, 1)
    assert (release.released_on.isoformat(), release.expires_on.isoformat()) == ("2026-11-15", "2027-02-15")
    assert release.keys == (KEY.public, NEXT_KEY.public)
    assert release.contact == "示例县人民政府（000-00000000）"
    assert parse_manifest(held["manifest-sha256.txt"]) == {name: digest(text) for name, text in payload.items()}
    total = sum(map(len, payload.values()))
    assert oxum_in(held["bag-info.txt"]) == (total, len(payload)) == (release.payload_bytes, release.payload_files)
    assert dict(release.files) == {name: digest(held[name]) for name in release.files}
    assert sorted(path.name for path in root.iterdir() if "unfinished" in path.name) == []


def test_the_leaflet_is_plain_and_complete(root: Path) -> None:
    """说明.txt 用老记事本也能看：有 UTF-8 标记、Windows 换行，写明期限、联系方式和全部指纹。"""
    release = packed(root, root / "copy", next_key=NEXT_KEY.public, version=8).release
    content = (root / "copy" / "说明.txt").read_bytes()
    assert content.startswith("\ufeff示例县人民政府 政府信息公开\r\n离线副本说明（第 8 版）\r\n".encode())
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode()
    for wanted in ("2026年11月15日", "2027年2月15日", "3 条信息、1 个附件", "第 7 版", release.contact):
        assert wanted in text
    for key in release.keys:
        assert key.short_fingerprint in text
        assert key.fingerprint in " ".join(text.split())


@settings(max_examples=10, deadline=None)
@given(
    st.dictionaries(
        st.text("政务公开甲乙〔〕-_ab1", min_size=1, max_size=12).map(lambda name: f"files/{name}x.txt"),
        st.binary(max_size=300),
        max_size=6,
    )
)
def test_any_copy_is_a_bag_and_the_same_every_time(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    """任何内容的副本，BagIt 自己的校验程序都通过；再做一次，每个字节都一样，压缩包也一样。"""
    root = tmp_path_factory.mktemp("root")
    project(root, files)
    for name in ("1", "2"):
        (root / name).mkdir()
    one, other = (packed(root, root / name / "copy") for name in ("1", "2"))
    assert bagit.Bag(str(one.out)).validate()
    assert contents(one.out) == contents(other.out)
    zips = [root / "1.zip", root / "2.zip"]
    sizes = [write_zip(made.out, target) for made, target in zip((one, other), zips, strict=True)]
    assert zips[0].read_bytes() == zips[1].read_bytes()
    assert sizes == [target.stat().st_size for target in zips]
    with ZipFile(zips[0]) as held:
        assert {name: held.read(name) for name in held.namelist()} == {
            f"copy/{name}": content for name, content in contents(one.out).items()
        }
    shutil.rmtree(root)


def test_all_faults_are_told_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """名称、大小、密钥、版本、日期、位置的毛病一次列出，没有写下任何文件。"""
    first = packed(root, root / "copy", version=5).release
    site = root / "site"
    (site / "CON.html").write_bytes(b"")
    (site / "a?b").write_bytes(b"")
    (site / "INDEX.html").write_bytes(b"")
    (site / "link").symlink_to("index.html")
    monkeypatch.setattr(names, "LARGEST_FILE", 1_000_000)
    (site / "big.pdf").write_bytes(bytes(1_000_001))
    assert refused(
        root,
        root / "copy",
        key=OTHER_KEY,
        next_key=OTHER_KEY.public,
        version=5,
        previous=first,
        released_on=DAY.replace(day=14),
    ) == [
        "下一把密钥与这一次签名的密钥是同一把，请另外生成一把。",
        "版本 5 不在上一版 5 之后。",
        "日期 2026-11-14 早于上一版的日期 2026-11-15。",
        "上一版列出的密钥（2026）里没有这一把，查阅点不会接受，请用其中一把；密钥丢失或者泄露的，见 .github/KEYS.md。",
        f"{root / 'copy'} 已经是第 5 版，不能换成第 5 版；请另选一个文件夹，或者用 --previous 指明上一版。",
        "link 不是普通文件（链接或者设备），副本里放不了。",
        "文件名“data/CON.html”里有 Windows 保留的名称。",
        '文件名“data/a?b”含有 < > : " | ? * \\ % 中的字符，Windows 或者网页地址里不能用。',
        "文件“data/big.pdf”超过 1 MB，核验页读不了。",
        "“data/INDEX.html”、“data/index.html”在有的系统上是同一个名称。",
        "没有制作副本。",
    ]


def test_a_site_that_was_not_built_here_is_refused(root: Path) -> None:
    """没有生成、改动过、别站的、版本较旧的网站都不做成副本。"""
    again = "请先运行 build 重新生成网站。"
    site = root / "site"
    end = "没有制作副本。"
    assert refused(root, root / "c", site_dir=root / "none") == [
        f"{root / 'none'} 里没有生成好的网站（缺 assets/site.json），{again}",
        end,
    ]
    for content in (b"", b"[]", b'{"code": 1}', RECORDED.to_bytes()[:-1]):
        (site / RECORD).write_bytes(content)
        assert refused(root, root / "c") == [f"{site} 里的 assets/site.json 被改动了，{again}", end]
    (site / RECORD).write_bytes(RECORDED.to_bytes().replace("示例".encode(), "别".encode()))
    assert refused(root, root / "c") == [
        f"生成的网站是别县人民政府（0000000000）的，与词表里的不同，{again}",
        end,
    ]


def test_foreign_folders_are_never_taken_over(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """已有别的文件的文件夹、网站自己的文件夹、别站的副本，都不写。"""
    end = "没有制作副本。"
    full = root / "full"
    full.mkdir()
    (full / "我的文件.txt").write_bytes(b"x")
    kept = f"{full} 里有不属于副本的文件，为免误删，没有写入；请另选一个文件夹。"
    assert refused(root, full) == [kept, end]
    inside = "副本不能放在网站的文件夹里，网站也不能放在副本里，请另选一个文件夹。"
    assert refused(root, root / "site" / "copy") == refused(root, root / "site") == refused(root, root) == [inside, end]
    assert refused(root, root / "no" / "copy") == [f"没有 {root / 'no'} 这个文件夹，请先建好。", end]
    assert refused(root, full / "我的文件.txt") == [f"{full / '我的文件.txt'} 不是普通文件夹，请另选一个。", end]
    (root / ".c.unfinished").mkdir()
    (root / ".c.unfinished" / "x").write_bytes(b"")
    assert refused(root, root / "c") == [f"{root / '.c.unfinished'} 里有不是本程序写的文件，请移走以后再制作。", end]
    other = tmp_path_factory.mktemp("other")
    project(other)
    foreign = packed(other, other / "copy").release.to_bytes().replace(b"0000000000", b"1111111111")
    (other / "copy" / "release.json").write_bytes(foreign)
    assert refused(root, other / "copy", version=2) == [
        f"{other / 'copy'} 是示例县人民政府的副本，不是本站的；请另选一个文件夹。",
        end,
    ]
    assert refused(root, root / "d", version=2, previous=parse(foreign)) == [
        "上一版是示例县人民政府（1111111111）的副本，不是本站的。",
        end,
    ]


def test_a_newer_version_takes_the_place_of_an_older_one(root: Path) -> None:
    """同一个文件夹里的旧版整个换成新版，旧版的文件不留下。"""
    first = packed(root, root / "copy")
    (root / "site" / "empty.txt").unlink()
    (root / "site" / "new.html").write_bytes(b"new")
    second = packed(root, root / "copy", version=2, previous=first.release)
    assert second.release.previous == 1
    held = contents(root / "copy")
    assert ("data/new.html" in held, "data/empty.txt" in held) == (True, False)
    assert bagit.Bag(str(root / "copy")).validate()
    assert [path.name for path in root.iterdir() if "unfinished" in path.name] == []


@pytest.mark.parametrize("fails", ["_copy_file", "_write_tag_files", "_sync", "exchange"])
def test_a_failure_leaves_the_old_copy_and_nothing_half(
    root: Path, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """写到一半磁盘满了：旧的一版原样，不留半份；磁盘好了再做就成。"""
    first = packed(root, root / "copy")
    before = contents(root / "copy")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x")

    with monkeypatch.context() as patched:
        patched.setattr(packing, fails, full)
        with pytest.raises(OSError, match="No space left"):
            packed(root, root / "copy", version=2, previous=first.release)
    assert contents(root / "copy") == before
    assert [path.name for path in root.iterdir() if "unfinished" in path.name] == []
    assert packed(root, root / "copy", version=2, previous=first.release).release.version == 2


def test_what_a_crash_left_is_cleared_away(root: Path) -> None:
    """断电留下的半份在下一次制作时清掉，不会混进新的副本。"""
    left = root / ".copy.unfinished" / "data"
    left.mkdir(parents=True)
    (left / "stale.html").write_bytes(b"x")
    packed(root, root / "copy")
    assert "data/stale.html" not in contents(root / "copy")
    assert not left.exists()


def test_a_disk_too_small_is_told_beforehand(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """磁盘放不下时，动手以前就说清要多少、还有多少。"""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1_000_000))
    assert refused(root, root / "copy") == ["磁盘空间不足：要 5 MB，还有 1 MB。没有制作副本。"]


def test_a_file_that_grows_meanwhile_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """制作时网站的文件在变，就不做。"""
    monkeypatch.setattr(packing, "payload_of", lambda _: ({"data/index.html": 5}, []))
    assert refused(root, root / "copy") == [
        f"{root / 'site' / 'index.html'} 在制作副本的时候变了，请等它写完再制作。没有制作副本。"
    ]
