"""The text of entries: what is written reads back the same, what is changed changes nothing else."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.editing import changed_text, entry_text
from disclosure.kinds import KINDS, Notice, Policy
from disclosure.source import read
from sites.project import ROOT

TEXT = """\
# yaml-language-server: $schema=../../.schema/policy.json
标题: "某通知"  # 原件有引号
索引号: 990000020/2026-00001
# 以下照原文
发文字号: 示政办发〔2026〕1号
附件:
  - 文件: files/1.pdf
    名称: 第一个
  # 第二个是扫描件
  - {文件: files/2.pdf, 名称: 第二个}

正文: |
  第一段。
  第二段。

# 末尾的说明
"""


def data_of(text: str) -> dict[str, Any]:
    """Read the data of a text that must be readable."""
    document = read(text.encode(), "x.yml")
    assert document.data is not None, [problem.report for problem in document.problems]
    return document.data


def entries() -> Iterator[tuple[str, str]]:
    """Give the kind and the text of one entry of each kind in the demonstration."""
    for slug in KINDS:
        paths = sorted(ROOT.glob(f"catalogue/*/{slug}/*.yml"))
        yield slug, paths[-1].read_text(encoding="utf-8")


ENTRIES = tuple(entries())


@pytest.mark.parametrize(("slug", "text"), ENTRIES, ids=[slug for slug, _ in ENTRIES])
def test_written_entry_reads_back(slug: str, text: str) -> None:
    """每个种类的演示条目，照官方次序重写，读回来一样；写两遍是同一个文件；没有改动就一个字节也不动。"""
    data = data_of(text)
    again = entry_text(KINDS[slug], data)
    assert data_of(again) == data
    assert entry_text(KINDS[slug], dict(reversed(data.items()))) == again
    assert changed_text(text, KINDS[slug], dict(reversed(data.items()))) == text


def changes(before: str, after: str) -> list[str]:
    """The lines that differ."""
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("标题", "另一个", ['-标题: "某通知"  # 原件有引号', '+标题: "另一个"  # 原件有引号']),
        ("发文字号", "示政办发〔2026〕2号", ["-发文字号: 示政办发〔2026〕1号", "+发文字号: 示政办发〔2026〕2号"]),
        ("发文字号", None, ["-发文字号: 示政办发〔2026〕1号"]),
        ("成文日期", "2026-01-05", ["+成文日期: 2026-01-05"]),
        ("内容概述", "第一行\n第二行", ["+内容概述: |-", "+  第一行", "+  第二行"]),
        ("正文", "第一段。\n改过的。\n", ["-  第二段。", "+  改过的。"]),
    ],
    ids=["引号", "普通", "删去", "加上", "几行", "正文"],
)
def test_only_the_field_changes(field: str, value: str | None, expected: list[str]) -> None:
    """改一个字段，只动它那一行：别的行、注释、空行都不动。"""
    data = data_of(TEXT) | {field: value}
    after = changed_text(TEXT, Policy, data)
    assert changes(TEXT, after) == expected
    assert data_of(after) == {name: item for name, item in data.items() if item is not None}


def test_lists_change_item_by_item() -> None:
    """列表里改一项、加一项、删一项，其余各项和注释不动。"""
    data = data_of(TEXT)
    files: Any = data["附件"]
    changed = {**data, "附件": [files[0], {**files[1], "名称": "改名, 又改"}, {"文件": "files/3.pdf", "名称": "新"}]}
    assert changes(TEXT, changed_text(TEXT, Policy, changed)) == [
        "-  - {文件: files/2.pdf, 名称: 第二个}",
        '+  - {文件: files/2.pdf, 名称: "改名, 又改"}',
        "+  - 文件: files/3.pdf",
        "+    名称: 新",
    ]
    fewer = {**data, "附件": files[1:]}
    assert changes(TEXT, changed_text(TEXT, Policy, fewer)) == ["-  - 文件: files/1.pdf", "-    名称: 第一个"]


def test_new_field_has_its_official_place() -> None:
    """新加的字段放在规定次序里的位置，不堆在末尾。"""
    after = changed_text(TEXT, Policy, data_of(TEXT) | {"发布日期": "2026-01-06", "成文日期": "2026-01-05"})
    names = list(data_of(after))
    assert names.index("索引号") < names.index("发布日期") < names.index("成文日期") < names.index("附件")


def test_unreadable_text_is_not_changed() -> None:
    """读不懂的文件不改：抛出异常，由调用的一方先请人改好。"""
    with pytest.raises(ValueError, match="cannot be read"):
        changed_text("标题: [", Notice, {})


WORDS = st.one_of(
    st.text(alphabet="甲乙丙aB0 .:#-\"'{}[],|>%@&*!?=~\u3000“”", min_size=0, max_size=12),
    st.text(alphabet="甲乙0 :#-\n", min_size=1, max_size=16),
    st.sampled_from(["0012", "1.50", "no", "null", "2024-05-01", "~", "- 项", "键: 值", "尾 #", "12:30", "=", "<<"]),
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("子丑寅卯"), inner, min_size=1, max_size=4)
    ),
    max_leaves=6,
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(ENTRIES), st.data())
def test_any_change_reads_back(entry: tuple[str, str], draw: st.DataObject) -> None:
    """不论怎样改，读回来正是要的内容；再写一遍不再变；重新写成新文件也读得回来。"""
    slug, text = entry
    data = copy.deepcopy(data_of(text))
    holder: Any = data
    for _ in range(draw.draw(st.integers(0, 3))):
        inner = [value for value in (holder.values() if isinstance(holder, dict) else holder) if value]
        deeper = [value for value in inner if isinstance(value, (dict, list))]
        if deeper:
            holder = draw.draw(st.sampled_from(deeper))
    place = draw.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
    if draw.draw(st.booleans()) and len(holder) > 1:
        del holder[place]
    else:
        holder[place] = draw.draw(VALUES)
    if isinstance(holder, dict) and draw.draw(st.booleans()):
        holder["新字段"] = draw.draw(VALUES)
    after = changed_text(text, KINDS[slug], data)
    assert data_of(after) == data
    assert changed_text(after, KINDS[slug], data) == after
    assert data_of(entry_text(KINDS[slug], data)) == data


def test_comments_outlive_their_fields() -> None:
    """字段删去了，整行的注释还在。"""
    changed = changed_text(TEXT, Policy, {"标题": "只剩标题", "索引号": "990000020/2026-00001"})
    assert [line for line in changed.split("\n") if line.startswith("#")] == [
        "# yaml-language-server: $schema=../../.schema/policy.json",
        "# 以下照原文",
        "# 末尾的说明",
    ]
