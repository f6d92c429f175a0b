"""Alerts, inspections, recruitment, consultations, plans, standard catalogues: where they go and what pages show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from disclosure import pages, vocabulary
from disclosure.catalogue import Catalogue
from disclosure.fields import Model, is_identity_number
from disclosure.kinds import KINDS, Entry, Inspection, StandardCatalogue
from disclosure.kinds.alert import UNGRADED
from disclosure.kinds.consultation import LIMITS
from disclosure.pages import Frame, Site
from disclosure.problem import RULES
from disclosure.rules import Context
from disclosure.rules.inspections import inspection_counts
from disclosure.rules.personal import WATCHED
from disclosure.views.stages import stages_of
from disclosure.views.standards import domains, standard_rows
from disclosure.vocabulary import Vocabulary
from unit.small_site import CODE, checked, loaded, rules_of, vocabulary_data, words_of, write_entries, write_vocabulary

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=300)
NOWHERE = cast("Context", None)  # for rules that look at the entry alone
FRAME = "<title>QXTITLEXQ</title>QXHEADXQ<nav QXNAV-HOMEXQ></nav>QXBODYXQ"
Data = dict[str, Any]


def common(number: int, **more: Any) -> Data:  # noqa: ANN401 - any YAML data
    """The fields of every entry."""
    return {"标题": f"第{number}条", "索引号": f"{CODE}/2026-{number:05}", "发布日期": "2026-07-01", **more}


def inspection(number: int, **more: Any) -> Data:  # noqa: ANN401
    """A valid inspection."""
    data = common(
        number,
        检查领域="安全生产",
        检查类型="专项检查",
        检查机关=["县政府办"],
        检查依据=["《法》"],
        检查开始日期="2026-05-06",
        检查结束日期="2026-05-07",
        计量单位="户",
        检查数="1",
        合格数="1",
        不合格数="0",
    )
    return data | more


def alert(number: int, action: str, at: str, *previous: int, **more: Any) -> Data:  # noqa: ANN401
    """A valid alert of a stage that follows others."""
    data = common(
        number,
        预警状态=action,
        预警类别="暴雨",
        事件类别="自然灾害",
        预警级别="二级",
        预警颜色="橙色",
        发布单位="县政府办",
        发布时间=at,
        影响范围="全县",
        防御指引=["转移"],
        发布日期="2026-07-20",
        原预警=[f"{CODE}/2026-{one:05}" for one in previous],
    )
    return data | more


def item(first: str, second: str, **more: Any) -> Data:  # noqa: ANN401
    """A valid row of a standard catalogue."""
    data: Data = {
        "一级事项": first,
        "二级事项": second,
        "公开内容": ["全文"],
        "公开依据": ["《条例》"],
        "公开时限": "20个工作日内",
        "公开主体": ["县政府办"],
        "公开渠道": ["政府网站"],
        "公开对象": ["全社会"],
        "公开方式": ["主动"],
        "公开层级": ["县级"],
    }
    return data | more


def standard(number: int, *rows: Data, **more: Any) -> Data:  # noqa: ANN401
    """A valid standard catalogue."""
    return common(number, 成文日期="2026-06-30", 领域="安全生产", 事项=list(rows)) | more


def page_of(root: Path, catalogue: Catalogue, name: str) -> str:
    """The body of a page, rendered with the project's own templates."""
    site = Site(root, catalogue, dict.fromkeys((0, 1, 2), Frame(FRAME)), {})
    return pages.render(site, name).content.decode()


# Where an entry goes.


def sorted_words(root: Path, sortings: list[Data]) -> Vocabulary:
    """The small vocabulary with a sub-category of item 1 that collects some values."""
    data = vocabulary_data()
    items = data["categories.yml"]["栏目"][2]["下级"]
    items[12]["下级"] = [{"标识": "safety", "名称": "安全检查", "说明": "安全检查", "收录": sortings}]
    write_vocabulary(root, data)
    return words_of(root)


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({}, "safety"),
        ({"检查领域": "公共卫生"}, "item-13"),
        ({"公开类别": "第12项"}, "item-12"),
    ],
)
def test_a_value_brings_an_entry_into_its_category(tmp_path: Path, changes: Data, slug: str) -> None:
    """按领域自动归类；词表没有写的领域归默认类别；写了公开类别的照写的。"""
    words = sorted_words(tmp_path, [{"种类": "inspection", "取值": ["安全生产"]}])
    write_entries(tmp_path, {"xzfb/inspection/1.yml": inspection(1) | changes})
    found = catalogue_of(tmp_path, words)
    assert found.category_of(found.entries[0]).slug == slug


