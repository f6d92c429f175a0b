"""发布预览单: what changes in words, a story from the new entry to the text for the reviewer, nothing hidden shown."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from disclosure import vocabulary
from disclosure.catalogue import Catalogue
from disclosure.cli import main
from disclosure.kinds import PenaltyDecisions, Policy
from disclosure.problem import RULES
from disclosure.report import FileChange, compare
from disclosure.report.details import details_of
from disclosure.report.wording import as_markdown, cut, escaped, problem_table
from sites.project import ROOT
from unit.small_site import TODAY, as_yaml, write_vocabulary

DAY = TODAY.isoformat()
FOLDER = "catalogue/czj"


def git(root: Path, *arguments: str) -> str:
    """Run git in a repository of its own, without the settings of this computer."""
    settings = ["-c", "user.name=测试", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    command = ["git", *settings, *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a repository with a vocabulary, the templates of the sheet, and two entries that are published."""
    write_vocabulary(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (tmp_path / "overrides/report").mkdir(parents=True)
    for name in ("sheet.html", "sheet.css"):
        (tmp_path / "overrides/report" / name).write_bytes((ROOT / "overrides/report" / name).read_bytes())
    write(tmp_path, "policy/2025-00001.yml", policy("990000020/2025-00001", "旧办法"))
    write(tmp_path, "notice/2025-00002.yml", notice("990000020/2025-00002", "旧通告"))
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "已经公开的")
    return tmp_path


def policy(number: str, name: str) -> dict[str, Any]:
    """Return the data of a policy document."""
    return {
        "标题": f"示例县财政局关于印发{name}的通知",
        "索引号": number,
        "发布日期": "2025-03-05",
        "成文日期": "2025-03-03",
        "发文机关": "示例县财政局",
        "发文字号": "示财发〔2025〕1号",
        "有效性": "有效",
        "正文": "各科室：\n现印发给你们。\n",
    }


def notice(number: str, title: str) -> dict[str, Any]:
    """Return the data of a notice."""
    return {"标题": title, "索引号": number, "发布日期": "2025-04-05", "正文": "内容。\n"}


def write(root: Path, name: str, data: dict[str, Any]) -> None:
    """Write an entry of the department."""
    path = root / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_yaml(data), encoding="utf-8")


def run(root: Path, *arguments: str) -> int:
    """Run a command on the site."""
    return main([arguments[0], "--root", str(root), *arguments[1:], "--today", DAY])


