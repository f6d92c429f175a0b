"""The life of a document and the validity of all: every day from the entries, every end with what ended it."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from disclosure.catalogue import Catalogue
from disclosure.views.validities import END, LAPSE, UNDATED, Turn, Validities, table_of, validities_of
from disclosure.views.validity import Step, life_of
from unit.small_site import CODE, OTHER_CODE, POLICY, interpretation, loaded, policy

FIRST, SECOND, THIRD, GONE, NOTED, COMING, DOOMED, PLAIN = (f"{CODE}/2024-{number:05}" for number in range(1, 9))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A chain of three, one repealed from outside, one lapsed, one to come, one that it will end, one plain."""
    entries = {
        "1": policy(1, 有效性="废止", 施行日期="2020-01-01", 失效日期="2026-12-31", 成文日期="2019-12-01"),
        "2": policy(
            2, 废止=[FIRST], 修改=[], 依据=["《某法》"], 有效性="已修改", 施行日期="2023-01-01", 成文日期="2022-12-01"
        ),
        "3": policy(
            3, 修改=[SECOND], 依据=[SECOND], 成文日期="2024-02-01", 施行日期="2024-03-01", 失效日期="2029-02-28"
        ),
        "4": policy(4, 有效性="废止", 效力说明="被上级文件废止"),
        "5": policy(5, 有效性="失效", 失效日期="2024-12-31", 效力说明="试行期届满"),
        "6": policy(6, 有效性="尚未施行", 施行日期="2027-01-01", 废止=[DOOMED]),
        "7": policy(7),
        "8": policy(8, 发文字号="无", 成文日期="2023-05-05"),
    }
    files = {f"{POLICY}/{name}.yml".removeprefix("catalogue/"): data for name, data in entries.items()}
    files["xzfb/interpretation/9.yml"] = interpretation(9, [SECOND], 发布日期="2024-03-21")
    files["czj/policy/10.yml"] = policy(10, 索引号=f"{OTHER_CODE}/2024-00010", 失效日期="2025-06-30")
    return loaded(tmp_path_factory.mktemp("validity"), files)


@pytest.fixture(scope="module")
def found(catalogue: Catalogue) -> Validities:
    """The validity of all of them."""
    return validities_of(catalogue)


def told(step: Step) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    """Day, label, the documents by which it happened, what was done to others."""
    done = tuple(f"{word}{link.address[-10:-5]}" for word, link in step.done)
    return str(step.on or ""), step.label, tuple(link.address[-10:-5] for link in step.links), done


