"""`import` of a Word document: shown, asked, written; refused with what to do; nothing of a person's is overwritten."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest
from docx.document import Document

from disclosure.cli.main import main
from disclosure.importers.word import prepare_draft
from disclosure.publication import check
from disclosure.source import read
from unit.attached_files import docx as packed
from unit.attached_files import paragraph, run, story
from unit.documents import CENTRE, line, notice, put
from unit.small_site import TODAY, write_vocabulary


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with nothing but its vocabulary."""
    write_vocabulary(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: 示例\n", encoding="utf-8")
    return tmp_path


def called(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """Run the command; give its exit code and all it says."""
    code = main(["import", "--root", str(root), "--today", TODAY.isoformat(), *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out + said.err


NEW = "catalogue/czj/policy/2026-00001.yml"


def test_a_draft_is_shown_and_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """认出的逐项写明出处，拿不准的留空写成注释；不加 --yes 不写；写了以后照着补一项，检查通过。"""
    path = put(root, notice())
    code, said = called(root, capsys, path)
    assert (code, (root / NEW).exists()) == (1, False)
    assert said.splitlines() == [
        "通知.docx：认出了这些，请逐项与原文核对（政策文件，示例县财政局）：",
        "  索引号：990000020/2026-00001（下一个没有用过的号）",
        "  标题：示例县财政局关于做好2026年预算公开工作的通知（第 3、4 段，居中）",
        "  发文机关：示例县财政局（版头、标题、署名里的机关名称）",
        "  发文字号：示财发〔2026〕18号（第 2 段，独占一行）",
        "  成文日期：2026-11-09（第 8 段，署名下面）",
        "  文种：通知（标题的最后几个字）",
        "  发布日期：2026-11-15（今天；在网站上公开的日期，请按实际改）",
        "  正文：4 行，55 字，从“各乡镇人民政府，县直各部门：”到“2026年11月9日”",
        "认出了，不是条目的字段：",
        "  发文机关标志：示例县财政局（第 1 段，红色大字，不写入）",
        "  发文机关署名：示例县财政局（第 7、8 段，成文日期上面，留在正文里）",
        "  主送机关：各乡镇人民政府，县直各部门（第 5 段，正文的第一行，留在正文里）",
        "拿不准的，草稿里空着，写成注释：",
        "  有效性：可能是“有效”，文件里不会写，新印发的一般是这样",
        "没有写入：这里不能询问，确认无误后请加上 --yes。",
    ]
    code, said = called(root, capsys, path, "--yes")
    assert (code, said.splitlines()[-1]) == (0, f"新建了 {NEW}。还有 1 项待核，请打开核对，再运行检查。")
    text = (root / NEW).read_text(encoding="utf-8")
    assert text.splitlines() == [
        "# yaml-language-server: $schema=../../.schema/policy.json",
        "# 由“通知.docx”导入的草稿，请与原文核对；带“待核”的逐项填好后删去，再运行检查。",
        "# 待核：有效性：可能是“有效”，文件里不会写，新印发的一般是这样",
        "标题: 示例县财政局关于做好2026年预算公开工作的通知",
        "索引号: 990000020/2026-00001",
        "发布日期: 2026-11-15",
        "成文日期: 2026-11-09",
        "发文机关: 示例县财政局",
        "发文字号: 示财发〔2026〕18号",
        "文种: 通知",
        "正文: |",
        "  各乡镇人民政府，县直各部门：",
        "  为了做好预算公开工作，现将有关事项通知如下。",
        "  示例县财政局",
        "  2026年11月9日",
    ]
    (found,) = check(root, TODAY, jobs=1).problems
    assert (found.rule, found.field) == ("missing-field", "有效性")
    again, said = called(root, capsys, path, "--dry-run")  # the draft has a fault, its number is taken all the same
    assert (again, "索引号：990000020/2026-00002" in said) == (0, True)
    (root / NEW).write_text(text.replace("发文机关:", "有效性: 有效\n发文机关:"), encoding="utf-8", newline="\n")
    assert check(root, TODAY, jobs=1).passed


def test_a_person_answers_at_the_terminal(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """在终端里逐项问：认不出机构的先问机构，拿不准的可以认可、改写、空着，最后问写不写。"""
    document = notice(mark="", number="", title=("预算公开的说明",), signed=("2026年11月9日",))
    path = put(root, document)
    answers = StringIO("县财政局\npolicy\ny\n2026-11-10\n\n示例县财政局\ny\ny\n")
    monkeypatch.setattr(sys, "stdin", answers)
    monkeypatch.setattr(answers, "isatty", lambda: True, raising=False)
    code, said = called(root, capsys, path)
    assert code == 0, said
    data = read((root / NEW).read_bytes(), NEW).data
    assert data
    assert "文件里没有认出发文机关，请用 --organ 写明" in said
    assert "看不出是哪一种信息，请用 --kind 写明" in said
    assert {name: data.get(name) for name in ("标题", "成文日期", "有效性", "发文机关", "发文字号")} == {
        "标题": "预算公开的说明",
        "成文日期": "2026-11-10",
        "有效性": None,
        "发文机关": "示例县财政局",
        "发文字号": None,
    }
    text = (root / NEW).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "待核：" in line] == [
        "# 待核：有效性：可能是“有效”，文件里不会写，新印发的一般是这样",
        "# 待核：发文字号：请填写，文件里没有认出来，这一项必填",
    ]


def test_what_is_missing_is_asked_for_by_options(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """不在终端里，认不出机构、种类的，说明用哪个选项；写错的列出可以写什么。"""
    path = put(root, notice(mark="", number="", title=("示例县气象局关于天气的通知",), signed=()))
    assert called(root, capsys, path) == (
        2,
        "“示例县气象局”不是已登记的机构，请用 --organ 写明是哪个机构（标识或者名称），例如 --organ xzfb。\n",
    )
    code, said = called(root, capsys, path, "--organ", "县财政局")
    assert (code, said.startswith("看不出是哪一种信息，请用 --kind 写明，例如 --kind policy。")) == (2, True)
    code, said = called(root, capsys, path, "--organ", "czj", "--kind", "消息")
    assert (code, said.startswith("没有“消息”这个种类。可以写：policy（政策文件）、")) == (2, True)
    code, said = called(root, capsys, path, "--organ", "czj", "--kind", "notice", "--yes")
    assert (code, said.splitlines()[-1]) == (0, "新建了 catalogue/czj/notice/2026-00001.yml。请打开核对，再运行检查。")
    code, said = called(root, capsys, path, "--out", root / "catalogue/czj/notice/2026-00001.yml")
    assert (code, "已经有了。只换正文请用 --into" in said) == (2, True)
    assert called(root, capsys, path, "--out", "/tmp/x.yml") == (2, "/tmp/x.yml 不在项目的文件夹里。\n")  # noqa: S108


def test_the_check_is_heard_before_writing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """写入以前先说检查会指出什么；只用来导入表格的选项，用法不对。"""
    path = put(root, notice(signed=("示例县财政局", "2026年11月20日"), text=("各单位：", "电话13800138000。")))
    code, said = called(root, capsys, path, "--dry-run")
    assert code == 0
    assert "  正文有手机号码，不是办公电话的请删去\n" in said
    assert said.split("按这样写入，检查会指出：\n")[1].split("草稿的内容：")[0].splitlines() == [
        f"  {NEW}:7:7: [published-before-issued] 发布日期：2026-11-15 早于成文日期 2026-11-20，请核对这两个日期",
        f"  {NEW}:8:7: [date-in-future] 成文日期：2026-11-20 还没有到（今天按 2026-11-15 计），请核对日期",
    ]
    assert called(root, capsys, path, "--map", path) == (2, "--map、--update 只用来导入表格。\n")


def test_only_the_body_of_an_entry_is_replaced(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--into 只换正文：先列出改了哪几行，注释和别的字段一个字节也不动，与文档不同的字段指出来。"""
    called(root, capsys, put(root, notice()), "--yes")
    entry = root / NEW
    before = entry.read_text(encoding="utf-8").replace("文种: 通知\n", "# 手写的说明\n文种: 通知\n有效性: 有效\n")
    entry.write_text(before, encoding="utf-8", newline="\n")
    other = put(root, notice(number="示财发〔2026〕19号", text=("各单位：", "改过的一段。")), "新.docx")
    code, said = called(root, capsys, other, "--into", entry)
    assert (code, entry.read_text(encoding="utf-8")) == (1, before)
    assert said.splitlines() == [
        "文档里这些与条目不同，没有改，请核对：",
        "  发文字号：文档里是“示财发〔2026〕19号”（第 2 段，独占一行）",
        f"{NEW}:14: 正文换成文档里的文字",
        "  -   各乡镇人民政府，县直各部门：",
        "  -   为了做好预算公开工作，现将有关事项通知如下。",
        "  +   各单位：",
        "  +   改过的一段。",
        "没有写入：这里不能询问，确认无误后请加上 --yes。",
    ]
    assert called(root, capsys, other, "--into", entry, "--yes")[0] == 0
    wanted = before.replace("各乡镇人民政府，县直各部门", "各单位")
    wanted = wanted.replace("为了做好预算公开工作，现将有关事项通知如下。", "改过的一段。")
    assert entry.read_text(encoding="utf-8") == wanted
    assert called(root, capsys, other, "--into", entry, "--yes")[1].splitlines()[-1] == "正文没有变化。"
    assert called(root, capsys, other, "--into", entry, "--kind", "policy")[0] == 2
    assert called(root, capsys, other, "--into", root / "catalogue/vocabulary/site.yml")[1].startswith(
        "catalogue/vocabulary/site.yml: 不在 catalogue/机构/种类/ 里"
    )


TRACKED = paragraph('<w:ins w:author="甲"><w:r><w:t>加的字</w:t></w:r></w:ins>')
COMMENTS = {"word/comments.xml": story("comments", '<w:comment w:author="乙"/>')}
BOMB = packed("<w:p/>", {"word/numbering.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})
DEEP = packed("<w:sdt>" * 200 + "</w:sdt>" * 200)


SAVE = "请在 Word 或者 WPS 里打开，另存为 .docx，再导入"
PDF = (
    "是 PDF，排版以后的文字分不清标题和段落",
    "请用起草时的 Word 文档；只有 PDF 的，作为附件公开，正文另写",
)
AGAIN = "请用原来的软件打开，另存一份再放入"
REFUSED: list[tuple[str, bytes, str, str]] = [
    ("旧.doc", b"", "是旧版的 Word 文档（.doc）", SAVE),
    ("旧.wps", b"", "是 WPS 的旧格式（.wps）", SAVE),
    ("件.PDF", b"%PDF-1.7", *PDF),
    ("改名.docx", b"%PDF-1.7", *PDF),
    ("密码.docx", b"\xd0\xcf\x11\xe0", "是旧版的 Word 文档，或者设了打开密码", f"{SAVE}；有密码的先去掉密码"),
    ("空.docx", b"", "文件是空的", "请核对是不是选错了文件"),
    ("坏.docx", b"PK\x03\x04xx", "文件已经损坏，打不开", AGAIN),
    (
        "修订.docx",
        packed(TRACKED),
        "留有修订痕迹（甲 1 处），公众能看到修改以前的文字",
        "请接受全部修订，关闭修订后再保存",
    ),
    ("批注.docx", packed(paragraph("文"), COMMENTS), "有批注（乙 1 条）", "请删除全部批注后再保存"),
    (
        "隐藏.docx",
        packed(paragraph(run("看不见", "<w:vanish/>"))),
        "有隐藏文字“看不见”",
        "请显示出来看过，删去不公开的",
    ),
    (
        "身份.docx",
        packed(paragraph("张三110101190001010014")),
        "[identity-number] 正文有公民身份号码（这里不重复显示）",
        "请删去，不要只改几位",
    ),
    (
        "机密.docx",
        packed(paragraph("机密★1年")),
        "正文有密级标志",
        "带密级标志的文件不能公开，没有导入；请按保密规定处理",
    ),
    (
        "宏.docx",
        packed(paragraph("文"), {"word/vbaProject.bin": b"x"}),
        "含有宏（word/vbaProject.bin）",
        "请另存为不带宏的格式",
    ),
    (
        "实体.docx",
        BOMB,
        "文件里有文档类型或者实体声明（word/numbering.xml），可以用来读取别的文件",
        AGAIN,
    ),
    ("太深.docx", DEEP, "文档太大，或者层次太深", "请分成几个文件，或者把内容复制到新文档里再保存"),
]


@pytest.mark.parametrize(("name", "content", "what", "mend"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_must_not_come_in_is_refused(root: Path, name: str, content: bytes, what: str, mend: str) -> None:
    """旧格式、损坏、修订、批注、隐藏文字、密级、身份证号、宏、实体、太深：一句话说清是什么、怎么办，没有草稿。"""
    found = prepare_draft(root, put(root, content, name), TODAY, organ="czj", kind="notice", jobs=1)
    assert (found.draft, [one.report for one in found.faults]) == (None, [f"{name}: {what}，{mend}"])


def test_a_refusal_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """不能导入的，说明以后什么也不写，退出码是 1。"""
    code, said = called(root, capsys, put(root, b"", "旧.doc"), "--yes", "--organ", "czj", "--kind", "notice")
    assert (code, said) == (1, f"旧.doc: 是旧版的 Word 文档（.doc），{SAVE}\n没有导入，一个文件也没有写。\n")
    assert not list(root.glob("catalogue/czj/notice/*"))


def test_secrets_in_text_boxes_and_headers_are_seen(root: Path) -> None:
    """文本框、页眉里的密级标志，没有星号也认得。"""
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>机密</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    for data in (
        packed(paragraph(box)),
        packed(paragraph("文"), {"word/header1.xml": story("hdr", paragraph("秘 密"))}),
    ):
        (fault,) = prepare_draft(root, put(root, data), TODAY, jobs=1).faults
        assert fault.message == "文本框或者页眉有密级或者内部文件的标志"


def broken_names() -> Document:
    """A document whose words would be YAML."""
    document = notice(
        title=("示例县财政局关于“: #”和 {甲: [乙]} 的通知",), text=("- 第一: 甲 # 乙", "'引号' \"双\" %YAML", "---")
    )
    line(document, "| 竖线 | 与 & 锚点 *", CENTRE)
    return document


def test_whatever_the_words_the_draft_reads_back(root: Path) -> None:
    """文档里像 YAML 的字，写进草稿再读出来一字不差。"""
    draft = prepare_draft(root, put(root, broken_names()), TODAY, jobs=1).draft
    assert draft
    assert read(draft.text.encode(), draft.path).data == dict(draft.data)
    assert draft.data["标题"] == "示例县财政局关于“: #”和{甲: [乙]}的通知"