def catalogue_of(root: Path, words: Vocabulary) -> Catalogue:
    """The catalogue of a root whose vocabulary is read already."""
    from disclosure import catalogue  # noqa: PLC0415 - the name is used for values everywhere else

    return catalogue.load(root, words, jobs=1).catalogue


def test_a_value_goes_into_one_category_only(tmp_path: Path) -> None:
    """同一个取值收录在两处，不知道归哪里，要报错。"""
    data = vocabulary_data()
    items = data["categories.yml"]["栏目"][2]["下级"]
    for place in (11, 12):
        items[place]["收录"] = [{"种类": "inspection", "取值": ["安全生产"]}]
    write_vocabulary(tmp_path, data)
    words, problems = vocabulary.load(tmp_path)
    assert words is None
    assert [problem.rule for problem in problems] == ["vocabulary-duplicate"]
    assert "“inspection：安全生产”重复" in problems[0].text


def test_a_category_collects_only_kinds_that_exist(tmp_path: Path) -> None:
    """收录的种类写错了，要报错。"""
    result = checked(tmp_path / "a", {"xzfb/inspection/1.yml": inspection(1)})
    assert rules_of(result) == []
    sorted_words(tmp_path, [{"种类": "inspections", "取值": ["安全生产"]}])
    write_entries(tmp_path, {"xzfb/inspection/1.yml": inspection(1)})
    from disclosure import publication  # noqa: PLC0415 - needed by this test alone

    found = publication.check(tmp_path, date(2026, 11, 15), jobs=1)
    assert rules_of(found) == ["kind-without-category"]


def test_the_vocabulary_holds_the_names_that_the_program_relies_on(root: Path) -> None:
    """程序里写到的名称，词表里都有；期限表里也有相应的期限。"""
    words = words_of(root)
    assert set(LIMITS) <= set(words.terms["征集类型"])
    assert all(words.deadline(slug) for slug in LIMITS.values())
    for slug in ("consultation-result", "hiring-publicity", "alert-open", "emergency-plan-evaluation"):
        assert words.deadline(slug)
    assert UNGRADED in words.terms["事件类别"]
    assert "特定群众" in words.terms["目录公开对象"]
    assert len(words.terms["预警级别"]) == len(words.terms["预警颜色"]) == 4
    assert len(words.terms["基层公开领域"]) == 26
    assert len(words.terms["公开渠道"]) == 13
    assert set(words.terms["待核领域"]) <= set(words.terms["基层公开领域"])


def test_what_a_stage_needs_is_a_field_of_the_kind() -> None:
    """各阶段要求的字段，种类里都有。"""
    for kind in KINDS.values():
        names = {name for need in kind.needs for name in (need.attribute, *need.needed)}
        assert names <= set(kind.model_fields), kind
        assert not kind.sorted_by or kind.sorted_by in kind.model_fields


def test_every_value_that_a_category_collects_is_one_of_the_kind(root: Path) -> None:
    """类别收录的取值，真的可以填在那个种类里。"""
    words = words_of(root)
    assert words.category_of_value
    for slug, value in words.category_of_value:
        kind = KINDS[slug]
        info = kind.model_fields[kind.sorted_by]
        listed = [mark.name for mark in info.metadata if hasattr(mark, "name")]
        if listed:
            assert value in words.terms[listed[0]]
        else:
            assert accepted(kind, kind.sorted_by, value)


def accepted(kind: type[Model], attribute: str, value: str) -> bool:
    """Whether a field takes a value, by trying."""
    alias = kind.model_fields[attribute].alias or attribute
    try:
        kind.model_validate({alias: value})
    except ValueError as error:
        return f"\n{alias}\n" not in str(error)
    return True


# Stages.


def history(root: Path) -> Catalogue:
    """A warning that was changed and lifted, and another one."""
    return loaded(
        root,
        {
            "xzfb/alert/1.yml": alert(1, "发布", "2026-07-01 08:00"),
            "xzfb/alert/2.yml": alert(2, "解除", "2026-07-03 08:00", 3),
            "xzfb/alert/3.yml": alert(3, "调整", "2026-07-02 08:00", 1),
            "xzfb/alert/4.yml": alert(4, "发布", "2026-07-02 09:00"),
        },
    )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_stage_shows_all_stages_in_the_order_of_time(tmp_path: Path, number: int) -> None:
    """从任何一个阶段都看得到全部阶段，按时间排列，本页不链接到自己。"""
    found = history(tmp_path)
    stages = stages_of(found, found.by_number[f"{CODE}/2026-{number:05}"], "previous", "action", "announced_at")
    assert [stage.name for stage in stages] == ["发布", "调整", "解除"]
    assert [stage.link.text for stage in stages if stage.is_here] == [f"第{number}条"]


