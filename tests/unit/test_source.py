"""The reader: plain text in, the same text out; everything else refused in a sentence, quickly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from subprocess import run

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from disclosure.fields import explain
from disclosure.kinds import KINDS
from disclosure.problem import Problem
from disclosure.source import Data, read
from disclosure.source.characters import MAX_BYTES
from disclosure.source.syntax import EVENTS, MAX_DEPTH, most_open
from unit.small_site import as_yaml, interpretation, policy

PATH = "catalogue/xzfb/policy/1.yml"
SAME_EVERY_TIME = settings(derandomize=True, database=None, deadline=timedelta(seconds=2))


def data_of(text: str) -> dict[str, Data] | None:
    """What is read from a text that must be sound."""
    document = read(text.encode(), PATH)
    assert document.problems == []
    return document.data


def problem_of(data: bytes) -> Problem:
    """The one problem of a file that must be refused."""
    document = read(data, PATH)
    assert document.data is None
    assert len(document.problems) == 1
    return document.problems[0]


# Plain text comes back as it was written.

readable = st.one_of(
    st.sampled_from("示例县《》“”：、。#\"'\n -*&!%@`|>[]{},\\?=<~.:0１\t〔〕𠮷𬭎　"),
    st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\xa0\ufffc\ufffd"),
)
texts = st.text(readable, max_size=60)
keys = st.text(readable, min_size=1, max_size=20).filter(
    lambda key: key != "<<" and "\n" not in key and not key.startswith("\u3000")
)
values: st.SearchStrategy[Data] = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(keys, inner, min_size=1, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("style", ['"', "'", None], ids=["双引号", "单引号", "必要时加引号"])
@settings(SAME_EVERY_TIME, max_examples=100)
@given(data=st.dictionaries(keys, values, min_size=1, max_size=5))
def test_any_plain_text_is_read_back_as_written(style: str | None, data: dict[str, Data]) -> None:
    """按 YAML 写出的任何文字，读回来一字不差。"""
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=False, default_style=style, sort_keys=False)
    document = read(text.encode(), PATH)
    assume(all(problem.rule != "too-deep" for problem in document.problems))
    assert document.problems == []
    assert document.data == data


@pytest.mark.parametrize(
    "scalar",
    [
        *("no", "on", "yes", "true", "False", "~", "null", "010101", "0x1F", "0o17", "1.50", "1e3", ".5", "+1", ".inf"),
        *("NaN", "=", "12:30", "1_000_2024", "2024-02-30", "2024-03-15", "2024-03-20T00:30:00+08:00", "00012345"),
        "9" * 5000,
    ],
    ids=lambda text: text[:30],
)
def test_every_scalar_stays_text(scalar: str) -> None:
    """看上去像数、日期、真假、空值的文字，都原样是文字。"""
    assert data_of(f"值: {scalar}\n列: [{scalar}, '{scalar}']\n") == {"值": scalar, "列": [scalar, scalar]}


def test_a_key_that_looks_like_a_truth_value_stays_text() -> None:
    """字段名写成 on，读出来还是 on。"""
    assert data_of("on: 甲\n010: 乙\n") == {"on": "甲", "010": "乙"}


def test_an_empty_value_is_as_if_it_were_not_written() -> None:
    """只写了字段名的行等于没有写；写了空引号的是空白文字。"""
    assert data_of('甲:\n乙: ""\n丙:\n  丁:\n') == {"乙": "", "丙": {}}


def test_bom_and_line_ends_do_not_matter() -> None:
    """记事本加的 BOM、Windows 和旧 Mac 的换行，不改变读到的内容。"""
    plain = as_yaml(policy())
    expected = data_of(plain)
    for changed in ("\ufeff" + plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r")):
        document = read(changed.encode(), PATH)
        assert document.problems == []
        assert document.data == expected


def test_a_last_line_without_a_line_feed_is_read() -> None:
    """文件末尾没有换行，最后一行不丢。"""
    assert data_of("甲: 乙\n正文: |\n  一\n  二") == {"甲": "乙", "正文": "一\n二"}


def test_a_leading_document_mark_and_comments_are_fine() -> None:
    """文件开头的注释和“---”不妨碍，另起一行的注释也不妨碍。"""
    assert data_of("# 说明\n---\n甲: 乙\n# 说明\n丙: 丁\n") == {"甲": "乙", "丙": "丁"}


# Where a value stands.

PLACED = """\
标题: 甲
附件:
  - 文件: files/a.pdf
    名称:
  - {文件: files/b.pdf, 名称: 乙}
正文: |
  第一段
