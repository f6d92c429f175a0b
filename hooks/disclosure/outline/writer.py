"""Goes through the blocks of a body text and gives each its address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape

from markupsafe import Markup

from disclosure.outline.numbers import NUMBER, in_han, number_of

_BLOCK = re.compile(
    r"<(?P<end>/?)(?:blockquote|ul|ol|table|pre)\b[^>]*>"
    r'|<(?P<tag>p|h[2-6])(?P<class>(?: class="[^"]*")?)>(?P<inner>.*?)</(?P=tag)>',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_MARKED = re.compile(r"<h[2-6]>")
_PART = re.compile(rf"第({NUMBER})([编章节])(.?)")
_ARTICLE = re.compile(rf"(第({NUMBER})条(?:之({NUMBER}))?)(?P<rest>.?)", re.DOTALL)
_APART = frozenset(" \t\n\u3000\u00a0（(【［[：:")
"""What may stand between the number of an article and its text; nothing, where the number follows the one before."""
_WITHIN = frozenset("第规中的所和、至修改，。及或与以之将")
"""What goes on after the number when a sentence speaks of an article instead of being it."""
_SECTION = re.compile(r"([一二三四五六七八九十]{1,3})、")
_ITEM = re.compile(rf"（({NUMBER})）|\(({NUMBER})\)")
_SUB_ITEM = re.compile(r"\d{1,3}[.．、)）]|[①-⑳]|[（(]\d{1,3}[）)]")
_ANNEX = re.compile(r"附[件表录](?:[ \u3000]*(\d{1,2}|[一二三四五六七八九十]{1,3}))?(?:[：:]|(?=[ \u3000])|$)")
_FIRST = frozenset("第附（(一二三四五六七八九十")
"""How the paragraphs begin that have an address, outside 条."""
_FULL_STOPS = frozenset("。；：，;:,.")
_LONGEST_TITLE = 40
_LONG = 800
"""Characters from which on a text is long enough for a table of contents."""
_FEWEST_HEADINGS = 3
_FEWEST_ARTICLES = 10
_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text to which a link can lead."""

    text: str
    anchor: str
    depth: int = 0
    """0 for the highest headings of the text."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A body text with its addresses, and what a table of contents lists: headings or, without any, articles."""

    html: Markup
    headings: tuple[Place, ...] = ()
    articles: tuple[Place, ...] = ()
    length: int = 0
    """Characters of all paragraphs."""

    @property
    def contents(self) -> tuple[Place, ...]:
        """The table of contents; empty for short texts and texts of few parts."""
        if self.length < _LONG:
            return ()
        if len(self.headings) >= _FEWEST_HEADINGS:
            return tuple(place for place in self.headings if place.depth <= 1)
        return self.articles if len(self.articles) >= _FEWEST_ARTICLES else ()


def outline(html: str) -> Outlined:
    """Give the parts of a body text (HTML of `markup.to_html`) their addresses.

    Where the office has marked no headings, lines such as 第一章 总则 and 一、总体要求 become headings.
    """
    writer = _Writer(plain=not _MARKED.search(html))
    text = _BLOCK.sub(writer.block, html)
    least = min((place.depth for place in writer.headings), default=0)
    headings = tuple(Place(place.text, place.anchor, place.depth - least) for place in writer.headings)
    safe = Markup(text)  # noqa: S704 - cleaned HTML and our own attributes
    return Outlined(safe, headings, tuple(writer.articles), writer.length)


