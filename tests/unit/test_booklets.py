"""Printed catalogues: their order, what the PDF says, fonts that are not there, titles that look like instructions."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from disclosure import catalogue, vocabulary
from disclosure.books import Fonts, Press, choose
from disclosure.books.coverage import covered
from disclosure.books.press import TEMPLATE, characters_in
from disclosure.catalogue import Catalogue
from disclosure.cli import main
from disclosure.problem import Refused
from disclosure.views import Booklet, booklets
from disclosure.vocabulary import Site
from unit.small_site import CODE, loaded, policy, vocabulary_data, words_of, write_entries, write_vocabulary

DAY = date(2026, 11, 15)
HOSTILE = (
    r'#panic("x") $a_1$ *粗* _斜_ @item-1 <item-1> \ "引" // 注 /* 注 */ [a]{b} = 题 - 项 `原样` ~ -- …… 1. #import "x"'
)
RARE = "𣲗"


def notice(number: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML data
    """The data of a valid notice of the finance bureau."""
    data = {
        "标题": f"第{number}号公告",
        "索引号": f"990000020/2024-{number:05}",
        "发布日期": "2024-05-01",
        "正文": "现公告如下。\n",
    }
    return data | changes


@pytest.fixture(scope="module")
def demo(root: Path) -> Catalogue:
    """Return the catalogue of the demonstration site."""
    return catalogue.load(root, words_of(root)).catalogue


def fonts_for(wanted: Sequence[Booklet], site: Site, folder: Path | None = None) -> Fonts:
    """Return the fonts that the booklets are set in."""
    return choose(site.booklet_fonts, characters_in(wanted, site), folder)


def printed(booklet: Booklet, site: Site) -> bytes:
    """Set one booklet."""
    with Press(site, fonts_for([booklet], site)) as press:
        return press.set(booklet)


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page without spaces and line ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def squeezed(text: str) -> str:
    """Return a text as `pages_of` gives it."""
    return "".join(text.split())


def test_a_booklet_has_one_organ_and_one_year(tmp_path: Path) -> None:
    """一个机构一年一本，机构按词表次序，年份从早到晚。"""
    entries = {
        "xzfb/policy/1.yml": policy(1),
        "xzfb/policy/2.yml": policy(2, 发布日期="2025-01-02"),
        "czj/notice/1.yml": notice(1),
    }
    found = loaded(tmp_path, entries)
    assert [(b.name, b.count) for b in booklets(found)] == [
        ("990000010-2024", 1),
        ("990000010-2025", 1),
        ("990000020-2024", 1),
    ]
    czj = words_of(tmp_path).organ_by_slug["czj"]
    assert [b.name for b in booklets(found, [czj])] == ["990000020-2024"]
    assert [b.name for b in booklets(found, years=[2025])] == ["990000010-2025"]
    assert booklets(found, [czj], [2025]) == []
    assert {b.as_of for b in booklets(found)} == {date(2025, 1, 2)}
    assert {b.as_of for b in booklets(found, as_of=DAY)} == {DAY}


def test_entries_stand_in_the_order_of_the_law_and_of_time(tmp_path: Path) -> None:
    """按公开类别的次序编排，同一类别先公开的在前，统一编号。"""
    entries = {
        "xzfb/policy/3.yml": policy(3, 发布日期="2024-02-01", 成文日期="2024-01-31", 发文字号="无"),
        "xzfb/policy/10.yml": policy(10),
        "xzfb/policy/9.yml": policy(9, 发布日期="2024-03-21"),
        "xzfb/policy/2.yml": policy(2, 有效性="废止", 效力说明="被废止"),
        "xzfb/notice/1.yml": notice(1, 索引号=f"{CODE}/2024-00001"),
    }
    (booklet,) = booklets(loaded(tmp_path, entries))
    shown = [(s.level, s.title, s.count, [i.facts[0][1][-2:] for i in s.items]) for s in booklet.sections]
    assert [line for line in shown if line[3]] == [
        (3, "现行文件", 3, ["03", "10", "09"]),
        (3, "失去效力的文件", 1, ["02"]),
        (2, "（十五）法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息", 1, ["01"]),
    ]
    assert shown[0][:3] == (1, "法定主动公开内容", 5)
    items = [item for section in booklet.sections for item in section.items]
    assert [item.number for item in items] == [1, 2, 3, 4, 5]
    assert dict(items[0].facts) == {
        "索引号": f"{CODE}/2024-00003",
        "成文日期": "2024-01-31",
        "发布日期": "2024-02-01",
        "有效性": "有效",
    }
    assert items[3].state == "repealed"
    numbers, indexes = booklet.registers
    assert numbers.lines == (("示政办发〔2024〕2号", 4), ("示政办发〔2024〕9号", 3), ("示政办发〔2024〕10号", 2))
    assert [place for _, place in indexes.lines] == [5, 4, 1, 3, 2]


def test_long_summaries_end_with_a_sentence(tmp_path: Path) -> None:
    """内容概述太长时印到一句话结束的地方。"""
    long, endless = f"{'甲' * 100}。{'乙' * 100}。", "丙" * 300
    found = loaded(
        tmp_path, {"xzfb/policy/1.yml": policy(1, 内容概述=long), "xzfb/policy/2.yml": policy(2, 内容概述=endless)}
    )
    items = [item for section in booklets(found)[0].sections for item in section.items]
    assert [item.summary for item in items] == [f"{'甲' * 100}。", f"{'丙' * 160}……"]


def test_somebody_can_always_be_asked(tmp_path: Path, demo: Catalogue) -> None:
    """咨询处取自公开指南，没有指南的取机构职能，再没有的取上级的，最后是页脚。"""
    by_organ = {booklet.organ.slug: dict(booklet.contact) for booklet in booklets(demo)}
    assert by_organ["czj"]["名称"] == "示例县财政局办公室"
    assert by_organ["zjj"]["名称"] == "示例县住房和城乡建设局"
    assert all(contact.get("联系电话") for contact in by_organ.values())
    (booklet,) = booklets(loaded(tmp_path, {"czj/notice/1.yml": notice(1)}))
    assert dict(booklet.contact) == {"名称": "示例县人民政府", "联系方式": "000-00000000"}


@pytest.fixture(scope="module")
def booklet(demo: Catalogue) -> Booklet:
    """Return the booklet of the finance bureau."""
    czj = demo.vocabulary.organ_by_slug["czj"]
    return booklets(demo, [czj], [2026], DAY)[0]


@pytest.fixture(scope="module")
def pdf(booklet: Booklet, demo: Catalogue) -> bytes:
    """Return it printed."""
    return printed(booklet, demo.vocabulary.site)


def test_every_entry_is_printed_once_in_order(pdf: bytes, booklet: Booklet, demo: Catalogue) -> None:
    """每条信息印一次，次序不乱，标题、索引号、日期、概述、网址都在；索引指向所在的页。"""
    pages = pages_of(pdf)
    text = "".join(pages)
    base = demo.vocabulary.site.public_address
    items = [item for section in booklet.sections for item in section.items]
    assert len(items) == booklet.count > 10
    at = text.index("编制说明")
    for item in items:
        block = text.index(squeezed(f"{item.number}{item.title}"), at)
        for value in (*(f"{label}{value}" for label, value in item.facts), item.summary, base + item.address):
            at = text.index(squeezed(value), block)
        assert text.count(base + item.address) == 1
        page = next(number for number, page in enumerate(pages) if base + item.address in page)
        number = dict(item.facts)["索引号"]
        assert f"{number}{item.number}{page}" in pages[-1]
    assert "示例县财政局政府信息公开目录（2026年）" in pages[0]
    assert "截至日期2026年11月15日" in pages[0]
    assert all(f"第{number}页共{len(pages) - 1}页" in page for number, page in enumerate(pages[1:], 1))


def test_the_outline_names_every_section(pdf: bytes, booklet: Booklet) -> None:
    """书签与正文的各级标题一致。"""
    with pypdfium2.PdfDocument(pdf) as document:
        outline = [(mark.level, squeezed(mark.get_title())) for mark in document.get_toc()]
        assert document.get_metadata_value("Title") == "示例县财政局2026年政府信息公开目录"
        assert document.get_metadata_value("Author") == "示例县财政局"
        assert document.get_metadata_value("CreationDate").startswith("D:20261115")
    sections = [(section.level - 1, squeezed(f"{section.title}{section.count}条")) for section in booklet.sections]
    start = outline.index(sections[0])
    assert outline[start : start + len(sections)] == sections
    assert [title for _, title in outline[:start]][-1] == "目录"
    assert [title for _, title in outline[start + len(sections) :]] == ["按发文字号查找", "按索引号查找"]


def test_the_pdf_can_be_read_aloud(pdf: bytes) -> None:
    """符合 PDF/UA，语言是中文。"""
    assert b"pdfuaid:part" in pdf
    assert b"<rdf:li>zh-CN</rdf:li>" in pdf or b"/Lang(zh-CN)" in pdf.replace(b" ", b"")


def test_the_same_booklet_has_the_same_bytes(pdf: bytes, booklet: Booklet, demo: Catalogue) -> None:
    """同样的数据和字体，两次制作一个字节也不差。"""
    assert printed(booklet, demo.vocabulary.site) == pdf


def test_titles_are_never_instructions(tmp_path: Path) -> None:
    """标题里的排版符号原样印出来；生僻字显示得出。"""
    entries = {
        "xzfb/policy/1.yml": policy(1, 标题=f"关于{HOSTILE}的通知", 内容概述=f"{HOSTILE}。{RARE}水"),
        "xzfb/policy/2.yml": policy(2, 发文字号="示政办发〔2024〕2号", 标题='\'); #read("/etc/passwd") \\u{41}'),
    }
    found = loaded(tmp_path, entries)
    (hostile,) = booklets(found)
    text = "".join(pages_of(printed(hostile, found.vocabulary.site)))
    assert squeezed(f"关于{HOSTILE}的通知") in text
    assert squeezed(f"{HOSTILE}。{RARE}水") in unicodedata.normalize("NFC", text)
    assert squeezed('\'); #read("/etc/passwd") \\u{41}') in text
    assert "entry/990000010/2024-00001.html" in text


def test_the_template_opens_nothing() -> None:
    """样式不引用别的文件、软件包，也不把数据当作排版指令。"""
    code = re.sub(r"//.*", "", TEMPLATE.read_text(encoding="utf-8"))
    found = re.findall(r"\b(?:import|include|read|eval|plugin|image|json|yaml|toml|csv|xml|cbor)\b.*", code)
    assert found == ["json(bytes(sys.inputs.book))"]


@pytest.fixture(scope="module")
def few_fonts(tmp_path_factory: pytest.TempPathFactory, booklet: Booklet, demo: Catalogue) -> Path:
    """Return a folder with nothing but the fonts of the demonstration."""
    folder = tmp_path_factory.mktemp("字体")
    for number, path in enumerate(fonts_for([booklet], demo.vocabulary.site).files):
        (folder / f"{number}{path.suffix}").symlink_to(path)
    return folder


def test_characters_without_a_font_are_named(tmp_path: Path, few_fonts: Path) -> None:
    """没有字体的字一次全部指出，说明在哪一条，不会印成空框。"""
    found = loaded(tmp_path, {"xzfb/policy/1.yml": policy(1, 标题="关于ཀ和ሀ的通知")})
    (lacking,) = booklets(found)
    with pytest.raises(Refused) as refusal:
        fonts_for([lacking], found.vocabulary.site, few_fonts)
    lines = str(refusal.value).splitlines()
    assert lines[0].startswith(f"{CODE}/2024-00001（关于ཀ和ሀ的通知）：“ཀ”（U+0F40）没有字体能显示")
    assert "“ሀ”（U+1200）" in lines[1]
    assert lines[2].startswith("共 2 个字显示不出来")
    unfit = fonts_for([], found.vocabulary.site, few_fonts)
    with Press(found.vocabulary.site, unfit) as press, pytest.raises(Refused, match="排不出来"):
        press.set(lacking)


def test_the_first_installed_font_is_taken(few_fonts: Path, demo: Catalogue, tmp_path: Path) -> None:
    """字体按词表的次序取装了的第一个；词表里的都没有时取任何一种中文字体。"""
    site = demo.vocabulary.site
    usual = fonts_for([], site, few_fonts)
    assert usual.song[0] in site.booklet_fonts.song
    data = vocabulary_data()
    data["site.yml"]["目录册字体"] = {"宋体": ["没有的字体"], "黑体": ["也没有的字体"]}
    write_vocabulary(tmp_path, data)
    other = fonts_for([], words_of(tmp_path).site, few_fonts)
    assert other.song[0] == other.hei[0] != ""
    data["site.yml"]["目录册字体"] = {"宋体": [usual.hei[0].upper()], "黑体": [usual.song[0]]}
    write_vocabulary(tmp_path, data)
    swapped = fonts_for([], words_of(tmp_path).site, few_fonts)
    assert (swapped.song[0], swapped.hei[0]) == (usual.hei[0], usual.song[0])
    assert swapped.report.startswith(f"字体：正文 {usual.hei[0]}，标题 {usual.song[0]}")


def font(table: bytes) -> bytes:
    """A file with a directory of one table, `cmap`, of one list of characters."""
    cmap = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table
    return struct.pack(">4sHHHH4sLLL", b"\0\1\0\0", 1, 0, 0, 0, b"cmap", 0, 28, len(cmap)) + cmap


SEGMENTS = struct.pack(
    ">HHHHHHH3HH3H3H3H3H",
    *(4, 0, 0, 6, 0, 0, 0),
    *(0x42, 0x4E02, 0xFFFF),  # last characters
    0,
    *(0x41, 0x4E00, 0xFFFF),  # first characters
    *(0, 0, 1),  # added to the glyph
    *(0, 4, 0),  # where the glyphs of the second segment stand
    *(5, 0, 7),  # U+4E01 has none
)
GROUPS = struct.pack(">HHLLL3L3L", 12, 0, 0, 0, 2, 0x23C97, 0x23C98, 9, 0x30000, 0x30001, 0)


@pytest.mark.parametrize(
    ("table", "has"),
    [
        (SEGMENTS, "AB一丂"),
        (GROUPS, "\U00023c97\U00023c98\U00030001"),
        (struct.pack(">HH", 6, 0), ""),
        (b"", ""),
        (SEGMENTS[:20], ""),
        (struct.pack(">HHLLL", 12, 0, 0, 0, 9) + b"\0", ""),
    ],
    ids=["segments", "groups", "other format", "empty", "cut", "cut groups"],
)
def test_the_characters_of_a_font_are_read_from_it(tmp_path: Path, table: bytes, has: str) -> None:
    """字体里有哪些字，按字体文件自己的表判断；坏的字体等于没有。"""
    path = tmp_path / "font.ttf"
    path.write_bytes(font(table))
    asked = "ABC一丁丂七\U00023c97\U00023c98\U00023c99\U00030000\U00030001"
    assert "".join(sorted(covered(path, 0, asked))) == has


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command; give its exit code, output and errors."""
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a root with entries of two organs."""
    write_vocabulary(tmp_path)
    write_entries(tmp_path, {"xzfb/policy/1.yml": policy(1), "czj/notice/1.yml": notice(1)})
    return tmp_path


def test_the_command_writes_one_file_a_booklet(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """命令 book 每个机构每年写一个文件，说明用了什么字体；再做一次一个字节也不变。"""
    arguments = ("book", "--root", str(project), "--today", "2026-11-15")
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "")
    folder = project / "目录册"
    assert sorted(path.name for path in folder.iterdir()) == ["990000010-2024.pdf", "990000020-2024.pdf"]
    assert "字体：正文 " in out
    assert out.splitlines()[-1] == f"制作了 2 本目录册，共 2 条，截至 2026-11-15，在 {folder}"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name in ("县财政局", "示例县税费局", "990000020", "czj"):
        code, out, _ = run(capsys, *arguments, "--organ", name, "--year", "2024", "--out", str(project / "另存"))
        assert code == 0
        assert "制作了 1 本目录册，共 1 条" in out
    (other,) = (project / "另存").iterdir()
    assert other.read_bytes() == before[other.name]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--organ", "县水利局", "--organ", "x"], 2, "没有“县水利局”、“x”这个机构，可以用：县政府办、县财政局"),
        (["--year", "24"], 2, "“24”不是年份，请写成 2024"),
        (["--font-dir", "没有的文件夹"], 2, "没有 没有的文件夹 这个文件夹"),
        (["--year", "2019"], 1, "没有公开任何条目"),
        (["--font-dir", "."], 1, "没有中文字体"),
    ],
)
def test_what_cannot_be_done_is_said(  # noqa: PLR0913, PLR0917 - the parts of a case
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    """机构、年份写错是用法不对；没有条目、没有字体是做不成；都不留下文件。"""
    monkeypatch.chdir(project)
    result, _, err = run(capsys, "book", "--today", "2026-11-15", *arguments)
    assert result == code
    assert said in err
    assert not (project / "目录册").exists()


def test_a_catalogue_with_errors_is_not_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """目录有错误时不制作，先列出错误。"""
    write_entries(project, {"xzfb/policy/2.yml": policy(2, 发布日期="2024年3月20日")})
    code, out, err = run(capsys, "book", "--root", str(project), "--today", "2026-11-15")
    assert code == 1
    assert "[bad-date]" in out
    assert "没有制作目录册" in err
    assert not (project / "目录册").exists()


def test_settings_of_paper_are_checked(tmp_path: Path) -> None:
    """公开地址补上末尾的斜线；写错的设置指出来。"""
    data = vocabulary_data()
    data["site.yml"] |= {"公开地址": "https://www.example.gov.cn/zwgk", "查阅点": [{"名称": "县档案馆"}]}
    write_vocabulary(tmp_path, data)
    _, problems = vocabulary.load(tmp_path)
    assert {problem.field for problem in problems} == {"地址", "开放时间"}
    data["site.yml"]["查阅点"] = [{"名称": "县档案馆", "地址": "示范大道", "开放时间": "工作日"}]
    write_vocabulary(tmp_path, data)
    site = words_of(tmp_path).site
    assert site.public_address == "https://www.example.gov.cn/zwgk/"
    assert site.reading_rooms[0].phone is None
