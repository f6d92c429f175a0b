"""Updates of copies: what a package holds, which package is refused and why, whom an update trusts."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from zipfile import ZipFile

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.cli.main import main
from disclosure.offline import memory
from disclosure.offline.keys import PrivateKey, read_fingerprint
from disclosure.offline.memory import Memory
from disclosure.offline.release import RELEASE, TAG_FILES, parse
from disclosure.offline.trust import Trust
from disclosure.offline.update.change import Put
from disclosure.offline.update.change import parse as parse_change
from disclosure.offline.update.make import make
from disclosure.offline.update.payload import reduced, stretches
from disclosure.problem import Refused
from unit.failing_disk import tree
from unit.small_copy import KEY, NEXT, OTHER, SITE, TODAY, Made, put, sign_again, write_copy
from unit.update_samples import LETTERS, NEW, OLD, Sample, rewrite, sample

DAMAGED = "请重新复制更新包；仍然不对的，向发布机关重新索取。"
NEXT_SITE = {**NEW, "index.html": b"3"}


@pytest.fixture
def made() -> Iterator[Sample]:
    """Return two versions between which everything changes."""
    with sample() as one:
        yield one


def refused(made: Sample, trust: Trust | None = None) -> str:
    """Return why the update is refused; the copy stays as it is."""
    before = tree(made.copy)
    with pytest.raises(Refused) as found:
        made.apply(trust=trust)
    assert tree(made.copy) == before
    return str(found.value)


def trusting(*keys: PrivateKey) -> Trust:
    """Return the trust in some keys by their fingerprints."""
    return Trust(tuple(read_fingerprint(key.public.short_fingerprint) for key in keys))


def test_updated_copy_is_the_packed_one_to_the_byte(made: Sample) -> None:
    """更新以后的副本与直接制作的新副本逐字节相同，空文件夹也没有留下；BagIt 自己的工具也认。"""
    outcome = made.apply()
    assert tree(made.copy) == tree(made.new)
    assert outcome.verdict.passed
    assert (outcome.before, outcome.written, outcome.removed) == (7, 8, 6)
    assert bagit.Bag(str(made.copy)).is_valid()


def test_package_is_the_same_every_time(made: Sample) -> None:
    """同样的两份副本，做出的更新包逐字节相同。"""
    make(made.old, made.new, made.folder / "again.zip")
    assert (made.folder / "again.zip").read_bytes() == made.package.read_bytes()


def test_package_holds_what_the_base_lacks(made: Sample) -> None:
    """更新包只带副本里没有的内容：检索索引的编码先解开，旧副本别处有的从那里取。"""
    with ZipFile(made.package) as file:
        change = parse_change(file.read("update.json"))
    assert change is not None
    runs = {one.path: one.runs for one in change.put if one.runs}
    assert runs["data/t/3.js"][0].fields == [15, len(LETTERS), "data/t/4.js", 15]
    assert runs["data/g/1.js"][0].fields == [15, 256]
    assert change.removed == tuple(sorted(f"data/{name}" for name in OLD.keys() - NEW.keys()))


@given(st.lists(st.one_of(st.binary(max_size=400), st.binary(min_size=192, max_size=600).map(b64encode)), max_size=4))
def test_every_content_is_made_again_from_its_reduced_form(parts: list[bytes]) -> None:
    """任何内容化简以后都能还原。"""
    content = b"".join(parts)
    runs, plain = reduced(content, {})
    assert Put("", "", len(content), runs).tail >= 0
    rest, made = plain, b""
    for run in runs:
        made += rest[: run.plain] + b64encode(rest[run.plain : run.plain + run.size])
        rest = rest[run.plain + run.size :]
    assert made + rest == content
    assert [len(letters) for _, letters in stretches(content)] == [run.length for run in runs]


def test_applied_again_says_so(made: Sample) -> None:
    """同一个更新包再用一次：说已经是这一版，什么也不写。"""
    made.apply()
    before = tree(made.copy)
    outcome = made.apply()
    assert (outcome.written, outcome.removed, outcome.verdict.passed) == (0, 0, True)
    assert tree(made.copy) == before


def test_version_after_version(made: Sample) -> None:
    """连着更新两版；中间缺一版的更新包，说缺的是哪一版；旧的更新包不再能用。"""
    third = write_copy(made.folder / "9", Made(NEXT_SITE, version=9, previous=8))
    first, second = made.package, made.folder / "更新包-8-9.zip"
    make(made.new, third, second)
    shutil.move(first, made.folder / "first.zip")
    shutil.copy(second, first)
    assert refused(made) == (
        "[gap] 缺少第 8 版更新包：这个更新包从第 8 版更新到第 9 版，副本是第 7 版。"
        "请先用缺少的更新包，没有的向发布机关索取。"
    )
    shutil.copy(made.folder / "first.zip", first)
    made.apply()
    shutil.copy(second, first)
    made.apply()
    assert tree(made.copy) == tree(third)
    shutil.copy(made.folder / "first.zip", first)
    assert refused(made) == "[rollback] 这是旧的更新包：这个更新包从第 7 版更新到第 8 版，副本是第 9 版，不用更新。"


def _replace_part(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return change


def _flip(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        middle = len(parts[name]) // 2
        parts[name] = parts[name][:middle] + bytes([parts[name][middle] ^ 1]) + parts[name][middle + 1 :]

    return change


def _without_a_removal(parts: dict[str, bytes]) -> None:
    change = parse_change(parts["update.json"])
    assert change
    parts["update.json"] = replace(change, removed=change.removed[1:]).to_bytes()


def _without_a_companion(parts: dict[str, bytes]) -> None:
    change = parse_change(parts["update.json"])
    assert change
    kept = tuple(one for one in change.put if one.path != "bag-info.txt")
    parts["update.json"] = replace(change, put=kept).to_bytes()


SIGNATURE = (
    "[signature] 签名不对：release.json 或者 release.sig 被改动，或者不是发布机关签的。请勿使用，向发布机关重新索取。"
)
CHANGED = f"[update-changed] 更新包 更新包-7-8.zip 被改动或者已损坏：{{}}。{DAMAGED}"
NO_PACKAGE = "[update-package] 更新包-7-8.zip 不是更新包；请选文件名像“更新包-7-8.zip”的文件。"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_replace_part("release.json", b"388", b"389"), SIGNATURE),
        (_flip("release.sig"), SIGNATURE),
        (_flip("payload.xz"), CHANGED.format("内容不完整")),
        (lambda parts: parts.update({"payload.xz": parts["payload.xz"][:-20]}), CHANGED.format("内容不完整")),
        (lambda parts: parts.update({"payload.xz": parts["payload.xz"] + b"x"}), CHANGED.format("内容不完整")),
        (
            _replace_part("update.json", b'"to":8', b'"to":9'),
            CHANGED.format("update.json 与签名的 release.json 不是同一版"),
        ),
        (_replace_part("update.json", b"data/index.html", b"data/../../x"), CHANGED.format("里面的 update.json 不对")),
        (_replace_part("update.json", b"data/index.html", b"index.html"), CHANGED.format("里面的 update.json 不对")),
        (_replace_part("update.json", b"{", b"{ "), CHANGED.format("里面的 update.json 不对")),
        (
            _replace_part("update.json", b'"format":1', b'"format":2'),
            "[update-package] 更新包 更新包-7-8.zip 的格式比本程序新，请用新版的程序。",
        ),
        (_without_a_removal, CHANGED.format("按它更新以后，文件清单与签名的不符")),
        (_without_a_companion, CHANGED.format("更新以后 bag-info.txt 与签名的不符")),
        (lambda parts: parts.pop("release.sig"), NO_PACKAGE),
        (lambda parts: parts.update({"autorun.inf": b"x"}), NO_PACKAGE),
        (lambda parts: parts.update({"update.json": b"[" * 100_000}), CHANGED.format("里面的 update.json 不对")),
    ],
)
def test_changed_package_is_refused(made: Sample, change: Callable[[dict[str, bytes]], None], said: str) -> None:
    """更新包的每一部分改动以后都被拒绝，说得出缘由，副本原样不动。"""
    rewrite(made.package, change)
    assert refused(made) == said


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_cut_package_is_refused(made: Sample, share: float) -> None:
    """没有复制完的更新包被拒绝。"""
    content = made.package.read_bytes()
    made.package.write_bytes(content[: int(len(content) * share)])
    assert refused(made).startswith("[zip-corrupt] 文件不完整，请重新复制")


def test_package_of_another_site_is_refused(made: Sample) -> None:
    """别的网站的更新包被拒绝，两边的名称都说出来。"""
    folders = [
        write_copy(
            made.folder / f"o{at}", Made(SITE, code="1111111111", name="别县人民政府", version=at, previous=at - 1)
        )
        for at in (7, 8)
    ]
    make(folders[0], folders[1], made.package)
    assert refused(made) == (
        "[wrong-site] 这个更新包是“别县人民政府”（1111111111）的，"
        "副本是“示例县人民政府”（0000000000）的。请换成本站的更新包。"
    )


def test_base_that_is_not_the_released_one_is_refused(made: Sample) -> None:
    """副本损坏、缺少、多出文件的，逐个说出来，不更新。"""
    put(made.copy, "data/index.html", b"changed")
    put(made.copy, "data/more.html", b"foreign")
    (made.copy / "data/assets/empty.txt").unlink()
    said = refused(made)
    assert said.startswith("副本与发布时不同，不能更新，也没有改动：\n")
    assert "[damaged]" in said
    assert all(name in said for name in ("data/index.html", "data/more.html", "data/assets/empty.txt"))


def test_other_content_of_the_same_version_is_refused(made: Sample) -> None:
    """版本号相同、内容不同的副本不能更新，也不当作已经更新。"""
    sign_again(made.copy, KEY, entries=1)
    assert refused(made).startswith("[update-base] 副本的第 7 版与更新包所接的第 7 版内容不同，不能更新。")
    sign_again(made.copy, KEY, entries=1, version=8)
    assert refused(made).startswith("[same-version] 更新包里的第 8 版与副本的同一版内容不同")


def test_key_that_nobody_trusts_is_refused(made: Sample) -> None:
    """副本和公告都不信任的密钥签的更新包被拒绝；信任的指纹与副本的签名不符时也一样。"""
    stranger = write_copy(made.folder / "s8", Made(NEW, key=OTHER, version=8, previous=7))
    with pytest.raises(Refused, match=r"\[untrusted-key\] 第 8 版的签名密钥没有列在第 7 版里"):
        make(made.old, stranger, made.folder / "s.zip")
    assert refused(made, trusting(OTHER)).startswith("[untrusted-key] 签名的密钥不是这里信任的")
    rewrite(
        made.package,
        lambda parts: parts.update({name: (stranger / name).read_bytes() for name in ("release.json", "release.sig")}),
    )
    assert refused(made).startswith("[untrusted-key] 签名的密钥不是这里信任的")


def test_keys_change_over_two_versions() -> None:
    """更换密钥：先列出新旧两把，下一版用新的签；只知道旧指纹的查阅点一路更新过去。"""
    with sample() as made:
        for folder in (made.new,):
            shutil.rmtree(folder)
        both = write_copy(made.folder / "b8", Made(NEW, next_key=NEXT, version=8, previous=7))
        after = write_copy(made.folder / "b9", Made(NEXT_SITE, key=NEXT, version=9, previous=8))
        make(made.old, both, made.package)
        assert made.apply(trust=trusting(KEY)).verdict.passed
        make(both, after, made.package)
        outcome = made.apply(trust=trusting(KEY))
        assert outcome.verdict.passed
        assert outcome.verdict.judgement is not None
        assert outcome.verdict.judgement.is_confirmed
        assert tree(made.copy) == tree(after)


def test_memory_refuses_what_it_knows_better(made: Sample) -> None:
    """记住了更新的版本，就不接受旧的更新包。"""
    release = parse((made.new / RELEASE).read_bytes())
    known = Memory().accept(replace(release, version=9, previous=8), "0" * 64)
    assert refused(made, Trust(memory=known)).startswith("[rollback] 这是旧副本：第 8 版；这里上次核验的是第 9 版")


def test_two_updates_at_once(made: Sample) -> None:
    """同一份副本，第二个更新立刻被拒绝。"""
    with (made.copy / "bagit.txt").open("rb") as file:
        file.seek(1 << 30)
        from disclosure.publication.tree import lock  # noqa: PLC0415 - here alone

        lock(file.fileno())
        assert refused(made) == "另一次更新正在进行，请等它结束以后再试。"


def test_nothing_else_than_a_copy_is_updated(made: Sample) -> None:
    """不是副本的文件夹：说清应当选哪个。"""
    shutil.rmtree(made.copy)
    made.copy.mkdir()
    assert refused(made).endswith(
        "不是离线副本的文件夹：里面没有 bagit.txt。请选装着“打开.html”的文件夹；压缩包请先解开。"
    )


def test_unsound_copies_make_no_package(made: Sample) -> None:
    """制作更新包：次序、网站、签名、内容不对的都说出来，不留下半个文件。"""
    out = made.folder / "x.zip"
    with pytest.raises(Refused, match=r"\[rollback\] 新的副本（第 7 版）不在旧的（第 8 版）之后，请换一下次序。"):
        make(made.new, made.old, out)
    far = write_copy(made.folder / "9", Made(NEXT_SITE, version=9, previous=8))
    with pytest.raises(Refused, match=r"\[gap\] 第 9 版接在第 8 版之后，查阅点不会接受从第 7 版直接更新。"):
        make(made.old, far, out)
    put(made.new, "data/index.html", b"changed")
    with pytest.raises(Refused, match=r"\[damaged\] 新的副本里有损坏或者被改动的文件 data/index\.html"):
        make(made.old, made.new, out)
    (made.old / "data/t/4.js").unlink()
    with pytest.raises(Refused, match=r"\[damaged\] 旧的副本里有缺少的文件 data/t/4\.js"):
        make(made.old, made.new, out)
    put(made.old, RELEASE, (made.new / RELEASE).read_bytes())
    with pytest.raises(Refused, match=r"与 release\.json 不符"):
        make(made.old, made.new, out)
    assert not [path for path in made.folder.iterdir() if "x.zip" in path.name]


def test_single_changed_byte_of_a_package_never_makes_another_copy(made: Sample) -> None:
    """更新包任何一处改动：要么拒绝，要么结果仍是签名的那一版。"""
    content = made.package.read_bytes()
    for at in range(0, len(content), 41):
        made.package.write_bytes(content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :])
        with suppress(Refused):
            made.apply()
        assert made.state() in {"old", "new"}, at
        if made.state() == "new":
            made.fresh()


def test_command_line(made: Sample, capsys: pytest.CaptureFixture[str]) -> None:
    """命令行：制作、更新并记住、恢复；写错的用法退出码是 2。"""
    today = ["--today", TODAY.isoformat()]
    out, file = made.folder / "u.zip", made.folder / "memory.json"
    assert main(["update", "make", str(made.old), str(made.new), "--out", str(out)]) == 0
    assert main(["update", "make", str(made.old), str(made.new), "--out", str(out)]) == 1
    said = capsys.readouterr()
    assert f"写了 {out}" in said.out
    assert "写入 8 个文件，删去 6 个。" in said.out
    assert "已经存在，没有改写" in said.err
    trusted = ["--trust", KEY.public.short_fingerprint, "--memory", str(file)]
    assert main(["update", "apply", str(out), str(made.copy), *trusted, *today]) == 0
    told = capsys.readouterr().out
    assert "副本从第 7 版更新到了第 8 版：写入 8 个文件，删去 6 个。\n核验通过：" in told
    assert told.endswith("已记入 memory.json：第 8 版。\n")
    assert memory.load(file).sites["0000000000"].version == 8
    assert main(["update", "recover", str(made.copy), *today]) == 0
    assert "没有需要做完的更新" in capsys.readouterr().out
    with pytest.raises(SystemExit) as wrong:
        main(["update", "apply", str(out), str(made.folder / "none")])
    assert wrong.value.code == 2
    assert "这个文件夹" in capsys.readouterr().err


def test_all_tag_files_are_known(made: Sample) -> None:
    """更新以后，data 以外正好是约定的那些文件。"""
    made.apply()
    assert {path.name for path in made.copy.iterdir()} == {*TAG_FILES, "data"}
