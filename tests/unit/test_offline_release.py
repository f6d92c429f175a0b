"""The signed record of a copy, its keys and its manifest."""

import base64
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.offline import bag, keys
from disclosure.offline.keys import PublicKey, load_private, load_public, make_key, read_fingerprint
from disclosure.offline.release import LISTED, TAG_FILES, Release, canonical, notice, parse, signer
from disclosure.problem import Refused

KEY, NEXT, OTHER = make_key("2026"), make_key("2027"), make_key("别的")
RELEASE = Release(
    site_code="0000000000",
    site_name="示例县人民政府",
    contact="示例县人民政府办公室（000-00000000）",
    version=7,
    previous=6,
    released_on=date(2026, 11, 15),
    expires_on=date(2027, 2, 15),
    entries=388,
    attachments=19,
    payload_files=1234,
    payload_bytes=56789,
    files={name: bag.digest(name.encode()) for name in LISTED},
    keys=(KEY.public, NEXT.public),
)
CONTENT = RELEASE.to_bytes()
DAMAGED = "release.json 已损坏或者被改动"


def refusal(content: bytes) -> str:
    """Return the sentence with which the bytes are refused."""
    with pytest.raises(Refused) as found:
        parse(content)
    return str(found.value)


def changed(**fields: object) -> bytes:
    """Return the record with some fields changed, in canonical form."""
    return canonical({**json.loads(CONTENT), **fields})


def test_a_release_is_read_as_it_was_written() -> None:
    """写出去的记录原样读回来。"""
    assert parse(CONTENT) == RELEASE
    assert CONTENT.startswith(b'{"attachments":19,"entries":388,"expires_on":"2027-02-15","files":{"bag-info.txt":"')


SHAPES = [
    (b"", "不是完整的 JSON。"),
    (b"\xff", "不是完整的 JSON。"),
    (CONTENT[:-1], "不是完整的 JSON。"),
    (b"[" * 60_000, "不是完整的 JSON。"),
    (CONTENT + b"\n", "写法与生成时不同（可能用记事本打开后保存过）。"),
    (CONTENT.replace(b'"version":7', b'"version":7,"version":7'), "写法与生成时不同（可能用记事本打开后保存过）。"),
    (b"x" * 70_000, "文件太大。"),
    (canonical([]), "“release.json”不对。"),
    (changed(more=1), "“release.json”不对。"),
    (changed(format=0), "“format”不对。"),
    (changed(version=True), "“version”不对。"),
    (changed(version=-1), "“version”不对。"),
    (changed(version=2**53), "“version”不对。"),
    (changed(version=7.0), "“version”不对。"),
    (changed(version=6), "版本 6 不在上一版 6 之后。"),
    (changed(released_on="20261115"), "“released_on”不对。"),
    (changed(expires_on="2026-11-14"), "“expires_on”不对。"),
    (changed(expires_on="明年"), "“expires_on”不对。"),
    (changed(site={"code": "x", "name": "y", "contact": "z"}), "“code”不对。"),
    (changed(site={"code": "0000000000", "name": "\u202e", "contact": "z"}), "“name”不对。"),
    (changed(payload={"files": 1}), "“payload”不对。"),
    (changed(files={}), "“files”不对。"),
    (changed(files=dict.fromkeys(LISTED, "A" * 64)), "“files”不对。"),
    (changed(keys=[]), "“keys”不对。"),
    (changed(keys=[{"name": "a", "spki": "eA=="}]), "“spki”不对。"),
    (changed(keys=[{"name": "a", "spki": "？"}]), "“spki”不对。"),
    (changed(keys=json.loads(CONTENT)["keys"][:1] * 2), "“keys”不对。"),
]


@pytest.mark.parametrize(("content", "fault"), SHAPES, ids=[fault for _, fault in SHAPES])
def test_every_other_shape_is_refused_with_a_sentence(content: bytes, fault: str) -> None:
    """写法稍有不同就被拒绝，并说明是哪一处。"""
    assert refusal(content) == f"{DAMAGED}：{fault}"


