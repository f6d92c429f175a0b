"""The search engine in a real browser, from a server below a path and from a folder, against the plain truth."""

from __future__ import annotations

import json
import unicodedata
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.search_index import Shape, script, write_index, write_page
from browser.search_samples import FACETS, Folder, Listed, Truth, documents, substrings
from browser.serving import Serve
from browser.watch import Watch, WatchedPages
from disclosure.cache import Cache
from disclosure.search.document import AttachedPart, Document, Part
from disclosure.search.folding import fold, fold_parts
from disclosure.search.index import write_index as build_index
from disclosure.search.settings import Settings

pytestmark = pytest.mark.browser

SEGMENTS = ("2025", "2024")
SUGGESTIONS = (
    ("县教育局", "机构", "jyj"),
    ("砀山县教育局", "机构", "jyj"),
    ("教育经费", "", ""),
    ("县财政局", "机构", "czj"),
)
SEARCHES = """async ([base, searches]) => {
    const engine = await disclosureSearch.open(base || undefined), answers = [];
    for (const [text, options] of searches) {
        const answer = await engine.search(text, options || {});
        if (options && options.addresses) {
            answer.hits = answer.hits.map((hit) => hit.address);
        }
        answers.push(answer);
    }
    return answers;
}"""
ALL = {"limit": 1000, "addresses": True}


