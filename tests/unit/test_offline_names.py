"""Names and sizes that every usual system can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.offline.names import fault_of, fault_of_size, fold, twins


@pytest.mark.parametrize(
    "path",
    [
        "data/index.html",
        "data/files/〔2024〕1号（附件）.pdf",
        "data/entry/0000-2024-00001.html",
        "核验.html",
        "data/CONTENT/a",
    ],
)
def test_usual_names_are_safe(path: str) -> None:
    """本程序生成的名称都可以用。"""
    assert not fault_of(path)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("data//x", "里有空的文件夹名"),
        ("data/../x", "里有以点或者空格开头、结尾的名称"),
        ("data/.hidden", "里有以点或者空格开头、结尾的名称"),
        ("data/x.", "里有以点或者空格开头、结尾的名称"),
        ("data/x /y", "里有以点或者空格开头、结尾的名称"),
        ("data/a:b", '含有 < > : " | ? * \\ % 中的字符，Windows 或者网页地址里不能用'),
        ("data/a\\b", '含有 < > : " | ? * \\ % 中的字符，Windows 或者网页地址里不能用'),
        ("data/a%0Ab", '含有 < > : " | ? * \\ % 中的字符，Windows 或者网页地址里不能用'),
        ("data/a\nb", "含有看不见的字符"),
        ("data/a\u202eb", "含有看不见的字符"),
        ("data/nul.txt", "里有 Windows 保留的名称"),
        ("data/COM¹", "里有 Windows 保留的名称"),
        ("data/lpt9.tar.gz", "里有 Windows 保留的名称"),
        ("data/e\u0301.html", "里的字符是拆开写的（不是 NFC 形式）"),
        ("data/" + "政" * 86, "里有太长的名称，最多 255 个字节"),
        ("data/" + "a/" * 90, "太长，最多 180 个字符"),
    ],
)
def test_each_unsafe_name_is_explained(path: str, fault: str) -> None:
    """每一种不能用的名称都说得出理由。"""
    assert fault_of(path) == fault


def test_names_that_are_no_text_are_unsafe() -> None:
    """磁盘上不是 UTF-8 的名称也说得出来。"""
    assert fault_of("data/a\udcffb") == "含有看不见的字符"


def test_sizes() -> None:
    """太大的文件在写之前就被指出。"""
    assert not fault_of_size(500_000_000)
    assert fault_of_size(500_000_001) == "超过 500 MB，核验页读不了"
    assert fault_of_size(2**32) == "超过 4 GB，U 盘（FAT32）放不下"


def test_twins_of_files_and_of_folders_are_found() -> None:
    """大小写、字符写法不同的同名文件，同名的文件夹，文件与文件夹同名，都找得出来。"""
    assert twins(["a/x", "a/y", "b"]) == []
    assert twins(["a/x", "a/X"]) == [("a/X", "a/x")]
    assert twins(["a/x", "A/y"]) == [("A", "a")]
    assert twins(["é", "e\u0301"]) == [("e\u0301", "é")]
    assert twins(["a", "a/x"]) == [("a", "a")]
    assert twins(["a/b/c", "A/B/c"]) == [("A", "a"), ("A/B", "a/b"), ("A/B/c", "a/b/c")]


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name: str) -> None:
    """折叠一次和折叠两次是一样的，否则两份程序会得出不同的结论。"""
    assert fold(fold(name)) == fold(name)
