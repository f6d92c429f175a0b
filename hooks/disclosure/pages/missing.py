"""The page for addresses that lead nowhere (404.html). A server shows it in place of pages at any depth.

So its links begin at the root of the host, where the office has said in which folder the site is published (公开地址);
else they are relative, which is right for missing pages at the top. CSP forbids <base>. In a folder without a server
the links are made relative by a few lines of script in the page itself, as no file can be reached before that.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import urlsplit

from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page, meta_tag

ADDRESS = "404.html"
_TITLE = "页面没有找到"
_RELATIVE = re.compile(rb'(\s(?:href|src|action)=")(?!#|/|[A-Za-z][A-Za-z0-9+.-]*:)')
_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)


def _render(site: Site, _: Any, __: str) -> Page:  # noqa: ANN401 - families share nothing here
    settings = site.catalogue.vocabulary.site
    top = urlsplit(settings.public_address).path
    template = environment(site.root).get_template("pages/missing.html")
    body = template.render(columns=site.overview.columns, areas=site.overview.areas, top=top)
    about = "要找的页面不在这里，可以检索或者从目录查找。"
    head = column_tags(_TITLE, about, ("页面没有找到",), "信息公开") + "\n" + meta_tag("robots", "noindex")
    page = make_page(site, ADDRESS, f"{_TITLE} - {settings.name}", head, body, scripts=_allowed(body))
    content = _RELATIVE.sub(rb"\g<1>" + escape(top).encode(), page.content) if top else page.content
    return replace(page, content=content)


def _allowed(body: str) -> str:
    """The scripts that stand in the page itself, by their hashes, as its policy names them."""
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in _SCRIPT.findall(body))
    return "".join(f" 'sha256-{digest}'" for digest in digests)


add(Family("missing", lambda _: None, lambda _, __: ("page",), _render))