@dataclass(frozen=True)
class Sample:
    """Random documents, in a folder of a site, and the truth about them."""

    folder: Path
    documents: Sequence[Document]
    truth: Truth


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A site of random documents."""
    folder = tmp_path_factory.mktemp("search") / "某县 #1"
    found = documents(Random(7), 140)  # noqa: S311
    write_index(folder / "search", found, facets=FACETS, suggestions=SUGGESTIONS, segments=SEGMENTS)
    write_page(folder)
    return Sample(folder, found, Truth(found))


@pytest.fixture(params=["http", "file"])
def opened(request: pytest.FixtureRequest, sample: Sample, serve: Serve, page_watch: WatchedPages) -> Iterator[Page]:
    """The page of the sample, which must stay free of complaints."""
    base = serve(sample.folder) if request.param == "http" else f"{sample.folder.as_uri()}/"
    watched = page_watch()
    watched.page.goto(f"{base}index.html")
    yield watched.page
    watched.assert_clean(base)


@pytest.fixture
def plain(page_watch: WatchedPages, sample: Sample) -> Page:
    """The page of the sample from its folder, for what does not depend on where it lies."""
    watched = page_watch()
    watched.page.goto((sample.folder / "index.html").as_uri())
    return watched.page


def ask(page: Page, searches: Sequence[tuple[str, dict[str, Any]]], base: str = "") -> list[dict[str, Any]]:
    """Ask one newly opened engine a row of questions."""
    answers: list[dict[str, Any]] = page.evaluate(SEARCHES, [base, [list(search) for search in searches]])
    return answers


def test_every_piece_of_every_text_is_found_and_in_order(opened: Page, sample: Sample) -> None:
    """任取原文一段，找到的恰好是含有它的文件，次序也对。"""
    pieces = substrings(Random(11), sample.documents, 70)  # noqa: S311
    queries = ["“" + piece.replace("“", "（").replace("”", "）") + "”" for piece in pieces if "年" not in piece]
    for query, answer in zip(queries, ask(opened, [(query, ALL) for query in queries]), strict=True):
        scores = sample.truth.scores([[fold(query)]], [])
        assert scores
        assert answer["hits"] == sample.truth.relevance(scores), query
        assert (answer["total"], answer["exact"], answer["problems"]) == (len(scores), True, []), query


TINY = Settings(
    hot_least=6,
    segment_least=30,
    block_least=16,
    block_most=64,
    shard_least=600,
    shard_mean=300,
    shard_most=2000,
    pack_least=600,
    pack_most=2000,
)


def test_what_the_builder_writes_is_found(sample: Sample, tmp_path: Path, page_watch: WatchedPages) -> None:
    """生成器写出的索引，同样找得全、找得准、次序对。"""
    source = Listed(tuple(sample.documents))
    build_index(source, Folder(tmp_path / "search"), cache=Cache(tmp_path / "cache"), jobs=1, settings=TINY)
    watched = page_watch()
    watched.page.goto(write_page(tmp_path).as_uri())
    pieces = substrings(Random(5), sample.documents, 60)  # noqa: S311
    queries = ["“" + piece.replace("“", "（").replace("”", "）") + "”" for piece in pieces if "年" not in piece]
    for query, answer in zip(queries, ask(watched.page, [(query, ALL) for query in queries]), strict=True):
        scores = sample.truth.scores([[fold(query)]], [])
        assert scores
        assert answer["hits"] == sample.truth.relevance(scores), query
        assert (answer["total"], answer["exact"], answer["problems"]) == (len(scores), True, []), query


def test_absent_strings_find_nothing(opened: Page) -> None:
    """原文没有的字串，什么也找不到。"""
    queries = [
        "政府信息不公开",
        "饕餮",
        "公" * 20,
        "\U00020003",
        "\U0002a6d6",
        "52号饕",
        "政府信息公开" * 4,
        "9999999",
        "zzz",
    ]
    for answer in ask(opened, [(query, {}) for query in queries]):
        assert (answer["total"], answer["exact"], answer["hits"], answer["problems"]) == (0, True, [], [])
        assert [term["count"] for term in answer["terms"]] == [0]


TERMS: list[tuple[str, list[list[str]], list[list[str]]]] = [
    ("政府 预算", [["政府"], ["预算"]], []),
    ("政府　預算　三公", [["政府"], ["预算"], ["三公"]], []),
    ("信息公开 -经费", [["信息公开"]], [["经费"]]),
    ("公 －政府信息公开条例", [["公"]], [["政府信息公开条例"]]),
    ("公开 -“政府 信息”", [["公开"]], [["政府信息"]]),
    ("２０２４年预算", [["2024年预算", "二〇二四年预算", "二零二四年预算"]], []),
    ("二○二三年", [["二〇二三年", "2023年", "二零二三年"]], []),
    ("1234万", [["1234万"]], []),
    ('"gb/t 2312"', [["gb t 2312"]], []),
    ("𪚥 号", [["𪚥"], ["号"]], []),
]


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_terms_are_combined(plain: Page, sample: Sample, sort: str) -> None:
    """多个词都要有，减号的不能有，年份写法互通；两种次序都对，翻页不重不漏。"""
    answers = ask(plain, [(text, {**ALL, "sort": sort}) for text, _, _ in TERMS])
    pages = ask(plain, [(TERMS[0][0], {**ALL, "sort": sort, "limit": 7, "offset": at}) for at in range(0, 140, 7)])
    for (text, wanted, excluded), answer in zip(TERMS, answers, strict=True):
        scores = sample.truth.scores(wanted, excluded)
        right = sample.truth.relevance(scores) if sort == "relevance" else sample.truth.by_date(scores)
        assert right, text
        assert answer["hits"] == right, text
        counts = [len(sample.truth.scores([forms], [])) for forms in wanted + excluded]
        assert [(term["count"], term["exact"]) for term in answer["terms"]] == [(count, True) for count in counts], text
    assert [hit for page in pages for hit in page["hits"]] == answers[0]["hits"]


CHOICES: list[dict[str, Any]] = [
    {"filters": {"机构": ["jyj"]}},
    {"filters": {"公开类别": ["a"]}},
    {"filters": {"公开类别": ["a1", "b"], "有效性": ["in_force"]}},
    {"filters": {"年度": ["2024", "2022"], "机构": ["czj"]}},
    {"from": "2023-06-01", "to": "2024-06-15"},
    {"from": "2025-01-01", "filters": {"年度": ["2025"]}},
    {"filters": {"公开类别": ["没有"]}},
]


def passes(document: Document, choice: dict[str, Any], without: str = "") -> bool:
    """Tell whether filters let a document through; one of them may be left out."""
    day = document.published
    if any(choice.get(end) for end in ("from", "to")) and not day:
        return False
    if day < choice.get("from", "") or day > choice.get("to", "9"):
        return False
    chosen = {name: keys for name, keys in choice.get("filters", {}).items() if name != without}
    return all(set(keys) & set(keys_of(document, name)) for name, keys in chosen.items())


def keys_of(document: Document, name: str) -> list[str]:
    """The keys of a document in a facet, those above included."""
    if name == "年度":
        return [document.published[:4]] if document.published else []
    number = [facet.name for facet in FACETS].index(name)
    values, at, found = FACETS[number].values, document.facets[number] - 1, []
    while at >= 0:
        found.append(values[at].key)
        at = values[at].parent
    return found


def test_filters_and_counts(plain: Page, sample: Sample) -> None:
    """筛选只留该留的；每个检索条件的计数，按去掉它自己的筛选来数，上级含下级。"""
    for choice, answer in zip(CHOICES, ask(plain, [("公", {**ALL, **choice}) for choice in CHOICES]), strict=True):
        scores = sample.truth.scores([["公"]], [])
        found = {number: score for number, score in scores.items() if passes(sample.documents[number], choice)}
        assert answer["hits"] == sample.truth.relevance(found)
        assert answer["total"] == len(found)
        for name in [*(facet.name for facet in FACETS), "年度"]:
            counts: dict[str, int] = {}
            for number in scores:
                if passes(sample.documents[number], choice, without=name):
                    for key in keys_of(sample.documents[number], name):
                        counts[key] = counts.get(key, 0) + 1
            assert answer["facets"][name] == counts, (name, choice)


def test_folding_agrees_over_all_code_points(plain: Page) -> None:
    """浏览器与生成器的归一，在全部已分配字符上逐块相同。"""
    assigned = [code for code in range(0x110000) if code and unicodedata.category(chr(code)) != "Cn"]
    spans = list(runs(assigned))
    blocks = [[start, min(last, start + 4095)] for first, last in spans for start in range(first, last + 1, 4096)]
    checks = plain.evaluate(
        """async (blocks) => {
            const folder = (await disclosureSearch.open().then((engine) => engine.folder));
            return blocks.map(([first, last]) => {
                let text = "";
                for (let code = first; code <= last; code += 1) {
                    const c = String.fromCodePoint(code);
                    text += "1" + c + "2甲" + c + "b," + c + "3";
                }
                const folded = folder.fold(text);
                const units = new Uint16Array(folded.length);
                for (let i = 0; i < folded.length; i += 1) {
                    units[i] = folded.charCodeAt(i);
                }
                return disclosureSearch.crc32(new Uint8Array(units.buffer));
            });
        }""",
        blocks,
    )
    wrong = []
    for (first, last), check in zip(blocks, checks, strict=True):
        text = "".join(f"1{c}2甲{c}b,{c}3" for c in map(chr, range(first, last + 1)))
        if zlib.crc32(fold_parts([text])[:-1].tobytes()) != check:
            wrong.append(f"{first:x}-{last:x}")
    assert wrong == []


def runs(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of neighbours in ascending numbers."""
    for _, group in groupby(enumerate(codes), key=lambda item: item[1] - item[0]):
        numbers = [number for _, number in group]
        yield numbers[0], numbers[-1]