def test_an_entry_by_itself_is_its_only_stage(tmp_path: Path) -> None:
    """没有后续的，只有自己。"""
    found = history(tmp_path)
    stages = stages_of(found, found.by_number[f"{CODE}/2026-00004"], "previous", "action", "announced_at")
    assert [stage.link.text for stage in stages] == ["第4条"]


def test_stages_that_point_at_each_other_come_to_an_end(tmp_path: Path) -> None:
    """互相指向的条目不会让程序停不下来。"""
    entries = {
        "xzfb/alert/1.yml": alert(1, "调整", "2026-07-01 08:00", 2),
        "xzfb/alert/2.yml": alert(2, "调整", "2026-07-02 08:00", 1),
    }
    found = loaded(tmp_path, entries)
    stages = stages_of(found, found.entries[0], "previous", "action", "announced_at")
    assert [stage.link.text for stage in stages] == ["第1条", "第2条"]


def test_the_page_of_a_warning_says_that_it_was_lifted(root: Path, tmp_path: Path) -> None:
    """已经解除的预警，页面上先说已经解除；没有解除的不说。"""
    found = history(tmp_path)
    assert "本预警已经解除" in page_of(root, found, "entry 0")
    assert "二级（橙色）" in page_of(root, found, "entry 0")
    assert "本预警已经" not in page_of(root, found, "entry 3")


# Standard catalogues.


def standards(root: Path, **changes: Data) -> Catalogue:
    """Two catalogues of one domain, the second with three rows of two matters."""
    rows = (
        item("政策", "文件", 种类="监督检查", 公开渠道=["两微一端", "政府网站"]),
        item("政策", "解读", 公开类别="第5项"),
        item("检查", "结果", 公开对象=["特定群众"], 特定群众="<b>村民</b>"),
    )
    entries: Mapping[str, Data] = {
        "xzfb/inspection/9.yml": inspection(9),
        "xzfb/standard-catalogue/1.yml": standard(1, rows[0], 发布日期="2025-07-01", 成文日期="2025-06-30"),
        "xzfb/standard-catalogue/2.yml": standard(2, *rows),
        **changes,
    }
    return loaded(root, entries)


def newest(found: Catalogue) -> StandardCatalogue:
    """The second catalogue."""
    entry = found.by_number[f"{CODE}/2026-00002"]
    assert isinstance(entry, StandardCatalogue)
    return entry


def test_rows_are_numbered_and_share_the_cell_of_their_first_level(tmp_path: Path) -> None:
    """序号从1起；一级事项相同的相邻各行合并；写明位置而且有信息的才有链接。"""
    found = standards(tmp_path)
    rows = standard_rows(found, newest(found))
    assert [(row.number, row.span) for row in rows] == [(1, 2), (2, 0), (3, 1)]
    assert [row.is_placed for row in rows] == [True, True, False]
    assert [row.place.address if row.place else None for row in rows] == ["kind/inspection.html", None, None]


def test_the_overview_shows_every_domain_and_the_newest_catalogue(tmp_path: Path) -> None:
    """全部领域都列出，公布了的列最新一版和公开情况。"""
    found = {domain.name: domain.filed for domain in domains(standards(tmp_path))}
    assert list(found) == vocabulary_data()["terms.yml"]["基层公开领域"]
    assert [(one.year, one.rows, one.placed, one.covered) for one in found["安全生产"]] == [(2026, 3, 2, 1)]
    assert found["财政预决算"] == ()


def test_the_official_table_is_printed_with_its_ticks(root: Path, tmp_path: Path) -> None:
    """两行表头、■和□、√都照标准目录；填写的文字不会变成网页代码。"""
    found = standards(tmp_path)
    html = page_of(root, found, f"entry {found.entries.index(newest(found))}")
    head = html[html.index("<thead>") : html.index("</thead>")]
    assert head.count("<tr>") == 2
    assert re.findall(r'colspan="2">([^<]+)<', head) == ["公开事项", "公开对象", "公开方式", "公开层级"]
    assert "■政府网站" in html
    assert "□政府公报" in html
    assert "√<br>&lt;b&gt;村民&lt;/b&gt;" in html
    assert "<b>村民" not in html


