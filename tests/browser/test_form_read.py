"""填报页读写文件与程序一样：读出的内容相同或者同样拒绝，写出的文件一个字节不差。"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.form_cases import UNTAG, ask, load_scripts, tagged, vocabulary
from browser.form_mutations import BASES, heaps, mutations, values
from disclosure.editing import entry_text
from disclosure.kinds import KINDS
from disclosure.source import Data, read
from disclosure.views.form import SCRIPTS
from rules.cases import find_cases
from sites.project import ROOT

pytestmark = pytest.mark.browser
TAG = """function tag(value) {
    if (Array.isArray(value)) { return value.map(tag); }
    return value instanceof Map ? {m: Array.from(value, ([name, item]) => [name, tag(item)])} : value;
}"""
READ = (
    "json => {"
    + TAG
    + """
    return JSON.stringify(JSON.parse(json).map((text) => {
        const read = disclosureForm.readEntry(text);
        return {
            data: read.data && tag(read.data),
            problems: read.problems.map((one) => [one.rule, one.line, one.text]),
        };
    }));
}"""
)
WRITE = (
    "json => {"
    + UNTAG
    + TAG
    + """
    const form = disclosureForm;
    return JSON.stringify(JSON.parse(json).map(([slug, value]) => {
        const data = untag(value);
        const group = data.has("撤回") ? form.data.withdrawn : form.kindOf(slug).group;
        const text = form.entryText(slug, group, form.data.groups, data);
        const read = form.readEntry(text);
        return [text, read.data && tag(read.data)];
    }));
}"""
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page with the scripts that read, check and write."""
    made = browser.new_page()
    load_scripts(made, vocabulary(ROOT), (*SCRIPTS, "yaml", "read", "write"))
    yield made
    made.close()


def program(text: str) -> dict[str, Any]:
    """What the program reads and says of a text."""
    document = read(text.encode(), "a.yml")
    data = None if document.data is None else tagged(document.data)
    return {"data": data, "problems": sorted([one.rule, one.line, one.text] for one in document.problems)}


def differences(page: Page, texts: list[str], *, words: bool = True) -> list[str]:
    """The texts that are read otherwise than by the program, or of which other things are said."""
    wrong = []
    for text, found in zip(texts, ask(page, READ, texts), strict=True):
        wanted = program(text)
        found["problems"].sort()
        if found != wanted and (words or found["data"] != wanted["data"]):
            wrong.append(f"{text!r}\n  填报页：{found}\n  程序：{wanted}")
    return wrong


def entries() -> list[str]:
    """The text of every entry of the demo, of the examples and of the cases of all rules that is UTF-8."""
    folders = [ROOT / "catalogue", *(case.folder for case in find_cases())]
    texts = []
    for path in sorted({path for folder in folders for path in folder.rglob("*.yml")}):
        data = path.read_bytes()
        try:
            texts.append(data.decode())
        except UnicodeDecodeError:
            assert program_refuses(data), path
    return texts


def program_refuses(data: bytes) -> bool:
    """Whether the program does not read it either."""
    return read(data, "a.yml").data is None


def test_every_entry(page: Page) -> None:
    """演示、例子、各条规则正例反例的全部文件：内容、问题的行和文字都与程序相同。"""
    texts = entries()
    assert differences(page, texts) == []
    assert len(texts) > 2000


def test_slips(page: Page) -> None:
    """在例子里随手改错四千处：读法相同，说的话也相同。"""
    examples = [path.read_text("utf-8") for path in sorted((ROOT / "catalogue/.examples").glob("*/*.yml"))]
    texts = mutations([*examples, *BASES], 4000)
    assert differences(page, texts) == []
    readable = sum(1 for text in texts if program(text)["data"])
    assert 500 < readable < 3500


def test_heaps_of_signs(page: Page) -> None:
    """乱堆的符号：或者读出同样的内容，或者都拒绝。"""
    assert differences(page, heaps(4000), words=False) == []


def test_hostile_files(page: Page, shared: Path) -> None:
    """敌意输入一个不漏：读法与程序相同。"""
    texts = []
    for path in sorted((shared / "badinputs").rglob("*.y*ml")):
        try:
            texts.append(path.read_bytes().decode())
        except UnicodeDecodeError:
            continue
    assert differences(page, texts, words=False) == []
    assert len(texts) > 30


WRONG_BYTES = {
    "GBK": "标题: 公告\n正文: 值班安排\n".encode("gbk"),
    "UTF-16": "标题: 公告\n".encode("utf-16"),
    "damaged": "标题: 公告\n正文: ".encode() + b"\xff\xfe\x80\n",
    "cut": "标题: 公告\n正文: 值班".encode()[:-1],
}


@pytest.mark.parametrize("name", WRONG_BYTES)
def test_other_encodings(page: Page, name: str) -> None:
    """不是 UTF-8 的文件，说的话和行号与程序相同。"""
    said = page.evaluate(
        """bytes => {
            const one = disclosureForm.notUtf8(new Uint8Array(bytes));
            return [one.rule, one.line, one.text];
        }""",
        list(WRONG_BYTES[name]),
    )
    (problem,) = read(WRONG_BYTES[name], "a.yml").problems
    assert said == [problem.rule, problem.line, problem.text]


def test_writing(page: Page) -> None:
    """写出的文件与程序写的一字不差，再读回来还是原来的内容：全部条目，加上两千组难写的值。"""
    samples: list[tuple[str, dict[str, Data]]] = [("policy", data) for data in values(2000)]
    for path in sorted((ROOT / "catalogue").glob("[a-z]*/*/*.yml")) + examples():
        slug = path.parent.name
        data = read(path.read_bytes(), path.name).data
        if slug in KINDS and data is not None:
            samples.append((slug, data))
    given = [[slug, tagged(data)] for slug, data in samples]
    for (slug, data), (text, back) in zip(samples, ask(page, WRITE, given), strict=True):
        assert text == entry_text(KINDS[slug], data)
        again = read(text.encode(), "a.yml").data
        assert back == (None if again is None else tagged(again))
    assert len(samples) > 2200


def examples() -> list[Path]:
    """The files of the examples."""
    return sorted((ROOT / "catalogue/.examples").glob("*/*.yml"))