def test_traced_folding_leads_back(plain: Page) -> None:
    """归一后的每一单元都能指回原文。"""
    traced = plain.evaluate(
        """async () => { const folder = (await disclosureSearch.open()).folder;
            const text = "１,２ x《三公》𠮷㎏é"; const found = folder.trace(text);
            return found.text.split("").map((unit, i) =>
                [unit.charCodeAt(0) > 0xd7ff ? "?" : unit, text.slice(found.starts[i], found.ends[i])]); }"""
    )
    assert traced == [
        *(["1", "１"], ["2", "２"], [" ", ""], ["x", "x"], ["三", "三"], ["公", "公"]),
        *(["?", "𠮷"], ["?", "𠮷"], ["k", "㎏"], ["g", "㎏"], ["e", "é"]),
    ]


PARSED: list[tuple[str, str, list[list[Any]]]] = [
    ("", "empty", []),
    (" 　\t\n", "empty", []),
    ("，。“”「」()-", "empty", []),
    ("三公 经费", "", [["三公", False], ["经费", False]]),
    ("“三公”经费", "", [["三公经费", False]]),
    ("“三公”经费 “预算 公开”", "", [["三公经费", False], ["预算公开", False]]),
    ("““三公”经费 预算”", "", [["三公经费预算", False]]),
    ('"三公 经费"', "", [["三公经费", False]]),
    ('"三公 经费', "", [["三公", False], ["经费", False]]),
    ("「三公　经费」『预算』", "", [["三公", False], ["经费预算", False]]),
    ('"a b" a-b', "", [["a b", False]]),
    ("a -b －c", "", [["a", False], ["b", True], ["c", True]]),
    ('a -"b c"', "", [["a", False], ["b c", True]]),
    ("- a", "", [["a", False]]),
    ("-a", "only-excluded", [["a", True]]),
    ("a a Ａ -a", "", [["a", False], ["a", True]]),
    ("政办〔2024〕52号", "", [["政办2024 52号", False]]),
    ("<b>x</b> .*[ \\", "", [["b x b", False]]),
]