def test_the_overview_page_is_there_only_with_a_catalogue(root: Path, tmp_path: Path) -> None:
    """有目录才有一览页，没有公布的领域写“尚未公布”。"""
    html = page_of(root, standards(tmp_path / "a"), "standards index")
    assert html.count("尚未公布") == 3
    empty = loaded(tmp_path / "b", {"xzfb/inspection/9.yml": inspection(9)})
    site = Site(root, empty, {}, {})
    assert not [name for name in site.names if name.startswith("standards")]


# Arithmetic.

counts = st.integers(0, 5000)


@SAME_EVERY_TIME
@given(passed=counts, failed=counts, other=counts, slip=st.integers(-3, 3))
def test_counts_that_add_up_pass_and_any_slip_is_found(passed: int, failed: int, other: int, slip: int) -> None:
    """各数加得起来没有问题，差一个就查出来，并且说出差多少。"""
    total = passed + failed + other + slip
    assume(total >= 0)
    parts = {"检查数": total, "合格数": passed, "不合格数": failed, "其他数": other}
    entry = Inspection.model_validate(inspection(1) | {name: str(count) for name, count in parts.items()})
    found = list(inspection_counts(entry, NOWHERE, RULES["inspection-counts"]))
    assert bool(found) == bool(slip)
    assert all(f"相差 {abs(slip)}，" in problem.text for problem in found)


# Emergency plans.


def test_the_page_of_a_plan_begins_with_what_to_do(root: Path, tmp_path: Path) -> None:
    """预案页先是电话、怎样做、预警和响应，然后才是公开信息要素。"""
    plan = common(
        1,
        预案类别="专项预案",
        事件类别="自然灾害",
        层级="县",
        编制单位="县政府办",
        有效性="有效",
        印发日期="2026-06-30",
        值班电话="0000-1234567",
        公众应对=["听到通知马上转移"],
        预警级别=[{"级别": "一级", "颜色": "红色", "发布条件": "大洪水"}],
        响应级别=[{"级别": "Ⅰ级", "启动条件": "垮坝", "启动人": "总指挥"}],
        正文="## 总则\n内容\n",
    )
    lapsed = plan | {"有效性": "废止", "效力说明": "被替代"}
    html = page_of(root, loaded(tmp_path / "b", {"xzfb/emergency-plan/1.yml": lapsed}), "entry 0")
    assert "tel:" not in html
    assert "可能已经变更" in html
    html = page_of(root, loaded(tmp_path / "a", {"xzfb/emergency-plan/1.yml": plan}), "entry 0")
    texts = ("tel:00001234567", "听到通知马上转移", "一级（红色）", "垮坝", "公开信息要素", "总则")
    places = [html.index(text) for text in texts]
    assert places == sorted(places)


# Personal data.


def with_check_digit(front: str) -> str:
    """The identity number with these 17 digits, found by trying all eleven ends."""
    ends = [end for end in "0123456789X" if is_identity_number(front + end)]
    assert len(ends) == 1
    return front + ends[0]


fronts = st.builds(
    lambda area, born, order: f"{area}{born:%Y%m%d}{order:03}",
    st.integers(100000, 999999),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.integers(0, 999),
)


@SAME_EVERY_TIME
@given(front=fronts, place=st.integers(0, 16), digit=st.integers(1, 9))
def test_a_changed_digit_is_no_identity_number(front: str, place: int, digit: int) -> None:
    """身份号码改错任何一位数字，校验码就对不上。"""
    number = with_check_digit(front)
    changed = number[:place] + str((int(number[place]) + digit) % 10) + number[place + 1 :]
    assume(changed[0] != "0")
    assert is_identity_number(number)
    assert not is_identity_number(changed)


def test_no_message_repeats_the_number(tmp_path: Path) -> None:
    """发现身份号码和手机号码，只说在哪里，不重复号码。"""
    number, mobile = with_check_digit("99000019900307801"), "13800000000"
    data = inspection(1, 后续处理=f"联系人{number}，电话{mobile}", 投诉举报电话=mobile)
    result = checked(tmp_path, {"xzfb/inspection/1.yml": data})
    assert rules_of(result) == ["identity-number", "mobile-number", "mobile-number"]
    said = repr(result.problems)
    assert number not in said
    assert mobile not in said


def test_kinds_that_speak_of_people_are_watched() -> None:
    """这些种类都查身份号码。"""
    watched: set[type[Entry]] = set(WATCHED)
    assert {KINDS[slug] for slug in ("inspection", "recruitment", "consultation", "alert")} <= watched
