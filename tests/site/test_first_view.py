"""What a reader downloads before a page is there, and what the pages forbid: looked up on every page of the demo."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import unescape
from importlib.resources import files
from pathlib import Path
from posixpath import dirname, normpath

import pytest
import yaml

from disclosure.styles import compact, needed, words_in
from sites.once import demo_site
from sites.project import ROOT

LIMIT = 80_000
"""Bytes, compressed: what the pages of entries may weigh with style sheets and scripts."""
MARGIN = 0.9
FOR_STAFF = {"填报.html": 200_000}
"""The form holds the fields of all kinds and all that checks them; it is opened once for an hour's work."""
FIRST = re.compile(r'<script[^>]* src="([^"]+)"|<link(?=[^>]* rel="stylesheet")[^>]* href="([^"]+)"')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
LOADING = re.compile(r"<(?:script|link|style|img|iframe|object|embed|video|audio|source)\b")
INLINE = re.compile(r"<(script|style)\b(?![^>]*\ssrc=)[^>]*>(.*?)</\1>", re.DOTALL)
FORBIDDEN = re.compile(
    r"""<[a-z][^<>]*?\s(?:style|on[a-z]+)=|="\s*javascript:|\ssrc(?:set)?="(?:https?:)?//"""
    r"""|<link(?=[^>]*\srel="(?:stylesheet|preload|preconnect|dns-prefetch|icon|modulepreload)")[^>]*\shref="(?:https?:)?//""",
    re.IGNORECASE,
)
SOURCES = {"'self'", "'none'"}
ALSO = {"img-src": {"data:"}, "form-action": {"file:"}}
NONE = {"default-src", "base-uri"}
FONTS = {".woff", ".woff2", ".ttf", ".otf", ".eot"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site."""
    return demo_site(tmp_path_factory).site


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Every page with its address, those for other programs too."""
    for path in sorted(site.rglob("*.htm*")):
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def test_every_page_forbids_what_it_does_not_need(demo: Path) -> None:
    """每个页面都先声明安全策略：默认全部禁止，没有 unsafe，不许别的网站；页内的程序和样式都有摘要。"""
    faults = []
    for address, text in pages(demo):
        found = POLICY.search(text)
        if not found or found.start() > LOADING.search(text).start():  # type: ignore[union-attr]
            faults.append(f"{address}: no policy before what it governs")
            continue
        rules = {name: set(sources) for name, *sources in map(str.split, unescape(found[1]).strip("; ").split(";"))}
        faults += [f"{address}: {name}" for name in NONE if rules.get(name) != {"'none'"}]
        for name, sources in rules.items():
            odd = sources - SOURCES - ALSO.get(name, set())
            faults += [f"{address}: {name} {one}" for one in odd if not re.fullmatch(r"'sha256-[\w+/]{43}='", one)]
        for tag, content in INLINE.findall(text):
            digest = f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
            faults += [] if digest in rules.get(f"{tag}-src", ()) else [f"{address}: {tag} {content[:60]}"]
        faults += [f"{address}: {piece[0][:120]}" for piece in FORBIDDEN.finditer(text)]
    assert faults[:20] == []


def test_nothing_is_published_that_no_reader_needs(demo: Path) -> None:
    """没有字体，没有源代码对照表；样式不引用别处的文件。"""
    assert [path for path in demo.rglob("*") if path.suffix in FONTS | {".map"}] == []
    for path in sorted(demo.glob("assets/**/*.css")) + sorted(demo.glob("assets/**/*.js")):
        text = path.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text, path.name
        if path.suffix == ".css":
            assert re.findall(r"@font-face|@import|url\((?!\s*[\"']?data:)[^)]*", text) == [], path.name


def test_first_view_is_light(demo: Path) -> None:
    """各种页面里最大的，连同样式和程序，压缩以后都不超过 80 KB，并且留有余地。"""

    @cache
    def weight(address: str) -> int:
        # The page for wrong addresses names its files from the root of the server.
        path = demo / address if (demo / address).exists() else demo / address.partition("/")[2]
        return len(gzip.compress(path.read_bytes(), 6, mtime=0))

    sorts = defaultdict(list)
    for path in demo.rglob("*.html"):
        folder = path.relative_to(demo).parts[:-1]
        sort = "/".join(folder[:2] if folder[:1] in {("en",), ("zh-hant",)} else folder[:1]) or path.name
        sorts[sort].append((path.stat().st_size, path.relative_to(demo).as_posix()))
    assert {"index.html", "search.html", "entry", "column", "organ", "accounts"} <= sorts.keys()
    weights = {}
    for found in sorts.values():
        _, address = max(found)
        text = (demo / address).read_text(encoding="utf-8")
        parts = [normpath(f"{dirname(address)}/{a or b}").lstrip("/") for a, b in FIRST.findall(text)]
        assert any(part.endswith(".css") for part in parts), address
        weights[address] = weight(address) + sum(weight(part) for part in parts)
    assert {address: size for address, size in weights.items() if size > MARGIN * FOR_STAFF.get(address, LIMIT)} == {}


def test_no_style_is_missing(demo: Path) -> None:
    """主题的样式表裁剪以后，对网站上所有的标签，与没有裁剪的一样。"""
    joined = (demo / "assets/site.css").read_text(encoding="utf-8")
    looks = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["look"]
    own = "\n".join((ROOT / f"overrides/look/{name}.css").read_text(encoding="utf-8") for name in looks)
    assert joined.endswith(compact(own))
    cut = joined.removesuffix(compact(own))
    (path,) = (Path(str(files("material"))) / "templates/assets/stylesheets").glob("main.*.css")
    whole = path.read_text(encoding="utf-8")
    tags = {tag for _, text in pages(demo) for tag in re.findall(r"<[a-z][^<>]*>", text)}
    words = words_in("\n".join(tags))
    assert "md-typeset" in words
    assert needed(cut, words, own) == needed(compact(whole), words, own)
    assert len(cut) < len(whole) / 4