def test_a_newer_format_is_named() -> None:
    """将来的格式不当作损坏。"""
    assert refusal(changed(format=2)) == "这份副本的格式比本程序新，请用新版的核验程序。"


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused_or_changes_the_bytes_that_are_signed(place: int, change: int) -> None:
    """改动任何一个字节，不是读不出来，就是签名对不上。"""
    content = bytearray(CONTENT)
    content[place] ^= change
    try:
        release = parse(bytes(content))
    except Refused:
        return
    assert release.to_bytes() == bytes(content) != CONTENT
    assert signer(release, bytes(content), KEY.sign(CONTENT)) is None


def test_signatures() -> None:
    """签名是确定的 64 个字节；记录里两把钥匙都认，别的钥匙、改过的签名都不认。"""
    signature = KEY.sign(CONTENT)
    assert (len(signature), signature) == (64, KEY.sign(CONTENT))
    assert signer(RELEASE, CONTENT, signature) == RELEASE.keys[0]
    assert signer(RELEASE, CONTENT, NEXT.sign(CONTENT)) == RELEASE.keys[1]
    bad = (OTHER.sign(CONTENT), bytes(64), b"\xff" * 64, signature[:-1], signature + b"\0", b"", signature[::-1])
    assert [signer(RELEASE, CONTENT, one) for one in bad] == [None] * len(bad)


def test_keys_are_written_and_read(tmp_path: Path) -> None:
    """私钥、公钥写成文件再读回来是同一把；放错的文件不被接受，也不被说出内容。"""
    assert load_private(KEY.pem).public == KEY.public == load_public(KEY.public_pem)
    unnamed = KEY.pem.partition(b"\n")[2]
    assert (load_private(unnamed).name, load_private(unnamed).spki) == ("未命名", KEY.spki)
    with pytest.raises(Refused, match=r"^密钥的名称应当是 1 到 40 个字，例如 2026。$"):
        make_key("两\n行")
    assert len(KEY.spki) == 91
    wrong = (b"", b"x" * 20_000, KEY.public_pem, KEY.pem[:-60], (tmp_path / "x").as_posix().encode())
    for pem in wrong:
        with pytest.raises(Refused, match=r"^不是本程序生成的私钥文件；请用 keygen 生成的密钥文件。$"):
            load_private(pem)
    with pytest.raises(Refused, match=r"^这是私钥；私钥不能交给别人"):
        load_public(KEY.pem)
    with pytest.raises(Refused, match=r"^不是本程序生成的公钥文件"):
        load_public(b"-----BEGIN PUBLIC KEY-----\n")
    secret = base64.b64decode(b"".join(KEY.pem.splitlines()[2:-1]))
    assert secret.hex()[72:136] not in repr(KEY)


def test_only_the_one_form_of_a_public_key_counts() -> None:
    """同一把公钥的压缩写法不算。"""
    assert keys.is_spki(KEY.spki)
    assert not keys.is_spki(KEY.spki[:-1])
    assert not keys.is_spki(KEY.spki + b"\0")
    assert not any(keys.is_spki(KEY.spki[:at] + b"\x55" + KEY.spki[at + 1 :]) for at in range(27))
    compressed = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200")
    point = KEY.spki[27:]
    assert not keys.is_spki(compressed + bytes([2 + (point[-1] & 1)]) + point[:32])


def test_fingerprints_are_read_as_people_type_them() -> None:
    """指纹分组显示；按公告上的短指纹、全指纹、大小写、有无空格都认得。"""
    key = PublicKey("2026", KEY.spki)
    assert key.fingerprint.startswith(key.short_fingerprint)
    assert (len(key.fingerprint), len(key.short_fingerprint)) == (79, 39)
    for text in (key.fingerprint, key.short_fingerprint, key.short_fingerprint.lower().replace(" ", "-")):
        assert key.matches(read_fingerprint(text))
    assert not PublicKey("2026", OTHER.spki).matches(read_fingerprint(key.short_fingerprint))
    with pytest.raises(Refused, match=r"^指纹“12 34”写法不对，应当是公告上的 32 到 64 位数字和字母 A–F。$"):
        read_fingerprint("12  34")


