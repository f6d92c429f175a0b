"""新建、改正、整理：a new entry, what is mended, what is left alone, the order of the fields."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure import vocabulary
from disclosure.cli import main
from disclosure.editing import mend, skeleton, tidy
from disclosure.kinds import KINDS, Policy
from disclosure.publication import check
from disclosure.rules import Context
from disclosure.source import read
from sites.project import ROOT
from sites.project import TODAY as DEMO_DAY
from unit.small_site import TODAY, write_vocabulary

DAY = TODAY.isoformat()
PATH = "catalogue/czj/policy/2026-00001.yml"
BAD = """\
# 起草：办公室
标题：示例县财政局关于印发测试办法的通知
索引号: ９９0000020/2026-00001
发文机关: 示例县财政局
发文字号: 示财发[2026]第08号
成文日期: 2026年11月2日
发布日期: 2026.11.3
有效性: 有效
正文: |
  各科室：
  现将办法印发。
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with a vocabulary and the folder of a department."""
    write_vocabulary(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (tmp_path / PATH).parent.mkdir(parents=True)
    return tmp_path


def run(site: Path, *arguments: str) -> int:
    """Run a command on the site."""
    return main([arguments[0], "--root", str(site), *arguments[1:]])


def test_story_of_a_new_entry(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """新建、检查指出还差哪几项、填上（填得不规范）、自动改正、检查通过。"""
    assert run(site, "new", "--kind", "政策文件", "--organ", "czj", "--date", "2026-11-03") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"新建了 {PATH}，索引号 990000020/2026-00001。"
    assert run(site, "check", "--today", DAY) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split("] ")[1] for line in said[:-1]] == [
        "标题：没有填写，请补上，例如“标题: 示例县人民政府办公室关于印发……的通知”",
        "成文日期：没有填写，请补上，例如“成文日期: 2024-04-28”",
        "发文字号：没有填写，请补上，例如“发文字号: 示政办发〔2024〕8号”",
        "正文：只有空白，请填写内容，没有内容的请删去这一行",
    ]
    text = (site / PATH).read_text(encoding="utf-8")
    text = text.replace("标题:\n", "标题: 示例县财政局关于印发测试办法的通知\n").replace(
        "成文日期:\n", "成文日期: 2026年11月2日\n"
    )
    text = text.replace("发文字号:\n", "发文字号: 示财发[2026]第08号\n").replace("正文: |\n", "正文: |\n  各科室：\n")
    (site / PATH).write_text(text, encoding="utf-8")
    assert run(site, "fix", "--today", DAY) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("成文日期：“2026年11月2日”不是规定的日期写法，请写成 2026-11-02")
    assert said[1:3] == ["  - 成文日期: 2026年11月2日", "  + 成文日期: 2026-11-02"]
    assert said[-1] == "没有写入：这里不能询问，确认无误后请加上 --yes。"
    assert (site / PATH).read_text(encoding="utf-8") == text
    assert run(site, "fix", "--yes", "--today", DAY) == 0
    assert "发文字号: 示财发〔2026〕8号" in (site / PATH).read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(site, "check", "--today", DAY) == 0, capsys.readouterr().out
    assert run(site, "fix", "--today", DAY) == 0
    assert run(site, "fmt", "--check") == 0
    assert run(site, "new", "--from", str(site / PATH), "--date", "2026-11-05") == 0
    again = read((site / PATH.replace("00001", "00002")).read_bytes(), "x").data
    assert again is not None
    assert again["索引号"] == "990000020/2026-00002"
    assert again["发布日期"] == "2026-11-05"
    assert "成文日期" not in again


def test_numbers_are_never_used_twice(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """撤回的、读不懂的文件用过的号和文件名，都不再用。"""
    folder = (site / PATH).parent
    (folder / "a.yml").write_text(
        "索引号: 990000020/2026-00001\n撤回:\n  日期: 2026-01-02\n  理由: 内容有误\n", encoding="utf-8"
    )
    (folder / "b.yml").write_text("索引号: 990000020/2026-00002\n标题: 缺很多\n", encoding="utf-8")
    (folder / "2026-00003.yml").write_text("标题: [\n", encoding="utf-8")
    assert run(site, "new", "--kind", "policy", "--organ", "czj", "--date", "2026-11-03") == 0
    assert capsys.readouterr().out.startswith(
        "新建了 catalogue/czj/policy/2026-00004.yml，索引号 990000020/2026-00004。"
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--organ", "czj"), "请用 --kind 写明种类：policy（政策文件）"),
        (("--kind", "没有", "--organ", "czj"), "没有“没有”这个种类。可以写：policy（政策文件）"),
        (("--kind", "policy", "--organ", "没有"), "没有“没有”这个机构。可以写："),
        (("--from", "没有.yml"), "没有.yml 不是条目。条目放在 catalogue/机构标识/种类标识/ 里。"),
    ],
    ids=["没写种类", "没有种类", "没有机构", "没有样子"],
)
def test_wrong_use_of_new(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], expected: str
) -> None:
    """种类、机构写错，说明可以写什么。"""
    assert run(site, "new", *arguments) == 2
    assert capsys.readouterr().err.startswith(expected)


@pytest.mark.parametrize("slug", KINDS)
def test_every_skeleton_can_be_read(slug: str) -> None:
    """每个种类的新条目读得懂，没有填的一项不落地指出来，整理过的不再变。"""
    words, _ = vocabulary.load(ROOT)
    assert words is not None
    text = skeleton(
        KINDS[slug], words, {"索引号": "990000020/2026-00001", "发布日期": DAY}, "python3 hooks check x.yml"
    )
    data = read(text.encode(), "x").data
    assert data is not None
    assert "标题" not in data
    assert mend(text.encode(), PATH, KINDS[slug], Context(ROOT, words, TODAY)).text == text
    assert all(line.startswith("#") for line in text.split("# 以下各项用得着才填")[1].splitlines()[1:])


def mended(site: Path, data: bytes) -> tuple[str, list[str]]:
    """The mended text of a policy, and why each change was made."""
    words, _ = vocabulary.load(site)
    assert words is not None
    found = mend(data, PATH, Policy, Context(site, words, TODAY))
    return found.text, [change.why for change in found.changes]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("财政局", "财\u200b政局").replace("有效性: ", "有效性:\xa0").encode(),
    ],
    ids=["UTF-8", "BOM和CRLF", "GBK", "UTF-16", "看不见的字符"],
)
def test_one_text_by_any_encoding(site: Path, encode: object) -> None:
    """不论用什么编码、带什么看不见的字符，改正以后都是同一份文件，没有问题，再改不变。"""
    assert callable(encode)
    text, why = mended(site, encode(BAD))
    assert text == mended(site, BAD.encode())[0]
    assert mended(site, text.encode()) == (text, [])
    assert "中文冒号改成英文冒号加空格" in why
    (site / PATH).write_text(text, encoding="utf-8")
    assert check(site, TODAY).problems == ()
    assert "# 起草：办公室\n标题: 示例县财政局" in text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("内容概述:说明", "内容概述: 说明"),
        ("内容概述: 注意: 说明", '内容概述: "注意: 说明"'),
        ("内容概述: *说明", '内容概述: "*说明"'),
        ("内容概述: %说明", '内容概述: "%说明"'),
        ("附件:\n\t- 文件: files/a.pdf\n\t  名称: 甲", "附件:\n  - 文件: files/a.pdf\n    名称: 甲"),
        ("附件:\n\u3000- 文件: files/a.pdf\n\u3000\u3000名称: 甲", "附件:\n  - 文件: files/a.pdf\n    名称: 甲"),
        ("发 文字号: 无", "发文字号: 无"),
    ],
    ids=["冒号太紧", "值里有冒号", "星号", "百分号", "Tab", "全角缩进", "字段名里有空格"],
)
def test_slips_of_writing(site: Path, line: str, expected: str) -> None:
    """手误只有一种改法的，改成那一种。"""
    assert expected in mended(site, f"标题: 通知\n{line}\n".encode())[0]


@pytest.mark.parametrize(
    "text",
    [
        "标题: 拆除建设路 #3 号楼\n",
        "标题: 甲\n标题: 乙\n",
        "标题: &a 甲\n正文: *a\n",
        "<<<<<<< 甲\n标题: 甲\n>>>>>>> 乙\n",
        "标题: !!python/object:os.system 甲\n",
        "标题: 甲\n---\n标题: 乙\n",
        "标题: \ue000甲\n",
        "",
        "[甲, 乙]\n",
    ],
    ids=["井号", "重复", "锚点", "冲突", "标记", "两份", "自造字", "空", "列表"],
)
def test_doubtful_text_is_left_alone(site: Path, text: str) -> None:
    """有两种可能的，一个字也不动，留给检查去说。"""
    assert mended(site, text.encode()) == (text, [])


def test_binary_is_left_alone(site: Path) -> None:
    """不是中文文字的字节不猜。"""
    assert mended(site, bytes(range(256)) * 4) == ("", [])


DEMO = sorted(ROOT.glob("catalogue/[a-z]*/*/*.yml"))[::9]


@pytest.mark.parametrize("path", DEMO, ids=[path.stem for path in DEMO])
def test_sound_entry_keeps_its_meaning(path: Path) -> None:
    """没有毛病的条目，改正和整理都不改内容，注释一行不少，再来一次不变。"""
    words, _ = vocabulary.load(ROOT)
    assert words is not None
    data, kind = path.read_bytes(), KINDS[path.parent.name]
    name = path.relative_to(ROOT).as_posix()
    found = mend(data, name, kind, Context(ROOT, words, DEMO_DAY))
    assert read(found.text.encode(), name).data == read(data, name).data
    again = tidy(found.text.encode(), kind)
    assert again is not None
    assert again.text == found.text
    assert sorted(comments(found.text)) == sorted(comments(data.decode()))


def comments(text: str) -> list[str]:
    """The lines that are comments."""
    return [line for line in text.splitlines() if line.startswith("#") and "yaml-language-server" not in line]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, len(BAD)), st.sampled_from(["：", "\t", "\u3000", " #", ": ", "\u200b", '"', "２", "-", "\n", "{"])
)
def test_mending_ends_and_adds_no_problem(tmp_path_factory: pytest.TempPathFactory, place: int, sign: str) -> None:
    """随便插进一个符号：改正总会结束，改过的再改不变，读得懂的不会改得读不懂。"""
    site = tmp_path_factory.getbasetemp() / "mending"
    if not site.exists():
        write_vocabulary(site)
    text = BAD[:place] + sign + BAD[place:]
    better, _ = mended(site, text.encode())
    assert mended(site, better.encode())[0] == better
    if read(text.encode(), "x").data is not None:
        assert read(better.encode(), "x").data is not None


def test_failing_disk_changes_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """写到一半磁盘满了：原来的文件一个字节不变，旁边不留东西。"""
    (site / PATH).write_text(BAD, encoding="utf-8")
    second = site / PATH.replace("00001", "00002")
    second.write_text(BAD.replace("00001", "00002"), encoding="utf-8")
    calls: list[int] = []

    def full(number: int) -> None:
        calls.append(number)
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("disclosure.publication.fresh.os.fsync", full)
    assert run(site, "fix", "--yes", "--today", DAY) == 1
    assert "磁盘空间不足" in capsys.readouterr().err
    assert (site / PATH).read_text(encoding="utf-8") == BAD
    assert sorted(path.name for path in second.parent.iterdir()) == ["2026-00001.yml", "2026-00002.yml"]
