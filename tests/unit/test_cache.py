"""The cache gives back what was kept, or nothing; never anything else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.cache import Cache, scratch


def _only_file(folder: Path) -> Path:
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    """存进去的取得出来，没有存的取不出来，后存的代替先存的。"""
    cache = Cache(tmp_path / "cache")
    assert cache.get("one") is None
    cache.put("one", b"first")
    cache.put("two", b"")
    assert cache.get("one") == b"first"
    assert cache.get("two") == b""
    cache.put("one", b"second")
    assert Cache(tmp_path / "cache").get("one") == b"second"


@settings(deadline=None)
@given(st.binary(max_size=40), st.data())
def test_damage_is_noticed(tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject) -> None:
    """改动、截短、加长一个字节，都等于没有存过。"""
    folder = tmp_path_factory.mktemp("cache")
    cache = Cache(folder)
    cache.put("key", content)
    place = _only_file(folder)
    kept = place.read_bytes()
    at = data.draw(st.integers(0, len(kept) - 1))
    for damaged in (kept[:at], kept + b"x", kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :], b""):
        place.write_bytes(damaged)
        assert cache.get("key") is None
    place.write_bytes(kept)
    assert cache.get("key") == content


def test_another_key_is_another_result(tmp_path: Path) -> None:
    """把一个结果的文件搬到另一个的位置，取不出来。"""
    cache = Cache(tmp_path)
    cache.put("one", b"first")
    place = _only_file(tmp_path)
    cache.put("two", b"second")
    (other,) = (path for path in tmp_path.rglob("*") if path.is_file() and path != place)
    other.write_bytes(place.read_bytes())
    assert cache.get("one") == b"first"
    assert cache.get("two") is None


def test_a_folder_that_cannot_be_used_costs_only_speed(tmp_path: Path) -> None:
    """缓存文件夹写不进去，程序照常运行。"""
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    cache = Cache(tmp_path / "cache")
    cache.put("one", b"first")
    assert cache.get("one") is None
    cache.keep_only({"one"})


def test_what_is_no_longer_wanted_goes(tmp_path: Path) -> None:
    """不再用的结果删去，别的东西混进来也删去。"""
    cache = Cache(tmp_path)
    cache.put("one", b"first")
    cache.put("two", b"second")
    (tmp_path / "ab" / "folder").mkdir(parents=True)
    cache.keep_only({"two"})
    assert cache.get("one") is None
    assert cache.get("two") == b"second"
    assert not (tmp_path / "ab" / "folder").exists()


def test_scratch_files_are_read_in_parts_and_go(tmp_path: Path) -> None:
    """临时文件可分段读回，用完整个文件夹删除，上次中断留下的也删除。"""
    folder = tmp_path / "cache"
    (folder / "scratch-left").mkdir(parents=True)
    (folder / "scratch-left" / "run").write_bytes(b"left by a crash")
    with scratch(folder) as place:
        place.write("run", [b"abc", b"defg"])
        assert place.read("run", [(0, 2), (3, 7), (5, 5)]) == [b"ab", b"defg", b""]
        assert place.read_all("run") == b"abcdefg"
        assert [found.name for found in folder.iterdir()] == [place.folder.name]
    assert list(folder.iterdir()) == []


def test_scratch_goes_elsewhere_when_the_folder_cannot_be_made(tmp_path: Path) -> None:
    """缓存文件夹建不了时，用系统的临时文件夹。"""
    (tmp_path / "cache").write_bytes(b"in the way")
    with scratch(tmp_path / "cache") as place:
        place.write("run", [b"abc"])
        assert place.read_all("run") == b"abc"
        assert tmp_path not in place.folder.parents
    assert not place.folder.exists()