"""


@pytest.mark.parametrize(
    ("loc", "at_key", "place"),
    [
        ((), False, (1, 1)),
        (("标题",), False, (1, 5)),
        (("标题",), True, (1, 1)),
        (("附件",), False, (3, 3)),
        (("附件",), True, (2, 1)),
        (("附件", 0), False, (3, 5)),
        (("附件", 0, "文件"), False, (3, 9)),
        (("附件", 0, "名称"), False, (4, 5)),
        (("附件", 1, "名称"), False, (5, 27)),
        (("附件", 0, "日期"), False, (3, 5)),
        (("附件", 7), False, (3, 3)),
        (("没有",), False, (1, 1)),
        (("标题", 0, "x"), False, (1, 5)),
        (("正文",), False, (6, 5)),
    ],
)
def test_a_place_is_found_by_its_path(loc: tuple[str | int, ...], at_key: bool, place: tuple[int, int]) -> None:  # noqa: FBT001
    """按字段名和序号找得到行和列；没有写的值，指到最近的上一层。"""
    assert read(PLACED.encode(), PATH).position(loc, at_key=at_key) == place


def test_a_problem_with_a_line_keeps_it() -> None:
    """已经有行号的问题不再改位置。"""
    problem = Problem(rule="x", path=PATH, message="m", loc=("标题",), line=9, column=9)
    assert read(PLACED.encode(), PATH).placed(problem) is problem


# Nothing that a clerk or an attacker writes raises or hangs.

SOUND = [
    as_yaml(policy(1, 附件=[{"文件": "files/a.pdf", "名称": "附件甲"}], 主题词=["财政", "公开"])).encode(),
    as_yaml(interpretation(2, ["990000010/2024-00001"])).encode(),
    PLACED.encode(),
    '标题: "甲: 乙 # 丙"\n列: [一, "二, 三", {四: 五}]\n正文: >\n  折叠\n  文字\n\n  下一段\n'.encode(),
]
PIECES = [
    *("&a ", "*a", "!!python/object:os.system ", "<<: ", "? ", "- ", ": ", "[", "]", "{", "}", "|", ">", "%", "---\n"),
    *(
        "\t",
        "\u3000",
        "\xa0",
        "\x00",
        "\ufeff",
        "\u202e",
        "：",
        "#",
        '"',
        "'",
        "\\",
        "\r",
        "\n",
        "\U0001f600",
        "<<<<<<< ",
    ),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A valid entry with a few bytes flipped, cut, repeated, or pieces of YAML pushed in."""
    data = bytearray(draw(st.sampled_from(SOUND)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        how = draw(st.sampled_from(["flip", "cut", "line", "splice", "other"]))
        if how == "flip" and data:
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif how == "cut":
            del data[at : at + draw(st.integers(1, 40))]
        elif how == "line":
            lines = bytes(data).split(b"\n")
            line = draw(st.integers(0, len(lines) - 1))
            lines.insert(draw(st.integers(0, len(lines))), lines[line])
            data = bytearray(b"\n".join(lines))
        elif how == "splice":
            data[at:at] = draw(st.sampled_from(PIECES)).encode("utf-8", "surrogatepass")
        else:
            data[at:at] = draw(st.sampled_from(SOUND))[: draw(st.integers(0, 200))]
    return bytes(data)


@settings(SAME_EVERY_TIME, max_examples=600)
@given(data=mutated(), slug=st.sampled_from(sorted(KINDS)))
def test_a_damaged_entry_gives_problems_and_never_an_exception(data: bytes, slug: str) -> None:
    """损坏的条目要么读得出，要么有中文的问题说明；不会抛出异常，每次不超过两秒。"""
    document = read(data, PATH)
    assert (document.data is None) == bool(document.problems)
    problems = document.problems
    if document.data is not None:
        try:
            KINDS[slug].model_validate(document.data)
        except ValidationError as error:
            problems = [document.placed(problem) for problem in explain(error, KINDS[slug], PATH)]
            assert problems
    for problem in problems:
        assert problem.line >= 1
        assert any("\u4e00" <= character <= "\u9fff" for character in problem.text)


@settings(SAME_EVERY_TIME, max_examples=300)
@given(data=st.binary(max_size=200))
def test_any_bytes_give_data_or_problems(data: bytes) -> None:
    """任何字节都不会使读取程序出错。"""
    document = read(data, PATH)
    assert (document.data is None) == bool(document.problems)


# Each refusal is made in its own words. (The rule cases show the whole sentences.)


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        ("标题: 甲\n".encode("utf-16"), "not-utf8", 1),
        ("标题: 甲\n说明: 示例县人民政府\n".encode("gb18030"), "not-utf8", 1),
        (b"a: 1\nb: \xff\xfe\n", "not-utf8", 2),
        (b"", "empty-file", 1),
        ("# 只有注释\n\n".encode(), "empty-file", 1),
        ("标题: 甲\u200b乙\n".encode(), "forbidden-character", 1),
        ('标题: 甲\n摘要: "\\u202e"\n'.encode(), "forbidden-character", 2),
        ('标题: "\\ud800"\n'.encode(), "yaml-syntax", 1),
        ('路径: "C:\\Windows"\n'.encode(), "yaml-syntax", 1),
        ("标题: 甲\n<<<<<<< HEAD\n".encode(), "merge-conflict", 2),
        ("- 甲\n- 乙\n".encode(), "not-a-mapping", 1),
        ("一段文字\n".encode(), "not-a-mapping", 1),
        ("甲: 乙\n---\n甲: 丙\n".encode(), "several-documents", 2),
        ("%YAML 1.1\n---\n甲: 乙\n".encode(), "yaml-directive", 1),
        ("甲: 乙\n甲: 丙\n".encode(), "duplicate-key", 2),
        ('甲: 乙\n"甲": 丙\n'.encode(), "duplicate-key", 2),
        ("甲: !!int 1\n".encode(), "explicit-tag", 1),
        ("甲: !include x\n".encode(), "explicit-tag", 1),
        ("甲: !<tag:yaml.org,2002:str> x\n".encode(), "explicit-tag", 1),
        ("<<: {甲: 乙}\n".encode(), "merge-key", 1),
        ("甲: 建设路 #3 号楼\n".encode(), "text-after-hash", 1),
        ("甲:\n  - 一 # 二\n".encode(), "text-after-hash", 2),
        ("甲: 建设路　 #3 号楼\n".encode(), "text-after-hash", 1),
        ("? [甲, 乙]\n: 丙\n".encode(), "key-not-text", 1),
        ("甲: &a 乙\n".encode(), "anchor-or-alias", 1),
        ("甲: 乙\n丙: *a\n".encode(), "anchor-or-alias", 2),
        ("甲: ! 乙\n".encode(), "unquoted-special", 1),
        ("甲: !\n".encode(), "unquoted-special", 1),
        ("甲: 乙\n\t丙: 丁\n".encode(), "tab-indent", 2),
        ("附件:\n　- 文件: x\n".encode(), "fullwidth-indent", 2),
        ("标题：甲\n文号: 乙\n".encode(), "fullwidth-colon", 1),
        ('甲: "乙\n丙: 丁\n'.encode(), "unclosed-quote", 1),
        ("甲: 乙: 丙\n".encode(), "unquoted-colon", 1),
        ("甲: %乙\n".encode(), "unquoted-special", 1),
        ("甲: @乙\n".encode(), "unquoted-special", 1),
        ("甲: 乙\n 丁: 戊\n".encode(), "yaml-syntax", 2),
        ("甲:\n  - 乙: 丙\n   丁: 戊\n".encode(), "yaml-syntax", 3),
        (b"a" * (MAX_BYTES + 1), "file-too-large", 1),
    ],
    ids=lambda value: str(value[:12]) if isinstance(value, bytes) else str(value),
)
def test_a_slip_is_named_with_its_line(data: bytes, rule: str, line: int) -> None:
    """每一种写错，各由一条规则指出，行号正确。"""
    problem = problem_of(data)
    assert (problem.rule, problem.line) == (rule, line)