def test_queries_are_taken_apart(plain: Page) -> None:
    """检索词的拆分：空白、引号、减号。"""
    found = plain.evaluate(
        """async (texts) => { const folder = (await disclosureSearch.open()).folder;
            return texts.map((text) => { const query = disclosureSearch.parseQuery(text, folder);
                return [query.reason, query.terms.map((term) => [term.folded, term.excluded])]; }); }""",
        [text for text, _, _ in PARSED],
    )
    assert found == [[reason, terms] for _, reason, terms in PARSED]


def test_years_have_several_forms(plain: Page) -> None:
    """年份的几种写法互为替代，别的数字不动。"""
    found = plain.evaluate(
        """async (texts) => { const folder = (await disclosureSearch.open()).folder;
            return texts.map((text) => disclosureSearch.parseQuery(text, folder).terms[0].forms); }""",
        ["2024年", "二○二四年度", "一九九八年至二零零五年", "12024年", "2024", "二四年", "2024年2月二〇二三年"],
    )
    assert found == [
        ["2024年", "二〇二四年", "二零二四年"],
        ["二〇二四年度", "2024年度", "二零二四年度"],
        ["一九九八年至二零零五年", "1998年至2005年", "一九九八年至二〇〇五年"],
        ["12024年"],
        ["2024"],
        ["二四年"],
        ["2024年2月二〇二三年", "2024年2月2023年", "二〇二四年2月二〇二三年", "二零二四年2月二零二三年"],
    ]


HOSTILE = [
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        ".*",
        "(((",
        "[a-",
        "\\",
        "\\u0000",
        "\0",
        "%00",
        "%",
    ),
    *(
        "__proto__",
        "constructor",
        "hasOwnProperty",
        "\ud840",
        "\udc00公",
        "\u202e公",
        "\u200b公",
        '"',
        "''",
        "“",
        "-",
        "－－",
    ),
    *(
        "-公 -政",
        "公 -公",
        "公" * 10_000,
        "公 " * 5_000,
        "a" * 10_000,
        "\n\n",
        "🏛️",
        "∞≠",
        "null",
        "undefined",
        "../../x",
    ),
    " ".join(chr(0x4E00 + i) for i in range(40)),
]


def test_nothing_typed_breaks_it(opened: Page) -> None:
    """无论输入什么，都有答复。"""
    answers = ask(opened, [(query, {}) for query in HOSTILE])
    for query, answer in zip(HOSTILE, answers, strict=True):
        assert answer["reason"] in {"", "empty", "only-excluded"}, query
        assert answer["total"] >= len(answer["hits"]), query
        cut_short = len(query) > 1000 or query.count(" ") >= 16
        assert bool(answer["problems"]) == cut_short, query
    long = answers[HOSTILE.index("公" * 10_000)]
    assert long["problems"] == ["检索词太长，只用了前面 1000 个字。"]
    assert ask(
        opened, [("公", {"filters": {"__proto__": ["x"], "无": ["y"]}, "from": "不是日期", "to": "", "limit": 3})]
    )


def folded_marks(pieces: Sequence[dict[str, Any]]) -> list[str]:
    """The marked pieces, folded."""
    return [fold(piece["text"]) for piece in pieces if piece["mark"]]


