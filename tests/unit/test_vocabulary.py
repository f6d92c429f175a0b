"""The vocabulary: what is looked up is found under every name it has; what contradicts itself is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from disclosure import vocabulary
from disclosure.vocabulary import FOLDER, IndexFormat, Vocabulary
from disclosure.vocabulary.checks import COLUMNS, ITEMS
from unit.small_site import CODE, vocabulary_data, words_of, write_vocabulary

Data = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """Return the small vocabulary."""
    root = tmp_path_factory.mktemp("words")
    write_vocabulary(root)
    return words_of(root)


def refused(root: Path, change: Callable[[Data], object]) -> list[str]:
    """The rules, with file and text, that speak when the small vocabulary is changed."""
    data = vocabulary_data()
    change(data)
    write_vocabulary(root, data)
    found, problems = vocabulary.load(root)
    assert (found is None) == bool(problems)
    assert all(problem.line for problem in problems)
    return [f"{problem.rule} {problem.path.removeprefix(FOLDER + '/')} {problem.text}" for problem in problems]


@pytest.mark.parametrize("text", ["财政预算、决算信息", "第7项", "item-07"])
def test_a_category_is_known_by_name_short_name_and_slug(words: Vocabulary, text: str) -> None:
    """类别按全称、简称、标识都找得到。"""
    category = words.category(text)
    assert category
    assert category.slug == "item-07"


def test_an_unknown_category_is_none(words: Vocabulary) -> None:
    """没有的类别不猜。"""
    assert words.category("财政") is None


@pytest.mark.parametrize("name", ["示例县财政局", "县财政局", "示例县税费局"])
def test_an_organ_is_known_by_every_name_it_had(words: Vocabulary, name: str) -> None:
    """机构按全称、简称、曾用名都找得到，也都可以作发文机关。"""
    assert words.organ_by_name[name].slug == "czj"
    assert name in words.issuers


def test_outside_issuers_are_issuers_but_no_organs(words: Vocabulary) -> None:
    """外部机关可以发文，不能公开。"""
    assert "国务院" in words.issuers
    assert "国务院" not in words.organ_by_name


def test_ancestry_leads_from_the_column_down(words: Vocabulary) -> None:
    """类别的上级一层不少。"""
    assert [category.slug for category in words.ancestry["lapsed"]] == ["column-3", "item-01", "lapsed"]
    assert [category.slug for category in words.ancestry["column-1"]] == ["column-1"]


def test_categories_keep_the_order_of_the_law(words: Vocabulary) -> None:
    """十五项按法定次序。"""
    assert [category.name for category in words.categories.values() if category.ordinal] == list(ITEMS)
    assert [column.name for column in words.columns] == list(COLUMNS)


def test_topics_are_known_with_and_without_their_children(words: Vocabulary) -> None:
    """主题写上级或者“上级/下级”都可以，只写下级不行。"""
    assert words.topic_paths["综合政务"] == words.topic_paths["综合政务/电子政务"] == 1
    assert words.topic_paths["其他"] == 3
    assert "电子政务" not in words.topic_paths


def test_states_have_the_names_of_this_site(words: Vocabulary) -> None:
    """状态用本站的名称。"""
    assert words.validity_name("pending") == "尚未施行"
    assert words.validity_by_name["废止"].state == "repealed"
    assert not words.validity_by_name["有效"].banner


@pytest.mark.parametrize(
    ("template", "digits", "number"),
    [
        ("{代码}/{年}-{流水号}", "5", "000014349/2018-00205"),
        ("{代码}-{年}-{流水号}", "3", "11000000000000000X-2024-001"),
        ("示〔{年}〕{代码}.{流水号}", "1", "示〔2024〕00001434-9.7"),
    ],
)
def test_an_index_number_is_taken_apart_by_the_form_of_the_site(template: str, digits: str, number: str) -> None:
    """索引号按本站的格式拆开，格式里的其他字照字面。"""
    form = IndexFormat.model_validate({"格式": template, "流水号位数": digits})
    found = form.pattern.fullmatch(number)
    assert found
    assert len(found["serial"]) == int(digits)
    assert form.pattern.fullmatch(number + "0") is None
    assert form.pattern.fullmatch(number.replace("2", "２")) is None
    assert form.pattern.fullmatch(form.example(found["code"]))


@pytest.mark.parametrize(("written", "size"), [("1", 5), ("30", 30), ("9999", 500)])
def test_the_page_size_stays_within_reason(tmp_path: Path, written: str, size: int) -> None:
    """每页条数太少太多都收到合理的范围。"""
    data = vocabulary_data()
    data["site.yml"]["每页条数"] = written
    write_vocabulary(tmp_path, data)
    assert words_of(tmp_path).site.page_size == size


def test_the_touch_screen_waits_long_enough(tmp_path: Path) -> None:
    """触摸屏的秒数不写有默认；写得来不及、没有尽头的，说明可以写多少。"""
    data = vocabulary_data()
    data["site.yml"]["触摸屏"] = {}
    write_vocabulary(tmp_path, data)
    screen = words_of(tmp_path).site.touch_screen
    assert (screen.wait, screen.notice) == (90, 20)
    data["site.yml"]["触摸屏"] = {"等待秒数": "1", "倒数秒数": "301"}
    write_vocabulary(tmp_path, data)
    _, problems = vocabulary.load(tmp_path)
    assert [problem.text for problem in problems] == [
        "等待秒数：等待秒数不能是 1 秒，请写 15 到 3600",
        "倒数秒数：倒数秒数不能是 301 秒，请写 5 到 300",
    ]


def item(data: Data, number: int) -> dict[str, Any]:
    """One of the fifteen items."""
    found: dict[str, Any] = data["categories.yml"]["栏目"][2]["下级"][number - 1]
    return found


@pytest.mark.parametrize(
    ("change", "rule", "words"),
    [
        (
            lambda d: item(d, 7).update(名称="财政预决算"),
            "statutory-altered categories.yml",
            "请写成“财政预算、决算信息”",
        ),
        (lambda d: d["categories.yml"]["栏目"].reverse(), "statutory-altered categories.yml", "平台栏目应当依次是"),
        (lambda d: d["categories.yml"]["栏目"][2]["下级"].pop(), "statutory-altered categories.yml", "这里有 14 项"),
        (lambda d: item(d, 3).update(标识="item-02"), "vocabulary-duplicate categories.yml", "“item-02”重复"),
        (lambda d: item(d, 3).update(简称="第2项"), "vocabulary-duplicate categories.yml", "“第2项”重复"),
        (lambda d: item(d, 3).update(种类=["budget"]), "vocabulary-duplicate categories.yml", "“budget”重复"),
        (lambda d: d["organs.yml"]["机构"][1].update(代码=CODE), "vocabulary-duplicate organs.yml", f"“{CODE}”重复"),
        (lambda d: d["organs.yml"]["机构"][1].update(上级="wu"), "vocabulary-dangling organs.yml", "“wu”不在"),
        (lambda d: d["organs.yml"]["机构"][0].update(上级="czj"), "vocabulary-dangling organs.yml", "绕了一圈"),
        (lambda d: d["organs.yml"]["机构"][0].update(代码="12"), "vocabulary-value organs.yml", "“12”不是机构代码"),
        (lambda d: d["organs.yml"]["机构"][0].update(标识="县办"), "vocabulary-value organs.yml", "“县办”不是标识"),
        (lambda d: d["organs.yml"]["机构"][0].update(层级="州"), "unknown-term organs.yml", "可以用：省、市、县"),
        (lambda d: d["validity.yml"]["有效性"].pop(), "validity-states validity.yml", "pending"),
        (lambda d: d["site.yml"]["索引号"].update(格式="{代码}{年}"), "vocabulary-value site.yml", "三个占位"),
        (lambda d: d["site.yml"]["索引号"].update(流水号位数="0"), "vocabulary-value site.yml", "流水号位数"),
        (lambda d: d["site.yml"].update(标识码="123"), "vocabulary-value site.yml", "网站标识码"),
        (
            lambda d: d["site.yml"].update(重点领域=[{"名称": "甲", "说明": "乙", "类别": "wu"}]),
            "vocabulary-dangling site.yml",
            "“wu”不在 categories.yml 里",
        ),
        (
            lambda d: d["site.yml"].update(重点领域=[{"名称": "甲", "说明": "乙"}]),
            "vocabulary-dangling site.yml",
            "只写一个",
        ),
        (lambda d: d["terms.yml"].pop("文种"), "terms-list terms.yml", "缺少列表“文种”"),
        (lambda d: d["terms.yml"].update(文种=["通知", "通知"]), "terms-list terms.yml", "“通知”写了两次"),
        (lambda d: d["terms.yml"].update(文种="通知"), "terms-list terms.yml", "文种："),
        (lambda d: d["site.yml"].update(检索引擎="百度"), "unknown-term site.yml", "可以用：内置、pagefind"),
        (lambda d: d["site.yml"].update(检索条件=["机构", "年度"]), "unknown-term site.yml", "“年度”"),
        (lambda d: d["site.yml"].update(检索条件=["机构", "机构"]), "vocabulary-duplicate site.yml", "写了两次"),
        (lambda d: d["site.yml"].update(离线副本={"有效期": "0"}), "vocabulary-value site.yml", "有效期不能是 0 天"),
        (lambda d: d["site.yml"].pop("名称"), "missing-field site.yml", "名称：没有填写"),
        (lambda d: d["site.yml"].update(副标题="x"), "unknown-field site.yml", "“副标题”"),
        (lambda d: d["holidays.yml"]["节假日"][0]["放假"].append("五一"), "bad-date holidays.yml", "“五一”"),
    ],
    ids=range(28),
)
def test_a_contradiction_in_the_vocabulary_is_named(
    tmp_path: Path, change: Callable[[Data], object], rule: str, words: str
) -> None:
    """词表写错一处，指出文件、规则和改法，词表整个不用。"""
    found = refused(tmp_path, change)
    assert any(line.startswith(rule) and words in line for line in found), found


@pytest.mark.parametrize("name", sorted(vocabulary_data()))
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    """缺哪个词表文件，就说哪个。"""
    write_vocabulary(tmp_path)
    (tmp_path / FOLDER / name).unlink()
    found, problems = vocabulary.load(tmp_path)
    assert found is None
    assert [(problem.rule, problem.path) for problem in problems] == [("vocabulary-missing", f"{FOLDER}/{name}")]


def test_all_files_are_examined_at_once(tmp_path: Path) -> None:
    """几个词表都有错，一次说完。"""
    write_vocabulary(tmp_path)
    for name in ("site.yml", "organs.yml"):
        (tmp_path / FOLDER / name).write_text("- 不对\n", encoding="utf-8")
    assert sorted(problem.path[-10:] for problem in vocabulary.load(tmp_path)[1]) == ["organs.yml", "y/site.yml"]


def test_who_gives_out_copies_is_told_even_if_nothing_is_set(tmp_path: Path) -> None:
    """离线副本的发放单位和电话不写就用页脚里的。"""
    write_vocabulary(tmp_path)
    site = words_of(tmp_path).site
    assert (site.copies.valid_days, site.copy_contact) == (92, "示例县人民政府（000-00000000）")
    data = vocabulary_data()
    data["site.yml"]["离线副本"] = {"有效期": "30", "发放单位": "示例县档案馆", "联系方式": "111"}
    write_vocabulary(tmp_path, data)
    site = words_of(tmp_path).site
    assert (site.copies.valid_days, site.copy_contact) == (30, "示例县档案馆（111）")
