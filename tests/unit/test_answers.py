"""What readers ask first: validity in words, explanation and document beside each other, how to cite."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.markup import to_html, to_markdown
from disclosure.views import citation_of, explained_by, explanations_of, standing_of
from unit.small_site import CODE, interpretation, loaded, policy

PLACE = "xzfb/policy/1.yml"
FIRST = f"{CODE}/2024-00001"


def test_validity_is_said_with_its_days_and_causes(tmp_path: Path) -> None:
    """有效性连同施行、失效日期写成话；被哪一份文件、从哪一天起改的也写明。"""
    found = loaded(
        tmp_path,
        {
            PLACE: policy(1, 有效性="已修改", 施行日期="2024-04-01", 失效日期="2029-03-31", 效力说明="第二条改了。"),
            "xzfb/policy/2.yml": policy(2, 修改=[FIRST], 施行日期="2024-06-01"),
            "xzfb/interpretation/3.yml": interpretation(3, [FIRST]),
        },
    )
    standing = standing_of(found, found.by_number[FIRST])
    assert standing is not None
    assert (standing.state, standing.name) == ("amended", "已修改")
    assert standing.days == ("自2024年4月1日起施行", "失效日期为2029年3月31日")
    assert standing.advice.endswith("第二条改了。")
    (cause,) = standing.causes
    assert (cause.label, cause.number, cause.since) == ("修改本文件的文件", "示政办发〔2024〕2号", "2024年6月1日")
    assert standing_of(found, found.by_number[f"{CODE}/2024-00003"]) is None


def test_document_and_explanation_stand_beside_each_other(tmp_path: Path) -> None:
    """不论哪一边写了引用，两边都看得到对方；没有概述的，用正文第一段。"""
    found = loaded(
        tmp_path,
        {
            PLACE: policy(1, 内容概述="规定某事。"),
            "xzfb/interpretation/2.yml": interpretation(2, [FIRST], 正文="## 背景\n为了让群众看得懂。"),
            "xzfb/interpretation/3.yml": interpretation(3, [FIRST], 发布日期="2024-03-22", 正文=f"{'长' * 200}。"),
        },
    )
    late, early = explanations_of(found, found.by_number[FIRST])
    assert (early.link.text, early.digest) == ("第2号解读", "为了让群众看得懂。")
    assert late.digest == f"{'长' * 120}……"
    (document,) = explained_by(found, found.by_number[f"{CODE}/2024-00002"])
    assert (document.digest, document.validity) == ("规定某事。", "有效")
    assert document.facts == ("示例县人民政府办公室", "示政办发〔2024〕1号")


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("关于甲的通知", "《关于甲的通知》"),
        ("关于印发《甲办法》的通知", "《关于印发〈甲办法〉的通知》"),
        ("关于废止《印发〈甲办法〉的通知》的决定", "《关于废止〈印发《甲办法》的通知〉的决定》"),
        ("多一个》的通知", "《多一个》的通知》"),
    ],
)
def test_titles_within_titles_take_the_other_marks(tmp_path: Path, title: str, cited: str) -> None:
    """引用时，书名号里面的书名号单双轮换（GB/T 15834）。"""
    found = loaded(tmp_path, {PLACE: policy(1, 标题=title)})
    citation = citation_of(found, found.by_number[FIRST], "https://a.example/x.html")
    assert citation.number == "示政办发〔2024〕1号"
    assert citation.sentence == (
        f"示例县人民政府办公室：{cited}（示政办发〔2024〕1号），2024年3月20日发布，索引号：{FIRST}，https://a.example/x.html"
    )


def test_a_document_without_number_or_address_is_cited_without(tmp_path: Path) -> None:
    """没有文号、没有公开网址的，引用里不留空括号，以句号结束。"""
    found = loaded(tmp_path, {PLACE: policy(1, 发文字号="无")})
    citation = citation_of(found, found.by_number[FIRST], "")
    assert citation.number == ""
    assert citation.sentence.endswith(f"的通知》，2024年3月20日发布，索引号：{FIRST}。")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("甲。\n乙。", "甲。\n\n乙。"),
        ("### 一、甲\n#### 乙\n丙", "## 一、甲\n\n### 乙\n\n丙"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n丙", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n丙"),
        ("<b>甲</b> &lt; AT&T", "\\<b>甲\\</b> \\&lt; AT&T"),
        ("![图](https://a.example/x.png)[甲](javascript:1)[乙](https://a.example)", None),
    ],
)
def test_markdown_for_other_programs(text: str, markdown: str | None) -> None:
    """段落之间空一行，标题从二级开始；会被当作 HTML、图片、程序的都转义。"""
    made = to_markdown(text)
    if markdown is None:
        assert made == "!\\[图](https://a.example/x.png)[甲]\\(javascript:1)[乙](https://a.example)"
    else:
        assert made == markdown
        if "<" not in text:
            assert to_html(made) == to_html(text)
