"""What old sites give out: JSON and CSV with web pages in the fields, dates of all sorts; and updates by a mapping."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure import catalogue
from disclosure.importers import prepare
from disclosure.importers.html_text import markdown_of
from disclosure.importers.mapped.spellings import moment_in
from disclosure.importers.table import Place
from disclosure.publication import check, write_imported
from unit.small_site import TODAY, as_yaml, words_of, write_file, write_vocabulary
from unit.workbooks import reports

PLAN: dict[str, Any] = {
    "种类": "policy",
    "机构": "xzfb",
    "字段": {
        "标题": "title",
        "发布日期": "pub.time",
        "成文日期": "pub.signed",
        "发文字号": "doc_no",
        "主题词": "tags",
        "正文": "content",
    },
    "网页": ["content"],
    "注释": ["url"],
    "不导入的列": ["id"],
    "固定值": {"发文机关": "示例县人民政府办公室", "有效性": "有效"},
    "识别": "发文字号",
}
RECORD: dict[str, Any] = {
    "id": 12,
    "title": "示例县人民政府办公室关于供水的通知",
    "pub": {"time": "2024-03-20 00:00:00", "signed": "2024年3月15日"},
    "doc_no": "示政办发〔2024〕1号",
    "tags": ["供水", "水务"],
    "content": "<div><p>各乡镇人民政府：</p><p>现将<b>供水</b>事项通知如下。</p><script>alert(1)</script></div>",
    "url": "https://old.example.gov.cn/12.html",
}


def prepared(root: Path, content: object, plan: dict[str, Any], *, update: bool = False) -> Any:  # noqa: ANN401
    """What an import of JSON would do."""
    if not (root / "mkdocs.yml").exists():
        write_vocabulary(root)
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    write_file(root, "旧站.json", data)
    write_file(root, "对照.yml", as_yaml(plan))
    return prepare(root, root / "旧站.json", root / "对照.yml", TODAY, update=update, jobs=1)


def test_records_of_an_old_site_become_entries(tmp_path: Path) -> None:
    """旧站的 JSON：下一层的字段写成 a.b，网页去掉标记，日期写成规定的样子，原网址留作注释；检查没有错误。"""
    result = prepared(tmp_path, {"code": 0, "data": [RECORD]}, PLAN)
    assert reports(result) == []
    (file,) = result.files
    assert file.text.splitlines() == [
        "# yaml-language-server: $schema=../../.schema/policy.json",
        "# 由“旧站.json”的第 1 行导入；以后直接改这个文件，改完运行检查。",
        "# url: https://old.example.gov.cn/12.html",
        "标题: 示例县人民政府办公室关于供水的通知",
        f"索引号: {words_of(tmp_path).organs[0].code}/2024-00001",
        "发布日期: 2024-03-20",
        "主题词:",
        "  - 供水",
        "  - 水务",
        "成文日期: 2024-03-15",
        "发文机关: 示例县人民政府办公室",
        "发文字号: 示政办发〔2024〕1号",
        "有效性: 有效",
        "正文: |-",
        "  各乡镇人民政府：",
        "",
        "  现将供水事项通知如下。",
    ]
    write_imported(tmp_path, {file.path: file.text}, {})
    assert check(tmp_path, TODAY, jobs=1).error_count == 0
    assert prepared(tmp_path, [RECORD], PLAN).unchanged == 1


def test_an_update_changes_what_the_table_says_and_nothing_else(tmp_path: Path) -> None:
    """--update：表里不同的字段照表改，注释和别的字段不动；表里空着的不删；改错的说出是第几项。"""
    (file,) = prepared(tmp_path, [RECORD], PLAN).files
    text = file.text + "# 手工补的\n内容概述: 后来补的概述\n"
    write_imported(tmp_path, {file.path: text}, {})
    changed = {**RECORD, "title": "改过的标题", "tags": []}
    result = prepared(tmp_path, [changed], PLAN, update=True)
    assert reports(result) == []
    assert [one.new for one in result.changes] == [
        text.replace("标题: 示例县人民政府办公室关于供水的通知", "标题: 改过的标题")
    ]
    assert [one.text for one in result.differences] == ["“主题词”现有“供水；水务”，表里没有填写（第 1 项）"]
    wrong = prepared(tmp_path, [{**RECORD, "pub": {"time": "2024-03-20", "signed": "去年"}}], PLAN, update=True)
    assert reports(wrong) == [
        "旧站.json 第 1 项“pub.signed”: [bad-date] 成文日期：“去年”不是规定的日期写法，请写成这样：2024-05-01"
    ]
    assert (tmp_path / file.path).read_text(encoding="utf-8") == text
    assert len(catalogue.load(tmp_path, words_of(tmp_path), jobs=1).catalogue.entries) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe{}", "不是 UTF-8 编码"),
        (b'{"data": [}', "第 1 行第 11 个字符不是 JSON"),
        (b"[" * 100_000, "层次太多"),
        ({"a": [RECORD], "b": [RECORD]}, "看不出哪一个是条目的列表（“a”、“b”）"),
        ({"a": 1}, "看不出哪一个是条目的列表（没有）"),
        ([1, 2], "不是一列条目"),
        ([{**RECORD, "tags": [{"name": "供水"}]}], "第 1 项“tags”: 是一组多层的内容"),
        ([{**RECORD, "title": "看不\u200b见"}], "第 1 项“title”: 有不允许的字符：零宽空格"),
    ],
    ids=range(8),
)
def test_a_spoilt_export_is_refused(tmp_path: Path, content: object, sentence: str) -> None:
    """读不懂的、层次太多的、看不出列表的 JSON，都说得出来，不写。"""
    result = prepared(tmp_path, content, PLAN)
    assert not result.sound
    assert any(sentence in line for line in reports(result)), reports(result)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("一<br>二&nbsp;三", "一\n\n二 三"),
        ("<h1>题</h1><h3>小</h3><p> 段\n落 </p>", "## 题\n\n### 小\n\n段 落"),
        ("<ul><li>甲<li>乙<ol><li>子</ol></ul>后", "- 甲\n- 乙\n    1. 子\n\n后"),
        (
            "<table><tr><th>项<th>数<tr><td>甲<br>乙<td>1|2<tr><td>丙</table>",
            "| 项 | 数 |\n| --- | --- |\n| 甲 乙 | 1\\|2 |\n| 丙 |  |",
        ),
        ('<a href="https://a.gov.cn/1">甲</a><a href="javascript:x">乙</a>', "[甲](https://a.gov.cn/1)乙"),
        ("<style>p{}</style><script>x</script><iframe>y</iframe>文", "文"),
        ("3*4<5", "3\\*4\\<5"),
        ("<p>- 不是列表</p><p># 不是标题</p>", "\\- 不是列表\n\n\\# 不是标题"),
        ("<a href='https://a.gov.cn/'><p>跨段</p></a>", "跨段"),
        ("", ""),
    ],
    ids=range(10),
)
def test_a_web_page_becomes_text(page: str, text: str) -> None:
    """网页代码只留下段落、标题、列表、表格和网址。"""
    assert markdown_of(page) == text


@given(st.text(st.sampled_from('<>/apultdr "=&;字'), max_size=60))
def test_no_page_leaves_markup(page: str) -> None:
    """再乱的网页代码也读得完，剩下的没有一个没有转义的“<”。"""
    assert "<" not in markdown_of(page).replace("\\<", "")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024/5/1", "2024-05-01"),
        ("2024年5月1日", "2024-05-01"),
        ("20240501", "2024-05-01"),
        ("2024-05-01T09:30:15+08:00", "2024-05-01 09:30"),
        ("2024.5.1 9:05", "2024-05-01 09:05"),
        ("2024-05-01 00:00:00.0", "2024-05-01"),
        ("2024-02-30", "2024-02-30"),
        ("2024-05-01 25:00", "2024-05-01 25:00"),
        ("五月一日", "五月一日"),
    ],
)
def test_dates_of_other_programs(text: str, moment: str) -> None:
    """别的程序写的日期，认得出的写成规定的样子，认不出的照旧，由检查来说。"""
    assert moment_in(text) == moment


def test_places_count_items() -> None:
    """JSON 里的位置按项说。"""
    assert str(Place("", 3, "title", "项")) == "第 3 项“title”"
