"""Figures in running text: what is read, what is held against the tables, what is left alone."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from disclosure.prose import Blank, find_blanks, find_contradictions, read_claims, read_figures, verify
from disclosure.prose.figures import halfwidth
from disclosure.prose.sentences import sentences
from disclosure.rules import Context
from disclosure.rules.prose import accounts, reports
from disclosure.rules.prose.accounts_blocks import THREE_PUBLIC
from disclosure.rules.prose.accounts_ledger import ledger_of
from disclosure.rules.prose.reports_ledger import ledger_of_report
from disclosure.source import read
from unit import prose_counts, prose_reports, prose_samples
from unit.prose_reports import report
from unit.prose_samples import account

NO_CONTEXT = cast("Context", None)
"""These rules do not look at it."""
ACCOUNT = ledger_of(account())
REPORT = ledger_of_report(report())


def faults(text: str, topic: str = "") -> list[str]:
    """The clauses of a text about the account that are wrong."""
    return [text[one.claim.start : one.claim.end] for one in verify(read_claims(text, ACCOUNT, topic), ACCOUNT)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("支出12.50万元", "12.50", "万元"),
        ("支出1.2亿元", "12000", "万元"),
        ("支出350元", "0.0350", "万元"),
        ("支出1,234.50万元", "1234.50", "万元"),
        ("支出１２．５０万元", "12.50", "万元"),
        ("支出 12.50 万元", "12.50", "万元"),
        ("受理564件", "564", "件"),
        ("接待31批次", "31", "批次"),
        ("接待254人次", "254", "人次"),
        ("学生6.12万人", "61200", "人"),
        ("设备3台（套）", "3", "台（套）"),
        ("增长1.33%", "1.33", "%"),
        ("增长１．３３％", "1.33", "%"),
        ("增长-2.1%", "-2.1", "%"),
    ],
)
def test_a_figure_is_read(text: str, value: str, unit: str) -> None:
    """数、单位、全角半角、千分号都认得。"""
    (figure,) = read_figures(halfwidth(text))
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    ["2025年度", "2025年5月20日", "示政办发〔2025〕8号", "0000-00000001", "第3款", "十二件", "3条腿走路1.2.3", ""],
)
def test_what_is_no_figure(text: str) -> None:
    """日期、文号、电话、序号不是数。"""
    assert [figure for figure in read_figures(text) if figure.unit != "条"] == []


@pytest.mark.parametrize("text", ["约120万元", "100余件", "3000多条", "不低于98%", "100万元以上", "近5年1000件左右"])
def test_approximations_are_marked(text: str) -> None:
    """约数、界限单独标出，不拿来核对。"""
    assert all(figure.is_rough for figure in read_figures(text))


@pytest.mark.parametrize("text", prose_samples.HONEST)
def test_an_honest_note_passes(text: str) -> None:
    """照实写的说明，换着说法写，不报。"""
    assert faults(text) == []


@pytest.mark.parametrize(("text", "clause"), prose_samples.WRONG)
def test_a_wrong_note_is_found(text: str, clause: str) -> None:
    """改错一个数或者一个方向，正好报这一处。"""
    (found,) = faults(text)
    assert found.endswith(clause)


def test_there_are_enough_ways_to_say_it() -> None:
    """正反说法各四十种以上，没有重复。"""
    assert len(set(prose_samples.HONEST)) == len(prose_samples.HONEST) >= 40
    assert len({text for text, _ in prose_samples.WRONG}) == len(prose_samples.WRONG) >= 40


@pytest.mark.parametrize("text", prose_reports.HONEST)
def test_an_honest_report_passes(text: str) -> None:
    """年报照实写的话不报。"""
    assert list(reports.report_differs_from_tables(report(text), NO_CONTEXT, reports.REPORT_DIFFERS_FROM_TABLES)) == []


@pytest.mark.parametrize(("text", "clause"), prose_reports.WRONG)
def test_a_wrong_report_is_found(text: str, clause: str) -> None:
    """年报改错一个数，正好报这一处。"""
    (found,) = reports.report_differs_from_tables(report(text), NO_CONTEXT, reports.REPORT_DIFFERS_FROM_TABLES)
    assert found.found.endswith(clause)


@pytest.mark.parametrize("text", prose_reports.DENIED)
def test_what_is_denied_against_the_table_is_found(text: str) -> None:
    """表里有数，文字说没有，报。"""
    assert list(reports.report_differs_from_tables(report(text), NO_CONTEXT, reports.REPORT_DIFFERS_FROM_TABLES))


@pytest.mark.parametrize("text", [*prose_counts.CONSISTENT, *prose_reports.HONEST, *prose_samples.HONEST])
def test_consistent_counts_pass(text: str) -> None:
    """不自相矛盾的话不报。"""
    assert find_contradictions(text) == []


@pytest.mark.parametrize(("text", "numbers"), prose_counts.CONTRADICTORY)
def test_contradictory_counts_are_found(text: str, numbers: str) -> None:
    """自相矛盾的数报一处，说出算得的数。"""
    (found,) = find_contradictions(text)
    assert numbers in found.what
    assert 0 <= found.start < found.end <= len(text)


def test_the_reason_field_speaks_of_its_own_subject() -> None:
    """增减原因里不写名称的数，说的是“三公”经费合计。"""
    assert faults("比上年增加17.50万元，增长148.68%", THREE_PUBLIC) == []
    assert faults("比上年减少17.50万元", THREE_PUBLIC) == ["比上年减少17.50万元"]
    assert faults("公务用车更新1辆，接待费比上年减少0.57万元", THREE_PUBLIC) == []


def test_headings_belong_to_the_sentences_below_them() -> None:
    """标题不论单列一行还是接着写，都是后面句子的话题。"""
    found = {one.text: one.heading for one in sentences("## 三、“三公”经费\n决算1.00万元。\n四、采购。支出2.00万元。")}
    assert found == {"决算1.00万元": "## 三、“三公”经费", "支出2.00万元": "四、采购"}


@pytest.mark.parametrize(
    "text",
    [
        "XX年度预算",
        "20XX年5月",
        "示政办发〔20XX〕8号",
        "示政办发〔2025〕XX号",
        "金额××万元",
        "XXX公司承建",
        "联系人（待填写）",
        "【请填写内容】",
        "联系电话：待补充",
        "此处填写理由",
        "0000-00-00",
        "TODO 补正文",
        "第XX条",
    ],
)
def test_a_placeholder_is_found(text: str) -> None:
    """没有填的空，报。"""
    assert [blank.is_certain for blank in find_blanks(text)] == [True]


@pytest.mark.parametrize("text", ["XX县人民政府", "某某局印发", "姓名：______", "【】", "依据（ ）", "××单位"])
def test_a_likely_placeholder_is_a_warning(text: str) -> None:
    """可能是空的，只提醒。"""
    assert [blank.is_certain for blank in find_blanks(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "当事人张某某",
        "王××，男",
        "李XX住例一村",
        "电话138****8001",
        "身份证号341************12X",
        "尺码XXL",
        "3×5米，共2×3块",
        "请填写申请表后提交",
        "耕地待补充的，由县自然资源局组织补划",
        "考试时间待定，另行通知",
        "写成“20XX年”的，应当改为实际年份",
        "电话：0000-0000001",
        "【重要】停水通知",
        "见附件（一）",
        "当事人某某建材公司",
        "# 标题\n| 甲 | 乙 |\n|---|---|",
    ],
)
def test_what_is_no_placeholder(text: str) -> None:
    """匿名、遮挡、型号、算式、正常用语不报。"""
    assert find_blanks(text) == []


def test_a_placeholder_has_its_place() -> None:
    """报出的位置正是那几个字。"""
    text = "第一段。\n第二段20XX年。"
    assert find_blanks(text) == [Blank(text.index("20XX"), text.index("年"), is_certain=True)]


def test_a_problem_points_at_the_line_inside_a_block() -> None:
    """一大段文字里的问题，指到那一行那一列。"""
    source = "标题: 甲\n说明: |\n\n  第一行。\n  第二行有20XX年。\n其他: 乙\n"
    document = read(source.encode(), "catalogue/a/b/c.yml")
    assert document.data is not None
    value = str(document.data["说明"]).strip(" \t\n\u3000")
    offset = value.index("20XX")
    assert document.position(("说明",), offset=offset) == (5, 7)
    assert document.position(("说明",), offset=0) == (4, 3)
    assert document.position(("说明",)) == (2, 5)
    assert document.position(("标题",), offset=3) == (1, 5)


MONEY = st.integers(min_value=1_000_00, max_value=900_000_00).map(lambda cents: Decimal(cents).scaleb(-2))
SMALL = st.integers(min_value=1_00, max_value=90_00).map(lambda cents: Decimal(cents).scaleb(-2))


@st.composite
def consistent(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """An account whose figures agree, and a note that tells them."""
    basic, project, last = draw(MONEY), draw(MONEY), draw(MONEY)
    run, meals, last_run, last_meals = (draw(SMALL) for _ in range(4))
    guests = draw(st.integers(min_value=100, max_value=9999))
    total, three, last_three = basic + project, run + meals, last_run + last_meals
    assume(abs(total - last) > 10 and abs(three - last_three) > 1)
    way = "增加" if total > last else "减少"
    growth = (100 * abs(total - last) / last).quantize(Decimal("0.01"))
    share = (100 * basic / total).quantize(Decimal("0.01"))
    zero = {"预算数": "0.00", "决算数": "0.00", "上年决算数": "0.00"}
    fields = {
        "表": {
            "收入支出决算总表": [
                {"项目": "本年支出合计", "预算数": str(total), "决算数": str(total), "上年决算数": str(last)},
            ],
            "支出决算表": [{"项目": "合计", "合计": str(total), "基本支出": str(basic), "项目支出": str(project)}],
        },
        "三公经费": {
            "因公出国（境）费": zero,
            "公务用车购置费": zero,
            "公务用车运行维护费": {"决算数": str(run), "上年决算数": str(last_run)},
            "公务接待费": {"决算数": str(meals), "上年决算数": str(last_meals)},
            "合计": {"决算数": str(three), "上年决算数": str(last_three)},
            "接待人次": str(guests),
        },
    }
    note = (
        f"一、收支情况。本年支出{total:,}万元，比上年{way}{abs(total - last):,}万元，{way}幅度{growth}%。\n"
        f"其中：基本支出{basic}万元，占{share}%；项目支出{project}万元。\n"
        f"二、“三公”经费情况。决算{three}万元，上年决算{last_three}万元。其中：公务用车运行维护费{run}万元；"
        f"公务接待费{meals}万元，国内公务接待{guests}人次。"
    )
    return fields, note


@given(consistent(), st.data())
def test_any_changed_figure_is_found(sample: tuple[dict[str, Any], str], data: st.DataObject) -> None:
    """随意造一份前后一致的决算：照写的说明不报，改动任何一个数都报。"""
    fields, note = sample
    ledger = ledger_of(account(**fields))
    assert verify(read_claims(note, ledger), ledger) == []
    figure = data.draw(st.sampled_from(read_figures(note)))
    printed = re.match(r"[\d,.]+", note[figure.start :])
    assert printed is not None
    other = Decimal(printed[0].replace(",", "")) + data.draw(st.integers(min_value=1, max_value=500))
    spoilt = f"{note[: figure.start]}{other}{note[figure.start + printed.end() :]}"
    assert verify(read_claims(spoilt, ledger), ledger)


@given(
    st.text(
        alphabet="0123456789.,万元件%年（）“”，。；、比上年增加减少占完成预算决算本年支出其中“三公”经费\n#|",
        max_size=80,
    )
)
def test_any_text_can_be_read(text: str) -> None:
    """什么文字都读得完，不出错，位置都在文字里面。"""
    claims = [*read_claims(text, ACCOUNT), *read_claims(text, REPORT)]
    assert all(0 <= claim.start <= claim.end <= len(text) for claim in claims)
    assert all(0 <= one.start <= one.end <= len(text) for one in find_contradictions(text))
    assert all(0 <= one.start < one.end <= len(text) for one in find_blanks(text))
    verify(claims, ACCOUNT)


def test_the_year_before_gives_what_the_entry_does_not() -> None:
    """本年没有写的上年数，从上年决算取。"""
    now = account(机关运行经费="272.92")
    before = account(年度="2024", 机关运行经费="267.29")
    text = "机关运行经费支出272.92万元，比上年增加6.53万元。"
    alone, together = ledger_of(now), ledger_of(now, before)
    assert verify(read_claims(text, alone), alone) == []
    assert [one.fault for one in verify(read_claims(text, together), together)] == ["change"]


def test_a_note_without_figures_costs_nothing() -> None:
    """没有数也没有比较的说明，读都不用读。"""
    assert read_claims("本部门没有政府性基金预算安排的支出，有关表格为空表。", ACCOUNT) == []
    assert list(accounts.note_differs_from_tables(account(), NO_CONTEXT, accounts.NOTE_DIFFERS_FROM_TABLES)) == []
