"""权责清单 joined over organs and years: the newest list counts, nothing that was ever listed loses its page."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.catalogue import Catalogue, power_address
from disclosure.kinds.flow import END
from disclosure.kinds.power_list import Power
from disclosure.views import (
    PowerBook,
    PowerRecord,
    change_listings,
    csv_bytes,
    cut,
    earlier_of,
    power_book,
    power_listings,
    power_table,
    steps_of,
)
from disclosure.views.power_lists import Group, group_addresses
from disclosure.views.power_overlaps import edition_changes, shared_powers
from unit.small_site import CODE, OTHER_CODE, loaded

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=300)
codes = st.from_regex(r"\A[0-9A-Za-z]+(?:[-./][0-9A-Za-z]+)*\Z", fullmatch=True)


def power(code: str = "1-A-1", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML data
    """The data of a power; `changes` by Chinese name."""
    data = {
        "职权编码": code,
        "职权名称": f"第{code}号职权",
        "职权类型": "行政许可",
        "设定依据": ["《某法》第一条"],
        "实施主体": "示例县财政局",
    }
    return data | changes


def power_list(number: str, day: str, *powers: dict[str, Any], **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The data of a list."""
    return {"标题": f"清单{number}", "索引号": number, "发布日期": day, **changes, "事项": list(powers)}