def test_excerpts_show_the_terms_where_they_stand(tmp_path: Path, page_watch: WatchedPages) -> None:
    """摘录标出检索词，写明位置；附件给出名称、页次和网址。"""
    filler = "本县各有关单位应当按照要求认真做好相关工作，确保各项任务落到实处。" * 20
    pages = tuple(AttachedPart(f"附件《决算表》第{n}页", f"第{n}页，{filler}", "files/a.pdf") for n in range(1, 9))
    last = AttachedPart("附件《决算表》第9页", filler + "公务用车购置费１，２３４元。" + filler, "files/a.pdf")
    found = [
        Document(
            address="entry/1.html",
            title="某县“三公”經費公开",
            published="2024-05-01 10:30",
            numbers=("98/2024-1", "某政〔2024〕52号", "甲1", "乙52号丙"),
            summary=("概述里没有。", "三公经费", "车改"),
            body=(
                Part("", filler + "附后的“三公”经费\n\t情况如下。" + filler + "另见第二处𠀀说明。" + filler),
                Part("依据", "《某条例》"),
            ),
            attachments=(*pages, last),
            facets=(2, 1, 1),
        ),
        *(Document(address=f"entry/{n}.html", title=f"第{n}号", facets=(0, 0, 0)) for n in range(2, 9)),
    ]
    write_index(tmp_path / "search", found, facets=FACETS, shape=Shape(hot=2))
    write_page(tmp_path)
    watched = page_watch()
    watched.page.goto((tmp_path / "index.html").as_uri())
    queries = ["三公经费", "三公经费 𠀀 购置费1234元", "52号", "某县三公经费公开 某条例", "98/2024-1", "车改"]
    money, three, number, title, whole, keyword = [
        answer["hits"][0] for answer in ask(watched.page, [(q, {}) for q in queries])
    ]
    assert money["title"] == [
        {"text": "某县“", "mark": False},
        {"text": "三公”經費", "mark": True},
        {"text": "公开", "mark": False},
    ]
    assert (money["published"], money["tier"]) == ("2024-05-01 10:30", 4)
    assert money["facets"] == {"公开类别": "甲一", "机构": "县教育局", "有效性": "in_force"}
    assert [(e["place"], e["address"]) for e in money["excerpts"]] == [("正文", "entry/1.html")]
    pieces = money["excerpts"][0]["pieces"]
    assert folded_marks(pieces) == ["三公经费"]
    assert (pieces[0]["text"], pieces[-1]["text"]) == ("…", "…")
    shown = "".join(piece["text"] for piece in pieces)
    assert "附后的“三公”经费 情况如下。" in shown
    assert 60 <= len(shown) <= 160
    places = [(e["place"], e["address"], folded_marks(e["pieces"])) for e in three["excerpts"]]
    assert places == [
        ("正文", "entry/1.html", ["三公经费"]),
        ("正文", "entry/1.html", ["𠀀"]),
        ("附件《决算表》第9页", "files/a.pdf", ["购置费1234元"]),
    ]
    assert [[p["text"] for p in pieces] for pieces in number["numbers"]] == [
        ["98/2024-1"],
        ["某政〔2024〕", "52号"],
        ["乙", "52号", "丙"],
    ]
    assert number["tier"] == 6
    assert title["tier"] == 5 + 2
    assert [(e["place"], folded_marks(e["pieces"])) for e in title["excerpts"]] == [("依据", ["某条例"])]
    assert whole["tier"] == 7
    assert [e["place"] for e in whole["excerpts"]] == ["内容概述"]
    assert [(e["place"], folded_marks(e["pieces"])) for e in keyword["excerpts"]] == [("主题词", ["车改"])]


def test_suggestions(plain: Page, sample: Sample) -> None:
    """输入时给出词表里的词和标题；一个机构的几个名称只给一个。"""
    found = plain.evaluate(
        """async () => { const engine = await disclosureSearch.open();
            return [await engine.suggest("教育", 5), await engine.suggest("财", 5), await engine.suggest("，", 5),
                await engine.suggest("政府信息公开", 4), await engine.suggest("砀山县教", 5)]; }"""
    )
    assert [(item["text"], item["kind"]) for item in found[0]] == [("教育经费", "主题词"), ("县教育局", "机构")]
    assert found[1] == [{"text": "县财政局", "kind": "机构", "facet": "机构", "value": "czj"}]
    assert found[2] == []
    assert [item["text"] for item in found[4] if item["kind"] == "机构"] == ["砀山县教育局"]
    titles = {document.address: document.title for document in sample.documents}
    assert len(found[3]) == 4
    for item in found[3]:
        assert item["kind"] == "标题"
        assert fold(item["text"]) == fold(titles[item["address"]])


def test_a_search_can_be_given_up(plain: Page) -> None:
    """检索可以中途作废。"""
    assert plain.evaluate(
        """async () => { const engine = await disclosureSearch.open(), control = new AbortController();
            const running = engine.search("公", {signal: control.signal}); control.abort();
            const outcome = await running.catch((error) => error.name);
            return [outcome, (await engine.search("公", {})).hits.length]; }"""
    ) == ["AbortError", 10]