@dataclass
class _Writer:
    """Goes through the blocks from top to bottom and remembers in which 章, 条 and 款 it is."""

    plain: bool
    """Whether the office has marked no headings."""
    headings: list[Place] = field(default_factory=list)
    articles: list[Place] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    inside: int = 0
    """How many lists, quotations and tables are open; what they hold belongs to the paragraph before."""
    annex: str = ""
    again: int = 1
    """Which of several texts with the same numbers this is."""
    open: dict[str, int] = field(default_factory=dict)
    """The 编, 章, 节 and 一、 that are open, highest first."""
    article: str = ""
    """The address of the 条 that is open."""
    called: str = ""
    last: int = 0
    paragraph: int = 0
    length: int = 0

    def block(self, found: re.Match[str]) -> str:
        """The block with its address; as it is where it has none."""
        if found["tag"] is None:
            self.inside += -1 if found["end"] else 1
            return found[0]
        if self.inside:
            return found[0]
        inner, tag = found["inner"], found["tag"]
        words = _words(inner)
        self.length += len(words)
        if not words:
            return found[0]
        if tag != "p":
            return self._heading(int(tag[1]), inner, words)
        if found["class"]:
            self.article = ""
            return found[0]
        return self._paragraph(inner, words)

    def _paragraph(self, inner: str, words: str) -> str:
        """A plain paragraph: it opens a part, is a 条, 款 or 项, or nothing that is numbered."""
        if not self.article and words[0] not in _FIRST:
            return f"<p>{inner}</p>"
        if article := self._article(words):
            return self._article_block("p", inner, *article)
        if (anchor := self._opened(words)) is not None:
            is_heading = self.plain and not _ANNEX.match(words) and _is_title(words)
            return self._titled(1 + len(self.open), inner, words, anchor) if is_heading else _with(inner, anchor)
        if item := (_ITEM.match(words) or (_SECTION.match(words) if self.article else None)):
            return _with(inner, self._claim(self._item(item)))
        if not self.article or _SUB_ITEM.match(words):
            return f"<p>{inner}</p>"
        return self._next_paragraph(inner)

    def _opened(self, words: str) -> str | None:
        """The address of a paragraph that opens a 编, 章, 节, 附件 or 一、; None for any other paragraph."""
        if part := self._part(words):
            self.article = ""
            return self._claim(part)
        if annex := _ANNEX.fullmatch(words):
            self._begin_annex(annex)
            return self._claim(self.annex.rstrip("-"))
        section = None if self.article else _SECTION.match(words)
        return self._claim(self._section(section)) if section else None

    def _heading(self, level: int, inner: str, words: str) -> str:
        if article := self._article(words):
            return self._article_block(f"h{level}", inner, *article, level=level)
        self.article = ""
        anchor = self._part(words)
        if annex := _ANNEX.match(words):
            self._begin_annex(annex)
            anchor = self.annex.rstrip("-")
        elif section := _SECTION.match(words):
            anchor = self._section(section)
        elif item := _ITEM.match(words):
            anchor = self._item(item)
        return self._titled(level, inner, words, self._claim(anchor) if anchor else "")

    def _titled(self, level: int, inner: str, words: str, anchor: str) -> str:
        anchor = anchor or self._by_words(words)
        level = min(level, 6)
        self.headings.append(Place(words, anchor, level))
        linked = inner if "<a " in inner else f'<a class="anchor" href="#{anchor}">{inner}</a>'
        return f'<h{level} id="{anchor}">{linked}</h{level}>'

    def _claim(self, anchor: str) -> str:
        """The address if nothing has it yet, else none."""
        if anchor in self.used:
            return ""
        self.used.add(anchor)
        return anchor

    def _by_words(self, words: str) -> str:
        known = f"biaoti-{sha256(words.encode()).hexdigest()[:_DIGEST]}"
        number = 1
        while not (anchor := self._claim(known if number == 1 else f"{known}-{number}")):
            number += 1
        return anchor

    def _prefix(self) -> str:
        return f"{self.annex}wen-{self.again}-" if self.again > 1 else self.annex

    def _begin_annex(self, found: re.Match[str]) -> None:
        self.annex = f"fujian-{number_of(found[1]) if found[1] else 1}-"
        self.again, self.last, self.article = 1, 0, ""
        self.open.clear()

    def _begin_again(self) -> None:
        self.again += 1
        self.last = 0
        self.open.clear()

    def _part(self, words: str) -> str:
        """The address of a line that begins a 编, 章 or 节; empty for any other line."""
        found = _PART.match(words)
        number = number_of(found[1]) if found else 0
        if not found or not number or len(words) > _LONGEST_TITLE:
            return ""
        if found[3] and found[3] not in _APART and (found[3] in _WITHIN or not _is_title(words)):
            return ""
        name = {"编": "bian", "章": "zhang", "节": "jie"}[found[2]]
        anchor = self._enter(name, number)
        if anchor in self.used and name != "jie":
            self._begin_again()
            anchor = self._enter(name, number)
        return anchor

    def _section(self, found: re.Match[str]) -> str:
        number = number_of(found[1])
        anchor = self._enter("bufen", number)
        if anchor in self.used and not self.open.keys() - {"bufen"}:
            self._begin_again()
            anchor = self._enter("bufen", number)
        return anchor

    def _enter(self, name: str, number: int) -> str:
        """Open a part below those above it, close the parts below, and tell its address."""
        order = ("bian", "zhang", "jie", "bufen")
        above = order[: order.index(name)]
        self.open = {part: self.open[part] for part in above if part in self.open} | {name: number}
        return self._prefix() + "-".join(f"{part}-{value}" for part, value in self.open.items())

    def _article(self, words: str) -> tuple[str, int, str] | None:
        """(第十二条, its number, the address) of a line that is an article, not of one that speaks of an article."""
        found = _ARTICLE.match(words)
        number = number_of(found[2]) if found else 0
        if not found or not number:
            return None
        rest = found["rest"]
        if rest and rest not in _APART and (number != self.last + 1 or rest in _WITHIN):
            return None
        name = f"tiao-{number}-{number_of(found[3])}" if found[3] else f"tiao-{number}"
        if self._prefix() + name in self.used:
            self._begin_again()
        return found[1], number, self._prefix() + name

    def _article_block(  # noqa: PLR0913 - an article and the block that holds it
        self, tag: str, inner: str, called: str, number: int, anchor: str, *, level: int = 0
    ) -> str:
        self.article, self.called, self.last = self._claim(anchor), called, number
        words = _words(inner)
        is_whole = not level and words != called
        self.paragraph = int(is_whole)
        self.articles.append(Place(called, anchor, level))
        if level:
            self.headings.append(Place(words, anchor, level))
        before, _, after = inner.partition(called)
        if "<a " in before or called not in inner:
            return f'<{tag} id="{anchor}">{inner}</{tag}>'
        first = f' id="{self._claim(f"{anchor}-kuan-1")}"' if is_whole else ""
        linked = f'{before}<a class="anchor"{first} href="#{anchor}">{called}</a>{after}'
        return f'<{tag} id="{anchor}">{linked}</{tag}>'

    def _next_paragraph(self, inner: str) -> str:
        self.paragraph += 1
        anchor = self._claim(f"{self.article}-kuan-{self.paragraph}")
        name = f"{self.called}第{in_han(self.paragraph)}款"
        return f'<p id="{anchor}">{inner}<a class="anchor" href="#{anchor}" aria-label="{name}"></a></p>'

    def _item(self, found: re.Match[str]) -> str:
        number = number_of(next(filter(None, found.groups())))
        if self.article:
            return f"{self.article}-kuan-{max(self.paragraph, 1)}-xiang-{number}"
        above = "".join(f"{part}-{value}-" for part, value in self.open.items())
        return f"{self._prefix()}{above}xiang-{number}"


def _with(inner: str, anchor: str) -> str:
    return f'<p id="{anchor}">{inner}</p>' if anchor else f"<p>{inner}</p>"


def _words(inner: str) -> str:
    """What a reader sees of the inside of a block."""
    bare = _TAG.sub("", inner) if "<" in inner else inner
    return (unescape(bare) if "&" in bare else bare).strip()


def _is_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and words[-1] not in _FULL_STOPS and "。" not in words
