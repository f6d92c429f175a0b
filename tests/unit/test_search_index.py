"""The index finds every piece of every text and nothing else; its bytes depend on the documents alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from disclosure.cache import Cache
from disclosure.search import Document, Part, fold, write_index
from disclosure.search.settings import Settings
from unit.index_reader import Folder, Held, IndexReader, data, payload, shard_keys, units
from unit.index_samples import DAYS, FACETS, SMALL, Listed, made_up, truth, zones


def written(documents: list[Document], folder: Path, settings: Settings = SMALL, target: Held | None = None) -> Held:
    """Write the index of some documents; the names that are reported are the files that are there."""
    target = target or Held()
    names = write_index(Listed(documents), target, cache=Cache(folder / "cache"), jobs=1, settings=settings)
    assert names == sorted(set(names))
    assert set(names) <= set(target.files)
    target.files = {name: target.files[name] for name in names}
    return target


def queries(documents: list[Document], seed: int, count: int) -> list[str]:
    """Pieces of texts, from 1 to 20 characters, some of them altered so that they may stand nowhere."""
    draw = Random(seed)  # noqa: S311 - no secret
    texts = [text for document in documents for texts in zones(document) for text in texts if fold(text)]
    found: list[str] = []
    while texts and len(found) < count:
        text = draw.choice(texts)
        start = draw.randrange(len(text))
        query = text[start : start + draw.randint(1, 20)]
        if draw.random() < 0.3:
            query = draw.choice(texts)[:3] + query
        if fold(query).strip():
            found.append(query)
    return found


@pytest.mark.parametrize("count", [1, 9, 60])
@pytest.mark.parametrize(("longest", "hot"), [(2, 1), (3, 3), (4, 1), (8, 1), (6, 20)])
def test_every_piece_is_found(tmp_path: Path, count: int, longest: int, hot: int) -> None:
    """任取一段，含它的每处都找到，不含的一处不多；单个键的名单不经核对就是准的。"""
    documents = made_up(count, seed=count * 100 + longest)
    files = written(documents, tmp_path, replace(SMALL, longest=longest, hot_least=hot)).files
    reader = IndexReader(files)
    numbers = [{found[0]: number for number, found in enumerate(part.documents)} for part in reader.segments]
    for query in queries(documents, count, 150):
        right = truth(documents, query)
        assert reader.find(query) == right, query
        wanted = units(fold(query).strip())
        for segment, places in zip(reader.segments, numbers, strict=True):
            if wanted in segment.keys:
                assert segment.pairs(wanted) == {(places[name], zone) for name, zone in right if name in places}


def test_keys_are_those_of_the_format(tmp_path: Path) -> None:
    """单字、双字一律有键；更长的只延长常见的；名单逐一与原文相符。"""
    documents = made_up(60, seed=5)
    reader = IndexReader(written(documents, tmp_path).files)
    assert len(reader.segments) > 1
    for segment in reader.segments:
        texts = [
            (number, zone, units(text))
            for number, found in enumerate(segment.zones)
            for zone, listed in enumerate(found)
            for text in listed
        ]
        limit = next(one["hot"] for one in reader.manifest["segments"] if one["name"] == segment.name)
        expected: dict[tuple[int, ...], set[tuple[int, int]]] = {}
        for length in range(1, SMALL.longest + 1):
            for number, zone, text in texts:
                for at in range(len(text) - length + 1):
                    piece = text[at : at + length]
                    if length < 3 or len(expected.get(piece[:-1], ())) > limit:
                        expected.setdefault(piece, set()).add((number, zone))
        assert {key: segment.pairs(key) for key in segment.keys} == expected
        hot = {key for key, found in expected.items() if 2 <= len(key) < SMALL.longest and len(found) > limit}
        assert hot
        assert {key for key, listed in segment.keys.items() if listed.hot} == hot


def test_packs_and_columns_hold_the_documents(tmp_path: Path) -> None:
    """正文包、附件包、列里的内容与原来的条目一致，编号按发布时间和地址从小到大。"""
    documents = made_up(60, seed=6)
    files = written(documents, tmp_path).files
    reader = IndexReader(files)
    seen = []
    for segment in reader.segments:
        own = [next(one for one in documents if one.address == found[0]) for found in segment.documents]
        assert own == sorted(own, key=lambda one: (one.published, one.address))
        seen += own
        attached = segment.attachments()
        for number, (one, found) in enumerate(zip(own, segment.documents, strict=True)):
            said = [one.address, one.title, one.published, one.numbers, one.summary, one.body, one.facets]
            assert found == json.loads(json.dumps(said))
            assert attached.get(number, []) == [list(part) for part in one.attachments]
        columns = zlib.decompress(payload(files, f"{segment.name}/columns"))
        count = len(own)
        values, day_low, day_high, titles = (columns[at * count : (at + 1) * count] for at in range(4))
        assert len(columns) == 4 * count
        assert list(values) == [one.facets[0] for one in own]
        days = {"": 0, "1969-01-01": 1, "2023-01-01": 19358, "2024-05-01": 19844}
        days |= {DAYS[4]: 20149, DAYS[5]: 20149}
        assert [a + 256 * b for a, b in zip(day_low, day_high, strict=True)] == [days[one.published] for one in own]
        assert list(titles) == [len(units(fold(one.title))) for one in own]
    assert sorted(one.address for one in seen) == sorted(one.address for one in documents)


def test_packs_of_one_document_begin_with_it(tmp_path: Path) -> None:
    """附件多得一包装不下的条目另起一包，它的各包都以它开头。"""
    files = written(made_up(60, seed=6), tmp_path).files
    reader = IndexReader(files)
    several = 0
    for segment in reader.segments:
        firsts = segment.directory["attachments"]
        packs: dict[int, list[int]] = {}
        for number in range(len(firsts)):
            for document, _ in data(files, f"{segment.name}/a/{number // 500}/{number}"):
                packs.setdefault(document, []).append(number)
        for document, places in packs.items():
            several += len(places) > 1
            assert len(places) == 1 or [firsts[place] for place in places] == [document] * len(places)
    assert several


def test_manifest_says_what_the_reader_needs(tmp_path: Path) -> None:
    """总目录写明格式、筛选条件、提示词和各段。"""
    manifest = IndexReader(written(made_up(20, seed=7), tmp_path).files).manifest
    assert manifest["format"] == 2
    assert manifest["engine"] == "ngram"
    assert manifest["facets"] == [
        {
            "name": FACETS[0].name,
            "values": [
                {"key": "jyj", "label": "县教育局", "parent": -1},
                {"key": "gaj", "label": "县公安局", "parent": 0, "weight": 2},
            ],
        }
    ]
    assert manifest["suggestions"] == [["县教育局", "机构", "jyj"]]
    assert sum(segment["documents"] for segment in manifest["segments"]) == 20


def test_no_documents_no_segments(tmp_path: Path) -> None:
    """一个条目也没有时，只有总目录。"""
    assert set(written([], tmp_path).files) == {"manifest.js"}


def test_texts_without_letters(tmp_path: Path) -> None:
    """全是标点的文字不建键，条目照样列入。"""
    documents = [Document("a.html", "……", "2024-05-01", body=(Part("正文", "，。！"),), facets=(0,))]
    reader = IndexReader(written(documents, tmp_path).files)
    assert reader.segments[0].keys == {}
    assert [found[0] for found in reader.segments[0].documents] == ["a.html"]
    assert reader.find("字") == set()


def test_one_huge_text(tmp_path: Path) -> None:
    """一兆字的正文也查得到头、中、尾。"""
    draw = Random(1)  # noqa: S311 - no secret
    text = "".join(chr(draw.randrange(0x4E00, 0x4E40)) for _ in range(350_000))
    documents = [Document("a.html", "大", "2024-05-01", body=(Part("正文", text),), facets=(0,))]
    reader = IndexReader(written(documents, tmp_path, Settings()).files)
    for at in (0, 170_000, len(text) - 9):
        assert reader.find(text[at : at + 9]) == {("a.html", 3)}
    assert reader.find(text[:9] + text[-9:]) == set()


def test_halves_of_characters_are_mended(tmp_path: Path) -> None:
    """附件里坏掉的半个字符不妨碍建索引，旁边的字照样查得到。"""
    documents = [Document("a.html", "甲\ud842乙", "2024-05-01", body=(Part("正文", "\ud842\udfb7野"),), facets=(0,))]
    reader = IndexReader(written(documents, tmp_path).files)
    assert reader.find("甲乙") == {("a.html", 1)}
    assert reader.find("𠮷野") == {("a.html", 3)}


def test_same_bytes_by_any_number_of_processes_and_with_any_cache(tmp_path: Path) -> None:
    """几个进程、有没有缓存、缓存损坏与否，逐字节相同。"""
    documents = made_up(60, seed=8)
    first = written(documents, tmp_path / "one").files
    folder = Folder(tmp_path / "two")
    write_index(Listed(documents), folder, cache=Cache(tmp_path / "two cache"), jobs=3, settings=SMALL)
    assert folder.files() == first
    assert written(documents, tmp_path / "one").files == first
    for place in sorted((tmp_path / "one" / "cache").glob("*/*"))[::2]:
        place.write_bytes(place.read_bytes()[:-1] + b"?")
    assert written(documents, tmp_path / "one").files == first
    (tmp_path / "three").mkdir()
    (tmp_path / "three" / "cache").write_bytes(b"in the way")
    assert written(documents, tmp_path / "three").files == first
    assert written(documents[::-1], tmp_path / "four").files == first


HASHED = """
import sys
from hashlib import sha256
from pathlib import Path
from unit.index_samples import made_up
from unit.test_search_index import written
files = written(made_up(40, seed=9), Path(sys.argv[1])).files
print(sha256(repr(sorted(files.items())).encode()).hexdigest())
"""


def test_same_bytes_with_any_hash_seed(tmp_path: Path, root: Path) -> None:
    """与 Python 的散列种子无关。"""
    outcomes = set()
    for seed in ("1", "2"):
        paths = os.pathsep.join([str(root / "hooks"), str(root / "tests")])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        command = [sys.executable, "-c", HASHED, str(tmp_path / seed)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, encoding="utf-8")
        outcomes.add(done.stdout)
    files = written(made_up(40, seed=9), tmp_path).files
    assert outcomes == {sha256(repr(sorted(files.items())).encode()).hexdigest() + "\n"}


def test_unchanged_segments_are_not_written_again(tmp_path: Path) -> None:
    """没有变化的段一个文件也不重写；缺了一个文件就重写那一段。"""
    documents = made_up(60, seed=10)
    target = written(documents, tmp_path)
    first = dict(target.files)
    target.written.clear()
    assert written(documents, tmp_path, target=target).files == first
    assert target.written == ["manifest.js"]
    lost = next(name for name in target.files if "/g/" in name)
    del target.files[lost]
    assert written(documents, tmp_path, target=target).files == first
    assert lost in target.written
    assert {name.split("/")[0] for name in target.written} == {"manifest.js", lost.split("/")[0]}
    name = next(name for name in target.files if "/t/" in name)
    target.files[name] = b"x" + target.files[name][1:]
    assert written(documents, tmp_path, target=target).files == first


def test_only_the_segment_of_a_new_entry_changes(tmp_path: Path) -> None:
    """新增一条只动它那一段，旧编号不变。"""
    documents = made_up(90, seed=11)
    before = written(documents, tmp_path).files
    more = [*documents, replace(documents[0], address="entry/zz.html", published="2025-12-31", title="新添的一条")]
    after = written(more, tmp_path).files
    changed = {name.split("/")[0] for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {"2025", "manifest.js"}
    assert IndexReader(after).find("新添的一条") == {("entry/zz.html", 1)}


def test_a_changed_text_changes_few_shards(tmp_path: Path) -> None:
    """改一个字，只有含相关各字的几片变，别处的切口不动。"""
    letters = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 600))
    documents = made_up(300, seed=12, letters=letters)
    settings = replace(SMALL, segment_least=10_000, shard_least=2000, shard_mean=1000, shard_most=6000)
    before = written(documents, tmp_path, settings).files
    body = (Part("正文", "\u4e00\u4e01\u4e02"), *documents[7].body)
    after = written([*documents[:7], replace(documents[7], body=body), *documents[8:]], tmp_path, settings).files
    shards = {name for name in before if "/g/" in name}
    changed = {name for name in shards if before[name] != after.get(name)}
    assert len(shards) > 60
    assert 1 <= len(changed) <= 6
    assert len({name for name in after if "/g/" in name} ^ shards) <= 6


def test_shards_keep_to_their_sizes(tmp_path: Path) -> None:
    """分片不超过上限，除一段末尾的以外不小于下限。"""
    files = written(made_up(300, seed=13), tmp_path, replace(SMALL, range_units=10**9)).files
    for segment in IndexReader(files).segments:
        shards = [payload(files, name[:-3]) for name in files if name.startswith(f"{segment.name}/g/")]
        assert len(shards) > 3
        assert sum(len(shard) < SMALL.shard_least for shard in shards) <= 1
        # The first key of a shard is written whole; a single key may be larger than a shard.
        assert all(len(shard) < SMALL.shard_most + 50 or len(shard_keys(shard)) == 1 for shard in shards)


def test_the_cache_keeps_only_what_is_used(tmp_path: Path) -> None:
    """缓存不会越积越多，也不留下半途的文件。"""
    documents = made_up(60, seed=14)
    written(documents, tmp_path)
    count = len(list((tmp_path / "cache").glob("*/*")))
    for number in range(3):
        written([replace(documents[0], title=f"第{number}次"), *documents[1:]], tmp_path)
    assert len(list((tmp_path / "cache").glob("*/*"))) == count
    assert not list((tmp_path / "cache").glob("scratch-*"))


def test_blocks_are_read_once(tmp_path: Path) -> None:
    """每个条目只向来源取一次；缓存写不了时才重取。"""
    documents = made_up(60, seed=15)
    source = Listed(documents)
    write_index(source, Held(), cache=Cache(tmp_path), jobs=1, settings=SMALL)
    assert sorted(source.read) == list(range(60))