def test_memory_and_reading_are_bounded(plain: Page) -> None:
    """同一文件只读一次；用不着的文件不一直占内存。"""
    found = plain.evaluate(
        """async () => {
            const engine = await disclosureSearch.open();
            const first = await engine.search("政府信息公开", {}), second = await engine.search("政府信息公开", {});
            const loader = new disclosureSearch.Loader(disclosureSearch.base, 3000), sizes = [];
            for (let n = 0; n < 6; n += 1) {
                await loader.get("2024/t/0/" + (n % 3), (bytes) => bytes.length);
                sizes.push(loader.size);
            }
            return [first.read, second.read, Math.max(...sizes), loader.files]; }"""
    )
    assert found[0]["files"] > 6
    assert found[0]["bytes"] > 5000
    assert found[1] == {"files": 0, "bytes": 0}
    assert found[2] <= 3000
    assert found[3] >= 3


def inflate_samples() -> list[bytes]:
    """Data of every kind of block."""
    random = Random(3)  # noqa: S311
    noise = random.randbytes(70_000)
    words = "".join(random.choices("政府信息公开预算", k=30_000)).encode()
    stored = zlib.compressobj(0)
    fixed = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_FIXED)
    return [
        zlib.compress(b""),
        zlib.compress(words, 9),
        zlib.compress(noise),
        stored.compress(words) + stored.flush(),
        fixed.compress(words) + fixed.flush(),
        zlib.compress(b"a" * 100_000),
    ]