def change(day: str, manner: str, **more: str) -> dict[str, str]:
    """The data of an adjustment."""
    return {"日期": day, "方式": manner, **more}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return two organs: one with an old list and a new one in two parts, one with a single list."""
    old = power_list(
        f"{CODE}/2024-00001",
        "2024-03-01",
        power("1-A-1", 设定依据=["《旧法》"], 变更=[change("2023-01-01", "新增", 说明="旧的说法")]),
        power("1-A-2"),
        power("1-A-3"),
    )
    first = power_list(
        f"{CODE}/2026-00001",
        "2026-03-01",
        power("1-A-1", 变更=[change("2025-05-01", "变更", 原因="甲"), change("2023-01-01", "新增", 说明="新的说法")]),
        版本="2026年版",
        分册="第一册",
    )
    second = power_list(
        f"{CODE}/2026-00002",
        "2026-03-02",
        power("1-A-2", 变更=[change("2025-06-01", "取消", 原因="乙")]),
        power("1-B-1", 职权类型="行政处罚"),
        版本="2026年版",
        分册="第二册",
    )
    other = power_list(f"{OTHER_CODE}/2025-00001", "2025-01-01", power("1-A-1", 变更=[change("2025-06-01", "下放")]))
    return loaded(
        tmp_path_factory.mktemp("powers"),
        {
            "xzfb/power-list/1.yml": old,
            "xzfb/power-list/2.yml": first,
            "xzfb/power-list/3.yml": second,
            "czj/power-list/4.yml": other,
        },
    )


@pytest.fixture(scope="module")
def book(catalogue: Catalogue) -> PowerBook:
    """Return its powers."""
    return power_book(catalogue)


def record(book: PowerBook, organ: str, code: str) -> PowerRecord:
    """One power."""
    return book.by_code[organ, code.casefold()]


def test_the_newest_list_counts(book: PowerBook) -> None:
    """一项职权只有一条记录，以最后公布的清单为准；分册合起来是一份清单。"""
    assert [(found.organ.slug, found.power.code, found.state) for found in book.records] == [
        ("xzfb", "1-A-1", "现行"),
        ("xzfb", "1-A-2", "已取消"),
        ("xzfb", "1-A-3", "未列入现行清单"),
        ("xzfb", "1-B-1", "现行"),
        ("czj", "1-A-1", "已下放"),
    ]
    assert record(book, "xzfb", "1-A-1").entry.index_number == f"{CODE}/2026-00001"
    assert [len(edition.lists) for edition in book.lists["xzfb"]] == [2, 1]


def test_only_exercised_powers_are_counted(book: PowerBook) -> None:
    """现行的才计数；不再行使的仍然列出。"""
    assert book.counts == {("xzfb", "行政许可"): 1, ("xzfb", "行政处罚"): 1}
    assert book.total == 2
    listings = {listing.key: listing for listing in power_listings(book)}
    assert listings["xzfb"].total == 2
    assert sum(len(group.rows) for page in listings["xzfb"].pages for group in page) == 4
    assert listings["czj"].total == 0


def test_adjustments_of_all_lists_are_joined(book: PowerBook) -> None:
    """各版清单的调整合在一起，新的在前；说法不同的，以新清单为准。"""
    history = record(book, "xzfb", "1-A-1").history
    assert [(found.on.isoformat(), found.manner, found.note) for found in history] == [
        ("2025-05-01", "变更", None),
        ("2023-01-01", "新增", "新的说法"),
    ]
    days = [found.adjustment.on.isoformat() for found in book.changes]
    assert days == ["2025-06-01", "2025-06-01", "2025-05-01", "2023-01-01"]
    assert [(listing.key, listing.total) for listing in change_listings(book)] == [("2025", 3), ("2023", 1)]


def test_what_an_older_list_said_stays_readable(book: PowerBook) -> None:
    """以前的写法，与后一版不同的要素逐项留存。"""
    (earlier,) = earlier_of(record(book, "xzfb", "1-A-1"))
    assert earlier.entry.index_number == f"{CODE}/2024-00001"
    assert earlier.fields == (("设定依据", ("《旧法》",)),)


def test_no_lists_no_powers(tmp_path: Path) -> None:
    """没有权责清单的站，没有职权，也不出错。"""
    empty = power_book(loaded(tmp_path, {}))
    assert (empty.records, empty.total, power_listings(empty), change_listings(empty)) == ((), 0, [], [])


def test_states_follow_the_last_adjustment() -> None:
    """状态看最后一次调整；从新到旧、从旧到新写都一样。"""
    for manners, state in (
        ("新增 变更", "现行"),
        ("变更 取消", "已取消"),
        ("取消 新增", "现行"),
        ("新增 下放", "已下放"),
    ):
        history = [change(f"202{year}-01-01", manner) for year, manner in enumerate(manners.split())]
        for written in (history, history[::-1]):
            assert Power.model_validate(power(变更=written)).state == state
    day = [change("2020-01-01", "变更"), change("2020-01-01", "新增"), change("2019-01-01", "取消")]
    assert [found.manner for found in Power.model_validate(power(变更=day)).history] == ["取消", "新增", "变更"]


def test_a_flow_is_told_as_text() -> None:
    """流程的文字说明写明每一步的去向；只是接着往下的，不写。"""
    flow = [
        "申请",
        {"环节": "受理", "去向": [{"条件": "齐全的", "到": "决定"}, {"条件": "不齐全的", "到": "补正"}]},
        {"环节": "补正", "去向": ["受理"]},
        {"环节": "决定", "去向": [END]},
    ]
    told = steps_of(Power.model_validate(power(流程=flow)))
    assert [[(way.condition, way.number, way.name) for way in step.ways] for step in told] == [
        [],
        [("齐全的", 4, "决定"), ("不齐全的", 3, "补正")],
        [("", 2, "受理")],
        [("", 0, END)],
    ]


def test_plain_names_and_full_groups_are_read_alike() -> None:
    """子项、环节只写名称与写全各栏，读出来一样。"""
    plain = Power.model_validate(power(子项=["新办"], 流程=["受理", "决定"]))
    full = Power.model_validate(power(子项=[{"名称": "新办"}], 流程=[{"环节": "受理"}, {"环节": "决定"}]))
    assert plain == full


# Addresses.


@SAME_EVERY_TIME
@given(pair=st.tuples(codes, codes))
def test_different_codes_have_different_addresses(pair: tuple[str, str]) -> None:
    """编码不同，网址就不同；网址是三层，没有点号开头的文件名。"""
    one, other = (power_address("czj", code) for code in pair)
    assert (one == other) == (pair[0] == pair[1])
    assert re.fullmatch(r"power/czj/[0-9A-Za-z_][0-9A-Za-z._-]{0,119}\.html", one)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("0100-A-00100", "0100-A-00100"),
        ("1/2.3", "1_2.3"),
        ("CON", "_CON"),
        ("nul.1", "_nul.1"),
        ("lpt1", "_lpt1"),
        ("console", "console"),
    ],
)
def test_addresses_are_names_that_every_disk_can_hold(code: str, name: str) -> None:
    """斜线换成下划线，Windows 保留的名字前面加下划线。"""
    assert power_address("czj", code) == f"power/czj/{name}.html"


def test_long_codes_are_cut_and_stay_apart() -> None:
    """特别长的编码截短，仍然互不相同。"""
    one, other = (power_address("czj", "1" * 300 + end) for end in "12")
    assert one != other
    assert len(one) < 140


# Pages and tables.


@SAME_EVERY_TIME
@given(sizes=st.lists(st.integers(1, 25), max_size=12), size=st.integers(1, 10))
def test_pages_hold_every_row_once_in_order(sizes: list[int], size: int) -> None:
    """每一行恰好在一页上，次序不变；每页不超过规定的行数；一页放得下的组不拆开。"""
    rows = iter(range(sum(sizes)))
    groups = [Group(str(number), "", tuple(next(rows) for _ in range(count))) for number, count in enumerate(sizes)]
    pages = cut(groups, size)
    assert [row for page in pages for group in page for row in group.rows] == list(range(sum(sizes)))
    assert all(sum(len(group.rows) for group in page) <= size for page in pages)
    parts = [group.heading for page in pages for group in page]
    assert all(parts.count(group.heading) == 1 for group in groups if len(group.rows) <= size)
    continued = [group.continued for page in pages for group in page]
    assert continued == [heading in parts[:place] for place, heading in enumerate(parts)]


def read_csv(data: bytes) -> list[list[str]]:
    """The cells of a table as a spreadsheet reads them."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@SAME_EVERY_TIME
