"""What is searchable: all that the pages of the demo show of their entries, and nothing that they do not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from disclosure import attachments
from disclosure.catalogue import Catalogue
from disclosure.fields import Model
from disclosure.kinds import KINDS, EmergencyPlan, Entry, PowerList
from disclosure.pages import Frame, Site, render
from disclosure.publication import check
from disclosure.search import Article, Document, Records, articles_in, fold
from disclosure.search.facets import CATEGORY, KIND, LEVEL, ORGAN, TOPIC, VALIDITY
from disclosure.search.records import numbers_of
from disclosure.search.suggestions import USED
from sites.page import Page

TODAY = date(2026, 11, 15)
FRAME = "<html><head><title>QXTITLEXQ</title>QXHEADXQ</head><body QXNAV-HOMEXQ><main>QXBODYXQ</main></body></html>"
ARTICLE = Article("on-request.html", "依申请公开", "公民、法人可以申请。")
APART = "\ue123"
"""A character that stays as it is and that no text has."""
UNSEEN = {"review", "exemptions", "organ_name", "category_name", "kind_name", "attachments"}
"""Fields whose values are not shown as they are written."""
FILES = {"sample", "result_sample"}
"""Fields that name a file, to which the page leads."""


@pytest.fixture(scope="module")
def demo(root: Path) -> Catalogue:
    """The catalogue of the demo."""
    catalogue = check(root, TODAY).catalogue
    assert catalogue is not None
    return catalogue


@pytest.fixture(scope="module")
def records(root: Path, demo: Catalogue) -> Records:
    """The demo with one hand-written page."""
    return Records(demo, (ARTICLE,), partial(attachments.text_of, root))


@pytest.fixture(scope="module")
def documents(records: Records) -> dict[str, Document]:
    """Every document of the demo by its address."""
    found = records.documents(range(len(records.keys)))
    assert [(one.published, one.address) for one in found] == list(records.keys)
    assert len({one.address for one in found}) == len(found)
    return {one.address: one for one in found}


@pytest.fixture(scope="module")
def pages(root: Path, demo: Catalogue) -> dict[str, str]:
    """What the pages of entries and powers show, folded, by address."""
    digests = {stored.path: (0, "") for stored in demo.stored}
    site = Site(root, demo, dict.fromkeys(range(3), Frame(FRAME)), digests)
    site.prepare()
    made = (render(site, name) for name in site.names if name.startswith(("entry ", "power ")))
    html = (page for page in made if page.address.endswith(".html"))  # besides there are texts to take away
    return {page.address: fold(Page(page.address, page.content).main_text) for page in html}


def folded(texts: Iterable[str]) -> list[str]:
    """Each text folded; all at once, which is much quicker than one by one."""
    return [text.strip() for text in fold(APART.join(texts)).split(APART)]


def pieces_of(document: Document) -> Iterator[str]:
    """Every text of a document that its own page must show, cut where it need not be continuous on the page."""
    texts = (document.title, *document.numbers, *document.summary, *(part.text for part in document.body))
    for text in texts:
        yield from filter(None, re.split(r"[\t\n]", text))


def text_of(document: Document) -> str:
    """All text of a document, folded."""
    body = (part.text for part in document.body)
    return fold("\n".join((document.title, document.published, *document.numbers, *document.summary, *body)))


def test_pages_show_all_that_is_searched(documents: Mapping[str, Document], pages: Mapping[str, str]) -> None:
    """检索得到的每一段文字，都能在这个网页上看到：没有泄露，也没有点开看不到的结果。"""
    missing = {}
    for address, shown in pages.items():
        pieces = list(pieces_of(documents[address]))
        found = zip(pieces, folded(pieces), strict=True)
        missing[address] = [piece for piece, text in found if text not in shown]
    assert {address: pieces for address, pieces in missing.items() if pieces} == {}
    assert set(documents) == {*pages, ARTICLE.address}


def values_of(model: Model, without: set[str]) -> Iterator[tuple[str, str]]:
    """(field, value as it is written) of everything inside a group; found by the values alone."""
    for name, value in model:
        if name not in without:
            yield from ((name, text) for text in _written(value, without))


def _written(value: Any, without: set[str]) -> Iterator[str]:  # noqa: ANN401 - the value of any field
    if isinstance(value, Model):
        yield from (text for _, text in values_of(value, without))
    elif isinstance(value, tuple):
        yield from (text for item in value for text in _written(item, without))
    elif isinstance(value, dict):
        yield from (text for key, item in value.items() for text in (key, *_written(item, without)))
    elif isinstance(value, datetime):
        yield f"{value:%Y-%m-%d}"
    elif isinstance(value, str | int | Decimal | date):
        yield str(value)


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text, without what Markdown numbers by itself and without addresses behind links."""
    for line in text.split("\n"):
        bare = re.sub(r"^\s*\d+\.\s+", "", re.sub(r"\]\([^)\s]*\)", "", line))
        if not re.fullmatch(r"[\s|:-]*", bare):
            yield from bare.split("|")


