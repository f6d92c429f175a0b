"""The pages that sum up the accounts of the demo: every figure as filed, links both ways, the files for download."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from disclosure.catalogue import Catalogue
from disclosure.kinds import FinalAccount
from disclosure.kinds.accounts import Accounts, Row
from disclosure.kinds.base import alias_of
from disclosure.publication import build
from sites.once import demo_site
from sites.page import Page, pages_of
from sites.project import ROOT, Tree, tree_of

INDEX, TABLE, RECORDS = (f"three-public/{name}" for name in ("index.html", "three-public.csv", "three-public.json"))
Line = dict[str, str]


class Money(NamedTuple):
    """The demo site: its catalogue, its accounts, its files."""

    catalogue: Catalogue
    accounts: list[Accounts]
    tree: Tree
    pages: dict[str, Page]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Money:
    """Read the demo site."""
    catalogue, site = demo_site(tmp_path_factory)
    views = tuple(f"{language.slug}/" for language in catalogue.vocabulary.languages)  # the same pages again
    tree = {address: content for address, content in tree_of(site).items() if not address.startswith(views)}
    accounts = [entry for entry in catalogue.entries if isinstance(entry, Accounts)]
    assert len(accounts) > 20
    return Money(catalogue, accounts, tree, pages_of(tree))


def read(content: bytes) -> list[Line]:
    """A file in CSV as a spreadsheet program reads it."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def targets(page: Page) -> set[str]:
    """Where the links of a page lead."""
    return {page.target(link)[0] for link in page.links if link.tag == "a"}


def test_every_table_can_be_downloaded_as_it_was_filed(demo: Money) -> None:
    """每张报表的 CSV 各行各格与填报的相同，页面上有链接。"""
    seen = 0
    for entry in demo.accounts:
        stem = demo.catalogue.address_of(entry).removesuffix(".html")
        wanted = targets(demo.pages[f"{stem}.html"])
        assert {f"{stem}-{n}.csv" for n in range(1, len(entry.tables) + 1)} | {f"{stem}-tables.json"} <= wanted
        found = Counter(
            tuple(filed(line) for line in read(demo.tree[f"{stem}-{n}.csv"])) for n in range(1, len(entry.tables) + 1)
        )
        assert found == Counter(tuple(as_filed(row) for row in rows) for rows in entry.tables.values()), stem
        seen += len(entry.tables)
    assert seen > 200


def filed(line: Line) -> frozenset[tuple[str, str]]:
    """What a line of a file says; a heading with 本年收入合计 or the like stands for the column 合计."""
    names = {"本年收入合计": "合计", "本年支出合计": "合计"}
    bare = ((name.removesuffix("（万元）"), value) for name, value in line.items())
    return frozenset((names.get(name, name), value) for name, value in bare if value)


def as_filed(row: Row) -> frozenset[tuple[str, str]]:
    """What a line of an entry says."""
    values = ((alias_of(Row, name), getattr(row, name)) for name in Row.model_fields)
    return frozenset(
        (name, f"{value:f}" if isinstance(value, Decimal) else str(value))
        for name, value in values
        if value is not None
    )


def test_records_hold_the_same_as_the_tables(demo: Money) -> None:
    """JSON 与 CSV 内容相同，金额不失精度。"""
    for entry in demo.accounts:
        stem = demo.catalogue.address_of(entry).removesuffix(".html")
        data = json.loads(demo.tree[f"{stem}-tables.json"])
        assert (data["索引号"], data["年度"], data["单位"]) == (entry.index_number, entry.year, "万元")
        for place, table in enumerate(data["表"], 1):
            lines = [{name: value or "" for name, value in row.items()} for row in table["行"]]
            assert lines == read(demo.tree[f"{stem}-{place}.csv"])


def test_three_public_file_says_what_the_accounts_say(demo: Money) -> None:
    """“三公”经费的 CSV 每一行都查得到出处，数字与原文相同；该有的一行不少。"""
    lines = {(line["机构代码"], line["类型"], line["年度"], line["项目"]): line for line in read(demo.tree[TABLE])}
    seen = 0
    for entry in demo.accounts:
        code = demo.catalogue.organ_of(entry).code
        for label, cost in entry.three_public.items if entry.three_public else ():
            line = lines[code, entry.scope_of_accounts, str(entry.year), label]
            if isinstance(entry, FinalAccount):
                assert line["决算索引号"] == entry.index_number
                assert Decimal(line["决算数（万元）"]) == cost.final
                seen += 1
            elif not line["决算索引号"]:
                assert line["预算索引号"] == entry.index_number
                assert Decimal(line["预算数（万元）"]) == cost.budgeted
                seen += 1
    assert seen > 50
    for line in lines.values():
        if line["增减额（万元）"]:
            now = line["决算数（万元）"] or line["预算数（万元）"]
            assert Decimal(line["增减额（万元）"]) == Decimal(now) - Decimal(line["上年数（万元）"])


def test_three_public_records_hold_the_same(demo: Money) -> None:
    """汇总的 JSON 与 CSV 相同。"""
    data = json.loads(demo.tree[RECORDS])["数据"]
    assert [{n: "" if v is None else str(v) for n, v in row.items()} for row in data] == read(demo.tree[TABLE])