def test_own_inflate(plain: Page) -> None:
    """浏览器没有解压功能时，自带的解压给出同样的结果；坏数据报错，不死循环。"""
    samples = inflate_samples()
    broken = [sample[: len(sample) // 2] for sample in samples[1:]] + [
        b"",
        b"\x78\x9c\x07",
        b"\x00" * 20,
        b"\x78\x9c" * 9,
    ]
    outcome = plain.evaluate(
        """(samples) => samples.map((bytes) => {
            try { return disclosureSearch.crc32(disclosureSearch.inflateHere(disclosureSearch.fromBase64(bytes))); }
            catch (error) { return error.message; } })""",
        [b64encode(sample).decode() for sample in samples + broken],
    )
    assert outcome[: len(samples)] == [zlib.crc32(zlib.decompress(sample)) for sample in samples]
    assert all(isinstance(message, str) for message in outcome[len(samples) :])


def test_old_browsers(sample: Sample, page_watch: WatchedPages) -> None:
    """没有解压功能的旧浏览器，检索结果一样。"""
    answers = []
    for step in ("delete window.DecompressionStream", "0"):
        watched = page_watch()
        watched.page.add_init_script(step)
        watched.page.goto((sample.folder / "index.html").as_uri())
        answers.append([answer["hits"] for answer in ask(watched.page, [("政府信息公开", ALL), ("52号", ALL)])])
    assert answers[0] == answers[1]
    assert all(answers[0])


def damaged(sample: Sample, tmp_path: Path) -> Path:
    """A copy of the index that a test may damage."""
    folder = tmp_path / "site"
    write_index(folder / "search", sample.documents, facets=FACETS, segments=SEGMENTS)
    write_page(folder)
    return folder


def shards_asked_for(watched: Watch, query: str) -> list[str]:
    """The addresses of the shards that a newly opened engine reads for a query."""
    before = len(watched.requests)
    ask(watched.page, [(query, {})])
    return [address for address in watched.requests[before:] if "/g/" in address]


def segment_of(address: str) -> str:
    """The segment that a file of the index belongs to."""
    return address.split("/search/")[1].split("/", maxsplit=1)[0]


DAMAGE: dict[str, tuple[Callable[[bytes], bytes] | None, str]] = {
    "missing": (None, "没有读到检索文件 "),
    "empty": (lambda _: b"", "没有读到检索文件 "),
    "garbled": (lambda content: content[: len(content) // 2], "没有读到检索文件 "),
    "flipped": (lambda content: content.replace(b',"', b',"AAAA', 1), "检索文件已损坏："),
    "no base64": (lambda content: content.replace(b',"', b',"*', 1), "检索文件已损坏："),
    "another": (lambda _: script("another", b"x"), "检索文件已损坏："),
    "nonsense": (lambda content: script(content.split(b'"')[1].decode(), b"nonsense"), "检索文件已损坏："),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_told_and_the_rest_is_found(
    damage: str, sample: Sample, tmp_path: Path, page_watch: WatchedPages
) -> None:
    """检索文件缺失或损坏，指出是哪一个，其余照常找到。"""
    folder = damaged(sample, tmp_path)
    harm, sentence = DAMAGE[damage]
    watched = page_watch()
    watched.page.goto((folder / "index.html").as_uri())
    whole = ask(watched.page, [("公", ALL)])[0]
    shard = next(address for address in shards_asked_for(watched, "公") if "/older/" in address)
    victims = ["2024/columns.js", "2025/t/0/0.js", shard.split("/search/")[1]]
    for victim in victims:
        path = folder / "search" / victim
        content = path.read_bytes()
        if harm is None:
            path.unlink()
        else:
            path.write_bytes(harm(content))
        answer = ask(watched.page, [("公", ALL)])[0]
        path.write_bytes(content)
        assert len(answer["problems"]) == 1, victim
        assert answer["problems"][0].startswith(f"{sentence}search/{victim}。"), answer["problems"]
        assert answer["exact"] is False
        assert set(answer["hits"]) < set(whole["hits"])
        assert answer["hits"]
    manifest = folder / "search" / "manifest.js"
    content = manifest.read_bytes()
    if harm is None:
        manifest.unlink()
    else:
        manifest.write_bytes(harm(content))
    trouble = watched.page.evaluate("disclosureSearch.open().catch((error) => [error.name, error.message, error.file])")
    assert trouble[0] == "Trouble"
    assert trouble[1].startswith(sentence)
    assert trouble[2] == "manifest"


def test_a_shard_that_fails_is_made_up_for(sample: Sample, tmp_path: Path, page_watch: WatchedPages) -> None:
    """缺了一个词的索引文件，仍由其余字词和原文核对找到。"""
    folder = damaged(sample, tmp_path)
    watched = page_watch()
    watched.page.goto((folder / "index.html").as_uri())
    first = next(address for address in shards_asked_for(watched, "砀政办") if segment_of(address) == "2024")
    (folder / "search" / first.split("/search/")[1]).unlink()
    answer = ask(watched.page, [("砀政办", ALL)])[0]
    assert answer["hits"] == sample.truth.relevance(sample.truth.scores([["砀政办"]], []))
    assert (answer["exact"], len(answer["problems"])) == (False, 1)


def test_other_formats_are_refused(tmp_path: Path, page_watch: WatchedPages) -> None:
    """检索文件与网页程序版本不同，直接说明。"""
    folder = tmp_path / "search"
    folder.mkdir()
    (folder / "manifest.js").write_bytes(script("manifest", zlib.compress(b'{"format":1}')))
    watched = page_watch()
    watched.page.goto(write_page(tmp_path).as_uri())
    assert "版本不一致" in watched.page.evaluate("disclosureSearch.open().catch((error) => error.message)")


def test_a_mixture_of_two_versions_is_told(sample: Sample, tmp_path: Path, page_watch: WatchedPages) -> None:
    """新旧索引混在一起时，提示刷新，不把错的当对的。"""
    folder = damaged(sample, tmp_path)
    blank = [[f"entry/x{n}.html", "无", "2024-01-01", [], [], [], []] for n in range(7)]
    for path in sorted((folder / "search" / "2024" / "t" / "0").iterdir()):
        path.write_bytes(script(f"2024/t/0/{path.stem}", zlib.compress(json.dumps(blank).encode())))
    watched = page_watch()
    watched.page.goto((folder / "index.html").as_uri())
    answer = ask(watched.page, [("政府信息公开", {"filters": {"年度": ["2024"]}})])[0]
    assert answer["problems"] == ["检索文件新旧不一，可能刚刚更新过。请刷新页面后再试。"]
    assert {hit["tier"] for hit in answer["hits"]} <= {1}  # the attachments were not exchanged


def test_nothing_to_search(tmp_path: Path, page_watch: WatchedPages) -> None:
    """一个文件也没有的站，检索如实说没有。"""
    write_index(tmp_path / "search", [Document(address="a.html", title="甲")])
    watched: Watch = page_watch()
    watched.page.goto(write_page(tmp_path).as_uri())
    found, nothing = ask(watched.page, [("甲", {}), ("乙", {})])
    assert (found["total"], nothing["total"]) == (1, 0)
