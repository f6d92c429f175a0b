"""The catalogue: every file has its place, every entry its address, every reference both its ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import catalogue
from disclosure.catalogue import address_of
from unit.small_site import (
    CODE,
    OTHER_CODE,
    checked,
    interpretation,
    loaded,
    policy,
    rules_of,
    words_of,
    write_entries,
    write_file,
    write_vocabulary,
)

SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=None, max_examples=300)


@SAME_EVERY_TIME
@given(
    code=st.text("0123456789ABCXYZ", min_size=9, max_size=9), year=st.integers(1950, 2099), serial=st.integers(1, 99999)
)
def test_an_address_is_the_index_number(code: str, year: int, serial: int) -> None:
    """网址就是索引号，一个号一个网址，反推得回去。"""
    assert address_of(f"{code}/{year}-{serial:05}") == f"entry/{code}/{year}-{serial:05}.html"


@SAME_EVERY_TIME
@given(number=st.text(max_size=40))
def test_an_address_is_safe_whatever_the_number(number: str) -> None:
    """不论索引号写成什么，网址只有字母、数字和连接线，正好三层。"""
    assert re.fullmatch(r"entry/[0-9A-Za-z-]+/[0-9A-Za-z-]+\.html", address_of(number))


def test_entries_are_read_with_their_place(tmp_path: Path) -> None:
    """条目记得文件、机构、种类；按文件排列。"""
    found = loaded(
        tmp_path,
        {
            "xzfb/policy/b.yml": policy(1),
            "xzfb/interpretation/a.yml": interpretation(2, [f"{CODE}/2024-00001"]),
            "czj/policy/c.yml": policy(3),
        },
    )
    assert [(one.path, one.organ_slug, one.slug) for one in found.entries] == [
        ("catalogue/czj/policy/c.yml", "czj", "policy"),
        ("catalogue/xzfb/interpretation/a.yml", "xzfb", "interpretation"),
        ("catalogue/xzfb/policy/b.yml", "xzfb", "policy"),
    ]


def test_several_processes_read_the_same(tmp_path: Path) -> None:
    """几个进程读出的结果与一个进程相同，错误也相同。"""
    write_vocabulary(tmp_path)
    entries = {f"xzfb/policy/{n:03}.yml": policy(n, 有效性=None if n % 50 == 0 else "有效") for n in range(1, 421)}
    write_entries(tmp_path, entries)
    words = words_of(tmp_path)
    one, several = (catalogue.load(tmp_path, words, jobs=jobs) for jobs in (1, 2))
    assert one.problems == several.problems
    assert len(one.problems) == 8
    assert one.catalogue.entries == several.catalogue.entries
    assert [entry.path for entry in one.catalogue.entries] == [entry.path for entry in several.catalogue.entries]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("catalogue/loose.yml", "misplaced-file"),
        ("catalogue/xzfb/loose.yml", "misplaced-file"),
        ("catalogue/nobody/policy/1.yml", "misplaced-file"),
        ("catalogue/xzfb/policies/1.yml", "misplaced-file"),
        ("catalogue/xzfb/policy/2024/1.yml", "misplaced-file"),
        ("catalogue/xzfb/policy/1.yaml", "bad-file-name"),
        ("catalogue/xzfb/policy/通知.yml", "bad-file-name"),
        ("catalogue/xzfb/policy/a b.yml", "bad-file-name"),
        ("catalogue/xzfb/policy/-a.yml", "bad-file-name"),
        (f"catalogue/xzfb/policy/{'a' * 81}.yml", "bad-file-name"),
        ("catalogue/xzfb/policy/1.txt", "bad-file-name"),
        ("catalogue/xzfb/policy/1.yml~", "bad-file-name"),
    ],
)
def test_a_misplaced_file_is_named(tmp_path: Path, name: str, rule: str) -> None:
    """放错地方、起错名字的文件被指出，没有一个悄悄不算。"""
    write_file(tmp_path, name, "标题: 甲\n")
    result = checked(tmp_path, {"xzfb/policy/ok.yml": policy(1)})
    assert [(problem.rule, problem.path) for problem in result.problems] == [(rule, name)]


@pytest.mark.parametrize("name", ["catalogue/README.md", "catalogue/.schema/policy.json", "catalogue/xzfb/.gitkeep"])
def test_what_belongs_to_the_repository_is_left_alone(tmp_path: Path, name: str) -> None:
    """说明文件和隐藏文件不算条目。"""
    write_file(tmp_path, name, "x")
    assert rules_of(checked(tmp_path, {"xzfb/policy/ok.yml": policy(1)})) == []


@pytest.mark.parametrize("where", ["xzfb/policy/2.yml", "xzfb/files/a.pdf", "czj"])
def test_a_link_is_named_and_never_followed(tmp_path: Path, where: str) -> None:
    """链接被指出，不会顺着它读到目录以外。"""
    outside = tmp_path / "outside"
    write_file(outside, "secret.yml", "标题: 秘密\n")
    site = tmp_path / "site"
    write_file(site, "catalogue/xzfb/files/.keep", "")
    link = site / "catalogue" / where
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside if where == "czj" else outside / "secret.yml")
    result = checked(site, {"xzfb/policy/ok.yml": policy(1)})
    assert [(problem.rule, problem.path) for problem in result.problems] == [("special-file", f"catalogue/{where}")]
    assert result.files == 1


def test_withdrawn_entries_keep_only_their_number(tmp_path: Path) -> None:
    """撤回的条目不再列出，编号不能再用，也不能再引用。"""
    record = {"索引号": f"{CODE}/2024-00002", "撤回": {"日期": "2024-07-01", "理由": "内容有误"}}
    entries = {"xzfb/policy/1.yml": policy(1), "xzfb/policy/2.yml": record}
    found = loaded(tmp_path / "a", entries)
    assert [one.path[-5:] for one in found.entries] == ["1.yml"]
    assert found.withdrawn_numbers == {f"{CODE}/2024-00002"}
    again = checked(tmp_path / "b", entries | {"xzfb/policy/3.yml": policy(2)})
    assert rules_of(again) == ["duplicate-index-number", "duplicate-index-number"]
    pointing = checked(tmp_path / "c", entries | {"xzfb/policy/1.yml": policy(1, 废止=[f"{CODE}/2024-00002"])})
    assert rules_of(pointing) == ["unknown-reference"]


def test_newest_first_and_twins(tmp_path: Path) -> None:
    """由新到旧；同一天看时分，再看索引号；号相同的以前一个文件为准。"""
    found = loaded(
        tmp_path,
        {
            "xzfb/policy/a.yml": policy(1, 发布日期="2024-03-20"),
            "xzfb/policy/b.yml": policy(2, 发布日期="2024-03-20 08:00"),
            "xzfb/policy/c.yml": policy(3, 发布日期="2024-03-20"),
            "xzfb/policy/d.yml": policy(1, 发布日期="2023-01-01"),
        },
    )
    assert [one.path[-5] for one in found.newest_first] == ["b", "c", "a", "d"]
    assert found.by_number[f"{CODE}/2024-00001"].path[-5] == "a"


def test_what_lost_its_force_moves_to_the_place_for_it(tmp_path: Path) -> None:
    """废止、失效的文件归入收录这些状态的类别，自己写明别的上级类别的不动。"""
    found = loaded(
        tmp_path,
        {
            "xzfb/policy/1.yml": policy(1),
            "xzfb/policy/2.yml": policy(2, 有效性="废止"),
            "xzfb/policy/3.yml": policy(3, 有效性="失效", 公开类别="现行文件"),
            "xzfb/policy/4.yml": policy(4, 有效性="废止", 公开类别="第7项"),
            "xzfb/policy/5.yml": policy(5, 有效性="已修改"),
        },
    )
    assert [found.category_of(one).slug for one in found.entries] == [
        "in-force",
        "lapsed",
        "lapsed",
        "item-07",
        "in-force",
    ]


def test_references_have_two_ends(tmp_path: Path) -> None:
    """谁引用谁，两头都查得到。"""
    number = f"{CODE}/2024-00001"
    found = loaded(
        tmp_path,
        {
            "xzfb/policy/1.yml": policy(1),
            "xzfb/policy/2.yml": policy(2, 废止=[number], 依据=["《某法》", number]),
            "xzfb/interpretation/3.yml": interpretation(3, [number]),
        },
    )
    back = [(relation.attribute, other.index_number[-1]) for relation, other in found.referring[number]]
    assert back == [("documents", "3"), ("repeals", "2"), ("basis", "2")]
    second = found.by_number[f"{CODE}/2024-00002"]
    assert [len(found.referred(second, relation)) for relation in second.relations] == [0, 1, 0, 1]


def test_attachments_belong_to_their_organ(tmp_path: Path) -> None:
    """附件只在本机构的文件夹里找，网址带机构标识。"""
    for organ in ("xzfb", "czj"):
        write_file(tmp_path, f"catalogue/{organ}/files/2024/a.pdf", b"%PDF-")
    attachment = [{"文件": "files/2024/a.pdf", "名称": "甲"}, {"文件": "files/b.pdf", "名称": "乙"}]
    found = loaded(
        tmp_path,
        {
            "xzfb/policy/1.yml": policy(1, 附件=attachment),
            "czj/policy/1.yml": policy(1, 索引号=f"{OTHER_CODE}/2024-00001", 附件=attachment),
        },
    )
    stored = [[found.file_of(one, part) for part in one.attachments] for one in found.entries]
    assert [[part and part.address for part in parts] for parts in stored] == [
        ["files/czj/2024/a.pdf", None],
        ["files/xzfb/2024/a.pdf", None],
    ]


def test_problems_of_the_whole_catalogue_get_their_lines(tmp_path: Path) -> None:
    """全部读完才看得出的问题，也指得出行和列。"""
    entries = {f"xzfb/policy/{n}.yml": policy(1, 标题=f"第{n}份") for n in (1, 2)}
    result = checked(tmp_path, entries)
    assert [problem.place for problem in result.problems] == [f"catalogue/xzfb/policy/{n}.yml:2:6" for n in (1, 2)]
