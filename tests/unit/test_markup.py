"""Body text: every word of it stays, nothing in it comes alive, and the quick way makes what the library makes."""

from __future__ import annotations

import html
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclosure.markup import (
    _by_both,
    _by_hand,
    _by_library,
    _is_plain,
    _paragraphs,
    _plain_lines,
    to_html,
    to_lines,
    to_text,
)

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None)
ELEMENTS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("strong", "em", "a", "blockquote", "br", "hr", "code", "pre", "div"),
}
ATTRIBUTES = {
    ("p", "class"): re.compile("salutation|right"),
    ("a", "href"): re.compile(r"(?:https?://|mailto:)\S+"),
    ("a", "rel"): re.compile("noopener noreferrer"),
    ("ol", "start"): re.compile(r"\d+"),
    ("th", "scope"): re.compile("col"),
    ("th", "class"): re.compile("left|right|center"),
    ("td", "class"): re.compile("left|right|center"),
    ("div", "class"): re.compile("scroll"),
    ("div", "tabindex"): re.compile("0"),
    ("div", "role"): re.compile("region"),
    ("div", "aria-label"): re.compile("表格"),
}


class Reading(HTMLParser):
    """Reads HTML as a browser would: its text, its elements, and what does not belong into a body text."""

    def __init__(self, text: str) -> None:
        """Read at once."""
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[str] = []
        self.links: list[str] = []
        self.strangers: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element; what is not allowed is a stranger."""
        self.elements.append(tag)
        if tag not in ELEMENTS:
            self.strangers.append(tag)
        for name, value in attrs:
            allowed = ATTRIBUTES.get((tag, name))
            if allowed is None or not allowed.fullmatch(value or ""):
                self.strangers.append(f"{tag} {name}={value}")
            if name == "href":
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Note a comment, which hides text."""
        self.strangers.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Note a declaration."""
        self.strangers.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        """Note a processing instruction."""
        self.strangers.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        """Note a declaration of another sort."""
        self.strangers.append(f"<![{data}]>")


def squeezed(text: str) -> str:
    """The characters that are not blank."""
    return "".join(text.split())


# The quick way and the library agree.

plain_characters = st.one_of(
    st.sampled_from("示例县人民政府第一条（）“”《》〔〕：、，。；　 \t0123456789.-+=:;,!?'\"/%()$^{}"),
    st.characters(exclude_categories=("C", "Zl", "Zp")),
)
plain_lines = st.text(plain_characters, max_size=30)
headings = st.builds(lambda marks, text: f"{'#' * marks} {text}", st.integers(1, 5), plain_lines)
bodies = st.lists(st.one_of(plain_lines, plain_lines, headings), min_size=1, max_size=8).map("\n".join)


@settings(SAME_EVERY_TIME, max_examples=800)
@given(text=bodies)
@example(text="第一段\n## 标题\n第二段")
@example(text="## 一\n### 二\n#### 三")
@example(text="### 一\n## 二 ##\n#### #三")
@example(text="1.5 万元\n2024年\n130.\n3) x")
@example(text="- \n-\n+x\n= =\n---\n___\n***")
@example(text="标题\n=====\n标题\n-----")
@example(text="    四个空格\n\t制表符")
@example(text="a  \nb")
@example(text="：冒号\n:定义")
@example(text="0. \n1.")
@example(text="## 标题 #\n##标题\n## \n##")
def test_by_hand_makes_what_the_library_makes(text: str) -> None:
    """只有普通行和标题的正文，快的写法与 Markdown 程序结果一字不差。"""
    blocks = _paragraphs(text)
    if blocks and all(_is_plain(block) for block in blocks):
        by_library = _by_library("\n\n".join(blocks))
        assert html.unescape(_by_hand(blocks)) == html.unescape(by_library)


marked_lines = st.sampled_from(
    [
        *(
            "**重点**",
            "- 甲",
            "    - 乙",
            "1. 丙",
            "> 引",
            "| 甲 | 乙 |",
            "|---|---|",
            "[甲](https://a.example/)",
            "`码`",
        ),
        *("甲<b>乙", "```", "---", "## **题**", "# 题", "&lt;", "", "    缩进"),
    ]
)


@settings(SAME_EVERY_TIME, max_examples=500)
@given(text=st.lists(st.one_of(marked_lines, plain_lines, headings), min_size=1, max_size=9).map("\n".join))
def test_both_ways_together_make_what_the_library_makes(text: str) -> None:
    """有记号的正文里，普通段落走快的写法，结果与全部交给 Markdown 程序一字不差。"""
    blocks = _paragraphs(text)
    together = _by_both(blocks, [_is_plain(block) for block in blocks], 2)
    assert html.unescape(together) == html.unescape(_by_library("\n\n".join(blocks), 2))


def test_the_quick_way_is_used_for_ordinary_documents() -> None:
    """普通公文走快的写法，不是处处都用 Markdown 程序。"""
    blocks = _paragraphs(
        "各乡镇人民政府：\n## 一、总则\n第一条　为了规范……，制定本办法。\n2024年3月15日\n（此件公开发布）"
    )
    assert all(_is_plain(block) for block in blocks)


# No word is lost.


@settings(SAME_EVERY_TIME, max_examples=400)
@given(text=bodies)
@example(text="水质 pH<6.5 & 浊度>3 的")
@example(text="<script>alert(1)</script>")
@example(text="&lt;b&gt; &amp;amp; &#60;")
def test_every_character_of_plain_text_is_on_the_page(text: str) -> None:
    """除列表的编号以外，正文的每个字都在页面上，次序不变。"""
    shown = iter(Reading(str(to_html(text))).text)
    words = re.sub(r"^\s*(?:\d+[.)](?=\s|$))?", "", text, flags=re.MULTILINE)
    missing = [sign for sign in words if sign.isalnum() and not any(sign == other for other in shown)]
    assert missing == []


@pytest.mark.parametrize(
    "text",
    [
        "水质 pH<6.5 & 浊度>3 的",
        "a < b && c > d",
        "<未知标签>不是标签</未知标签>",
        "文号 [2024] 8 号，见(附件)",
        "&nbsp;&copy;&#60;script&#62;",
        "C:\\temp\\*.txt",
        "<!-- 未闭合\n后文",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "甲_乙_丙",
        "2*3*4=24",
        "路径 ~/x，邮箱 a@b.cn",
        "[1]: 不是定义",
        "[^1] 脚注",
        "`代码",
        "*未闭合",
        "**",
        "a|b|c",
        "\\# 不是标题",
        "QXBODYXQ",
        "\x02wzxhzdk:0\x03",
        "klzzwxh:0000",
    ],
)
def test_what_looks_like_markup_but_is_none_is_shown_in_full(text: str) -> None:
    """看上去像记号、其实不是的文字，一个字不少。"""
    shown = squeezed(Reading(str(to_html(text))).text)
    lost = [sign for sign in squeezed(text) if shown.count(sign) < squeezed(text).count(sign) and sign not in "*_\\`"]
    assert lost == []


# Nothing comes alive.

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<script\n>alert(1)</script\n>",
    "<<script>script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<svg onload="alert(1)"><a xlink:href="javascript:alert(1)">x</a></svg>',
    "<math href=javascript:alert(1)>x</math>",
    '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
    "<iframe src=//evil.example></iframe><object data=x></object><embed src=x>",
    '<form action="https://evil.example/"><input name=x><button>y</button></form>',
    '<meta http-equiv=refresh content="0;url=https://evil.example/"><base href="https://evil.example/">',
    "<style>*{display:none}</style><div style=position:fixed>x</div>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "</div></main></body><table><tr><td>",
    "<!-- 未闭合",
    "<!doctype html><?xml?><![CDATA[<script>]]>",
    "<a id=__search></a><a name=__md_scope>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&#115;cript&colon;alert(1))",
    "[x](javascript&#x3A;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:x) [x](data:text/html,<script>alert(1)</script>) [x](file:///etc/passwd)",
    "[x](//evil.example/a) [y](/\\evil.example/b) [z](\\\\evil.example)",
    "[x](relative.html) [y](#anchor) [z](../up.html)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    '[x](https://a.example "t\\" onmouseover=\\"alert(1)")',
    '[x](https://a.example" onmouseover="alert(1))',
    '[x](https://a.example){: onclick="alert(1)" style="x"}',
    "![x](https://evil.example/p.png) ![y](javascript:alert(1))",
    "![x][1]\n\n[1]: https://evil.example/p.png",
    "<javascript:alert(1)> <https://a.example> <a@b.example>",
    "[a [b](javascript:x) c](javascript:y)",
    "[![x](https://evil.example/p.png)](javascript:alert(1))",
    "[[[[[[x](javascript:a)](javascript:b)](javascript:c)",
    "**<script>**alert(1)**</script>**",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "~~~\n<img onerror=x>\n~~~",
    "    <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>",
    "| <script>x</script> | b |\n|---|:-:|\n| <img onerror=x> | [x](javascript:y) |",
    '| a |\n|---|\n| x" onclick="y |',
    "# <script>alert(1)</script>\n## [x](javascript:y)",
    "<p>x</p>\n=====",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
    "<a\nhref='javascript:x'\n>y</a>",
    "<h2 id=x onclick=y>z</h2>",
    '<p class="right">x</p>',
    "\x02stx\x03 \x02amp\x03 \x02klzzwxh:0\x03",
    '<https://a.example/"onclick=x>',
    "[x](https://a.example/<script>)",
    "[x](mailto:a@b.example?subject=<script>)",
    "[x](ＪＡＶＡＳＣＲＩＰＴ:x) [y](javascript：x)",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    "around", ["{}", "第一段\n{}\n**重点**", "{}\n## 标题\n<b>", "| 甲 |\n|---|\n| 乙 |\n{}"], ids=range(4)
)
def test_nothing_hostile_survives(text: str, around: str) -> None:
    """敌意写法里没有一个能起作用的元素、属性、网址、注释留下来。"""
    assert Reading(str(to_html(around.format(text)))).strangers == []


pieces = st.sampled_from(
    [*HOSTILE, "\n", "\n\n", "**", "`", "[", "]", "(", ")", "<", ">", "|", "---", "&", ";", '"', "#", " ", "甲"]
)


@settings(SAME_EVERY_TIME, max_examples=500)
@given(parts=st.lists(pieces, min_size=1, max_size=8))
def test_no_mixture_of_hostile_pieces_survives(parts: list[str]) -> None:
    """敌意写法任意拼接，也没有一处起作用。"""
    assert Reading(str(to_html("".join(parts)))).strangers == []


@pytest.mark.parametrize("target", ["https://www.gov.cn/a?b=c&d=e#f", "http://a.example/", "mailto:a@b.example"])
def test_an_honest_link_works(target: str) -> None:
    """正当的网址保留，地址一字不变。"""
    assert Reading(str(to_html(f"见[原文]({target})。"))).links == [target]


# What clerks write looks as they mean it.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一段\n第二段", "<p>第一段</p>\n<p>第二段</p>"),
        ("　　缩进的段\n\n\n隔开的段  ", "<p>缩进的段</p>\n<p>隔开的段</p>"),
        ("这是**重点**，", "<p>这是<strong>重点</strong>，</p>"),
        ("“**重点**”", "<p>“<strong>重点</strong>”</p>"),
        ("**第一条**为了规范", "<p><strong>第一条</strong>为了规范</p>"),
        ("前文**《办法》**后文", "<p>前文<strong>《办法》</strong>后文</p>"),
        ("前文**（一）重点。**后文", "<p>前文<strong>（一）重点。</strong>后文</p>"),
        ("甲_乙_丙", "<p>甲_乙_丙</p>"),
        ("### 章\n#### 节", "<h2>章</h2>\n<h3>节</h3>"),
        ("# 章\n## 节", "<h2>章</h2>\n<h3>节</h3>"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("1. 甲\n2. 乙", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>"),
        ("130. 甲\n131. 乙", '<ol start="130">\n<li>甲</li>\n<li>乙</li>\n</ol>'),
        (
            "130. 甲\n135. 乙\n136. 丙",
            '<ol start="130">\n<li>甲</li>\n</ol>\n<p>135. 乙</p>\n<ol start="136">\n<li>丙</li>\n</ol>',
        ),
        ("1. 甲\n1. 乙", "<ol>\n<li>甲</li>\n</ol>\n<p>1. 乙</p>"),
        ("01. 甲", "<p>01. 甲</p>"),
        ("20240101001. 甲", "<p>20240101001. 甲</p>"),
        ("1. 甲\n正文\n2. 乙", '<ol>\n<li>甲</li>\n</ol>\n<p>正文</p>\n<ol start="2">\n<li>乙</li>\n</ol>'),
        ("130．甲\n1、乙\n（一）丙", "<p>130．甲</p>\n<p>1、乙</p>\n<p>（一）丙</p>"),
        ("1.5 万元", "<p>1.5 万元</p>"),
        ("> 引文", "<blockquote>\n<p>引文</p>\n</blockquote>"),
        ("甲\n---\n乙", "<p>甲</p>\n<hr>\n<p>乙</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_ordinary_marks(text: str, expected: str) -> None:
    """段落、加粗、标题、列表、编号、引文照常显示。"""
    assert str(to_html(text)) == expected


def test_a_table_is_a_table_that_can_be_scrolled() -> None:
    """表格有表头、对齐，放在可以左右滚动的框里。"""
    made = str(to_html("前文\n| 项目 | 金额 |\n|---|---:|\n| 甲 | 1.50 |\n后文"))
    assert made == (
        '<p>前文</p>\n<div class="scroll" tabindex="0" role="region" aria-label="表格"><table>\n<thead>\n<tr>\n'
        '<th scope="col">项目</th>\n<th scope="col" class="right">金额</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td>甲</td>\n<td class="right">1.50</td>\n</tr>\n</tbody>\n</table></div>\n<p>后文</p>'
    )


def test_lists_between_plain_lines_need_no_empty_lines() -> None:
    """列表前后不空行，也不与上下文连成一片。"""
    reading = Reading(str(to_html("前文：\n- 甲\n- 乙\n  乙的下文\n后文\n1. 丙\n2. 丁\n尾文")))
    assert reading.elements.count("p") == 3
    assert reading.elements.count("ul") == reading.elements.count("ol") == 1
    assert reading.elements.count("li") == 4


numbered = st.builds(
    lambda indent, number, text: f"{indent}{number}. {text}",
    st.sampled_from(["", "", " ", "　　", "    "]),
    st.one_of(st.integers(0, 5), st.integers(0, 10**12)),
    st.sampled_from(["甲", "乙**丙**"]),
)


def numbers_shown(text: str) -> list[str]:
    """The numbers of a text as a browser shows them, those of its lists included."""
    shown: list[str] = []
    counts: list[int] = []
    for start, item, end, plain in re.findall(
        r'<ol(?: start="(\d+)")?>|(<li>)|(</ol>)|(\d+(?=\.))', str(to_html(text))
    ):
        if item:
            shown.append(str(counts[-1]))
            counts[-1] += 1
        elif end:
            counts.pop()
        elif plain:
            shown.append(plain)
        else:
            counts.append(int(start or 1))
    return shown


@settings(SAME_EVERY_TIME, max_examples=500)
@given(lines=st.lists(st.one_of(numbered, numbered, st.sampled_from(["", "正文", "## 标题"])), max_size=8))
def test_numbers_are_shown_as_they_were_written(lines: list[str]) -> None:
    """编号照写的显示，不因排成列表而重新编过。"""
    written = [line.strip("　 ").partition(".")[0] for line in lines if ". " in line]
    assert numbers_shown("\n".join(lines)) == written


def test_nested_lists() -> None:
    """列表可以有下一层。"""
    reading = Reading(str(to_html("- 甲\n    - 乙\n    - 丙\n- 丁")))
    assert reading.elements == ["ul", "li", "ul", "li", "li", "li"]


def test_salutation_and_signature_have_their_places() -> None:
    """抬头顶格，落款和日期靠右，附注不动。"""
    made = str(
        to_html("各乡镇人民政府，县政府各部门：\n现通知如下：\n示例县人民政府办公室\n2024年3月15日\n（此件公开发布）")
    )
    assert made == (
        '<p class="salutation">各乡镇人民政府，县政府各部门：</p>\n<p>现通知如下：</p>\n'
        '<p class="right">示例县人民政府办公室</p>\n<p class="right">2024年3月15日</p>\n<p>（此件公开发布）</p>'
    )


@pytest.mark.parametrize(
    "day", ["2024年3月15日", "一九八一年五月二十三日", "二〇二四年十月一日", "二○一八年十二月三十一日"]
)
def test_a_date_of_any_style_ends_the_document(day: str) -> None:
    """阿拉伯数字和汉字的成文日期都认得。"""
    assert f'<p class="right">国务院</p>\n<p class="right">{day}</p>' in str(to_html(f"正文。\n国务院\n{day}"))


@pytest.mark.parametrize(
    "text",
    [
        "自2024年3月15日起施行。",
        "2024年3月15日起施行",
        "第一条，\n第二条。\n2024年",
        "现将文件印发给你们，请认真贯彻执行。",
    ],
)
def test_what_is_no_signature_stays_left(text: str) -> None:
    """不是落款的行不靠右。"""
    assert "right" not in str(to_html(text))


def test_a_sentence_before_the_date_is_no_signature() -> None:
    """日期前面是正文句子时，只有日期靠右。"""
    assert str(to_html("特此通知。\n2024年3月15日")) == '<p>特此通知。</p>\n<p class="right">2024年3月15日</p>'


@pytest.mark.parametrize("top", [2, 3, 4])
@pytest.mark.parametrize("text", ["## 甲\n### 乙\n#### 丙", "## **甲**\n### 乙\n#### 丙", "#### 甲\n正文"])
def test_headings_begin_at_the_wanted_level_and_end_at_six(text: str, top: int) -> None:
    """标题从指定的级别开始，最深六级，不跳过页面的层次。"""
    levels = [int(tag[1]) for tag in Reading(str(to_html(text, top))).elements if re.fullmatch("h[1-6]", tag)]
    assert levels == [top, top + 1, top + 2][: len(levels)]
    assert levels


BOMBS = [
    *("[" * 200_000, "![" * 100_000, "[x](" * 50_000, "[x](https://a(" * 15_000, "*" * 30_000, "**a" * 20_000),
    *("`" * 200_001, "<" * 50_000, "&" * 100_000, "|" * 100_000, "#" * 200_000, "\\" * 50_000, "&lt;" * 50_000),
    *("> " * 50_000 + "x", "- " * 50_000 + "x", "1. " * 50_000 + "x", "- > " * 50_000 + "x"),
    *("\n".join(" " * n + "- x" for n in range(700)), "\n".join("> " * n + "x" for n in range(300))),
]


@pytest.mark.parametrize("bomb", BOMBS, ids=range(len(BOMBS)))
def test_a_body_of_nothing_but_marks_is_rendered_in_time(bomb: str) -> None:
    """全是记号、层层嵌套的正文不会使生成卡住，也不会使程序崩溃。"""
    start = time.process_time()
    reading = Reading(str(to_html(bomb)))
    assert time.process_time() - start < 5
    assert reading.strangers == []


def test_the_library_is_sound_after_a_bomb() -> None:
    """前一篇正文不影响后一篇。"""
    for bomb in BOMBS[-6:]:
        to_html(bomb)
        assert str(to_html("甲**乙**")) == "<p>甲<strong>乙</strong></p>"


def test_lines_in_a_cell_are_escaped_and_broken() -> None:
    """单元格里的几行文字换行显示，代码原样显示，空行去掉。"""
    assert str(to_lines("甲<b>\n\n乙&")) == "甲&lt;b&gt;<br>乙&amp;"


@given(text=st.one_of(bodies, st.text(alphabet="甲乙 #\u3000\t1.)-+=*\n", max_size=60)))
@example(text="## 一、总体\n　　甲\n\n   乙  \n### 二")
@example(text="1. 甲")
@example(text="甲#乙\n##乙")
@example(text="=\u3000")
def test_plain_lines_are_the_blocks_of_the_whole_way(text: str) -> None:
    """一眼看出没有记号的正文，分出的段落与逐行细看的一样。"""
    lines = _plain_lines(text)
    blocks = _paragraphs(text)
    if lines is not None:
        assert lines == blocks
        assert all(_is_plain(block) for block in blocks)
    elif all(_is_plain(block) for block in blocks):
        assert any(sign in text for sign in "*_`[]<>|&\\~\t-+=.)#")


CELLS = st.sampled_from(["甲", " 乙 ", "1", "", "a b", "*重*", "x\\|y"])
SHORT_TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4))
BEFORE = st.sampled_from(["前文\n\n", "## 一、标题\n", "- 项\n\n", ""])
AFTER = st.sampled_from(["", "\n\n后文&lt;"])


def seen(text: str) -> str:
    """What a reader sees of a body text, without any space."""
    return squeezed(Reading(str(to_html(text))).text)


@SAME_EVERY_TIME
@given(SHORT_TABLES, BEFORE, AFTER)
@example([["a", "b"], ["---", ":-:"], ["1", "2", "3"], ["4"]], "", "")
@example([["a"], ["---"], ["1"]], "前文\n", "\n后文")
def test_text_for_search_is_what_a_reader_sees(rows: list[list[str]], before: str, after: str) -> None:
    """供检索的文字和网页上看到的一样，不多不少：标题、段落、列表、表格。"""
    width = len(rows[0]) if rows else 0
    ruled = [*rows[:1], *([["---"] * width] if width else []), *rows[1:]]
    text = before + "\n".join(f"|{'|'.join(row)}|" for row in ruled) + after
    assert squeezed(to_text(text)) == seen(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各乡镇：\n\n## 一、总则 \n　　第一条", "各乡镇：\n一、总则\n第一条"),
        ("|甲|乙|\n|---|---|\n| 1 | 2 |\n| 3 |", "甲\t乙\n1\t2\n3"),
        ("|甲|乙|\n|---|---|\n| **1** | 2 |", "甲\t乙\n1\t2"),
        ("- 一\n- 二\n\n[公报](https://a.example/x)&amp;<b>", "一\n二\n公报&amp;<b>"),
        ("> 引\n\n尾", "引\n尾"),
    ],
)
def test_text_for_search_has_lines_and_cells(text: str, expected: str) -> None:
    """一段、一项、一行表格各占一行，表格各格之间是制表符。"""
    assert to_text(text) == expected
