"""双公示: what is kept of a person, what numbers say, what a fine says in words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from disclosure.fields import explain, is_identity_number, is_social_code
from disclosure.kinds import LicenceDecisions, PenaltyDecisions
from disclosure.kinds.decisions import anchor_of, masked_name
from disclosure.problem import hide_identity
from disclosure.rules.fines import stated_amounts, stated_in

PERSON_NUMBER = "990000199003070013"
FIRM = "91000000MA0000001R"
SHOP = "92000000MA0000002R"
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HUNDREDS = "壹贰叁肆伍陆柒捌玖"


def licence(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML data
    """One row of licences; None takes a column out."""
    row = {
        "行政相对人名称": "李示例",
        "行政许可决定文书名称": "准予行政许可决定书",
        "行政许可决定文书号": "示许〔2026〕1号",
        "许可类别": "普通",
        "许可内容": "准予李示例从业",
        "许可决定日期": "2026-05-11",
        "许可机关": "示例县市场监督管理局",
        "当前状态": "有效",
    }
    return {name: value for name, value in (row | changes).items() if value is not None}


def penalty(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML data
    """One row of penalties; None takes a column out."""
    row = {
        "行政相对人名称": "李示例",
        "行政相对人类别": "自然人",
        "行政处罚决定书文号": "示罚〔2026〕1号",
        "违法行为类型": "无照经营",
        "违法事实": "李示例没有办理执照",
        "处罚依据": "《无证无照经营查处办法》第十三条",
        "处罚类别": ["警告"],
        "处罚内容": "警告",
        "处罚决定日期": "2026-05-11",
        "处罚机关": "示例县市场监督管理局",
    }
    return {name: value for name, value in (row | changes).items() if value is not None}


def batch(*rows: Any, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML data
    """The data of an entry with these rows."""
    common = {"标题": "行政决定", "索引号": "990000150/2026-00001", "发布日期": "2026-05-13"}
    return {**common, "决定": list(rows), **changes}


def read_penalties(*rows: Any, **changes: Any) -> PenaltyDecisions:  # noqa: ANN401 - any YAML data
    """The entry read from these rows."""
    return PenaltyDecisions.model_validate(batch(*rows, 救济途径="可以申请行政复议", **changes))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        *(("李四", "李某"), ("李示例", "李某"), ("欧阳示例", "欧阳某"), ("欧阳", "欧某"), ("阿依·买买提", "阿某")),
        *(("李某", "李某"), ("李某某", "李某某"), ("李*例", "李*例"), ("𬭎生", "𬭎某")),
    ],
)
def test_a_name_keeps_its_family_name(name: str, shown: str) -> None:
    """只留姓，复姓留两个字；已经隐去的照原样。"""
    assert masked_name(name) == shown


def test_nothing_of_a_person_outlives_the_reading() -> None:
    """自然人的姓名在整个条目里只剩姓，证件号码一个不留。"""
    rows = [
        penalty(自然人证件类型="身份证", 自然人证件号码=PERSON_NUMBER, 备注="李示例已缴纳"),
        penalty(行政相对人名称="王小二", 行政处罚决定书文号="示罚〔2026〕2号", 法定代表人="赵不该写"),
    ]
    entry = read_penalties(*rows, 标题="对李示例、王小二的处罚", 正文="王小二不服。\n", 主题词=["李示例"])
    dumped = repr(entry) + entry.model_dump_json(by_alias=True)
    for secret in ("李示例", "王小二", "赵不该写", "示例没有", PERSON_NUMBER):
        assert secret not in dumped
    assert entry.title == "对李某、王某的处罚"
    assert entry.keywords == ("李某",)
    assert entry.decisions[0].facts_found == "李某没有办理执照"


def test_an_operator_is_not_a_representative() -> None:
    """个体工商户的经营者不显示，字号照常显示；字号就是人名的，也只留姓。"""
    trader = {"行政相对人类别": "个体工商户", "行政相对人代码_1(统一社会信用代码)": SHOP, "法定代表人": "李示例"}
    first = read_penalties(penalty(行政相对人名称="示例县老秤粮油店", **trader)).decisions[0]
    assert (first.party, first.representative, first.facts_found) == ("示例县老秤粮油店", None, "李某没有办理执照")
    second = read_penalties(penalty(行政相对人名称="王小二", **trader)).decisions[0]
    assert second.party == "王某"


@pytest.mark.parametrize(
    ("columns", "party"),
    [
        ({}, "李某"),
        ({"证件类型": "身份证", "行政相对人名称": "某某某某某合作社"}, "某某某某某合作社"),
        ({"证件类型": "护照", "行政相对人名称": "John Smith"}, "J某"),
        ({"行政相对人名称": "示例县示范餐饮有限公司"}, "示例县示范餐饮有限公司"),
        ({"行政相对人代码_1（统一社会信用代码）": FIRM, "行政相对人名称": "示例社"}, "示例社"),
        ({"行政相对人代码_6（社会组织登记证号）": "示社证字第1号", "行政相对人名称": "示例会"}, "示例会"),
        ({"行政相对人代码_1（统一社会信用代码）": SHOP, "行政相对人名称": "王小二"}, "王某"),
    ],
)
def test_a_licence_knows_a_person_by_codes_and_papers(columns: dict[str, str], party: str) -> None:
    """许可没有类别一栏：没有单位代码、名称像人名或者有证件的，是自然人。"""
    entry = LicenceDecisions.model_validate(batch(licence(**columns)))
    assert entry.decisions[0].party == party


def test_a_representative_of_a_firm_is_shown() -> None:
    """单位的法定代表人照写。"""
    columns = {"行政相对人代码_1（统一社会信用代码）": FIRM, "行政相对人名称": "示例县示范餐饮有限公司"}
    entry = LicenceDecisions.model_validate(
        batch(licence(法定代表人="张示例", 法定代表人身份证号=PERSON_NUMBER, **columns))
    )
    assert entry.decisions[0].representative == "张示例"
    assert entry.decisions[0].representative_paper is None


def test_names_stay_where_a_rule_demands_them() -> None:
    """写明依据的，姓名照写，号码仍然不留。"""
    entry = read_penalties(penalty(自然人证件号码=PERSON_NUMBER), 姓名公开依据="《示例规定》第三条")
    assert entry.decisions[0].party == "李示例"
    assert PERSON_NUMBER not in repr(entry)


@pytest.mark.parametrize("rows", ["一行文字", [["列表"]], [None], None, [{"行政相对人名称": ["列表"]}], {"甲": "乙"}])
def test_broken_rows_are_refused_without_a_crash(rows: Any) -> None:  # noqa: ANN401 - whatever a clerk writes
    """决定写成什么样子，都只报问题，不出错。"""
    data = batch() | {"决定": rows, "救济途径": "复议"}
    with pytest.raises(ValidationError) as caught:
        PenaltyDecisions.model_validate(data)
    assert list(explain(caught.value, PenaltyDecisions, "a.yml"))


def test_a_wrong_number_is_not_repeated() -> None:
    """号码写错时的问题里没有号码。"""
    secret = PERSON_NUMBER[:-1] + "4"
    with pytest.raises(ValidationError) as caught:
        read_penalties(penalty(自然人证件号码=secret, 法定代表人证件号码=f"{secret} {secret}"))
    problems = list(explain(caught.value, PenaltyDecisions, "a.yml"))
    assert [problem.rule for problem in problems] == ["bad-identity-number"] * 2
    assert not any(secret in f"{problem.report}{problem.found}" for problem in problems)


@given(
    st.text(alphabet=_LETTERS, min_size=2, max_size=2),
    st.integers(0, 999_999),
    st.text(_LETTERS, min_size=9, max_size=9),
)
def test_one_check_character_fits(kind: str, area: int, body: str) -> None:
    """每个主体只有一个校验码算得对。"""
    stem = f"{kind}{area:06}{body}"
    assert sum(is_social_code(stem + letter) for letter in _LETTERS) == 1


@given(st.integers(100_000, 999_999), st.dates(), st.integers(0, 999))
def test_one_check_digit_of_a_person_fits(area: int, born: Any, serial: int) -> None:  # noqa: ANN401 - a date
    """身份证号码的前十七位只配一个校验码；日期不合的一个也不配。"""
    stem = f"{area}{born:%Y%m%d}{serial:03}".rjust(17, "1")
    fitting = sum(is_identity_number(stem + digit) for digit in "0123456789X")
    assert fitting == (1 if 1900 <= born.year < 2100 else 0)


def test_known_numbers() -> None:
    """已知的代码：国家标准里的例子。"""
    assert is_social_code("91350100M000100Y43")
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert not is_social_code(PERSON_NUMBER)


def test_messages_hide_what_looks_like_a_person() -> None:
    """任何问题里的身份证号码都只留前三位，校验码不对的也一样；单位代码照写。"""
    wrong = PERSON_NUMBER[:-1] + "4"
    assert hide_identity(f"甲{PERSON_NUMBER}乙{wrong}丙") == "甲990" + "*" * 15 + "乙990" + "*" * 15 + "丙"
    assert hide_identity(f"{FIRM} 990000150/2026-00001") == f"{FIRM} 990000150/2026-00001"


@pytest.mark.parametrize(
    ("text", "word", "amounts"),
    [
        ("罚款5000元", "罚款", ["5000"]),
        ("处以罚款人民币1,500.50元整", "罚款", ["1500.50"]),
        ("处２万元罚款", "罚款", ["20000"]),
        ("处人民币贰万元的罚款", "罚款", ["20000"]),
        ("罚款壹万零伍佰元", "罚款", ["10500"]),
        ("罚款十二万元", "罚款", ["120000"]),
        ("罚款一千元，没收违法所得30元", "没收", ["30"]),
        ("没收800元违法所得", "没收", ["800"]),
        ("对单位罚款3万元，对负责人罚款1万元", "罚款", ["30000", "10000"]),
        ("罚没款合计5030元", "罚款", []),
        ("警告", "罚款", []),
    ],
)
def test_amounts_in_words(text: str, word: str, amounts: list[str]) -> None:
    """从处罚内容里读出金额，单位是元。"""
    assert stated_in(text, word) == [Decimal(amount) for amount in amounts]


@given(st.integers(1, 9), st.integers(1, 9))
def test_capital_numerals(thousands: int, hundreds: int) -> None:
    """大写的千、百读得对。"""
    text = f"罚款{_HUNDREDS[thousands - 1]}仟{_HUNDREDS[hundreds - 1]}佰元"
    assert stated_in(text, "罚款") == [Decimal(thousands * 1000 + hundreds * 100)]


def test_the_column_may_hold_one_amount_or_the_sum() -> None:
    """几笔罚款的，金额栏写其中一笔或者合计都算相符。"""
    assert stated_amounts([Decimal(2), Decimal(3)]) == {Decimal(2), Decimal(3), Decimal(5)}


def test_an_anchor_is_the_number_without_blanks() -> None:
    """文书号就是页面里的位置，去掉空格；没有文号的没有位置。"""
    assert anchor_of("示罚〔2026〕 1号") == "示罚〔2026〕1号"
    assert anchor_of("无") == ""
    assert not re.search(r"\s", read_penalties(penalty(行政处罚决定书文号="a b")).decisions[0].anchor)