@pytest.mark.parametrize("slug", KINDS)
def test_values_of_every_kind_are_searched(
    demo: Catalogue, documents: Mapping[str, Document], pages: Mapping[str, str], slug: str
) -> None:
    """每个种类：条目里写的、网页上看得到的每个值，都检索得到。"""
    entries = [entry for entry in demo.entries if entry.slug == slug]
    assert entries
    links = {relation.attribute for relation in KINDS[slug].relations}
    without = UNSEEN | FILES | links | ({"powers"} if slug == PowerList.slug else set())
    seen = 0
    for entry in entries:
        address = demo.address_of(entry)
        searched, shown = text_of(documents[address]), pages[address]
        lines = [(name, line) for name, value in values_of(entry, without) for line in lines_of(value)]
        texts = folded(line for _, line in lines)
        lost = [line for line, text in zip(lines, texts, strict=True) if text in shown and text not in searched]
        assert lost == [], entry.path
        seen += sum(text in searched for text in texts)
    assert seen


def test_names_outside_the_site_are_searched(demo: Catalogue, documents: Mapping[str, Document]) -> None:
    """依据等写的是本站没有的文件名称时，也检索得到；写的是索引号时，不检索（页面显示的是另一条的标题）。"""
    outside = inside = 0
    for entry in demo.entries:
        document = documents[demo.address_of(entry)]
        for relation in entry.relations:
            for target in entry.targets(relation):
                if target in demo.by_number:
                    inside += 1
                    assert not any(target in part.text for part in document.body if part.place == relation.label)
                else:
                    outside += 1
                    shown = next(part.text for part in document.body if part.place == relation.label)
                    assert target in shown.split("\n")
    assert outside
    assert inside


def test_powers_have_documents_of_their_own(demo: Catalogue, documents: Mapping[str, Document]) -> None:
    """每项职权一个结果，依据、责任、流程、裁量基准都检索得到；清单本身只有名称和编码。"""
    lists = [entry for entry in demo.entries if isinstance(entry, PowerList)]
    for entry in lists:
        own = "\n".join(part.text for part in documents[demo.address_of(entry)].body)
        for power in entry.powers:
            document = documents[f"power/{entry.organ_slug}/{power.code}.html"]
            text = "\n".join(part.text for part in document.body)
            assert document.numbers[0].casefold() == power.code.casefold()
            assert f"{power.name}\t{power.code}" in own
            for value in (*power.basis, *power.duties, *(step.name for step in power.flow)):
                assert value in text, (document.address, value)
            assert not any(duty in own for duty in power.duties)


def test_numbers_are_those_by_which_people_ask(demo: Catalogue) -> None:
    """索引号、发文字号、决定书文号、项目代码等单独成一类；邮政编码不是，“无”不是。"""
    by_kind: dict[str, set[str]] = {}
    for entry in demo.entries:
        first, *others = numbers_of(entry)
        assert first == entry.index_number
        assert not {"无", "000000"}.intersection(others)
        by_kind.setdefault(entry.slug, set()).update(others)
    assert "示财〔2023〕31号" in by_kind["policy"]
    assert "示市监罚〔2025〕19号" in by_kind["penalty-decision"]
    assert "示交许〔2026〕9号" in by_kind["licence-decision"]
    assert "2303-000000-04-01-000021" in by_kind["major-project"]
    assert "示发改审〔2023〕9号" in by_kind["major-project"]
    assert "示政函〔2026〕14号" in by_kind["plan"]
    assert by_kind["organ-profile"] == set()


def test_summary_and_keywords_have_a_zone(demo: Catalogue, documents: Mapping[str, Document]) -> None:
    """内容概述和主题词单独成一类，每个词一段。"""
    for entry in demo.entries:
        expected = (*((entry.summary,) if entry.summary else ()), *(entry.keywords or ()))
        assert documents[demo.address_of(entry)].summary == expected


def test_withdrawn_entries_are_not_searched(demo: Catalogue, documents: Mapping[str, Document]) -> None:
    """撤回的信息检索不到。"""
    everything = "\n".join(number for document in documents.values() for number in document.numbers)
    assert demo.withdrawn
    for record in demo.withdrawn:
        assert record.index_number not in everything


def test_text_of_attachments_says_where_it_stands(root: Path, demo: Catalogue) -> None:
    """附件的文字写明是哪个附件、第几页，并带附件的网址。"""

    def attached(stored: object) -> tuple[attachments.Part, ...]:
        assert stored
        return (attachments.Part("第3页", "附件里的话"), attachments.Part("", "没有页码"))

    records = Records(demo, (), attached)
    number, entry = next((n, entry) for n, entry in enumerate(demo.entries) if entry.attachments)
    (document,) = records.documents([number])
    name = entry.attachments[0].name
    assert [part.place for part in document.attachments[:2]] == [f"附件《{name}》第3页", f"附件《{name}》"]
    assert document.attachments[0].text == "附件里的话"
    stored = demo.file_of(entry, entry.attachments[0])
    assert stored is not None
    assert {part.address for part in document.attachments} >= {stored.address}
    assert (root / stored.path).is_file()
    assert len(document.attachments) == 2 * len(entry.attachments)


