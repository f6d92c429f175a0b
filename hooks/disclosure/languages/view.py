"""A page in another language, made from the finished simplified page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from html import escape, unescape
from posixpath import dirname, normpath
from urllib.parse import quote, unquote

from disclosure.languages.conversion import Converter
from disclosure.languages.walk import MEMORY, added, changed, is_opening, name_of, pieces
from disclosure.languages.wording import HAN, Wording
from disclosure.pages import Page, is_mirrored, links_in
from disclosure.views import in_characters, is_year
from disclosure.vocabulary import Language, Site, Vocabulary

_ADDRESSES = frozenset({"href", "src", "action"})
_READ = frozenset({"aria-label", "alt", "title", "placeholder", "label", "aria-description", "data-label"})
"""Attributes that people read or hear; style sheets show data-label where a table becomes a list."""
_CHANGING = re.compile(
    r'\s(?:href|src|action|aria-label|aria-description|alt|title|placeholder|(?:data-)?label|content)="'
)
"""What can change in a tag; most tags have nothing of it."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#|$", re.IGNORECASE)
_KEPT = re.compile(r'<code\b|<kbd\b|<samp\b|<[a-z0-9]+\b[^>]*\slang="')
"""Elements whose text is copied: codes, and what says of itself in which language it is."""
_WRITTEN = re.compile(r'<[a-z0-9]+\b[^>]*(?:\sdata-content\b|\sclass="(?:[^"]*\s)?(?:prose|title|md-typeset)[\s"])')
"""Elements with what an organ has written; their text is no word of the interface."""
_BARE = frozenset({"title", "option", "textarea", "text", "tspan", "desc", "style", "select"})
"""Elements in which no other element may stand."""
_SWITCH = '<nav class="languages"'
_ENTRIES = "entry/"
_SEPARATOR = " - "
"""Between the title of a page and the name of the site."""


class View:
    """One language of a site; it is sent to worker processes and opens its dictionaries there."""

    def __init__(self, site: Site, language: Language) -> None:
        """Remember what to make."""
        self.site = site
        self.language = language

    def page(self, page: Page) -> Page | None:
        """The page in this language; None for what is the same in all languages."""
        if isinstance(self.translator, Converter) and is_year(page.address):
            return Page(self.address(page.address), in_characters(page.content, self.translator.texts), page.links)
        if not is_mirrored(page.address):
            return None
        own = page.title if page.address.startswith(_ENTRIES) else ""
        content = self.html(page.address, page.content.decode(), own).encode()
        address = self.address(page.address)
        return Page(address, content, links_in(content, address))

    def address(self, address: str) -> str:
        """The address of the page in this language."""
        return f"{self.language.slug}/{address}"

    def html(self, address: str, html: str, own: str = "") -> str:
        """The page at `address`, as it is below the folder of the language; `own` is a title that is no word."""
        return "".join(_Walk(self, address, pieces(html), own).made())

    @cached_property
    def translator(self) -> Converter | Wording:
        """What changes the texts."""
        return _translator(self.language)

    def __getstate__(self) -> tuple[Site, Language]:
        return self.site, self.language

    def __setstate__(self, state: tuple[Site, Language]) -> None:
        self.site, self.language = state


@cache
def _translator(language: Language) -> Converter | Wording:
    return Converter(language) if language.conversion else Wording(language)


def views_of(vocabulary: Vocabulary) -> list[View]:
    """The views of a site, in the order of its settings."""
    return [View(vocabulary.site, language) for language in vocabulary.languages]


@lru_cache(maxsize=MEMORY)
def _begins_kept(tag: str, conversion: str) -> bool:
    """Tell whether the text of the element is copied; where words are translated, so is all that organs wrote."""
    return tag[:5] != "<html" and bool(_KEPT.match(tag) or (not conversion and _WRITTEN.match(tag)))