@given(rows=st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1)))
def test_a_table_is_read_back_and_nothing_in_it_is_a_formula(rows: list[list[str]]) -> None:
    """写出的表读回来一字不差；像公式的，前面多一个撇号。"""
    for given_row, found in zip([row for row in rows if row], read_csv(csv_bytes(rows)), strict=True):
        for cell, read in zip(given_row, found or [""], strict=True):
            assert read in {cell, f"'{cell}"}
            assert not re.match(r"[=@\t\r+]|-(?![0-9.]+%?\Z)", read)


@pytest.mark.parametrize("cell", ["-12.50", "-7%"])
def test_negative_numbers_stay_numbers(cell: str) -> None:
    """负数还是数。"""
    assert read_csv(csv_bytes([[cell]])) == [[cell]]


def test_the_table_of_powers_has_a_row_for_each(book: PowerBook) -> None:
    """下载的表一项一行，栏目是清单的要素。"""
    heads, *rows = power_table(book)
    assert heads[:4] == ["公开机构", "职权编码", "职权名称", "职权类型"]
    assert heads[-3:] == ["状态", "所在清单", "网页"]
    assert len(rows) == len(book.records)
    assert {len(row) for row in rows} == {len(heads)}
    assert rows[1][-3:] == ["已取消", f"清单{CODE}/2026-00002", "power/xzfb/1-A-2.html"]


def test_each_new_list_is_compared_with_the_one_before(book: PowerBook) -> None:
    """新版比上一版多了、少了、改了哪些，改了哪几项要素；已取消的另说状态。"""
    (only,) = edition_changes(book)
    assert (only.organ.slug, only.counts) == ("xzfb", (3, 2))
    assert [found.power.code for found in only.added] == ["1-B-1"]
    assert [found.power.code for found in only.dropped] == ["1-A-3"]
    assert [(found.power.code, fields) for found, fields in only.changed] == [
        ("1-A-1", ("设定依据",)),
        ("1-A-2", ("状态",)),
    ]


def test_powers_of_one_name_or_code_are_found_across_organs(tmp_path: Path, book: PowerBook) -> None:
    """几个机关的同一职权按名称（不计空格）或编码认，类型不同的不算，从高的层级排起。"""
    (only,) = shared_powers(book)
    assert [found.organ.slug for found in only.records] == ["xzfb", "czj"]
    apart = loaded(
        tmp_path,
        {
            "xzfb/power-list/1.yml": power_list(
                f"{CODE}/2026-00001", "2026-03-01", power("1", 职权名称="丙 职权"), power("2"), power("3")
            ),
            "czj/power-list/2.yml": power_list(
                f"{OTHER_CODE}/2026-00001",
                "2026-03-01",
                power("7", 职权名称="丙职权"),
                power("2", 职权类型="行政处罚"),
                power("8", 职权名称="第3号职权"),
                power("3", 职权名称="另一项"),
            ),
        },
    )
    shared = shared_powers(power_book(apart))
    assert [[(found.organ.slug, found.power.code) for found in one.records] for one in shared] == [
        [("xzfb", "1"), ("czj", "7")],
        [("xzfb", "3"), ("czj", "8"), ("czj", "3")],
    ]
    assert [(one.organs, one.levels) for one in shared] == [(2, ("县",)), (2, ("县",))]


def test_counts_lead_to_the_place_of_the_type(book: PowerBook) -> None:
    """机关和类型相交的数目链到清单里那一类的开头。"""
    places = group_addresses(power_listings(book))
    assert places["xzfb", "行政许可"] == "powers/organ-xzfb.html#group-type-1"
    assert ("czj", "行政处罚") not in places
