"""Forty real documents pass the check unchanged, and every word of them is on their pages."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from acceptance.state_council import Document, documents, write_site
from disclosure.publication import CheckResult, build, check
from unit.small_site import TODAY


class Visible(HTMLParser):
    """The text of a page, and its main heading."""

    def __init__(self, page: str) -> None:
        """Read at once."""
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.heading = ""
        self._open = ""
        self._lists: list[int | None] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where the text stands; write the number of an item as a browser does."""
        self._open = tag
        if tag in {"ol", "ul"}:
            self._lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self._lists and (number := self._lists[-1]) is not None:
            self.text += f"{number}."
            self._lists[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        """Leave the heading or the list."""
        self._open = ""
        if tag in {"ol", "ul"}:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.text += data
        self.heading += data if self._open == "h1" else ""


def squeezed(text: str) -> str:
    """The characters that are not blank."""
    return "".join(text.split())


@pytest.fixture(scope="session")
def found(shared: Path) -> list[Document]:
    """Return the real documents."""
    return documents(shared)


@pytest.fixture(scope="session")
def state_council(root: Path, found: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a site with all of them."""
    place = tmp_path_factory.mktemp("state-council")
    write_site(root, place, found)
    return place


@pytest.fixture(scope="session")
def result(state_council: Path) -> CheckResult:
    """Return what the check says of them."""
    return check(state_council, TODAY, jobs=1)


@pytest.fixture(scope="session")
def site(state_council: Path, result: CheckResult) -> Path:
    """Return the folder of the finished site."""
    assert result.catalogue
    build(state_council, state_council / "site", result.catalogue, jobs=1)
    return state_council / "site"


def test_real_documents_have_no_errors(found: list[Document], result: CheckResult) -> None:
    """真实文件没有一处被误判为错误。"""
    assert [f"{p.place} [{p.rule}] {p.text}" for p in result.problems if p.severity == "error"] == []
    assert result.files == len(found) == 40


def test_the_only_warnings_are_true(found: list[Document], result: CheckResult) -> None:
    """没有误报的提醒：条例施行以前的历史文件不按20个工作日算，其余各件都在期限之内。"""
    assert min(document.written_on for document in found) < "2008"
    assert [f"{p.place} [{p.rule}] {p.text}" for p in result.problems if p.severity == "warning"] == []


def test_every_document_is_on_its_page_word_for_word(found: list[Document], site: Path) -> None:
    """标题、文号、主题、每一段正文都在各自的页面上，一字不差，次序不变。"""
    for document in found:
        page = Visible((site / document.address).read_text(encoding="utf-8"))
        assert page.heading == document.title
        text = squeezed(page.text)
        assert squeezed(document.document_number) in text
        assert squeezed(document.theme).replace("/", "\\") in text
        at = 0
        for paragraph in document.paragraphs:
            place = text.find(squeezed(paragraph), at)
            assert place >= 0, (document.index_number, paragraph)
            at = place + len(squeezed(paragraph))


def test_every_document_is_in_the_lists(found: list[Document], site: Path) -> None:
    """机构、种类、年度的列表里，每份文件恰好各出现一次。"""
    for name in ("organ/gwybgt", "kind/policy"):
        pages = [site / f"{name}.html", *sorted(site.glob(f"{name}-p*.html"))]
        listed = "".join(page.read_text(encoding="utf-8") for page in pages)
        assert [document.address for document in found if listed.count(f'href="../{document.address}"') != 1] == []
    years = "".join(page.read_text(encoding="utf-8") for page in sorted(site.glob("year/*.html")))
    assert [document.address for document in found if years.count(f'href="../{document.address}"') != 1] == []


def test_salutation_signature_and_date_are_recognised(found: list[Document], site: Path) -> None:
    """公文的抬头、成文日期排在应有的位置。"""
    pages = [(site / document.address).read_text(encoding="utf-8") for document in found]
    assert sum('<p class="right">' in page for page in pages) >= 20
