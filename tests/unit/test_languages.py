"""Pages in other languages: what is changed in a page, what is left alone, and what a language file must hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from disclosure import vocabulary
from disclosure.cli import main
from disclosure.languages import REQUIRED, View, dead, missing, pieces, words_of
from disclosure.languages.literals import in_module, in_script, in_template
from disclosure.languages.walk import changed
from disclosure.languages.wording import HAN, Wording
from disclosure.pages import environment
from disclosure.vocabulary import FOLDER, Language, Vocabulary
from unit.small_site import as_yaml, vocabulary_data, write_vocabulary
from unit.small_site import words_of as vocabulary_of

WORDS = {
    "首页": "Home",
    "{} 条": "{} (item|items)",
    "共 {} 条，本页 {} 条。": "{2} of {1}.",
    "{}公开的信息": "Disclosed by {}",
    "（一）": "(1)",
    "预算": "Budgets",
    "：": ": ",
    "、": ", ",
    "财政预决算": "Public finance",
}
PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<title>预算 - 首页</title>
<meta name="description" content="预算">
<script src="../assets/a.js" defer></script>
</head>
<body>
<header>
<nav class="languages" aria-label="首页"><ul>
<li><a rel="alternate" href="../x/a.html" hreflang="zh-CN" lang="zh-CN" aria-current="true">简体</a></li>
<li><a rel="alternate" href="../XX/x/a.html" hreflang="TAG" lang="TAG">繁體</a></li>
</ul></nav>
</header>
<p title="首页">这是首页 &amp; <a href="b.html?q=1#c">预算</a>、<a href="../files/发.pdf">头发</a></p>
<div class="prose"><p>首页</p></div>
<p>后退<code>发后里</code>（示发〔2024〕5号）</p>
<a href="https://a.example/" class='发 href="b"'>外</a><a href="#d">里面</a><a href="../kiosk.html">3 条</a>
<option>1 条</option>
</body>
</html>
"""


@pytest.fixture(scope="module")
def own(root: Path) -> Vocabulary:
    """Return the vocabulary of the project's own site."""
    found, problems = vocabulary.load(root)
    assert found, problems
    return found


def language(**fields: Any) -> Language:  # noqa: ANN401 - any field of a language
    """Make a language of the fields that count."""
    given: dict[str, Any] = {
        "slug": "en",
        "name": "English",
        "tag": "en",
        "direction": "ltr",
        "conversion": "",
        "corrections": (),
        "notice": "Note.",
        "original": "Original",
        "words": tuple(WORDS.items()),
    }
    return Language(**(given | fields))


TRADITIONAL = language(slug="zh-hant", tag="zh-Hant", conversion="s2tw", words=(), corrections=(("后退", "後退X"),))


def made(own: Vocabulary, tongue: Language, page: str = PAGE) -> str:
    """Return the page in another language."""
    page = page.replace("XX", tongue.slug).replace("TAG", tongue.tag)
    return View(own.site, tongue).html("x/a.html", page)


def test_a_page_in_pieces_is_the_page(root: Path) -> None:
    """把页面拆成标签和文字再拼起来，一个字节不差；属性一个个看过也不差。"""
    sources = [PAGE, *(path.read_text("utf-8") for path in sorted((root / "overrides/offline").glob("*.html")))]
    for source in sources:
        parts = pieces(source)
        assert "".join(parts) == source
        assert not any("<" in text for text in parts[::2])
        assert [changed(tag, lambda _, value: value) for tag in parts[1::2]] == parts[1::2]


@pytest.mark.parametrize(
    "text",
    ["<p title='a>b\"c'>x</p>", "<!-- <p> -->x", "<script>1 < 2 && '</p>'</script>y", '<a b="x > y" c>z</a>', "<br/>"],
)
def test_signs_inside_tags_end_no_tag(text: str) -> None:
    """引号里的大于号、注释、脚本里的小于号不会把标签截断。"""
    parts = pieces(text)
    assert "".join(parts) == text
    assert all(">" not in piece for piece in parts[::2])


def test_characters_are_converted_and_nothing_else(own: Vocabulary) -> None:
    """繁体视图：文字、提示、标题都转换，代码、文号、写明语言的字不动；改正先于词典。"""
    page = made(own, TRADITIONAL)
    assert '<html lang="zh-Hant" data-view="zh-hant/">' in page
    assert "<title>預算 - 首頁</title>" in page
    assert '<meta name="description" content="預算">' in page
    assert (
        '<p title="首頁">這是首頁 &amp; <a href="b.html?q=1#c">預算</a>、<a href="../../files/发.pdf">頭髮</a></p>'
        in page
    )
    assert '<div class="prose"><p>首頁</p></div>' in page
    assert "<p>後退X<code>发后里</code>（示发〔2024〕5号）</p>" in page
    assert 'lang="zh-CN">简体</a>' in page
    assert ">裡面</a>" in page