DIGESTS = {f"data/{name}": bag.digest(name.encode()) for name in ("b.html", "附件.pdf", "a/index.html", "Z")}
MANIFEST = bag.manifest_text(DIGESTS)


def test_a_manifest_is_read_as_it_was_written() -> None:
    """清单按路径排序，原样读回来。"""
    assert list(bag.parse_manifest(MANIFEST)) == ["data/Z", "data/a/index.html", "data/b.html", "data/附件.pdf"]
    assert bag.parse_manifest(MANIFEST) == DIGESTS
    assert bag.parse_manifest(b"") == {}


MANIFESTS = [
    (b"\xef\xbb\xbf" + MANIFEST, "：像是用记事本打开后保存过；请重新复制这个文件。"),
    (MANIFEST.replace(b"\n", b"\r\n"), "：像是用记事本打开后保存过；请重新复制这个文件。"),
    (MANIFEST[:-1], "：最后一行不完整；请重新复制这个文件。"),
    (MANIFEST + b"\xff\n", "：不是 UTF-8 文字；请重新复制这个文件。"),
    (MANIFEST + b"\n", "：第 5 行不是“摘要  路径”；请重新复制这个文件。"),
    (MANIFEST.replace(b"  ", b" *", 1), "：第 1 行不是“摘要  路径”；请重新复制这个文件。"),
    (bag.manifest_text({"data/../x": "0" * 64}), "：第 1 行的路径“data/../x”里有以点或者空格开头、结尾的名称。"),
    (bag.manifest_text({"x": "0" * 64}), "：第 1 行的路径“x”不在 data 文件夹里。"),
    (MANIFEST + MANIFEST[:73] + b"\n", "：“data/Z”写了两次。"),
    (MANIFEST + b"0" * 64 + b"  data/B.html\n", "：“data/B.html”和“data/b.html”在有的系统上是同一个文件。"),
    (b"".join(MANIFEST.splitlines(keepends=True)[::-1]), "：各行的次序变了；请重新复制这个文件。"),
]


@pytest.mark.parametrize(("content", "fault"), MANIFESTS, ids=[fault for _, fault in MANIFESTS])
def test_every_other_manifest_is_refused(content: bytes, fault: str) -> None:
    """清单的写法稍有不同就被拒绝，并说明是哪一处。"""
    with pytest.raises(Refused) as found:
        bag.parse_manifest(content)
    assert str(found.value) == f"清单 manifest-sha256.txt 被改动{fault}"


def test_files_are_hashed_in_pieces(tmp_path: Path) -> None:
    """大文件分段读，摘要和大小不变。"""
    path = tmp_path / "x"
    for content in (b"", b"x" * 3_000_000):
        path.write_bytes(content)
        assert bag.hash_file(path) == (bag.digest(content), len(content))


def test_bag_info_and_notice() -> None:
    """说明文件不含换行之外的排版，读得出大小；页面收到的通知就是记录本身。"""
    info = bag.bag_info(
        day="2026-11-15", organization="示例县\n人民政府", code="0000000000", description="副本", size=56789, files=12
    )
    assert info.decode().splitlines() == [
        "Source-Organization: 示例县 人民政府",
        "External-Identifier: 0000000000",
        "External-Description: 副本",
        "Bagging-Date: 2026-11-15",
        "Bag-Size: 56.8 KB",
        "Payload-Oxum: 56789.12",
    ]
    assert bag.oxum_in(info) == (56789, 12)
    assert bag.oxum_in(info + info) is None
    assert bag.readable_size(999) == "999 B"
    assert notice(CONTENT) == b"self.disclosureCopy && self.disclosureCopy(" + CONTENT + b");\n"
    assert len(set(TAG_FILES)) == 11