def test_from_the_new_entry_to_the_report(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """新建、填写、检查不通过、改正、检查通过、提交，预览单说的正是这些变化。"""
    assert run(site, "report", "--against", "HEAD") == 0
    assert "公众看到的内容没有变化。" in capsys.readouterr().out
    assert run(site, "new", "--kind", "policy", "--organ", "czj", "--date", "2026-11-03") == 0
    path = site / FOLDER / "policy/2026-00001.yml"
    text = path.read_text(encoding="utf-8")
    for name, value in (
        ("标题", "示例县财政局关于印发新办法的通知"),
        ("成文日期", "2026年11月2日"),
        ("发文字号", "示财发[2026]第08号"),
    ):
        text = text.replace(f"\n{name}:\n", f"\n{name}: {value}\n")
    path.write_text(text.replace("正文: |\n", "正文: |\n  各科室：\n"), encoding="utf-8")
    capsys.readouterr()
    assert run(site, "check") == 1
    assert [line.split(": ", 1)[1] for line in capsys.readouterr().out.splitlines()[:-1]] == [
        "[bad-date] 成文日期：“2026年11月2日”不是规定的日期写法，请写成 2026-11-02"
    ]
    assert run(site, "fix", "--yes") == 0
    assert run(site, "check") == 0
    git(site, "switch", "--quiet", "--create", "发布")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "公开新办法")
    old = policy("990000020/2025-00001", "旧办法") | {
        "有效性": "废止",
        "效力说明": "被新办法废止",
        "正文": "各科室：\n现印发执行。\n",
    }
    write(site, "policy/2025-00001.yml", old)
    withdrawn = {"索引号": "990000020/2025-00002", "撤回": {"日期": "2026-11-05", "理由": "内容有误"}}
    write(site, "notice/2025-00002.yml", withdrawn)
    (site / "content").mkdir(exist_ok=True)
    (site / "content/about.md").write_text("# 关于\n", encoding="utf-8")
    capsys.readouterr()
    assert run(site, "report", "--against", "main", "--out", str(site / "out")) == 0
    said = capsys.readouterr().out
    digest = said.rsplit("校验码：", 1)[1].strip()
    assert said == (
        "发布预览单\n\n"
        "新增政策文件 1 件；修改政策文件 1 件；撤回通用信息 1 条；废止 1 件；手写页面有变化 1 篇。\n\n"
        "【手写页面】\n  新增 content/about.md（1 KB）\n\n"
        "【新增】\n  示例县财政局 政策文件：示例县财政局关于印发新办法的通知（990000020/2026-00001）\n\n"
        "【修改】\n  示例县财政局 政策文件：示例县财政局关于印发旧办法的通知（990000020/2025-00001）\n"
        "    有效性：“有效” → “废止”\n    效力说明：新填 “被新办法废止”\n"
        "    正文第 2 段：“现印发给你们。” → “现印发执行。”\n\n"
        "【撤回】\n  示例县财政局 通用信息：旧通告（990000020/2025-00002）\n    理由：内容有误\n\n"
        f"校验码：{digest}\n"
    )
    sheet = (site / "out/发布预览单.html").read_text(encoding="utf-8")
    assert digest in sheet
    assert "签发人" in sheet
    assert "<script" not in sheet
    assert json.loads((site / "out/report.json").read_text(encoding="utf-8"))["digest"] == digest
    assert not [
        name
        for name in git(site, "status", "--short").splitlines()
        if "policy" not in name and "??" not in name and "notice" not in name
    ]


