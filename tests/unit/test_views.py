"""What pages show: lists whose full pages never change, facts in their order, relations seen from both sides."""

from __future__ import annotations

from collections import Counter
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.kinds.accounts import Row
from disclosure.views import (
    Listing,
    amount_columns,
    attachments_of,
    crumbs_of,
    facts_of,
    listings,
    overview,
    relations_of,
)
from disclosure.views.entry import readable_size
from unit.small_site import CODE, OTHER_CODE, interpretation, loaded, policy, write_file

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=400)
numbers = st.integers(0, 140)
sizes = st.integers(1, 12)


def listing(count: int, size: int) -> Listing:
    """A list of so many entries, newest first; the entries are their numbers from the oldest."""
    entries = cast("tuple[Entry, ...]", tuple(range(count, 0, -1)))
    return Listing(sort="kind", key="x", title="甲", address="kind/x.html", entries=entries, crumbs=(), size=size)


def shown(count: int, size: int) -> dict[str, tuple[int, ...]]:
    """The entries on each page, by its address."""
    return {page.address: cast("tuple[int, ...]", page.entries) for page in listing(count, size).pages()}


# The law of lists.


@SAME_EVERY_TIME
@given(count=numbers, size=sizes)
def test_every_entry_stands_on_one_page_newest_first(count: int, size: int) -> None:
    """每个条目恰好出现一次，从头到尾由新到旧。"""
    pages = list(listing(count, size).pages())
    assert [cast("int", entry) for page in pages for entry in page.entries] == list(range(count, 0, -1))
    assert [page.number for page in pages] == [0, *range(len(pages) - 1, 0, -1)]


@SAME_EVERY_TIME
@given(count=numbers, size=sizes)
def test_one_new_entry_changes_the_head_page_alone(count: int, size: int) -> None:
    """增加一个最新的条目，只改首页；首页满了，另外只多出一页，旧的各页一字不动。"""
    before, after = shown(count, size), shown(count + 1, size)
    changed = {address for address in after if before.get(address) != after[address]}
    assert set(before) <= set(after)
    assert "kind/x.html" in changed
    assert changed - {"kind/x.html"} == set(after) - set(before)
    assert len(after) - len(before) <= 1


@SAME_EVERY_TIME
@given(count=numbers, size=sizes)
def test_full_pages_are_full_and_the_head_is_neither_empty_nor_long(count: int, size: int) -> None:
    """旧页各有一整页，首页不少于一页、不到两页（总数不足时例外）。"""
    head, *older = listing(count, size).pages()
    assert all(len(page.entries) == size for page in older)
    assert len(head.entries) < 2 * size
    assert len(head.entries) >= min(count, size)


@SAME_EVERY_TIME
@given(count=numbers, size=sizes)
def test_positions_count_from_the_oldest(count: int, size: int) -> None:
    """每页写明的起始序号，就是这一页最旧一条从头数的次序。"""
    for page in listing(count, size).pages():
        if page.entries:
            assert page.first == cast("int", page.entries[-1])


@SAME_EVERY_TIME
@given(count=numbers, size=sizes, number=st.integers(0, 10))
def test_addresses_are_those_of_the_pages(count: int, size: int, number: int) -> None:
    """页码得出的网址，正是那一页的网址。"""
    made = listing(count, size)
    pages = {page.number: page for page in made.pages()}
    assert set(pages) == set(range(made.archived + 1))
    if number in pages:
        assert made.page_address(number) == pages[number].address
    assert len({page.address for page in pages.values()}) == len(pages)