def test_old_numbers_to_call_are_not_searched(demo: Catalogue) -> None:
    """失效的应急预案里的求助电话，网页不显示，也检索不到。"""
    words = demo.vocabulary
    plan = next(entry for entry in demo.entries if isinstance(entry, EmergencyPlan) and entry.contacts)
    phone = "0000-7654321"
    contact = plan.contacts[0].model_copy(update={"phone": phone})
    for state, is_found in (("in_force", True), ("amended", True), ("repealed", False), ("expired", False)):
        update = {"validity": words.validity_name(state), "contacts": (contact,)}  # type: ignore[arg-type]
        changed = plan.model_copy(update=update).filed(plan.path, plan.organ_slug)
        entries: tuple[Entry, ...] = (changed,)
        (document,) = Records(Catalogue(words, entries, (), ()), (), lambda _: ()).documents([0])
        assert any(phone in part.text for part in document.body) == is_found


def test_hand_written_pages_are_searched(documents: Mapping[str, Document]) -> None:
    """手写的网页也检索得到，归入它所在的栏目，没有发布日期。"""
    document = documents[ARTICLE.address]
    assert (document.title, document.published) == (ARTICLE.title, "")
    assert document.body[0].text == ARTICLE.text


HTML = """<html><head><title>头 - 站</title></head><body><header>页眉</header>
<article class="md-typeset article"><h1>办事
 指引</h1><p>第一段<strong>重点</strong>&amp;说明</p>
<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table><ul><li>子项</li></ul></article>
<footer>页脚</footer></body></html>"""


def test_only_the_article_of_a_page_is_taken() -> None:
    """手写页面只取正文：页眉、页脚、框架里的字不进检索。"""
    files = {"b.html": HTML.encode(), "a.html": b"<html><body><p>x</p></body></html>", "c.css": b"p{}", "d.txt": b""}
    (article,) = articles_in(files)
    assert (article.address, article.title) == ("b.html", "办事 指引")
    assert article.text == "第一段重点&说明\n甲\t乙\n1\t2\n子项"


def test_facets_are_those_of_the_vocabulary(records: Records) -> None:
    """检索条件的名称和次序照词表；公开类别和主题分上下级，有效的排在失效的前面。"""
    facets = {facet.name: facet for facet in records.facets}
    assert tuple(facets) == records.catalogue.vocabulary.site.search_facets
    for name in (CATEGORY, TOPIC):
        values = facets[name].values
        assert all(value.parent < number for number, value in enumerate(values))
        assert any(value.parent >= 0 for value in values)
    for name in (ORGAN, KIND, VALIDITY, LEVEL):
        assert {value.parent for value in facets[name].values} == {-1}
    for facet in facets.values():
        assert len({value.key for value in facet.values}) == len(facet.values)
    weights = {value.key: value.weight for value in facets[VALIDITY].values}
    assert weights["in_force"] < weights["pending"] < weights["repealed"] == weights["expired"]


def test_documents_have_the_facets_of_their_entries(
    demo: Catalogue, records: Records, documents: Mapping[str, Document]
) -> None:
    """每条信息的类别、机构、种类、有效性、主题、层级，与它的网页一致。"""
    for entry in demo.entries:
        organ = demo.organ_of(entry)
        validity = entry.optional("validity")
        expected = {
            CATEGORY: demo.category_of(entry).slug,
            ORGAN: organ.slug,
            KIND: entry.slug,
            VALIDITY: demo.vocabulary.validity_by_name[validity].state if validity else "",
            TOPIC: entry.topic or "",
            LEVEL: organ.level,
        }
        assert keys_of(records, documents[demo.address_of(entry)]) == expected
    article = keys_of(records, documents[ARTICLE.address])
    assert article == {**dict.fromkeys(article, ""), CATEGORY: "on-request"}


def keys_of(records: Records, document: Document) -> dict[str, str]:
    """The key of the value of each facet."""
    pairs = zip(records.facets, document.facets, strict=True)
    return {facet.name: facet.values[number - 1].key if number else "" for facet, number in pairs}


def test_suggestions_lead_somewhere(demo: Catalogue, records: Records) -> None:
    """输入时的提示：机构的全称、简称、曾用名，种类，类别，主题，至少用过两次的主题词；不重复。"""
    found = {one.text: one for one in records.suggestions}
    assert len(found) == len(records.suggestions)
    for organ in demo.vocabulary.organs:
        for name in (organ.name, organ.short, *organ.former_names):
            assert (found[name].facet, found[name].value) in {(ORGAN, organ.slug), (CATEGORY, found[name].value)}
    values = {(facet.name, value.key) for facet in records.facets for value in facet.values}
    assert {(one.facet, one.value) for one in records.suggestions} <= values | {("", "")}
    words = [one.text for one in records.suggestions if not one.facet]
    counts = {word: sum(word in (entry.keywords or ()) for entry in demo.entries) for word in words}
    assert words
    assert min(counts.values()) >= USED
    assert [counts[word] for word in words] == sorted(counts.values(), reverse=True)
