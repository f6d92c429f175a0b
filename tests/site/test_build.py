"""What a built site holds: every page, every tag, every link, every file, in full."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import unescape
from itertools import pairwise
from posixpath import basename
from urllib.parse import urlsplit

import pytest

from disclosure.kinds import KINDS
from sites.blessing import ADDRESSES, EXPECTED, PAGES, name_of, texts_of
from sites.index import opened
from sites.page import Link, Page
from sites.project import SMALL, Project, Tree

SITE_TAGS = [("SiteName", "测例县人民政府"), ("SiteDomain", "www.celixian.example"), ("SiteIDCode", "0000000000")]
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource")
WITHDRAWN = "entry/980000010/2026-00010.html"
POLICY = "entry/980000010/2026-00001.html"
HOSTILE = "entry/980000010/2026-00004.html"
HOSTS = {"www.celixian.example", "www.gov.cn", "www.rfc-editor.org"}
MISSING, TOP = "404.html", "/gk/"
"""The page that a server shows at any depth, and the folder of the host in which its links begin."""
EVERYWHERE = [f"assets/{name}.js" for name in ("display", "search/start", "search/box", "copy", "kiosk")]
"""Scripts of every page."""
LISTS = ["assets/list/data.js", "assets/list/page.js", "assets/list/shown.js"]
"""Scripts of lists, by name."""
CODE = "data:image/png;base64,"
"""How the pictures begin that a page holds itself: codes of addresses."""
COUNTED = r'<a href="([^"]+)">[^<]*</a>(?:<p>[^<]*</p>)?<span class="count">(\d+) 条</span>'
"""A link with the number of entries behind it."""
DEMO = "本站为测试站点，测例县是虚构的 <b>&amp;</b>。"


@pytest.fixture(scope="module")
def texts(tree: Tree) -> dict[str, str]:
    """What the pages say."""
    return texts_of(tree)


@pytest.mark.parametrize("name", [ADDRESSES, *map(name_of, PAGES)])
def test_text_is_as_expected(texts: dict[str, str], name: str) -> None:
    """清单和页面的文字与存档逐字相同（有意改动后用 python tests/bless.py 更新）。"""
    assert texts[name] == (EXPECTED / name).read_text(encoding="utf-8")


def test_nothing_else_is_expected() -> None:
    """存档里没有多余的文件。"""
    assert sorted(path.name for path in EXPECTED.iterdir()) == sorted([ADDRESSES, *map(name_of, PAGES)])


def test_each_kind_has_an_expected_page() -> None:
    """每个种类都有条目，都有页面存档。"""
    folders = {path.name for path in (SMALL / "catalogue").glob("*/*") if path.is_dir()} & set(KINDS)
    assert folders == set(KINDS)
    shown = {address.removeprefix("entry/").replace("/", "-") for address in PAGES if address.startswith("entry/")}
    for slug in KINDS:
        numbers = [
            re.search(r"^索引号: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            for path in (SMALL / "catalogue").glob(f"*/{slug}/*.yml")
        ]
        assert any(number and f"{number[1].replace('/', '-')}.html" in shown for number in numbers), slug


def test_no_file_is_taken_from_the_theme(tree: Tree) -> None:
    """只有一个样式表，主题用得着的样式并在里面；主题的脚本、字体和图片都不带；检索之外本站自己只有几个脚本，没有填报用的。"""
    assert [address for address in tree if address.endswith(".css")] == ["assets/kiosk/kiosk.css", "assets/site.css"]
    assert ".md-typeset" in tree["assets/site.css"].decode()
    assert not [address for address in tree if address.endswith((".map", ".woff2", ".gz"))]
    scripts = [address for address in tree if address.endswith(".js")]
    assert [address for address in scripts if not address.startswith(("assets/search/", "search/", "lists/"))] == [
        "assets/application.js",
        "assets/compare.js",
        "assets/copy.js",
        "assets/display.js",
        "assets/entry.js",
        *(f"assets/kiosk/{name}.js" for name in ("away", "bar", "idle", "keypad")),
        "assets/kiosk.js",
        "assets/leave.js",
        *LISTS,
        "assets/sort.js",
        "assets/words.js",
    ]


def test_every_page_names_the_site(pages: dict[str, Page]) -> None:
    """每个页面都有网站标签，各一次，内容相同。"""
    for address, page in pages.items():
        assert [tag for tag in page.metas if tag[0].startswith("Site")] == SITE_TAGS, address


def test_column_pages_have_column_tags(pages: dict[str, Page]) -> None:
    """栏目页各有四个栏目标签，没有内容页标签。"""
    columns = [address for address in pages if not address.startswith(("entry/", "power/"))]
    assert len(columns) > 50
    for address in columns:
        page = pages[address]
        names = [name for name, _ in page.metas if name.startswith(("Column", "Article", "Pub", "Content"))]
        plain = address in {"about.html", "copies.html"}
        wanted = [name for name in COLUMN_TAGS if not plain or name in {"ColumnName", "ColumnType"}]
        assert sorted(names) == sorted(wanted), address
        assert all(content.strip() for _, content in page.metas), address


def test_column_tags_are_those_of_the_vocabulary(pages: dict[str, Page]) -> None:
    """栏目标签照词表写；首页按规定写。"""
    item = pages["column/item-01.html"]
    assert {name: item.meta(name) for name in COLUMN_TAGS} == {
        "ColumnName": ["行政法规、规章和规范性文件"],
        "ColumnDescription": ["发布行政机关履行职责所依据的法规、规章、规范性文件和相应解读。"],
        "ColumnKeywords": ["行政法规，规章，规范性文件，政策文件，政策解读"],
        "ColumnType": ["信息公开"],
    }
    assert pages["column/item-01-p1.html"].metas == item.metas
    assert pages["index.html"].meta("ColumnName") == ["政府信息公开"]
    assert pages["on-request.html"].meta("ColumnKeywords") == ["依申请公开，政府信息公开申请，申请表，答复期限"]


def test_article_pages_have_article_tags(pages: dict[str, Page]) -> None:
    """条目页各有五个内容页标签；发布时间写到分钟。"""
    articles = [address for address in pages if address.startswith("entry/") and address != WITHDRAWN]
    assert len(articles) == 42
    for address in articles:
        page = pages[address]
        names = [name for name, _ in page.metas if name.startswith(("Column", "Article", "Pub", "Content"))]
        assert sorted(names) == sorted(ARTICLE_TAGS), address
        assert re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d", page.meta("PubDate")[0]), address


def test_article_tags_are_those_of_the_entry(pages: dict[str, Page]) -> None:
    """内容页标签照条目写，恶意的标题也只是文字。"""
    assert {name: pages[POLICY].meta(name) for name in ARTICLE_TAGS} == {
        "ColumnName": ["行政规范性文件"],
        "ColumnType": ["信息公开"],
        "ArticleTitle": ["测例县人民政府关于印发测例县政务公开办法的通知"],
        "PubDate": ["2026-03-05 09:30"],
        "ContentSource": ["测例县人民政府"],
    }
    assert pages[POLICY].meta("Keywords") == ["政务公开，办法"]
    assert pages[POLICY].meta("Description") == ["规定政务公开的范围和程序。 自2026年4月1日起施行。"]
    hostile = pages[HOSTILE]
    title = "<script>window.XSS=1;alert(1)</script>“甲”&amp;'乙'\"丙\" QXBODYXQ {{ 7*7 }} 的通知"
    assert hostile.meta("ArticleTitle") == [title]
    assert hostile.title == f"{title} - 测例县人民政府"
    assert pages["entry/980000010/2026-00009.html"].meta("ContentSource") == ["测例县𠮷镇𬭎街道办事处"]
    assert pages["entry/980000020/2026-00004.html"].meta("ContentSource") == ["测例县财政局"]
    assert pages["entry/980000020/2026-00004.html"].meta("PubDate") == ["2026-02-10 00:00"]


def test_pages_are_well_formed(pages: dict[str, Page]) -> None:
    """标签成对，属性和标识不重复，一个一级标题，标题不跳级。"""
    for address, page in pages.items():
        assert page.faults == [], address
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], address
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, address
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (address, levels)


def assert_own_scripts(address: str, scripts: list[str], *, leaves: bool) -> None:
    """Check the scripts of a page besides those of all; `leaves`: links on it leave the government."""
    assert (scripts[-1:] == ["assets/leave.js"]) == leaves, address
    own = [name for name in scripts if name != "assets/leave.js"]
    if address == "search.html":
        assert own
        assert all(name.startswith("assets/search/page") for name in own)
    elif address.startswith("entry/"):
        assert own in ([], ["assets/entry.js"]), address
    elif own[:1] == ["assets/list/data.js"]:
        assert own == [f"assets/list/{name}.js" for name in ("data", "shown", "page")], address
        assert address.startswith(("column/", "organ/", "kind/", "year/", "topic/")), address
    elif address in {"application.html", "accounts/compare.html"}:
        script = "application" if address == "application.html" else "compare"
        assert own[-1] == f"assets/{script}.js", address
        assert own[:-1] in ([], ["assets/sort.js"]), address
    elif sorted(own) == LISTS:
        assert address.startswith(("column/", "organ/", "kind/", "year/", "topic/", "kiosk/")), address
    else:
        assert own in ([], ["assets/sort.js"]), address
        assert not own or address.startswith(("accounts/", "three-public/", "powers/", "validity/")), address


def assert_early_script(page: Page, *others: str) -> None:
    """One short script stands in the page itself, and the page allows it by its hash."""
    inline = [set(found) for tag, found in page.tags if tag == "script" and "src" not in found]
    assert inline == [{"data-early"}, *({name} for name in others)]
    (text,) = re.findall(r"<script data-early>(.*?)</script>", page.source, re.DOTALL)
    allowed = b64encode(sha256(text.encode()).digest()).decode()
    (policy,) = (found["content"] for tag, found in page.tags if found.get("http-equiv") == "Content-Security-Policy")
    assert f"; script-src 'self' 'sha256-{allowed}'" in policy
    assert len(text) < 1000


def test_nothing_on_a_page_can_run(pages: dict[str, Page]) -> None:
    """没有行内脚本、事件属性、行内样式，没有嵌入的内容；排序脚本只在汇总的页面上，表单只通到检索页。"""
    for address, page in pages.items():
        if address == MISSING:  # has a script of its own: see the next test
            continue
        assert_early_script(page)
        scripts = [page.resolve(found["src"]) for tag, found in page.tags if tag == "script" and "src" in found]
        everywhere, own = scripts[: len(EVERYWHERE)], scripts[len(EVERYWHERE) :]
        assert everywhere == EVERYWHERE, address
        assert_own_scripts(address, own, leaves='class="out out--other"' in page.source)
        for tag, attributes in page.tags:
            assert tag not in {"style", "iframe", "object", "embed", "base"}, address
            if tag == "img":
                assert set(attributes) == {"alt", "src"}, address
                assert attributes["src"].startswith(CODE), address
            assert tag not in {"foreignobject", "use", "animate", "set"}, address
            if tag == "script" and "src" in attributes:
                assert set(attributes) - {"data-engine", "data-wait", "data-notice"} == {"src", "defer"}, address
            if tag == "form":  # that of a list stays on its page
                assert attributes.get("method", "get") == "get", address
                action = page.resolve(attributes["action"]) if "action" in attributes else attributes["id"]
                assert action in {"search.html", "list-form"}, address
            if tag == "svg" and "x" not in attributes:  # those inside charts have a place there
                shown = "aria-hidden" if attributes["class"] == "icon" else "role"
                assert attributes["class"] in {"chart", "flow-chart", "icon"}, address
                assert attributes[shown] == ("true" if shown == "aria-hidden" else "img"), address
            assert not [name for name in attributes if name.startswith("on") or name == "style"], address
        policies = [found for tag, found in page.tags if tag == "meta" and "http-equiv" in found]
        assert len(policies) == 1, address
        assert policies[0]["content"].startswith("default-src 'none'; "), address


def test_the_page_for_wrong_addresses_allows_one_script(pages: dict[str, Page]) -> None:
    """找不到页面时显示的一页，链接都从主机的根写起；其中的一段脚本按哈希放行，别的行内脚本仍不能运行。"""
    page = pages[MISSING]
    text = re.findall(r"<script data-top=\"/gk/\">(.*?)</script>", page.source, re.DOTALL)
    allowed = b64encode(sha256(text[0].encode()).digest()).decode()
    policy = next(found["content"] for tag, found in page.tags if found.get("http-equiv"))
    assert f" 'sha256-{allowed}'; style-src" in policy
    assert_early_script(page, "data-top")
    assert page.meta("robots") == ["noindex"]
    assert all(link.value.startswith((TOP, "#")) for link in page.inner_links)
    assert len(page.inner_links) > 25


def test_every_link_leads_to_a_file(tree: Tree, pages: dict[str, Page]) -> None:
    """每个站内链接都是相对的，以文件名结尾，大小写一字不差，锚点也在。"""
    checked = 0
    for address, page in pages.items():
        for link in page.inner_links:
            own = Link(*link[:2], link.value.removeprefix(TOP)) if address == MISSING else link
            parts = urlsplit(own.value)
            target, fragment = page.target(own)
            assert not parts.netloc, (address, link)
            assert not parts.query, (address, link)
            assert not parts.path.startswith("/"), (address, link)
            assert target in tree, (address, link)
            assert "." in basename(target), (address, link)
            assert not fragment or fragment in pages[target].ids, (address, link)
            checked += 1
    assert checked > 1500


def test_links_outward_are_for_the_reader_to_follow(pages: dict[str, Page]) -> None:
    """指到站外的只有供人点击的链接，没有自动取用的东西。"""
    outward = {link for page in pages.values() for link in page.outer_links}
    assert {(link.tag, link.attribute) for link in outward} == {("a", "href"), ("img", "src")}
    assert all(link.value.startswith(CODE) for link in outward if link.tag == "img")
    followed = {link.value for link in outward if link.tag == "a"}
    dialled = {value for value in followed if value.startswith("tel:")}
    assert all(re.fullmatch(r"tel:\d+", value) for value in dialled)
    assert {urlsplit(value).netloc for value in followed - dialled} == HOSTS


def test_style_sheets_fetch_nothing(tree: Tree) -> None:
    """样式表不取用别的文件。"""
    sheets = {address: content for address, content in tree.items() if address.endswith(".css")}
    assert len(sheets) == 2  # that of all pages, that of touch screens
    for address, content in sheets.items():
        used = re.findall(rb"url\(\s*(?!['\"]?data:)[^)]*\)|@import[^;]*", content)
        assert used == [], address


def test_every_page_can_be_reached(pages: dict[str, Page]) -> None:
    """从首页出发能走到每个页面，撤回的也在刚刚更新里；打错网址时显示的一页除外。"""
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = pages[waiting.pop()]
        found = {page.target(link)[0] for link in page.inner_links} & pages.keys()
        waiting += found - seen
        seen |= found
    assert pages.keys() - seen == {MISSING}


def test_every_page_shows_the_demo_notice(pages: dict[str, Page]) -> None:
    """每个页面都有演示说明。"""
    for address, page in pages.items():
        assert f"\n{DEMO}\n" in page.text, address


def test_attachments_are_listed_with_size_and_digest(tree: Tree, pages: dict[str, Page]) -> None:
    """附件原样发布，写明类型、大小和 SHA-256。"""
    files = {
        "xzf/2026-00001.pdf": (POLICY, "测例县政务公开办法（正式版）", "PDF"),
        "xzf/名单〔2026〕.csv": (POLICY, "公开事项名单 <一> & “二”", "CSV"),
        "czj/占用申请表.txt": ("entry/980000020/2026-00101.html", "占用申请表", "TXT"),
        "jiedao/通知/公告（一）.txt": ("entry/980000510/2026-00003.html", "公告全文", "TXT"),
    }
    assert {address for address in tree if address.startswith("files/")} == {f"files/{name}" for name in files}
    for name, (address, title, type_name) in files.items():
        organ, _, rest = name.partition("/")
        stored = (SMALL / "catalogue" / organ / "files" / rest).read_bytes()
        assert tree[f"files/{name}"] == stored
        page = pages[address]
        line = rf"^{re.escape(title)} ?{type_name}，{len(stored)} 字节 ?SHA-256：{sha256(stored).hexdigest()}$"
        assert re.search(line, page.text, re.MULTILINE), page.text
        assert [link for link in page.links if page.target(link)[0] == f"files/{name}"] != []


def related(page: Page, label: str) -> list[str]:
    """What stands under a heading of 相关信息."""
    _, _, after = page.source.partition("<h2>相关信息</h2>")
    items = after.partition(f"<h3>{label}</h3>")[2].partition("</ul>")[0]
    return [unescape(text) for text in re.findall(r"<li><(?:a|span)[^>]*>([^<]*)<", items)]


@pytest.mark.parametrize(
    ("address", "label", "titles"),
    [
        (POLICY, "本文件废止的文件", ["测例县人民政府关于信息公开考核的通知"]),
        (POLICY, "本文件修改的文件", ["测例县人民政府关于加强信息公开工作的意见"]),
        (POLICY, "制定依据", ["《中华人民共和国政府信息公开条例》"]),
        (POLICY, "依据本文件制定的文件", ["测例县人民政府关于停车收费的决定"]),
        ("entry/980000010/2025-00002.html", "废止本文件的文件", ["测例县人民政府关于印发测例县政务公开办法的通知"]),
        ("entry/980000010/2025-00001.html", "修改本文件的文件", ["测例县人民政府关于印发测例县政务公开办法的通知"]),
        ("entry/980000010/2026-00003.html", "制定依据", ["测例县人民政府关于印发测例县政务公开办法的通知"]),
        ("entry/980000010/2026-00008.html", "本预案替代的预案", ["测例县防汛应急预案（2025年）"]),
        ("entry/980000010/2025-00004.html", "替代本预案的预案", ["测例县防汛应急预案"]),
    ],
)
def test_relations_show_on_both_pages(pages: dict[str, Page], address: str, label: str, titles: list[str]) -> None:
    """关系两边的页面都写明，同一篇不重复。"""
    assert related(pages[address], label) == titles


BANNERS = {
    "entry/980000010/2025-00001.html": ("amended", "已修改本文件部分内容已被修改，请以修改后的规定为准。"),
    "entry/980000010/2025-00002.html": ("repealed", "废止本文件已经废止，不再作为行政管理的依据，仅供查考。"),
    "entry/980000010/2025-00003.html": (
        "expired",
        "失效本文件已经失效，不再作为行政管理的依据，仅供查考。实施期限届满。",
    ),
    "entry/980000010/2025-00004.html": ("repealed", "废止本文件已经废止，不再作为行政管理的依据，仅供查考。"),
    "entry/980000010/2026-00003.html": ("pending", "尚未施行本文件尚未施行，请注意文件规定的施行日期。"),
    WITHDRAWN: ("repealed", "撤回内容有误，已另行公开 <b>&</b>"),
    "power/czj/0100-K-00100.html": ("repealed", "已取消2026-02-01 取消。改为网上自动记录"),
}


def test_documents_not_in_force_say_so_at_the_top(pages: dict[str, Page]) -> None:
    """写了有效性的文件，标题底下就说是否有效；不是“有效”的，照词表的话提醒。"""
    states = {}
    for address, page in pages.items():
        banners = [found["class"] for _, found in page.tags if found.get("class", "").startswith("banner")]
        if banners and banners != ["banner banner--in_force"]:
            states[address] = [banner.removeprefix("banner banner--") for banner in banners]
    assert states == {address: [state] for address, (state, _) in BANNERS.items()}
    for address, (_, sentence) in BANNERS.items():
        lines = pages[address].main_text.replace("。 ", "。").splitlines()
        title = "这条信息已经撤回" if address == WITHDRAWN else pages[address].meta("ArticleTitle")[0]
        assert sentence in lines, address
        if address.startswith("entry/") and address != WITHDRAWN:
            assert 1 <= lines.index(sentence) - lines.index(title) <= 2, address


def test_banner_links_to_what_repealed_the_document(pages: dict[str, Page]) -> None:
    """横幅里写明被哪一份文件废止、修改、替代。"""
    for address, line in (
        ("2025-00001", "修改本文件的文件：测例县人民政府关于印发测例县政务公开办法的通知（测政发〔2026〕1号，"),
        ("2025-00002", "废止本文件的文件：测例县人民政府关于印发测例县政务公开办法的通知（测政发〔2026〕1号，"),
        ("2025-00004", "替代本预案的预案：测例县防汛应急预案（"),
    ):
        lines = pages[f"entry/980000010/{address}.html"].main_text.splitlines()
        assert [found for found in lines if re.fullmatch(rf"{line}.*\d+年\d+月\d+日起）", found)], address


def entries_on(page: Page) -> list[str]:
    """The entries to which the list of a page links, in order."""
    titles = [found["href"] for tag, found in page.tags if tag == "a" and found.get("class") == "title"]
    return [re.sub(r"^(\.\./)*", "", href) for href in titles]


def heads(pages: dict[str, Page]) -> list[str]:
    """The head pages of all lists."""
    lists = ("column/", "organ/", "kind/", "year/", "topic/")
    return [address for address in pages if address.startswith(lists) and not re.search(r"-p\d+\.html$", address)]


def archive(pages: dict[str, Page], head: str) -> list[str]:
    """The pages of older entries of a list, the oldest first."""
    found = [address for address in pages if re.fullmatch(re.escape(head[:-5]) + r"-p\d+\.html", address)]
    return sorted(found, key=lambda address: int(re.findall(r"\d+", address)[-1]))


def whole_list(pages: dict[str, Page], head: str) -> list[str]:
    """All entries of a list, the newest first."""
    return [entry for page in [head, *reversed(archive(pages, head))] for entry in entries_on(pages[page])]


def test_lists_count_what_they_show(pages: dict[str, Page]) -> None:
    """列表写的条数就是列出的条数，一条不重，一条不漏；旧页每页 5 条，首页 5 至 9 条。"""
    long = {}
    for head in heads(pages):
        entries = whole_list(pages, head)
        said = re.search(r"^共 (\d+) 条[，。]", pages[head].main_text, re.MULTILINE)
        assert said, head
        assert int(said[1]) == len(entries) == len(set(entries)), head
        older = archive(pages, head)
        assert [len(entries_on(pages[address])) for address in older] == [5] * len(older), head
        assert not older or 5 <= len(entries_on(pages[head])) < 10, head
        if older:
            long[head] = len(older)
    assert long == {
        "column/item-01.html": 1,
        "column/statutory.html": 6,
        "organ/czj.html": 2,
        "organ/xzf.html": 3,
        "year/2026.html": 6,
    }


def test_lists_are_complete(pages: dict[str, Page]) -> None:
    """按机构、种类、年度、栏目各数一遍，都正好是全部条目。"""
    entries = {address for address in pages if address.startswith("entry/")} - {WITHDRAWN}
    columns = [f"column/{slug}.html" for slug in ("guide", "rulebook", "statutory", "annual-report")]
    for sort in ("organ/", "kind/", "year/", "column/"):
        lists = columns if sort == "column/" else [head for head in heads(pages) if head.startswith(sort)]
        found = [entry for head in lists for entry in whole_list(pages, head)]
        assert sorted(found) == sorted(entries), sort


def test_lists_are_sorted_newest_first(pages: dict[str, Page]) -> None:
    """列表按发布时间从新到旧。"""
    for head in heads(pages):
        times = [pages[entry].meta("PubDate")[0] for entry in whole_list(pages, head)]
        assert times == sorted(times, reverse=True), head


def test_counts_beside_links_are_those_of_the_lists(pages: dict[str, Page]) -> None:
    """首页、目录页和上级页写的条数，与点开后的列表相同。"""
    checked = 0
    for address, page in pages.items():
        for link, count in re.findall(COUNTED, page.source):
            target = page.resolve(link)
            years = pages[target].source if target.startswith("kiosk/") else ""  # of an organ, on a touch screen
            parts = [int(part) for to, part in re.findall(COUNTED, years) if "organ/" not in to]
            shown = sum(parts) or len(whole_list(pages, target))
            assert int(count) == shown, (address, target)
            checked += 1
    assert checked > 60
    catalogue = pages["catalogue.html"]
    assert "共 42 条信息。" in catalogue.text
    for link, count in re.findall(r'<a href="([^"]+)">[^<]*（(\d+)）</a>', catalogue.source):
        assert int(count) == len(whole_list(pages, catalogue.resolve(link)))


def test_review_and_exemptions_stay_inside(tree: Tree) -> None:
    """审查记录不出现在网站上。"""
    assert not [address for address, content in opened(tree).items() if "此字段不得出现在页面上".encode() in content]


def test_source_files_stay_inside(tree: Tree, made: Project) -> None:
    """目录的源文件、本机的路径不出现在网站上。"""
    assert not [address for address in tree if address.endswith((".yml", ".py"))]
    assert all(address.startswith("entry/") for address in tree if address.endswith(".md"))
    for address, content in opened(tree).items():
        assert str(made.root).encode() not in content, address
        assert b"catalogue/xzf" not in content, address