class _Walk:
    """One page on its way into another language, piece by piece."""

    def __init__(self, view: View, address: str, parts: list[str], own: str) -> None:
        self.view = view
        self.language = view.language
        self.address = address
        self.folder = dirname(address)
        self.parts = parts
        self.own = own
        self.open: list[str] = []
        self.kept = 0
        """How many elements were open when a stretch began whose text is copied; 0 outside such a stretch."""
        self.switch = False
        self.scripts = False
        self.noted = False
        self.texts: list[int] = []
        self.marks = f' lang="{self.language.tag}"' + (' dir="rtl"' if self.language.direction == "rtl" else "")

    def made(self) -> Sequence[str]:
        for place, piece in enumerate(self.parts):
            if place % 2:
                self.parts[place] = self._markup(piece)
            elif piece and not piece.isspace():
                self._text(place, piece)
        translator = self.view.translator
        if isinstance(translator, Converter) and self.texts:
            found = translator.texts([self.parts[place] for place in self.texts])
            for place, text in zip(self.texts, found, strict=True):
                self.parts[place] = text
        return self.parts

    def _markup(self, tag: str) -> str:
        if tag[1] == "/":
            return self._end(tag)
        if tag.startswith("<!"):
            return tag
        if self.switch:
            made = changed(tag, self._in_switch)
            made = made.replace(' aria-current="true"', "", 1)
            if f'hreflang="{self.language.tag}"' in made:
                made = added(made, ' aria-current="true"')
        else:
            made = changed(tag, self._attribute(tag)) if _CHANGING.search(tag) else tag
        if tag.startswith("<html"):
            made = self._root(made)
        elif not self.scripts and tag.startswith("<script"):
            self.scripts = True
            made = f"{self._head()}{made}"
        if is_opening(tag):
            self.open.append(name_of(tag))
            self.switch = self.switch or tag.startswith(_SWITCH)
            if not self.kept and _begins_kept(tag, self.language.conversion):
                self.kept = len(self.open)
        return made

    def _end(self, tag: str) -> str:
        name = name_of(tag)
        if self.open and self.open[-1] == name:
            if self.kept == len(self.open):
                self.kept = 0
            self.open.pop()
        if name == "nav":
            self.switch = False
        elif name == "header" and not self.noted:
            self.noted = True
            return f"{self._notice()}{tag}"
        return tag

    def _root(self, tag: str) -> str:
        """The tag of the page says its language, and to scripts the folder of the view and what they may need."""
        made = added(tag, f' data-view="{self.language.slug}/"')
        if self.language.conversion:
            return re.sub(r'\slang="[^"]*"', f' lang="{self.language.tag}"', made, count=1)
        return made

    def _up(self) -> str:
        """The way to the top of the site from the page in this language."""
        return "../" * (self.address.count("/") + 1)

    def _original(self) -> str:
        return quote(self.address, safe="/-_.~")

    def _head(self) -> str:
        canonical = f"{self.view.site.public_address or self._up()}{self._original()}"
        return (
            f'<link rel="canonical" href="{escape(canonical)}">\n'
            f'<script src="{self._up()}assets/words/{self.language.slug}.js" defer></script>\n'
            f'<script src="{self._up()}assets/words.js" defer></script>\n'
        )

    def _notice(self) -> str:
        link = f'<a href="{self._up()}{self._original()}" hreflang="zh-CN">{escape(self.language.original)}</a>'
        return f'<p class="view-note" role="note"{self.marks}>{escape(self.language.notice)} {link}</p>\n'

    def _in_switch(self, name: str, value: str) -> str:
        """Links between the views begin at the top of the site, which is one folder further up."""
        return f"../{value}" if name == "href" else self._read(name, value)

    def _attribute(self, tag: str) -> Callable[[str, str], str]:
        is_description = tag.startswith('<meta name="description"')

        def change(name: str, value: str) -> str:
            if name in _ADDRESSES:
                return self._moved(value)
            return self._read("title" if is_description and name == "content" else name, value)

        return change

    def _moved(self, value: str) -> str:
        """An address on this page, as seen from the page in this language."""
        if _ELSEWHERE.match(value):
            return value
        path = value.split("#", 1)[0].split("?", 1)[0]
        target = normpath(f"{self.folder}/{unquote(unescape(path))}").lstrip("/")
        return value if is_mirrored(target) else f"../{value}"

    def _read(self, name: str, value: str) -> str:
        if name not in _READ or value.isascii():
            return value
        found = self.view.translator.text(unescape(value))
        return value if found is None else escape(found)

    def _text(self, place: int, text: str) -> None:
        if self.kept:
            return
        if self.language.conversion:
            if not text.isascii():
                self.texts.append(place)
        elif self.open and self.open[-1] == "title" and "head" in self.open:
            self.parts[place] = self._title(text)
        elif not text.isascii():
            self._words(place, text)

    def _title(self, text: str) -> str:
        translator = self.view.translator
        own, between, rest = text.partition(_SEPARATOR) if self.own else ("", "", text)
        found = [(part, translator.text(unescape(part))) for part in rest.split(_SEPARATOR)]
        made = _SEPARATOR.join(part if other is None else escape(other, quote=False) for part, other in found)
        return f"{own}{between}{made}"

    def _words(self, place: int, text: str) -> None:
        """Put a text into the other language, and say so on its element, or on one around it."""
        translator = self.view.translator
        core = text.strip()
        words = unescape(core)
        found = translator.parts(words) if isinstance(translator, Wording) and words != self.own else None
        if not found:
            return
        bare = not self.open or self.open[-1] in _BARE or "svg" in self.open
        made = "".join(self._part(words, is_foreign, bare=bare) for words, is_foreign in found)
        before, after = self.parts[place - 1], self.parts[place + 1]
        alone = is_opening(before) and after.startswith("</") and name_of(before) == name_of(after)
        if alone and " lang=" not in before:
            self.parts[place - 1] = added(before, self.marks)
        elif not bare and HAN.search(core):
            made = f"<span{self.marks}>{made}</span>"
        begin = len(text) - len(text.lstrip())
        self.parts[place] = f"{text[:begin]}{made}{text[begin + len(core) :]}"

    def _part(self, words: str, is_foreign: bool, *, bare: bool) -> str:  # noqa: FBT001 - as the parts say it
        made = escape(words, quote=False)
        return made if is_foreign or bare or not HAN.search(words) else f'<span lang="zh-CN" dir="ltr">{made}</span>'
