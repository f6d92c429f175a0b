"""填报手册各章：命令都对得上程序，规则的话照抄规则，网页和书是同一份文字；不公开时网站上没有。"""

from __future__ import annotations

import re
import shlex
from datetime import date
from html import unescape
from pathlib import Path

import pypdfium2
import pytest

from disclosure import catalogue
from disclosure.books import Guide, Press, blocks_in, characters_of, choose
from disclosure.cli.main import _parser
from disclosure.pages import Site
from disclosure.pages.manual import TASKS, chapters
from disclosure.problem import RULES
from unit.small_site import loaded, policy, vocabulary_data, words_of, write_vocabulary

_CODE = re.compile(r"<code>(python3 hooks [^<]*)</code>")
_SHOWN = re.compile(r"python3 hooks ([^`|<\n]*?)(?=[`|<\n，。；、）)]|$)")
_DESK = ("README.md", ".github/CONTRIBUTING.md", "catalogue/README.md", ".pre-commit-config.yaml")


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The templates of the project over a small catalogue, for staff."""
    small = tmp_path_factory.mktemp("handbook")
    return Site(root, loaded(small, {"xzfb/policy/1.yml": policy()}), {}, {}, for_staff=True)


@pytest.fixture(scope="module")
def book(site: Site) -> dict[str, str]:
    """The HTML of each chapter by its title."""
    return dict(chapters(site))


def test_every_task_has_its_chapter(root: Path, book: dict[str, str]) -> None:
    """每件事一章，没有多余的模板；手册首页列出每一章。"""
    there = {path.stem for path in (root / "overrides/pages/manual").glob("*.html")}
    assert there == {name for name, _, _ in TASKS}
    assert {title for _, title, _ in TASKS} <= book.keys()
    for name, title, _ in TASKS:
        assert f'<a href="../manual/{name}.html">{title}</a>' in book["填报手册"]


def test_every_command_in_the_manual_is_one(book: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """手册里的每一条命令，程序都认得，选项也认得。"""
    shown = sorted({unescape(found) for html in book.values() for found in _CODE.findall(html)})
    assert len(shown) > 12
    understood(shown, capsys)


def test_every_command_at_the_desk_is_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """说明文件、合并请求的清单、本机检查里的命令也是。"""
    places = [root / name for name in _DESK]
    places += sorted((root / ".github/PULL_REQUEST_TEMPLATE").glob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in places]
    shown = sorted({f"python3 hooks {found.strip()}" for text in texts for found in _SHOWN.findall(text)})
    assert len(shown) > 12
    understood(shown, capsys)


def understood(commands: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """All of the commands parse; a file that is not there is no matter."""
    parser, wrong = _parser(), []
    for command in commands:
        try:
            parser.parse_known_args(shlex.split(command)[2:])
        except SystemExit:
            said = capsys.readouterr().err
            if "没有“" not in said:
                wrong.append((command, said))
    assert wrong == []


def test_rules_are_quoted_as_they_are(book: dict[str, str]) -> None:
    """审查一章引用的规则，文字就是规则的要求，链接到规则页。"""
    html = book["审查与复核"]
    for name in ("review-missing", "review-refused", "review-by-one-person", "review-out-of-order"):
        assert f'{RULES[name].requires}（<a href="rules.html#{name}"><code>{name}</code></a>）' in unescape(html)


def test_staff_pages_follow_the_setting(root: Path, tmp_path: Path) -> None:
    """不写“填报资料”，没有手册和复核页；写了公开，或者做给工作人员看的，就有。"""
    write_vocabulary(tmp_path)
    hidden = catalogue.load(tmp_path, words_of(tmp_path)).catalogue
    data = vocabulary_data()
    data["site.yml"]["填报资料"] = "公开"
    write_vocabulary(tmp_path, data)
    shown = catalogue.load(tmp_path, words_of(tmp_path)).catalogue

    def names(site: Site) -> set[str]:
        return {family.name for family in site.families if family.staff}

    assert names(Site(root, hidden, {}, {})) == set()
    assert {"manual", "review"} <= names(Site(root, shown, {}, {}))
    assert names(Site(root, hidden, {}, {}, for_staff=True)) == names(Site(root, shown, {}, {}))


def test_pages_become_blocks() -> None:
    """网页变成书里的段落：导航、大标题不要，列表编号，表格分出表头，例子的空格都在。"""
    html = (
        '<nav><a href="x">首页</a></nav><h1>题</h1><p>前 <code>check</code>\n后</p><h2>节</h2>'
        "<ol><li>甲</li><li>乙<ul><li>丙</li></ul></li></ol><pre><code>正文: |\n  第一条</code></pre>"
        "<table><caption>表</caption><thead><tr><th>字段</th></tr></thead><tbody><tr><td>标题</td></tr></tbody></table>"
        "<dl><dt>名</dt><dd>义</dd></dl>"
    )
    assert blocks_in(html) == [
        {"sort": "par", "runs": [["", "前 "], ["code", "check"], ["", " 后"]]},
        {"sort": "heading", "level": 2, "runs": [["", "节"]]},
        {"sort": "item", "mark": "1.", "depth": 1, "runs": [["", "甲"]]},
        {"sort": "item", "mark": "2.", "depth": 1, "runs": [["", "乙"]]},
        {"sort": "item", "mark": "", "depth": 2, "runs": [["", "丙"]]},
        {"sort": "code", "runs": [["", "正文: |\n  第一条"]]},
        {"sort": "table", "head": 1, "rows": [[[["", "字段"]]], [[["", "标题"]]]]},
        {"sort": "term", "runs": [["", "名"]]},
        {"sort": "par", "runs": [["", "义"]]},
    ]


def test_chapters_are_set_as_a_book(site: Site, book: dict[str, str]) -> None:
    """排成 PDF：有书签，文字都在，能朗读，同样的内容逐字节相同。"""
    words = site.catalogue.vocabulary.site
    kept = tuple((title, blocks_in(book[title])) for title in ("填报手册", "审查与复核"))
    guide = Guide("填报手册", date(2026, 11, 15), kept)
    with Press(words, choose(words.booklet_fonts, characters_of(guide, words))) as press:
        made = press.set_guide(guide)
        assert press.set_guide(guide) == made
    pdf = pypdfium2.PdfDocument(made)
    assert [mark.get_title() for mark in pdf.get_toc()][:2] == ["目录", "填报手册"]
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "review-by-one-person" in text
    assert "示例县财政局" in text or "保密审查" in text
    assert b"/MarkInfo" in made or b"pdfuaid" in made