# A small catalogue with something of everything.


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return a catalogue of eight entries of two organs."""
    root = tmp_path_factory.mktemp("views")
    write_file(root, "catalogue/xzfb/files/a.pdf", b"%PDF-1.7 demo")
    number = f"{CODE}/2024-{{:05}}".format
    return loaded(
        root,
        {
            "xzfb/policy/1.yml": policy(
                1,
                主题分类="综合政务/政务公开",
                施行日期="2024-04-01",
                文种="通知",
                公开方式="主动公开",
                主题词=["财政", "公开"],
                解读=[number(5)],
                附件=[{"文件": "files/a.pdf", "名称": "附件甲"}, {"文件": "files/none.pdf", "名称": "没有"}],
                发布日期="2024-03-20 09:30",
            ),
            "xzfb/policy/2.yml": policy(2, 有效性="废止", 主题分类="综合政务/电子政务"),
            "xzfb/policy/3.yml": policy(
                3, 废止=[number(2)], 修改=[number(4)], 依据=["《某法》", number(1)], 主题分类="其他"
            ),
            "xzfb/policy/4.yml": policy(4, 有效性="已修改", 公开类别="现行文件", 发布日期="2023-12-31"),
            "xzfb/interpretation/5.yml": interpretation(5, [number(1)]),
            "xzfb/notice/6.yml": {
                "标题": "通用",
                "索引号": number(6),
                "发布日期": "2024-05-01",
                "公开类别": "第4项",
                "正文": "甲",
            },
            "czj/policy/7.yml": policy(7, 索引号=f"{OTHER_CODE}/2024-00001", 发文机关="示例县财政局"),
            "czj/policy/8.yml": policy(8, 索引号=f"{OTHER_CODE}/2024-00002", 有效性="失效"),
        },
    )


def entry(catalogue: Catalogue, number: int, code: str = CODE) -> Entry:
    """An entry by its serial number."""
    return catalogue.by_number[f"{code}/2024-{number:05}"]


def by_address(catalogue: Catalogue) -> dict[str, Listing]:
    """All lists by address."""
    return {made.address: made for made in listings(catalogue)}


def test_facts_stand_in_the_order_of_the_official_block(catalogue: Catalogue) -> None:
    """要素按中国政府网的次序排列，没有填写的不占位置。"""
    facts = [(fact.label, fact.value) for fact in facts_of(catalogue, entry(catalogue, 1))]
    assert facts == [
        ("索引号", f"{CODE}/2024-00001"),
        ("主题分类", "综合政务\\政务公开"),
        ("发文机关", "示例县人民政府办公室"),
        ("公开机构", "示例县人民政府办公室"),
        ("成文日期", "2024-03-15"),
        ("标题", "示例县人民政府办公室关于第1件事项的通知"),
        ("发文字号", "示政办发〔2024〕1号"),
        ("发布日期", "2024-03-20 09:30"),
        ("有效性", "有效"),
        ("施行日期", "2024-04-01"),
        ("文种", "通知"),
        ("公开类别", "现行文件"),
        ("公开方式", "主动公开"),
        ("主题词", "财政　公开"),
    ]


def test_facts_link_to_the_lists_that_hold_the_entry(catalogue: Catalogue) -> None:
    """要素里的链接指到真有这一条的列表。"""
    lists = by_address(catalogue)
    for one in catalogue.entries:
        for fact in facts_of(catalogue, one):
            if fact.address:
                assert one in lists[fact.address].entries, (one.path, fact)


def test_validity_is_marked_by_its_state(catalogue: Catalogue) -> None:
    """有效性带着状态，供页面着色。"""
    badges = {n: [f.badge for f in facts_of(catalogue, entry(catalogue, n)) if f.badge] for n in (1, 2, 4, 6)}
    assert badges == {1: ["in_force"], 2: ["repealed"], 4: ["amended"], 6: []}


def relations(catalogue: Catalogue, number: int) -> dict[str, tuple[list[str], tuple[str, ...]]]:
    """The relations of an entry: the serial numbers on both sides, and names outside the site."""
    views = relations_of(catalogue, entry(catalogue, number))
    return {view.label: ([link.address[-10:-5] for link in view.links], view.names) for view in views}


def test_relations_are_seen_from_both_sides(catalogue: Catalogue) -> None:
    """一方写明的关系，两方的页面都看得到；同一关系两方都写的只列一次。"""
    assert relations(catalogue, 3) == {
        "本文件废止的文件": (["00002"], ()),
        "本文件修改的文件": (["00004"], ()),
        "制定依据": (["00001"], ("《某法》",)),
    }
    assert relations(catalogue, 2) == {"废止本文件的文件": (["00003"], ())}
    assert relations(catalogue, 4) == {"修改本文件的文件": (["00003"], ())}
    assert relations(catalogue, 1) == {"政策解读": (["00005"], ()), "依据本文件制定的文件": (["00003"], ())}
    assert relations(catalogue, 5) == {"解读的文件": (["00001"], ())}
    assert relations(catalogue, 6) == {}


def test_crumbs_lead_from_home_to_the_category(catalogue: Catalogue) -> None:
    """当前位置从首页到类别，用短名称。"""
    assert [(c.text, c.address) for c in crumbs_of(catalogue, entry(catalogue, 2))] == [
        ("首页", "index.html"),
        ("法定主动公开内容", "column/column-3.html"),
        ("第1项", "column/item-01.html"),
        ("失去效力的文件", "column/lapsed.html"),
    ]


def test_attachments_that_are_there_are_offered(catalogue: Catalogue) -> None:
    """附件写明类型、大小和校验值；文件不在的不列。"""
    digests = {"catalogue/xzfb/files/a.pdf": (36044, "ab" * 32)}
    (offered,) = attachments_of(catalogue, entry(catalogue, 1), digests)
    assert (offered.name, offered.address, offered.type_name, offered.size, offered.sha256) == (
        "附件甲",
        "files/xzfb/a.pdf",
        "PDF",
        "35.2 KB",
        "ab" * 32,
    )


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 字节"), (1023, "1023 字节"), (1024, "1.0 KB"), (1024 * 1024, "1.0 MB"), (1887437, "1.8 MB")],
)
def test_sizes_for_people(size: int, text: str) -> None:
    """大小用人看得懂的单位。"""
    assert readable_size(size) == text


def titles(catalogue: Catalogue, address: str) -> list[str]:
    """The serial numbers in a list, in its order."""
    return [one.index_number[-8:] for one in by_address(catalogue)[address].entries]


def test_lists_hold_what_belongs_to_them(catalogue: Catalogue) -> None:
    """各列表收的正是该收的条目，由新到旧，同一天的按索引号倒排。"""
    assert titles(catalogue, "column/in-force.html") == ["24-00001", "24-00001", "24-00003", "24-00004"]
    assert titles(catalogue, "column/lapsed.html") == ["24-00002", "24-00002"]
    assert len(titles(catalogue, "column/item-01.html")) == 7
    assert len(titles(catalogue, "column/column-3.html")) == 8
    assert titles(catalogue, "column/item-04.html") == ["24-00006"]
    assert titles(catalogue, "organ/czj.html") == ["24-00002", "24-00001"]
    assert titles(catalogue, "kind/interpretation.html") == ["24-00005"]
    assert titles(catalogue, "year/2023.html") == ["24-00004"]
    assert titles(catalogue, "topic/1.html") == ["24-00001", "24-00002"]
    assert titles(catalogue, "topic/1-2.html") == ["24-00002"]
    assert titles(catalogue, "topic/3.html") == ["24-00003"]


def test_every_entry_is_found_by_every_way(catalogue: Catalogue) -> None:
    """每个条目在机构、种类、年度的列表里各出现一次，类别里自下而上每级一次。"""
    counted: Counter[tuple[str, str]] = Counter()
    for made in listings(catalogue):
        counted.update((made.sort, one.path) for one in made.entries)
    for one in catalogue.entries:
        assert [counted[sort, one.path] for sort in ("organ", "kind", "year")] == [1, 1, 1]
        assert counted["category", one.path] == len(crumbs_of(catalogue, one)) - 1


def test_statutory_items_are_listed_even_when_empty(catalogue: Catalogue) -> None:
    """第二十条的十五项一项不少，空的也有页面；其他空类别没有页面；依申请公开用文章。"""
    lists = by_address(catalogue)
    assert all(f"column/item-{number:02}.html" in lists for number in range(1, 16))
    assert not any("on-request" in address for address in lists)
    assert "topic/2.html" not in lists
    assert [made.ordinal for made in lists.values() if made.ordinal][-1] == "（十五）"


def test_addresses_of_lists_are_all_different(catalogue: Catalogue) -> None:
    """列表的网址不重复。"""
    addresses = [made.address for made in listings(catalogue)]
    assert len(set(addresses)) == len(addresses)


def test_links_between_lists_lead_to_lists(catalogue: Catalogue) -> None:
    """列表之间的链接都有着落，写明的条数是真的。"""
    lists = by_address(catalogue)
    whole = {"index.html", "catalogue.html"}
    for made in lists.values():
        assert {crumb.address for crumb in made.crumbs} <= set(lists) | whole
        for child in made.children:
            assert child.count is None or child.count == len(lists[child.address].entries)


def test_overview_counts_and_leaves_out_empty_short_cuts(catalogue: Catalogue) -> None:
    """首页的总数、最新、各项条数都对。"""
    view = overview(catalogue, listings(catalogue), {})
    assert view.total == 8
    assert view.newest == "2024-05-01"
    assert [one.index_number[-5:] for one in view.latest] == ["00006", "00005", "00001"]
    assert [(column.category.name, column.count) for column in view.columns][2:] == [
        ("法定主动公开内容", 8),
        ("政府信息公开年报", 0),
        ("依申请公开", None),
    ]
    assert len(view.items) == 15
    assert [(sort, [link.count for link in links]) for sort, links in view.organs] == [("政府部门", [6, 2])]
    assert [(link.text, link.count) for link in view.kinds] == [("政策文件", 6), ("政策解读", 1), ("通用信息", 1)]
    assert [link.text for link in view.years] == ["2024年公开", "2023年公开"]
    assert [link.text for link in view.topics] == ["综合政务", "其他"]


def test_only_columns_with_an_amount_are_shown() -> None:
    """金额表只列填了数的栏，按官方表的次序；零也是数。"""
    rows = [Row.model_validate(data) for data in ({"项目": "甲", "合计": "0"}, {"项目": "乙", "基本支出": "1.50"})]
    assert [name for _, name in amount_columns(rows)] == ["合计", "基本支出"]
    assert amount_columns([]) == []


def test_a_catalogue_without_entries_has_only_categories(catalogue: Catalogue) -> None:
    """没有条目时，栏目和十五项照样有页面，别的列表没有。"""
    empty = Catalogue(catalogue.vocabulary, (), (), ())
    assert {made.sort for made in listings(empty)} == {"category"}
    assert overview(empty, listings(empty), {}).newest == ""