def test_year_pages_show_every_department_in_every_order(demo: Money) -> None:
    """各年度的三种次序列出同样的机构；按金额的从高到低。"""
    years = {entry.year for entry in demo.accounts if entry.three_public}
    for year in years:
        orders = [demo.pages[f"three-public/year/{year}{ending}.html"] for ending in ("", "-amount", "-change")]
        tables = [first_table(page) for page in orders]
        assert len({frozenset(table) for table in tables}) == 1
        assert len(tables[0]) == len(set(tables[0]))
        settled = "机构 | 预算数 | 决算数" in orders[0].main_text
        amounts = [Decimal(row.split(" | ")[2 if settled else 1]) for row in tables[1] if row.split(" | ")[2]]
        assert amounts == sorted(amounts, reverse=True)


def first_table(page: Page) -> list[str]:
    """The lines of the first table of a page between its heading and its sum."""
    lines = page.main_text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("机构 | 预算数"))
    end = next(place for place, line in enumerate(lines) if line.startswith("部门合计"))
    return lines[start + 1 : end]


def test_sums_leave_out_the_government(demo: Money) -> None:
    """部门合计等于列出的各部门之和，政府本级不在其中。"""
    for address in demo.pages:
        if address.startswith("three-public/year/") and "-" not in address.rpartition("/")[2]:
            page = demo.pages[address]
            rows = [row.split(" | ") for row in first_table(page)]
            total = next(line for line in page.main_text.splitlines() if line.startswith("部门合计")).split(" | ")
            assert sum(Decimal(row[1]) for row in rows) == Decimal(total[1]), address
            assert f"（{len(rows)} 个）" in total[0]
            government = demo.catalogue.vocabulary.site.region
            assert government not in {row[0] for row in rows}, address
            assert any(line.startswith(f"{government} | ") for line in page.main_text.splitlines()), address


def test_organ_pages_and_entries_lead_to_one_another(demo: Money) -> None:
    """条目页到机构页、年度页，机构页到每个条目，机构的列表到机构页，汇总页到所有机构页。"""
    for entry in demo.accounts:
        if entry.three_public:
            address = demo.catalogue.address_of(entry)
            organ = f"three-public/{entry.organ_slug}.html"
            assert {organ, f"three-public/year/{entry.year}.html"} <= targets(demo.pages[address])
            assert address in targets(demo.pages[organ])
            assert organ in targets(demo.pages[f"organ/{entry.organ_slug}.html"])
            assert organ in targets(demo.pages[INDEX])
            assert {TABLE, RECORDS} <= targets(demo.pages[organ])


def test_home_page_and_statutory_item_lead_to_the_overviews(demo: Money) -> None:
    """首页重点领域、财政预决算栏目都能到汇总页。"""
    assert INDEX in targets(demo.pages["index.html"])
    assert {INDEX, "accounts/index.html"} <= targets(demo.pages["column/item-07.html"])
    assert INDEX not in targets(demo.pages["column/item-01.html"])


def test_account_page_says_the_sums_first_and_links_its_other_years(demo: Money) -> None:
    """条目页先用一句话说清总数，再到同一机构别的年度。"""
    for entry in demo.accounts:
        page = demo.pages[demo.catalogue.address_of(entry)]
        word = "决算" if isinstance(entry, FinalAccount) else "预算"
        of_government = "一般公共预算" if entry.scope_of_accounts == "政府" else ""
        start = f"{entry.year}年{word}：{of_government}本年收入合计"
        said = [line for line in page.main_text.splitlines() if line.startswith(start)]
        assert len(said) == 1, entry.path
        assert "本年支出合计" in said[0]
        others = [
            demo.catalogue.address_of(other)
            for other in demo.accounts
            if (other.organ_slug, other.scope_of_accounts, other.unit)
            == (entry.organ_slug, entry.scope_of_accounts, entry.unit)
            and other is not entry
        ]
        assert set(others) <= targets(page), entry.path


def test_contents_lead_to_places_on_the_page(demo: Money) -> None:
    """本页内容的每一项都在页面上有位置。"""
    for entry in demo.accounts:
        page = demo.pages[demo.catalogue.address_of(entry)]
        inside = [page.target(link)[1] for link in page.links if link.value.startswith("#")]
        assert len(inside) > len(entry.tables)
        assert set(inside) <= set(page.ids), entry.path


def test_overview_of_accounts_says_what_the_accounts_say(demo: Money) -> None:
    """各机关预算决算的 CSV，每年一行，出处都对。"""
    lines = read(demo.tree["accounts/accounts.csv"])
    sources = Counter(line[name] for line in lines for name in ("预算索引号", "决算索引号") if line[name])
    assert set(sources.values()) == {1}
    assert set(sources) <= {entry.index_number for entry in demo.accounts}
    assert all(line["支出预算数（万元）"] for line in lines if line["预算索引号"])
    years = {line["年度"] for line in lines}
    assert {f"accounts/{year}.html" for year in years} <= targets(demo.pages["accounts/index.html"])


def test_site_without_accounts_has_no_such_pages(demo: Money, tmp_path: Path) -> None:
    """没有预算决算的站，没有汇总页，也没有到汇总页的链接。"""
    entries = tuple(entry for entry in demo.catalogue.entries if not isinstance(entry, Accounts))
    bare = Catalogue(demo.catalogue.vocabulary, entries, demo.catalogue.withdrawn, demo.catalogue.stored)
    build(ROOT, tmp_path / "site", bare)
    addresses = list(tree_of(tmp_path / "site"))
    assert [address for address in addresses if address.startswith(("three-public/", "accounts/"))] == []
    assert [address for address in addresses if address.endswith(("-1.csv", "-tables.json"))] == []