def test_wrong_use(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """没有这个版本、写法像选项的，都说明怎样写。"""
    for against, expected in (("没有", "不是版本的写法"), ("nothing", "没有“nothing”这个版本"), ("--output=x", "")):
        with pytest.raises(SystemExit) if against.startswith("-") else _nothing():
            assert run(site, "report", "--against", against) == 2
            assert expected in capsys.readouterr().err


class _nothing:  # noqa: N801 - used like a function
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def changes_of(*changes: FileChange, total: int = 1000) -> Any:  # noqa: ANN401 - a Preview
    """Compare files without a repository."""
    words, _ = vocabulary.load(ROOT)
    assert words is not None
    return compare(changes, Catalogue(words, (), (), ()), total)


def entry_of(title: str, number: str = "990000060/2026-00001") -> bytes:
    """Return the bytes of a notice."""
    return f"标题: {title}\n索引号: {number}\n发布日期: 2026-11-01\n".encode()


def test_vanished_entries_are_pointed_out() -> None:
    """没有撤回记录就删除的，一个一个指出；减少得太多的，提醒核对；换了文件名的不算。"""
    gone = [
        FileChange(f"catalogue/czj/notice/{n}.yml", entry_of("甲", f"990000060/2026-0000{n}"), None) for n in (1, 2)
    ]
    found = changes_of(*gone, total=100)
    assert found.summary == "删除通用信息 2 条。"
    assert found.warnings[0] == (
        "删除了 catalogue/czj/notice/1.yml（“甲”），没有撤回记录：原来的网址会打不开。"
        "请恢复文件，写上“撤回”的日期和理由。"
    )
    assert found.warnings[2] == "这次减少 2 个条目，超过原有 100 个的百分之一，请核对是不是误删。"
    moved = changes_of(
        FileChange("catalogue/czj/notice/1.yml", entry_of("甲"), None),
        FileChange("catalogue/czj/notice/9.yml", None, entry_of("甲")),
    )
    assert moved.warnings == ()
    assert moved.items[0].details == ("文件由 catalogue/czj/notice/1.yml 移到 catalogue/czj/notice/9.yml",)


def test_other_files_are_sorted() -> None:
    """附件、手写页面、词表、程序各归各类；只动注释和次序的条目不列。"""
    found = changes_of(
        FileChange("catalogue/czj/files/a.pdf", None, b"x" * 2048),
        FileChange("catalogue/vocabulary/site.yml", b"a", b"b"),
        FileChange("content/about.md", b"a", None),
        FileChange(".github/workflows/x.yml", b"a", b"b"),
        FileChange("catalogue/.examples/policy/good.yml", b"a", b"b"),
        FileChange("catalogue/czj/notice/1.yml", entry_of("甲"), b"# x\n" + entry_of("甲")),
    )
    assert found.attachments == ("新增 catalogue/czj/files/a.pdf（2 KB）",)
    assert found.settings == ("修改 catalogue/vocabulary/site.yml（1 KB）",)
    assert found.pages == ("删除 content/about.md",)
    assert len(found.program) == 2
    assert found.items == ()
    assert found.summary == "附件有变化 1 个；手写页面有变化 1 篇；词表有变化 1 个；程序文件有变化 2 个。"


def test_money_is_told_against_the_year_before() -> None:
    """三公经费逐项说明比上年增减多少；改了哪项说哪项。"""
    from disclosure import catalogue  # noqa: PLC0415 - the demonstration, read once here

    words, _ = vocabulary.load(ROOT)
    assert words is not None
    path = "catalogue/jyj/final-account/2025-00101.yml"
    text = (ROOT / path).read_text(encoding="utf-8")
    found = catalogue.load(ROOT, words).catalogue
    sentences = compare([FileChange(path, None, text.encode())], found, 400).matters
    assert "示例县第一中学 2024 年公务接待费（决算） 0.42 万元，比上年减少 0.05 万元（-10.6%）。" in sentences
    changed = text.replace('公务接待费: {预算数: "0.60", 决算数: "0.42"', '公务接待费: {预算数: "0.60", 决算数: "0.43"')
    assert changed != text
    some = compare([FileChange(path, changed.encode(), text.encode())], found, 400)
    assert some.matters == ("示例县第一中学 2024 年公务接待费（决算） 0.42 万元，比上年减少 0.05 万元（-10.6%）。",)
    assert some.items[0].details == ("三公经费 · 公务接待费 · 决算数：“0.43” → “0.42”",)


def test_hidden_fields_are_never_told() -> None:
    """审查记录、证件号码的变化只说有变化，内容不出现。"""
    before = {"审查": {"审查人": "甲某"}, "标题": "甲"}
    assert details_of(Policy, before, {"审查": {"审查人": "乙某"}, "标题": "甲"}) == ("审查：有变化（不在网页上显示）",)
    secret = "110101199003074514"  # noqa: S105 - the form of a number, of nobody
    after = {"决定": [{"文书号": "1", "自然人证件号码": secret, "案由": f"对{secret}的处罚"}]}
    said = "".join(details_of(PenaltyDecisions, {"决定": [{"文书号": "1"}]}, after))
    assert secret not in said
    assert "决定第 1 项 · 自然人证件号码：有变化（不在网页上显示）" in said
    assert secret not in "".join(details_of(PenaltyDecisions, {}, after))


def test_comment_shows_text_and_nothing_else() -> None:
    """评论里的标题、文件名都只是文字：没有链接、没有标记、不点名，一行就是一行，太长的截在行末。"""
    hostile = "x](http://e.example) @all <img src=a> `b` | *c* #1 www.e.example\n::error::"
    said = escaped(hostile)
    assert "\n" not in said
    assert "http://" not in said
    assert "www." not in said
    assert "@all" not in said
    assert "<" not in said
    assert "\\|" in said
    problem = RULES["bad-date"](f"catalogue/{hostile}", hostile, at=(3, 1))
    table = problem_table([problem])
    assert table.splitlines()[0] == "## 检查结果：1 处错误、0 处提醒"
    assert len(table.splitlines()) == 5
    preview = changes_of(FileChange("catalogue/czj/notice/1.yml", None, entry_of('"甲\\n::error::乙 @all"')))
    assert not [line for line in as_markdown(preview).splitlines() if line.startswith("::")]
    assert "@all" not in as_markdown(preview)
    assert cut("一行\n" * 30_000).endswith("内容太长，其余见“发布预览单”附件。\n")