def test_links_stay_in_the_language_where_there_is_a_page(own: Vocabulary) -> None:
    """指向页面的链接留在同一语言里，指向文件、触摸屏的多退一层；语言之间的链接各到各处。"""
    page = made(own, TRADITIONAL)
    assert 'href="../../kiosk.html"' in page
    assert '<a href="https://a.example/" class=\'发 href="b"\'>' in page
    assert '<a href="#d">' in page
    assert '<a rel="alternate" href="../../x/a.html" hreflang="zh-CN" lang="zh-CN">' in page
    current = '<a rel="alternate" href="../../zh-hant/x/a.html" hreflang="zh-Hant" lang="zh-Hant" aria-current="true">'
    assert current in page
    assert page.index("assets/words/zh-hant.js") < page.index("assets/words.js") < page.index("assets/a.js")
    original = '<a href="../../x/a.html" hreflang="zh-CN">Original</a>'
    assert f'<p class="view-note" role="note" lang="zh-Hant">Note. {original}</p>\n</header>' in page
    assert f'<link rel="canonical" href="{own.site.public_address}x/a.html">' in page


def test_words_are_translated_and_texts_are_not(own: Vocabulary) -> None:
    """英文界面：用语换成英文并注明语言，正文、没有译文的字不动。"""
    page = made(own, language())
    assert '<html lang="zh-CN" data-view="en/">' in page
    assert "<title>Budgets - Home</title>" in page
    assert '<meta name="description" content="Budgets">' in page
    assert '<p title="Home">这是首页 &amp; <a href="b.html?q=1#c" lang="en">Budgets</a>, <a' in page
    assert '<div class="prose"><p>首页</p></div>' in page
    assert 'lang="en">3 items</a>' in page
    assert '<option lang="en">1 item</option>' in page
    assert ">里面</a>" in page


def test_words_from_right_to_left_say_so(own: Vocabulary) -> None:
    """从右到左的文字，译文注明方向，中文的人名地名注明相反的方向。"""
    words = (("首页", "باش بەت"), ("{}公开的信息", "{} ئاشكارىلىغان"))
    tongue = language(slug="ug", tag="ug", direction="rtl", words=words)
    page = made(own, tongue, "<body><b>首页</b><i>县财政局公开的信息</i></body>")
    assert '<b lang="ug" dir="rtl">باش بەت</b>' in page
    assert '<i lang="ug" dir="rtl"><span lang="zh-CN" dir="ltr">县财政局</span> ئاشكارىلىغان</i>' in page


def test_the_title_of_an_entry_is_no_word(own: Vocabulary) -> None:
    """条目的标题恰好是界面用语，也不翻译。"""
    page = "<head><title>预算 - 首页</title></head><h1>预算</h1><p>首页</p>"
    expected = '<head><title>预算 - Home</title></head><h1>预算</h1><p lang="en">Home</p>'
    assert View(own.site, language()).html("entry/a/1.html", page, "预算") == expected


@pytest.mark.parametrize("sign", ["\0", "\x1e", "\x1f", "\x1f0\x1f", "\ue000"])
def test_stray_signs_confuse_nothing(own: Vocabulary, sign: str) -> None:
    """文字里混进控制符、私用区字符，页面照样生成，别处的文字一字不少。"""
    page = f"<html><body><p>头发{sign}后退</p><p>{sign}首页 1 条</p><p>发展</p></body></html>"
    converted, translated = made(own, TRADITIONAL, page), made(own, language(), page)
    assert "頭髮" in converted
    assert "後退X" in converted
    assert "<p>發展</p>" in converted
    assert "<p>发展</p>" in translated


@pytest.mark.parametrize(
    ("chinese", "foreign"),
    [
        ("首页", "Home"),
        (" 首页\n", "Home"),
        ("1 条", "1 item"),
        ("1,024 条", "1,024 items"),
        ("共 31 条，本页 30 条。", "30 of 31."),
        ("县财政局公开的信息", "Disclosed by 县财政局"),
        ("预算公开的信息", "Disclosed by Budgets"),
        ("（一）财政预决算", "(1) Public finance"),
        ("预算：", "Budgets: "),
        ("、", ", "),
        ("首页预算", None),
        ("示例县预算", None),
        ("预算办法", None),
        ("Home", None),
        ("12", None),
    ],
)
def test_a_text_is_a_word_or_stays(chinese: str, foreign: str | None) -> None:
    """整句、带数目、带名称、几个用语相连的译出来；连成一句话的、没有的，不动。"""
    assert Wording(language()).text(chinese) == foreign


def test_words_are_found_where_they_stand(root: Path) -> None:
    """模板、脚本、程序里的用语都找得到，变化的地方成为占位。"""
    template = '<p title="提示{{ n }}">共 {{ n }} 条{% if x %}，最新{% endif %}</p>{# 说明 #}{% set a = "标签" %}'
    assert sorted(in_template(environment(root).lex, template)) == ["共 {} 条", "提示{}", "标签", "，最新"]
    script = 'say("找到 " + total(n) + " 条"); /* 注释 */ say("没有");'
    assert list(in_script(script)) == ["找到 {} 条", "没有"]
    assert sorted(in_module('"""说明"""\ndef f(n):\n    """说明"""\n    return f"{n}年预算" + "甲"')) == [
        "{}年预算",
        "甲",
    ]


