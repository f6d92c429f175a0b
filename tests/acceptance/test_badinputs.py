"""The bad inputs beside the checkout: each is refused in its own words, the sound ones pass, nothing comes alive."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from acceptance.bad_inputs import (
    ATTACHMENT,
    CODE,
    ENTRY,
    ORGAN,
    Case,
    base,
    cases,
    put,
    put_attachment,
    texts,
    verdict,
)
from disclosure.pages import Frame, Site, render
from disclosure.publication import CheckResult
from disclosure.publication.shell import FRAMES, shell
from unit.small_site import rules_of

LETTERS = ("OK", "Y", "M", "Z", "F", "P")
LONGEST = 2  # seconds

REFUSED: dict[str, tuple[str, str]] = {
    "Y01": ("anchor-or-alias", "policy/case.yml:1:4"),
    "Y02": ("anchor-or-alias", "不允许使用 & 锚点和 * 别名"),
    "Y03": ("anchor-or-alias", "“&a”"),
    "Y04": ("duplicate-key", "第 1 行和第 14 行"),
    "Y05": ("duplicate-key", "第 13 行和第 14 行"),
    "Y06": ("merge-key", "不支持“<<”合并写法"),
    "Y08": ("explicit-tag", "python/object/apply:os.system"),
    "Y10": ("explicit-tag", "!include"),
    "Y11": ("explicit-tag", "binary"),
    "Y12": ("explicit-tag", "set"),
    "Y14": ("unknown-field", "未知字段“on”"),
    "Y15": ("unknown-field", "行政区划代码"),
    "Y17": ("bad-index-number", "“000014348”"),
    "Y19": ("unknown-field", "批次"),
    "Y21": ("bad-date", "“2024-03-20T00:30:00+08:00”"),
    "Y23": ("unknown-field", "编号"),
    "Y25": ("forbidden-character", "policy/case.yml:14:8"),
    "Y26": ("forbidden-character", "空字符 U+0000"),
    "Y28": ("yaml-syntax", "反斜杠"),
    "Y29": ("not-utf8", "文件不是 UTF-8（疑似 GBK）"),
    "Y30": ("not-utf8", "文件不是 UTF-8（疑似 GBK）"),
    "Y33": ("too-deep", "层次超过"),
    "Y36": ("several-documents", "policy/case.yml:14"),
    "Y37": ("tab-indent", "请用空格缩进"),
    "Y39": ("text-after-hash", "“#3 号楼的通知”会被当作注释丢掉"),
    "Y40": ("fullwidth-colon", "应使用英文冒号加空格"),
    "Y41": ("fullwidth-indent", "全角空格"),
    "Y42": ("forbidden-character", "不间断空格 U+00A0"),
    "Y43": ("unquoted-special", "值以“*”开头"),
    "Y44": ("unquoted-special", "值以“%”开头"),
    "Y46": ("empty-file", "文件为空"),
    "Y48": ("not-a-mapping", "整个文件是一段文字"),
    "Y49": ("unknown-field", "未知字段“发文文号”，是否为“发文字号”"),
    "Y50": ("key-not-text", "字段名不是文字"),
    "Y51": ("forbidden-character", "policy/case.yml:1:7"),
    "Y52": ("forbidden-character", "零宽空格 U+200B"),
    "Y54": ("wrong-shape", "应是列表"),
    "Y55": ("unknown-field", "未知字段“k0”"),
    "Y60": ("merge-conflict", "有未解决的合并冲突"),
    "M03": ("bad-body-link", "“javascript:window.XSS=1”"),
    "M04": ("bad-body-link", "“JaVaScRiPt:window.XSS=1”"),
    "M06": ("bad-body-link", "“javascript:window.XSS=1”"),
    "M19": ("bad-body-link", "图片“https://evil.example/pixel.png”"),
    "M22": ("unknown-issuer", "不是已登记的发文机关"),  # stricter than the index: names of organs are a closed list
    "M23": ("forbidden-character", "自造字（私用区字符） U+E000"),
    "M25": ("wrong-shape", "应是一行文字"),  # stricter than the index: a title is one line
    "M26": ("blank-text", "标题：只有空白"),
    "M31": ("bad-body-link", "“//evil.example/a”"),
    "Z02": ("date-in-future", "2999-03-15 还没有到"),
    "Z03": ("bad-date", "请写成 2024-03-15"),
    "Z04": ("bad-date", "请写成 2024-03-15"),
    "Z05": ("bad-date", "请写成 2024-03-15"),
    "Z09": ("bad-date", "不是真有的一天"),
    "Z10": ("bad-date", "请写成这样：2024-05-01"),
    "Z11": ("bad-date", "请写成 2024-03-15"),
    "Z15": ("unknown-reference", f"“{CODE}/1999-99999”"),
    "Z16": ("validity-contradicted", "policy/b.yml"),
    "Z17": ("duplicate-index-number", "policy/b.yml"),
    "Z18": ("reference-cycle", f"{CODE}/2024-00001 → {CODE}/2024-00002 → {CODE}/2024-00001"),
    "F02": ("attachment-type", "不允许 svg 文件"),
    "F03": ("attachment-type", "内容不是 pdf 文件"),
    "F05": ("attachment-type", "不允许 exe 文件"),
    "F06": ("attachment-type", "文件为空（0 字节）"),
    "F07": ("attachment-damaged", "PDF 已损坏"),
    "F08": ("attachment-active-content", "PDF 含有脚本"),
    "F10": ("attachment-embedded-file", "PDF 内含 1 个附件（x.docx）"),
    "F13": ("attachment-active-content", "转到外面的网址"),
    "F14": ("attachment-encrypted", "PDF 已加密"),
    "F16": ("attachment-location", "拍摄地点的坐标"),
    "F18": ("attachment-too-large", "60000×60000 个像素"),
    "F19": ("attachment-type", "不允许 xlsm 文件"),
    "F22": ("attachment-tracked-changes", "张三 2 处"),
    "F23": ("attachment-comments", "李四 1 条"),
    "F25": ("attachment-hidden-sheet", "工作表“表1”是隐藏的"),
    "F26": ("attachment-active-content", "10.0.0.8\\share\\底表.xlsx"),
    "F27": ("attachment-active-content", "文档类型或者实体声明"),
    "F30": ("attachment-type", "不允许 zip 文件"),
    "F32": ("attachment-active-content", "文档类型或者实体声明"),
    "F33": ("attachment-type", "得到的是 LFS 指针"),
    "F34": ("attachment-type", "不允许 lnk 文件"),
    "F35": ("attachment-type", "不允许 url 文件"),
    "F39": ("attachment-type", "内容不是 docx 文件"),
    "P02": ("bad-attachment-name", "“/etc/passwd”"),
    "P03": ("bad-attachment-name", "“C:\\Windows\\win.ini”"),
    "P04": ("bad-attachment-name", "“\\\\server\\share\\x.pdf”"),
    "P05": ("bad-attachment-name", "“files\\a.pdf”"),
    "P06": ("bad-attachment-name", "“~/.ssh/id_rsa”"),
    "P07": ("bad-attachment-name", "“files/%2e%2e/%2e%2e/mkdocs.yml”"),
    "P08": ("bad-attachment-name", "“files/./a//b.pdf”"),
    "P10": ("missing-attachment", "找不到“files/不存在.pdf”"),
    "P12": ("missing-attachment", "大小写"),
    "P13": ("bad-attachment-name", "系统保留"),
    "P17": ("bad-attachment-name", "不允许的字符"),
    "P18": ("bad-attachment-name", "不允许的字符"),
    "P19": ("bad-attachment-name", "不允许的字符"),
    "P20": ("wrong-shape", "应是一行文字"),
    "P22": ("bad-attachment-name", "“files/.hidden.pdf”"),
    "P23": ("bad-attachment-name", "太长"),
    "P24": ("bad-attachment-name", "路径太长"),
    "P26": ("bad-attachment-name", "不允许的字符"),
    "P27": ("forbidden-character", "U+202E"),
    "P28": ("forbidden-character", "零宽空格 U+200B"),
    "P29": ("bad-attachment-name", "系统保留"),
    "P30": ("bad-attachment-name", "系统保留"),
    "P31": ("bad-attachment-name", "系统保留"),
    "P33": ("bad-attachment-name", "不允许的字符"),  # stricter than the index: half-width brackets and spaces
    "P35": ("bad-attachment-name", "“.git/hooks/pre-commit”"),
    "P36": ("bad-attachment-name", "“../mkdocs.yml”"),
    "P40": ("attachment-collision", "Report.pdf"),
    "P49": ("duplicate-index-number", "policy/index.yml"),  # addresses come from numbers: names cannot overwrite pages
    "P52": ("orphan-attachment", "未引用.pdf"),
}
"""Cases that must be refused: by which rule, and words that its line must hold."""

WARNED: dict[str, tuple[str, str]] = {
    "F00": ("attachment-not-searchable", "PDF 里没有文字"),
    "F11": ("attachment-author", "“ZhangSan”"),
    "F24": ("attachment-hidden-text", "有隐藏文字“内部掌握”"),
    "F38": ("attachment-not-searchable", "doc 文件里的文字检索不到"),
}
"""Cases that pass with a warning: by which rule, and words that its line must hold."""
INSIDE: dict[str, tuple[str, str]] = {
    "KF01": ("identity-number", "第2行有公民身份号码"),
    "KF02": ("identity-number", "工作表“表1”有公民身份号码"),
    "KF04": ("attachment-secrecy-mark", "页眉有密级标志"),
    "KF05": ("identity-number", "正文有公民身份号码"),
    "KF11": ("identity-number", "第1页有公民身份号码"),
}
"""Persons and secrets inside attachments; the line must not repeat them."""

SANITISED = ("M02", "M07", "M08", "M09", "M11", "M15", "M16", "M17", "M18", "M28", "M29", "M32")
SOUND = ("OK01", "OK02", "OK03", "OK04", "OK05", "OK06", "OK07", "OK08", "OK09", "OK10", "OK11", "OK12")
SAME_PAGE = ("OK02", "OK03", "OK04", "OK05")

_REQUEST = "要对照仓库以前的内容，属于合并请求的检查，不是目录的检查"
LATER: dict[str, str] = {
    "P50": _REQUEST,
    "P51": _REQUEST,
    "P53": "内容相同的附件不算错误，其中没有条目引用的由 orphan-attachment 指出",
    "Z19": _REQUEST,
    "Z20": _REQUEST,
}
"""Cases outside the check of a catalogue, with the reason; they must only not break it."""


def case_of(inputs: Path, case_id: str) -> Case:
    """The line of the index for a case."""
    letters = re.match("[A-Z]+", case_id)
    assert letters
    return next(case for case in cases(inputs, letters[0]) if case.id == case_id)


@pytest.fixture(scope="session")
def inputs(shared: Path) -> Path:
    """Return the folder of bad inputs."""
    return shared / "badinputs"


@pytest.fixture
def site(tmp_path: Path, inputs: Path) -> Path:
    """Return a root with the vocabulary and the attachment of the sound inputs, without any entry."""
    base(tmp_path, inputs)
    return tmp_path


def timed(site: Path) -> CheckResult:
    """The verdict, which must come in time."""
    start = time.process_time()
    result = verdict(site)
    assert time.process_time() - start < LONGEST
    return result


Show = Callable[[Path, CheckResult], bytes]


@pytest.fixture(scope="session")
def show(root: Path, inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Show:
    """Return how to make the finished page of the only entry, in frames from the project's own templates."""
    place = tmp_path_factory.mktemp("frames")
    base(place, inputs)
    for name in ("content", "overrides", "hooks"):
        shutil.copytree(root / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(root / "mkdocs.yml", place / "mkdocs.yml")
    made = shell(place)
    frames = {depth: Frame((made / FRAMES / f"depth-{depth}.html").read_text("utf-8")) for depth in (0, 1, 2)}

    def page_of(site: Path, result: CheckResult) -> bytes:
        assert result.catalogue
        assert len(result.catalogue.entries) == 1
        shutil.copytree(root / "overrides", site / "overrides", dirs_exist_ok=True)
        digests = {stored.path: (1, "0" * 64) for stored in result.catalogue.stored}
        return render(Site(site, result.catalogue, frames, digests), "entry 0").content

    return page_of


def test_every_case_of_the_index_has_its_place(inputs: Path) -> None:
    """索引里这几类的每个例子，要么应拒绝，要么应通过，要么写明为什么不查。"""
    listed = [case.id for letters in LETTERS for case in cases(inputs, letters)]
    placed = [*REFUSED, *WARNED, *SANITISED, *SOUND, *LATER]
    assert sorted(placed) == sorted(listed)
    assert listed


def test_the_tables_are_no_laxer_than_the_index(inputs: Path) -> None:
    """索引要求拒绝的，除写明理由的以外，一个也不放过。"""
    wanted = {case.id for letters in LETTERS for case in cases(inputs, letters) if case.expect == "reject"}
    assert wanted - set(REFUSED) <= set(LATER)


@pytest.mark.parametrize("case_id", REFUSED)
def test_a_bad_input_is_refused_in_its_own_words(site: Path, inputs: Path, case_id: str) -> None:
    """每个坏输入由应当说话的规则指出，说得出是什么，不带出别的误报。"""
    put(site, inputs, case_of(inputs, case_id))
    result = timed(site)
    rule, words = REFUSED[case_id]
    assert not result.passed
    lines = [line for line in texts(result) if f"[{rule}]" in line]
    assert any(words in line for line in lines), list(texts(result))
    assert "Traceback" not in "\n".join(texts(result))


@pytest.mark.parametrize("case_id", WARNED)
def test_a_doubtful_input_passes_with_a_warning(site: Path, inputs: Path, case_id: str) -> None:
    """可以发布、但应当改进的，给一句提醒，说得出是什么。"""
    put(site, inputs, case_of(inputs, case_id))
    result = timed(site)
    rule, words = WARNED[case_id]
    assert result.passed
    assert any(words in line for line in texts(result) if f"[{rule}]" in line), list(texts(result))


@pytest.mark.parametrize("case_id", INSIDE)
def test_what_is_inside_an_attachment_is_found_and_not_repeated(site: Path, inputs: Path, case_id: str) -> None:
    """附件里的身份号码、密级标志，分在两段、藏在隐藏列、写在页眉里的也查得出，话里不重复号码。"""
    put_attachment(site, inputs, case_of(inputs, case_id).file)
    result = timed(site)
    rule, words = INSIDE[case_id]
    assert not result.passed
    assert any(words in line for line in texts(result) if f"[{rule}]" in line), list(texts(result))
    assert "0101190001010014" not in "".join(texts(result))


@pytest.mark.parametrize("case_id", ["Y04", "Y29", "Y40", "M26", "Z03", "P28"])
def test_an_unreadable_entry_does_not_accuse_its_attachment(site: Path, inputs: Path, case_id: str) -> None:
    """条目读不出时，只报条目的错，不叫人删去它的附件。"""
    put(site, inputs, case_of(inputs, case_id))
    assert "orphan-attachment" not in rules_of(timed(site))


def test_very_many_faults_are_cut_to_a_readable_number(site: Path, inputs: Path) -> None:
    """五千处错误只列二十处，其余说明有多少。"""
    put(site, inputs, case_of(inputs, "Y55"))
    result = timed(site)
    assert len(result.problems) == 21
    assert result.error_count == 5000
    assert "另有 4980 处" in result.problems[-1].message


def test_a_tag_runs_nothing(site: Path, inputs: Path) -> None:
    """带执行命令的标记没有执行。"""
    marker = Path("/tmp/PWNED")  # noqa: S108 - named by the case
    assert not marker.exists()
    put(site, inputs, case_of(inputs, "Y08"))
    assert "explicit-tag" in rules_of(timed(site))
    assert not marker.exists()


@pytest.mark.parametrize("case_id", SOUND)
def test_a_sound_input_is_accepted_without_a_word(site: Path, inputs: Path, case_id: str) -> None:
    """正常的输入通过，没有一句多余的话。"""
    put(site, inputs, case_of(inputs, case_id))
    assert list(texts(timed(site))) == []


@pytest.mark.parametrize("case_id", SAME_PAGE)
def test_the_way_of_saving_does_not_show(tmp_path: Path, inputs: Path, show: Show, case_id: str) -> None:
    """BOM、换行、末行、日期加不加引号，生成的页面逐字节相同。"""
    pages = []
    for number in ("OK01", case_id):
        base(tmp_path / number, inputs)
        put(tmp_path / number, inputs, case_of(inputs, number))
        pages.append(show(tmp_path / number, timed(tmp_path / number)))
    assert pages[0] == pages[1]
    assert "示政办发〔2024〕1号".encode() in pages[0]


@pytest.mark.parametrize(
    ("case_id", "words"),
    [
        ("OK06", "示例县𠮷镇𬭎街道办事处"),
        ("OK07", "＊关于：印发《示例县公共场所管理办法》的通知"),
        ("OK08", "水质 pH<6.5 & 浊度>3 的，"),
        ("OK09", "同比 -5.2%，+86 热线 12345，@全体，=合计"),
        ("OK11", "11**************14，138****0000"),
    ],
)
def test_unusual_text_is_shown_as_written(site: Path, inputs: Path, show: Show, case_id: str, words: str) -> None:
    """少见的字、全角标点、大于小于号、遮盖的号码，在页面上一字不差。"""
    put(site, inputs, case_of(inputs, case_id))
    assert words in Outline(show(site, timed(site))).text


class Outline(HTMLParser):
    """What a browser would make of a page: elements with attributes, where the footer stands, the visible text."""

    def __init__(self, page: bytes) -> None:
        """Read at once."""
        super().__init__(convert_charrefs=True)
        self.elements: set[tuple[str, str, str]] = set()
        self.footer: tuple[str, ...] = ()
        self.text = ""
        self._open: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element, each attribute, and the way to the footer."""
        self.elements.add((tag, "", ""))
        self.elements |= {(tag, name, value or "") for name, value in attrs}
        if tag == "footer":
            self.footer = tuple(self._open)
        if tag not in {"meta", "link", "br", "hr", "img", "input"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Note text that is seen."""
        if not {"script", "style", "title"} & set(self._open):
            self.text += data


HARMLESS = {
    *(("p", "", ""), ("em", "", ""), ("strong", "", ""), ("h2", "", ""), ("code", "", "")),
    *(("a", "", ""), ("a", "href", "https://www.gov.cn"), ("a", "rel", "noopener noreferrer")),
    *(("p", "class", "salutation"), ("a", "class", "out"), ("a", "class", "anchor")),
}
HEADING = re.compile(r"#?biaoti-[0-9a-f]{8}")
"""The address of a heading, which the program makes from its words."""


@pytest.mark.parametrize("case_id", SANITISED)
def test_markup_in_an_entry_stays_text(tmp_path: Path, inputs: Path, show: Show, case_id: str) -> None:
    """正文和标题里的网页代码只是文字：页面上没有多出元素、属性、外部地址，页脚还在原处。"""
    outlines = {}
    for number in ("OK01", case_id):
        base(tmp_path / number, inputs)
        put(tmp_path / number, inputs, case_of(inputs, number))
        result = timed(tmp_path / number)
        assert result.passed, list(texts(result))
        outlines[number] = Outline(show(tmp_path / number, result))
    sound, hostile = outlines["OK01"], outlines[case_id]
    added = hostile.elements - sound.elements - HARMLESS
    assert {item for item in added if item[:2] != ("meta", "content") and not HEADING.fullmatch(item[2])} == set()
    assert hostile.footer == sound.footer != ()
    entry = (tmp_path / case_id / ENTRY).read_text(encoding="utf-8")
    for code in re.findall(r"</?[a-z][^>\n]*>", entry):
        assert code.replace('\\"', '"') in hostile.text
    assert "示例县公共场所管理办法" in hostile.text


@pytest.mark.parametrize("case_id", [case_id for case_id in LATER if case_id not in {"Z19", "Z20"}])
def test_what_is_not_examined_does_not_break_the_check(site: Path, inputs: Path, case_id: str) -> None:
    """不在检查之内的例子，也不会使检查出错或者变慢。"""
    put(site, inputs, case_of(inputs, case_id))
    assert timed(site).files == 1


def test_nothing_outside_the_attachments_is_published(site: Path, inputs: Path) -> None:
    """指到目录以外的附件路径，没有一个被当作附件收进来。"""
    for case in cases(inputs, "P"):
        if "#" in case.file:
            put(site, inputs, case)
            result = timed(site)
            assert result.catalogue
            assert {stored.path for stored in result.catalogue.stored} == {f"catalogue/{ORGAN}/{ATTACHMENT}"}