@pytest.mark.parametrize(
    "text",
    [
        "甲: 乙#丙\n",
        '甲: "乙 # 丙"\n',
        "甲: 乙\n# 丙\n",
        "甲: |\n  乙 # 丙\n",
        "甲: 'a: b'\n",
        "甲: 2024-03-15\n乙: 12:30\n丙: http://a.b/c?d=e&f#g\n",
        "甲: a*b&c!d\n",
        "正文: |\n  =======\n  <<<<<<<\n  ---\n  *星* &和 !叹\n  乙：丙\n",
        '甲: [一, 二]  # 注释\n乙: {三: 四} # 注释\n丙: "五" # 注释\n',
        "“三公”经费: 甲\n因公出国（境）费: 乙\n",
    ],
)
def test_what_only_looks_like_a_slip_is_accepted(text: str) -> None:
    """只是看上去像写错的正常内容，不被拒绝。"""
    assert data_of(text)


def test_a_file_of_the_greatest_size_is_read() -> None:
    """正好 256 KB 的文件可以。"""
    head = "甲: "
    text = head + "a" * (MAX_BYTES - len(head.encode()) - 1) + "\n"
    assert len(text.encode()) == MAX_BYTES
    assert read(text.encode(), PATH).problems == []


def test_the_depth_bound_is_exact() -> None:
    """十层可以，十一层不行，流式和缩进写法一样。"""
    forms: list[Callable[[int], str]] = [
        lambda n: "甲: " + "[" * (n - 1) + "x" + "]" * (n - 1) + "\n",
        lambda n: "甲:\n" + "  " + "- " * (n - 1) + "x\n",
        lambda n: "".join("  " * level + f"k{level}:\n" for level in range(n - 1)) + "  " * (n - 1) + "k: x\n",
    ]
    for deep in forms:
        assert read(deep(MAX_DEPTH).encode(), PATH).problems == []
        assert problem_of(deep(MAX_DEPTH + 1).encode()).rule == "too-deep"