def test_english_covers_navigation_and_statutory_names(root: Path, own: Vocabulary) -> None:
    """导航、检索、种类、类别、有效性的用语都有英文，没有过时的词条（缺的用 words en 列出）。"""
    words = words_of(root, own)
    english = next(one for one in own.languages if one.slug == "en")
    assert [word for word in missing(words, english) if word.group in REQUIRED] == []
    assert dead(words, english) == []
    assert len({word.group for word in words}) > len(REQUIRED)
    examples = re.compile(r"example|listed|are the same|“|put a minus")
    assert [text for _, text in english.words if HAN.search(text) and not examples.search(text)] == []


def refused(tmp_path: Path, files: dict[str, object], chosen: list[str]) -> list[str]:
    """Return what is said of a small site with these languages."""
    data = vocabulary_data()
    data["site.yml"]["语言视图"] = chosen
    write_vocabulary(tmp_path, data)
    folder = tmp_path / FOLDER / "languages"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.yml").write_text(as_yaml(content), encoding="utf-8")
    found, problems = vocabulary.load(tmp_path)
    assert (found is None) == bool(problems)
    return [f"{problem.rule} {problem.path.removeprefix(FOLDER + '/')} {problem.text}" for problem in problems]


GOOD = {"名称": "English", "语言标记": "en", "说明": "Note.", "原文": "Original", "词条": {"首页": "Home", "年": ""}}


def without(field: str, **changes: object) -> dict[str, object]:
    """Return a language file with a field left out and others changed."""
    return {name: value for name, value in (GOOD | changes).items() if name != field}


@pytest.mark.parametrize(
    ("chosen", "files", "said"),
    [
        (["en"], {}, "vocabulary-missing languages/en.yml"),
        (["English"], {}, "“English”不是语言的标识"),
        (["en", "en"], {"en": GOOD}, "写了两次"),
        (["en"], {"en": without("词条")}, "“转换”和“词条”应当写一个"),
        (["en"], {"en": GOOD | {"转换": "s2t"}}, "“转换”和“词条”应当写一个"),
        (["en"], {"en": without("词条", 转换="s2twp")}, "可以用：s2t、s2tw、s2hk"),
        (["en"], {"en": GOOD | {"方向": "ttb"}}, "可以用：ltr、rtl"),
        (["en"], {"en": GOOD | {"语言标记": "english"}}, "“english”不是语言标记"),
        (["en"], {"en": GOOD | {"词条": ["首页"]}}, "应是一行行“中文: 译文”"),
        (["en"], {"en": GOOD | {"词条": {"首页": ["Home"]}}}, "“首页”的译文不是一行文字"),
        (["en"], {"en": without("说明")}, "说明：没有填写"),
    ],
)
def test_a_wrong_language_is_refused(tmp_path: Path, chosen: list[str], files: dict[str, object], said: str) -> None:
    """语言视图写错、缺文件、文件不对，指出文件和改法。"""
    found = refused(tmp_path, files, chosen)
    assert any(said in line for line in found), found


def test_empty_translations_are_left_out(tmp_path: Path) -> None:
    """还没有译的词条留空，页面上照旧显示中文；没有选用的语言不检查。"""
    assert refused(tmp_path, {"en": GOOD, "ug": {"坏": "的"}}, ["en"]) == []
    assert vocabulary_of(tmp_path).languages[0].words == (("首页", "Home"),)


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """Return a small vocabulary with the project's own templates."""
    write_vocabulary(tmp_path)
    (tmp_path / "overrides").symlink_to(root / "overrides")
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")
    return tmp_path


def test_a_new_language_begins_with_every_word(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """新写的语言文件有全部词条；译了的不再列出，补缺不动已有的译文。"""
    assert main(["words", "ug", "--root", str(project)]) == 0
    path = project / FOLDER / "languages/ug.yml"
    text = path.read_text(encoding="utf-8")
    assert '\n  "首页": ""\n' in text
    assert "个词条等着填译文" in capsys.readouterr().out
    lines = [line for line in text.splitlines() if '"搜索"' not in line]
    path.write_text("\n".join(lines).replace('"首页": ""', '"首页": "باش بەت"') + '\n  过时的: "x"\n', encoding="utf-8")
    assert main(["words", "ug", "--add", "--root", str(project)]) == 0
    said = capsys.readouterr().out
    assert "还没有译文：搜索（每页都有的，main.html）" in said
    assert "还没有译文：首页" not in said
    assert "页面上已经没有：过时的" in said
    assert "补了 1 个词条" in said
    assert path.read_text(encoding="utf-8").endswith('\n  # 每页都有的\n  "搜索": ""\n')
    assert '"首页": "باش بەت"' in path.read_text(encoding="utf-8")
    assert main(["words", "Ug", "--root", str(project)]) == 2