def lives(catalogue: Catalogue, number: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """The life of a document by its index number."""
    return [told(step) for step in life_of(catalogue, catalogue.by_number[number])]


def test_the_life_of_a_document_stands_in_the_order_of_its_days(catalogue: Catalogue) -> None:
    """依据在最前，成文、公开、施行、解读、被修改、据此制定各在其日，前一文件和它被废止都写明。"""
    assert lives(catalogue, SECOND) == [
        ("", "制定依据", (), ()),
        ("2020-01-01", "有关文件施行", ("00001",), ()),
        ("2022-12-01", "成文", (), ()),
        ("2023-01-01", "施行", (), ("废止00001",)),
        ("2024-02-01", "据此制定", ("00003",), ()),
        ("2024-03-01", "被修改", ("00003",), ()),
        ("2024-03-20", "在本站公开", (), ()),
        ("2024-03-21", "政策解读", ("00009",), ()),
    ]
    assert life_of(catalogue, catalogue.by_number[SECOND])[0].names == ("《某法》",)


def test_a_chain_is_followed_in_both_directions(catalogue: Catalogue) -> None:
    """最早的一份看得到接替它的和再后来的；原定的失效日期不当作失效；有废止才标为终止。"""
    steps = life_of(catalogue, catalogue.by_number[FIRST])
    assert [told(step) for step in steps if step.links or step.ends] == [
        ("2023-01-01", "被废止", ("00002",), ()),
        ("2024-03-01", "有关文件施行", ("00003",), ("修改00002",)),
    ]
    assert [step.label for step in steps if step.ends] == ["被废止"]
    assert steps[-1].label == "原定失效日期"
    assert [one[1] for one in lives(catalogue, THIRD)] == [
        *("制定依据", "有关文件施行", "有关文件施行", "成文", "施行", "在本站公开", "有效期到期")
    ]


def test_an_end_from_outside_is_told_by_its_note(catalogue: Catalogue) -> None:
    """依据不在本站的，按效力说明写，不编日期；失效的有日期和说明；将来的废止说“将”；平平常常的不画。"""
    end = life_of(catalogue, catalogue.by_number[GONE])[-1]
    assert (end.on, end.label, end.note, end.ends) == (None, "废止", "被上级文件废止", True)
    lapsed = life_of(catalogue, catalogue.by_number[NOTED])[-1]
    assert (lapsed.on, lapsed.label, lapsed.note, lapsed.ends) == (date(2024, 12, 31), "失效", "试行期届满", True)
    doomed = life_of(catalogue, catalogue.by_number[DOOMED])[-1]
    assert (doomed.on, doomed.label, doomed.ends) == (date(2027, 1, 1), "将被废止", False)
    assert lives(catalogue, COMING)[-1] == ("2027-01-01", "施行", (), ("废止00007",))
    assert life_of(catalogue, catalogue.by_number[PLAIN]) == ()


def turn(one: Turn) -> tuple[str, str, str, tuple[str, ...], str]:
    """Day, what, the document, what did it, the note."""
    by = tuple(link.address[-10:-5] for link in one.by)
    return str(one.on or ""), one.what, one.standing.entry.index_number[-5:], by, one.note


def test_what_lapses_and_what_has_ended(found: Validities) -> None:
    """到期的从最近的排起，含将被废止的；修改、废止、失效的从最近的排起，没有日期的在最后，各有依据或者说明。"""
    assert [turn(one) for one in found.lapses] == [
        ("2025-06-30", "到期", "00010", (), ""),
        ("2027-01-01", "废止", "00007", ("00006",), ""),
        ("2029-02-28", "到期", "00003", (), ""),
    ]
    assert [turn(one) for one in found.ends] == [
        ("2024-12-31", "失效", "00005", (), "试行期届满"),
        ("2024-03-01", "修改", "00002", ("00003",), ""),
        ("2023-01-01", "废止", "00001", ("00002",), ""),
        ("", "废止", "00004", (), "被上级文件废止"),
    ]
    assert [(one.key, one.total) for one in found.listings(LAPSE)] == [("2025", 1), ("2027", 1), ("2029", 1)]
    assert [(one.key, one.total) for one in found.listings(END)] == [("2024", 2), ("2023", 1), (UNDATED, 1)]


def test_counts_by_year_and_organ(found: Validities) -> None:
    """各年、各机关各种状态的份数，合起来是全部；解读没有有效性，不算。"""
    assert found.years == (2024, 2023, 2022, 2019)
    assert {key: count for key, count in found.by_year.items() if key[0] != 2024} == {
        (2023, "in_force"): 1,
        (2022, "amended"): 1,
        (2019, "repealed"): 1,
    }
    assert [organ.slug for organ in found.organs] == ["xzfb", "czj"]
    assert found.by_organ["xzfb", "repealed"] == 2
    assert found.by_state.total() == found.by_year.total() == found.by_organ.total() == len(found.standings) == 9


def test_the_table_for_download_says_who_ended_what(catalogue: Catalogue, found: Validities) -> None:
    """下载的表一份文件一行，写明被谁修改、废止；“无”不当作文号。"""
    text = table_of(catalogue, found).csv().decode("utf-8-sig")
    rows = {row["索引号"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert len(rows) == 9
    assert rows[SECOND]["被哪些文件修改、废止"].startswith("修改：")
    assert rows[SECOND]["被哪些文件修改、废止"].endswith(f"（{THIRD}）")
    assert (rows[PLAIN]["发文字号"], rows[PLAIN]["失效日期"], rows[THIRD]["失效日期"]) == ("", "", "2029-02-28")