def really_open(text: str) -> int:
    """The most brackets that are open at a time, by the scanner of the library, up to where it can read on."""
    now = most = 0
    try:
        for token in yaml.scan(text, Loader=EVENTS):
            now += isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken))
            most = max(most, now)
            now -= now > 0 and isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken))
    except yaml.YAMLError:
        return most
    return most


@settings(SAME_EVERY_TIME, max_examples=500)
@given(st.text("[]{}[]\"'# ,:a-\n", max_size=40).map(lambda text: f"a: [{text}") | st.text("[]{}\"'#, :a-\n|>\\"))
def test_brackets_are_never_counted_too_few(text: str) -> None:
    """不解析而数出的层次，不会比真正的少：少了，过深的内容就会使软件崩溃。"""
    assert most_open(text) >= really_open(text)


def test_many_brackets_side_by_side_are_not_deep() -> None:
    """一行里并列的、引号和注释里的括号：前者不算深，后者不当作已经配对。"""
    assert most_open("a: [[1, 2], [3, 4], {b: [5]}]\n" * 9) == 3
    assert most_open("a: [\"]\", [']', [ # ]\n  [") == 4


def test_a_name_of_every_forbidden_character_is_chinese() -> None:
    """不允许的字符按中文名称和编码指出。"""
    texts = {
        c: problem_of(f"甲: 乙{c}丙\n".encode()).message for c in "\x00\x1b\x85\xa0\xad\u200b\u2028\u202e\ufeff\ue000"
    }
    assert texts["\u200b"] == "有不允许的字符：零宽空格 U+200B"
    assert texts["\ue000"] == "有不允许的字符：自造字（私用区字符） U+E000"
    assert texts["\x1b"] == "有不允许的字符：控制字符 U+001B"
    assert all("U+" in text for text in texts.values())


# Bombs are run in a process of their own, with bounds on memory and time.

GUARDED = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
from disclosure.source import read
data = eval(sys.argv[1]).encode()
start = time.process_time()
document = read(data, "bomb.yml")
assert document.data is None
print(document.problems[0].rule, time.process_time() - start < 2, len(document.problems) < 100_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="没有 resource 模块")
@pytest.mark.parametrize(
    "bomb",
    [
        "'[' * 100_000",
        "'甲: ' + '[\"]\",' * 50_000",
        "'甲: ' + '{\"]\": [' * 30_000",
        "'甲: ' + '[' * 80_000",
        "'{' * 100_000",
        "'甲: ' + '{a: ' * 30_000",
        "'甲: ' + '[{a: ' * 30_000",
        "'- ' * 100_000",
        "'甲:\\n  ' + '- ' * 100_000 + 'x'",
        "'? ' * 100_000",
        "'- ? ' * 50_000",
        "'甲:\\n' + ''.join(' ' * n + '- \\n' for n in range(1, 700))",
        "'\\n'.join(' ' * n + 'a:' for n in range(700))",
        "'甲: ' + '\"[\"]' + '[' * 100_000",
        "'- \\t' * 60_000",
        "'-\\t' * 100_000",
        "'a: ' * 80_000",
        "'a: &a [x]\\n' + 'b: [' + '*a,' * 80_000 + ']'",
        "'!' * 200_000",
        "'a: ' + '!!map {a: ' * 20_000",
        "'<<: ' * 60_000",
        "'\\'' * 200_001",
        "'甲: ' + '\"\\\\u0041' * 20_000",
        "'a: 1\\n' * 60_000",
        "'甲: [' + '[],' * 80_000",
        "'甲：\\n' * 30_000",
        "'a # ' * 60_000",
        "' ' * 250_000 + 'x'",
        "'#' * 250_000",
        "'k: v # x\\n' * 20_000",
        "'\\u200b' * 80_000",
    ],
)
def test_a_bomb_is_refused_quickly_and_in_little_memory(bomb: str) -> None:
    """成千上万层的嵌套、别名和引号，两秒内、400 MB 内被拒绝，不会使程序崩溃。"""
    hooks = [path for path in sys.path if path.endswith("hooks")]
    done = run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {hooks!r}\n{GUARDED}", bomb],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    rule, is_quick, is_short = done.stdout.split()
    assert rule
    assert (is_quick, is_short) == ("True", "True")
