"""Links that leave the site: marked on every finished page, and, where they leave the government, with a notice.

One pass over the HTML of a page, whoever made it: templates, texts of entries, hand-written pages and the footer say
`<a href="https://…">` and nothing more. Sources: 《政府网站发展指引》（国办发〔2017〕47号）: links to sites that are no
government sites are announced before they open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from disclosure.pages.environment import environment
from disclosure.vocabulary import Site as Settings

_LINK = re.compile(rb'<a\b([^<>]*?)\shref="(https?:[^"]*)"([^<>]*)>(.*?)</a>', re.DOTALL | re.IGNORECASE)
_REL = re.compile(rb'\s(?:rel|target)="[^"]*"')
_CLASS = re.compile(rb'\sclass="([^"]*)"')
_END = b"</body>"
_EVERYWHERE = b" data-everywhere"
"""Stands on links that every entry has, such as the one for feedback: they are listed once."""
_SCRIPT = '<script src="{}assets/leave.js" defer></script>'


def leads(html: bytes) -> frozenset[str]:
    """The whole web addresses to which a piece of HTML links, without those that every entry has."""
    found = _LINK.findall(html)
    return frozenset(unescape(url.decode()) for before, url, after, _ in found if _EVERYWHERE not in before + after)


@dataclass(frozen=True)
class Marker:
    """Marks the links of a site that leave it."""

    settings: Settings
    government: bytes
    """What follows the text of a link to another government site: words for those who hear the page."""
    other: bytes
    """What follows the text of any other link: words that everybody sees."""
    notice: bytes
    """The dialog of pages from which links leave the government."""

    @classmethod
    def of(cls, root: Path, settings: Settings) -> Marker:
        """The marker with the words of the templates of a site."""
        words = environment(root).get_template("pages/ways-out.html").make_module({"name": settings.name})
        made = {name: str(getattr(words, name)()).strip().encode() for name in ("government", "other", "notice")}
        return cls(settings, **made)

    def mark(self, page: bytes, up: str) -> bytes:
        """The page with its links marked; `up` is the way from it to the top of the site."""
        if b'href="http' not in page:
            return page
        marked = _LINK.sub(self._marked, page)
        if b'class="out out--other' not in marked:
            return marked
        notice = self.notice + b"\n" + _SCRIPT.format(escape(up)).encode() + b"\n"
        before, end, after = marked.rpartition(_END)
        return before + notice + end + after

    def _marked(self, link: re.Match[bytes]) -> bytes:
        url = unescape(link[2].decode())
        sort = self.settings.sort_of(url)
        if sort == "own":
            return link[0]
        attributes = _REL.sub(b"", link[1] + link[3])
        own = b" ".join(_CLASS.findall(attributes))
        names = b"out out--other" if sort == "other" else b"out"
        names = names + b" " + own if own else names
        text = link[4] + (self.other if sort == "other" else self.government)
        rest = _CLASS.sub(b"", attributes)
        return b'<a class="%b" href="%b" rel="noopener noreferrer"%b>%b</a>' % (names, link[2], rest, text)
