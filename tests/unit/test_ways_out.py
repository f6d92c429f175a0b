"""Links that leave the site, where they are listed, and what the site says of itself to other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.pages.ways_out import Marker, leads
from disclosure.views import Link
from disclosure.views.feeds import feed
from disclosure.views.outside import rows_of, websites
from disclosure.views.site_map import days, sitemaps
from disclosure.vocabulary import Feedback, Site, host_of
from unit.small_site import CODE, loaded, policy, vocabulary_data

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://www.example.gov.cn/gk/"


def read_xml(content: bytes) -> ET.Element:
    """The root element of what this program wrote."""
    return ET.fromstring(content)  # noqa: S314 - written by the line before


@pytest.fixture(scope="module")
def site() -> Site:
    """A site with a public address and a trusted domain besides that of all governments."""
    data = vocabulary_data()["site.yml"] | {"外部链接": {"政府网站": ["gov.cn", "bszs.conac.cn"]}}
    return Site.model_validate(data | {"域名": "www.shilixian.example", "公开地址": "https://zwgk.shilixian.example/"})


@pytest.mark.parametrize(
    ("url", "sort"),
    [
        ("https://www.shilixian.example/a", "own"),
        ("http://ZWGK.shilixian.example:8080/", "own"),
        ("https://zwfw.shilixian.example/", "government"),
        ("https://shilixian.example", "government"),
        ("https://www.gov.cn/a", "government"),
        ("https://gov.cn/", "government"),
        ("https://bszs.conac.cn/x", "government"),
        ("https://www.conac.cn/", "other"),
        ("https://notgov.cn/", "other"),
        ("https://www.gov.cn.example.com/", "other"),
        ("https://evilshilixian.example/", "other"),
    ],
)
def test_sites_are_told_apart_by_whole_names(site: Site, url: str, sort: str) -> None:
    """本站、政府网站和其他网站按整段域名区分，相像的不算。"""
    assert site.sort_of(url) == sort


@pytest.mark.parametrize(
    "url",
    [
        *("http://zwgk/", "https://", "ftp://www.gov.cn/", "https://www.gov.cn@a.example/", "https://a.example:x/"),
        *("https://a..example/", "https://[::1", "https://a.example/ b", "www.gov.cn", "https://-a.example/"),
    ],
)
def test_addresses_that_are_not_whole(url: str) -> None:
    """不完整的网址没有主机。"""
    assert host_of(url) == ""


def test_marks_on_links(site: Site, root: Path) -> None:
    """外部链接有标记，原来的类别和其他属性还在；站内、邮件的链接和本站的网址不加；只有离开政府网站的页面才带提示。"""
    marker = Marker.of(root, site)
    plain = b'<body><a href="a.html">x</a><a href="mailto:a@b.example">y</a><p>https://www.gov.cn/</p></body>'
    assert marker.mark(plain, "../") == plain
    own = b'<body><a class="x" href="https://www.shilixian.example/?a=1&amp;b=2">x</a></body>'
    assert marker.mark(own, "") == own
    one = (
        '<body><td><a id="i" class="x" href="https://www.gov.cn/?a=1&amp;b=2" rel="noopener"><b>x</b>\n</a></td></body>'
    )
    assert marker.mark(one.encode(), "").decode() == (
        '<body><td><a class="out x" href="https://www.gov.cn/?a=1&amp;b=2" rel="noopener noreferrer" id="i"><b>x</b>\n'
        '<span class="unseen">（外部网站）</span></a></td></body>'
    )
    two = b'<body><a href="https://a.example/">x</a><a href="HTTP://b.example">y</a></body>'
    marked = marker.mark(two, "../").decode()
    assert marked.count('<span class="out-mark">（外部网站）</span></a>') == 2
    assert marked.count("<dialog") == marked.count('<script src="../assets/leave.js" defer></script>\n</body>') == 1


def test_what_every_entry_has_is_not_a_lead() -> None:
    """每条信息都有的链接只列一次，不当作这一页的。"""
    html = '<a data-everywhere href="https://a.example/1">x</a><a href="https://a.example/2?b&amp;c">y</a>'
    assert leads(f'{html}<a href="z">z</a>'.encode()) == {"https://a.example/2?b&c"}


def test_websites_are_listed_with_their_pages(site: Site) -> None:
    """外部网站先政府、后其他，各按名称排列；每个网址写明在哪些页面；本站自己的不列。"""
    pages = [Link("甲", "a.html"), Link("乙", "b.html")]
    found = [("https://b.example/", pages[1]), ("https://www.gov.cn/2", pages[0]), ("https://www.gov.cn/2", pages[1])]
    found += [("https://www.shilixian.example/", pages[0])]
    known = websites(site, found, [("https://bszs.conac.cn/", "页脚"), ("https://www.gov.cn/2", "页脚")])
    assert [(one.host, one.sort, one.count) for one in known] == [
        ("bszs.conac.cn", "government", 1),
        ("www.gov.cn", "government", 1),
        ("b.example", "other", 1),
    ]
    assert rows_of(known)[1:] == [
        ("https://bszs.conac.cn/", "bszs.conac.cn", "政府网站", "页脚", ""),
        ("https://www.gov.cn/2", "www.gov.cn", "政府网站", "页脚", ""),
        ("https://www.gov.cn/2", "www.gov.cn", "政府网站", "甲", "a.html"),
        ("https://www.gov.cn/2", "www.gov.cn", "政府网站", "乙", "b.html"),
        ("https://b.example/", "b.example", "其他网站", "乙", "b.html"),
    ]


def test_feedback_carries_the_entry_along() -> None:
    """意见反馈的链接带上标题、索引号和网址，逐字编码；不设的没有链接。"""
    values = {"title": "“甲”&乙 100%#？", "number": "990000010/2024-00001", "url": f"{BASE}a.html"}
    mail = Feedback.model_validate({"方式": "邮件", "地址": "a@shilixian.example"}).link(
        subject="意见：甲&乙？", **values
    )
    assert mail.startswith("mailto:a@shilixian.example?subject=")
    assert unquote(mail.partition("subject=")[2]) == "意见：甲&乙？"
    assert "&" not in mail
    form = Feedback.model_validate({"方式": "网页", "地址": "https://a.example/f?t={标题}&n={索引号}&u={网址}"})
    assert parse_qs(urlsplit(form.link(subject="", **values)).query) == {
        "t": [values["title"]],
        "n": [values["number"]],
        "u": [values["url"]],
    }
    assert form.place == "https://a.example/f?t=&n=&u="
    assert Feedback.model_validate({}).link(subject="", **values) == ""


@settings(derandomize=True, database=None, deadline=None, max_examples=25)
@given(names=st.sets(st.text("ab甲&/", min_size=1, max_size=9)), most=st.integers(1, 5), size=st.integers(300, 900))
def test_sitemap_files_hold_every_address_once(names: set[str], most: int, size: int) -> None:
    """网站地图按个数和大小分开，每个网址恰好一次；分开的由索引指到。"""
    addresses = {f"{BASE}{name}.html" for name in names}
    files = sitemaps(addresses, {}, BASE, most, size)
    parts = {name: read_xml(content) for name, content in files.items()}
    first = parts["sitemap.xml"]
    if first.tag == f"{SITEMAP}sitemapindex":
        assert len(files) > 2
        assert [one.text for one in first.iter(f"{SITEMAP}loc")] == [f"{BASE}{name}" for name in files if "-" in name]
        del parts["sitemap.xml"]
    assert all(len(part) <= most for part in parts.values())
    assert all(len(files[name]) <= size for name in parts)
    found = [one.text for part in parts.values() for one in part.iter(f"{SITEMAP}loc")]
    assert found == sorted(addresses)


def test_days_and_feeds_come_from_the_entries(tmp_path: Path) -> None:
    """网站地图和订阅里的日期是条目的发布、更正和撤回日期。"""
    first = policy(1) | {"发布日期": "2024-05-06 09:30", "更正": [{"日期": "2024-08-01", "内容": "改了一个字"}]}
    second = policy(2) | {"发布日期": "2024-06-01", "标题": "甲<乙>&“丙”"}
    entries = {f"xzfb/policy/{number}.yml": data for number, data in ((1, first), (2, second))}
    found = loaded(tmp_path, entries)
    changed = days(found, [])
    assert changed[f"entry/{CODE}/2024-00001.html"] == date(2024, 8, 1)
    assert changed[f"entry/{CODE}/2024-00002.html"] == date(2024, 6, 1)
    assert changed["index.html"] == date(2024, 8, 1)
    made = read_xml(feed(found, "甲&乙", found.newest_first, "feed.xml", lambda one: f"{BASE}{one}"))
    assert made.findtext(f"{ATOM}updated") == "2024-08-01T00:00:00+08:00"
    said = [[one.findtext(f"{ATOM}{name}") for name in ("title", "updated")] for one in made.iter(f"{ATOM}entry")]
    assert said[0] == ["甲<乙>&“丙”", "2024-06-01T00:00:00+08:00"]
    assert said[1][1] == "2024-08-01T00:00:00+08:00"
    empty = feed(found, "甲", (), "feed.xml", lambda one: f"{BASE}{one}")
    assert read_xml(empty).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+08:00"
