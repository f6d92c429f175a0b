"""Body text to safe HTML: each line a paragraph, headings, lists and tables as in Markdown, nothing else.

Raw HTML is never interpreted: it is shown as the text it is. What Markdown makes is cleaned once more by an allow-list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from itertools import groupby, zip_longest
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markupsafe import Markup

_MARK = re.compile(r"[*_`\[\]<>|&\\~#\t]")
"""Inline marks, tables, quotes, entities, escapes, and a number sign anywhere but before a heading."""
_OPENING = re.compile(r"(?:[-+=]|\d+[.)])(?:[ \t]|[-=+ \u3000]*$)")
"""What begins lists, rules and underlined headings."""
_ANY_MARK = re.compile(rf"[*_`\[\]<>|&\\~\t]|^[ \u3000]*{_OPENING.pattern}", re.MULTILINE)
"""What makes a whole text more than paragraphs and headings; number signs are looked at one by one."""
_HEADING = re.compile(r"(#{2,4}) +(\S.*)")
_STRUCTURE = re.compile(r"[ ]*(?:[-*+][ \t]|\d+[.)][ \t]|>|\||#{1,6}[ ]|```|~~~|[-=*_ ]{3,}$)|.*\|.*\|")
_INDENT = " \t\u3000"
_AMPERSAND = "\ue000"
"""Stands for & while the library works, which would take &lt; for <. The reader refuses it in entries."""
_NUMBER = re.compile(r"[ \u3000]*(\d+)\.(?=[ \t])", re.ASCII)
_LONG_NUMBER = 10
"""From so many digits on a number is no number of a list: browsers do not count so far."""
_STAND_IN = "\ue001"
"""Stands for plain paragraphs while the library works."""
_MARKS = re.compile(r"(?:[ \t>]|[-*+](?=[ \t])|\d+[.)](?=[ \t]))*")
_MOST_MARKS = 40
"""Characters of indentation and marks at the start of a line; more would nest until the library gives up."""

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("strong", "em", "a", "blockquote", "br", "hr", "code", "pre"),
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"style"}, "td": {"style"}}
_SCHEMES = {"http", "https", "mailto"}
_TABLE = '<div class="scroll" tabindex="0" role="region" aria-label="表格"><table>'
_HAN_DIGITS = "一二三四五六七八九〇○零"
_DATE_LINE = (
    rf"(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
    rf"|[{_HAN_DIGITS}]{{4}}年[{_HAN_DIGITS}十]{{1,2}}月[{_HAN_DIGITS}十]{{1,3}}日)"
)
_SIGNATURE = re.compile(rf"<p>(?:([^<。；，：]{{2,40}})</p>\n<p>)?({_DATE_LINE})</p>(?=\n|$)")
_SALUTATION = re.compile(r"<p>([^<]{2,120}：)</p>")


def to_html(text: str, top: int = 2) -> Markup:
    """Safe HTML of a body text. The highest of its headings gets the level `top`, below the title of the page."""
    lines = _plain_lines(text)
    html = _marked(text, top) if lines is None else _by_hand(lines, top)
    if found := _SALUTATION.match(html):
        html = f'<p class="salutation">{found[1]}</p>{html[found.end() :]}'
    if "日</p>" in html:
        html = _SIGNATURE.sub(_signature, html)
    return Markup(html)  # noqa: S704 - escaped or cleaned on either way


_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|table|blockquote|pre)>|<(?:br|hr|ul|ol|blockquote)[^>]*>")
_CELL_END = re.compile(r"</t[hd]>\s*(?=<t[hd])")
_TAG = re.compile(r"<[^>]*>")
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+")
_MARK_IN_TABLE = re.compile(r"[*_`\[\]<>&\\~#\t]")


def to_text(text: str) -> str:
    """What a reader sees of a body text: a line for each paragraph, heading, item and row; tabs between cells."""
    plain = _plain_lines(text)
    if plain is not None:
        return "\n".join(map(_bare, plain))
    blocks = _paragraphs(text)
    found: list[str] = []
    for is_simple, run in groupby(map(_simple_text, blocks), lambda known: known is not None):
        own = blocks[: len(known := list(run))]
        blocks = blocks[len(known) :]
        found += [text for text in known if text] if is_simple else _library_lines("\n\n".join(own))
    return "\n".join(found)


_LIVE_ELSEWHERE = re.compile(r"<|&(?=#?\w+;)|(?<=!)\[|(?<=\])\((?!\s*(?:https?://|mailto:))", re.IGNORECASE)
_LEVEL = re.compile(r"(#{1,6}) ")


def to_markdown(text: str, top: int = 2) -> str:
    """The same text as Markdown for any other program: paragraphs apart, the highest heading of the level `top`.

    What other programs would take for HTML, entities, pictures or links of other schemes is escaped.
    """
    blocks = [_LIVE_ELSEWHERE.sub(r"\\\g<0>", block) for block in _paragraphs(text)]
    levels = [len(found[1]) if (found := _LEVEL.match(block)) else 0 for block in blocks]
    shift = top - min(filter(None, levels), default=top)
    return "\n\n".join(
        f"{'#' * min(level + shift, 6)}{block[level:]}" if level else block
        for level, block in zip(levels, blocks, strict=True)
    )


def _bare(line: str) -> str:
    """A plain line without the marks of a heading."""
    return line.lstrip("#").strip(_INDENT) if line[0] == "#" else line


def _simple_text(block: str) -> str | None:
    """The text of a block that needs no library: a plain paragraph or heading, a table without other marks."""
    if _is_plain(block):
        return _bare(block)
    if block[0] != "|" or _MARK_IN_TABLE.search(block):
        return None
    head, rule, *rows = block.split("\n") if "\n" in block else (block, "")
    columns = head.count("|") - 1
    if not _RULE.fullmatch(rule) or rule.count("|") - 1 != columns or not all(map(_is_row, (head, *rows))):
        return None
    lines = ("\t".join(map(_strip, row.split("|")[1 : columns + 1])).strip(_INDENT) for row in (head, *rows))
    return "\n".join(filter(None, lines))


def _is_row(line: str) -> bool:
    return len(line) > 1 and line[0] == "|" == line[-1]


def _strip(cell: str) -> str:
    return cell.strip()


def _library_lines(text: str) -> list[str]:
    """The lines of what the library makes of a text."""
    html = _CELL_END.sub("\t", _by_library(text).replace("\n", " "))
    lines = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html))).split("\n")
    return [bare for line in lines if (bare := line.strip(_INDENT))]


def _plain_lines(text: str) -> list[str] | None:
    """The lines of a text that has only plain paragraphs and headings, as most have; None for any other text."""
    if _ANY_MARK.search(text):
        return None
    lines = [bare for line in text.split("\n") if (bare := line.strip(_INDENT))]
    return lines if all(_is_plain(line) for line in lines if "#" in line) else None


def _marked(text: str, top: int) -> str:
    blocks = _paragraphs(text)
    plain = [_is_plain(block) for block in blocks]
    return _by_hand(blocks, top) if all(plain) else _by_both(blocks, plain, top)


def _paragraphs(text: str) -> list[str]:
    """The text as blocks: plain lines stand alone, lines of lists, tables and quotes stay together."""
    blocks: list[str] = []
    structured = False
    for line in _numbered(_shallow(raw.rstrip(_INDENT)) for raw in text.split("\n")):
        bare = line.lstrip(_INDENT)
        if not bare:
            structured = False
        elif _STRUCTURE.match(line.lstrip("\u3000")) or (structured and line[:1] == " "):
            joined = structured and not bare.startswith("#")
            blocks[-1:] = [f"{blocks[-1]}\n{line}"] if joined else [*blocks[-1:], line.lstrip(_INDENT)]
            structured = not bare.startswith("#")
        else:
            blocks.append(bare)
            structured = False
    return blocks


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with the numbers of items that do not go on by one made plain text: a list would renumber them."""
    wanted: dict[int, str] = {}
    is_first = True
    for line in lines:
        level = 0 if is_first or not wanted else (len(line) - len(line.lstrip(" "))) // 4
        is_first = not line
        found = _NUMBER.match(line)
        if found and len(found[1]) < _LONG_NUMBER and found[1] == wanted.get(level, str(int(found[1]))):
            wanted = {above: number for above, number in wanted.items() if above < level}
            wanted[level] = str(int(found[1]) + 1)
            yield line
        else:
            wanted = {} if line and not line.startswith(" ") else wanted
            yield f"{line[: found.end(1)]}\\{line[found.end(1) :]}" if found else line


def _shallow(line: str) -> str:
    found = _MARKS.match(line)
    end = found.end() if found else 0
    return line if end <= _MOST_MARKS else line[:_MOST_MARKS] + line[end:]


def _is_plain(block: str) -> bool:
    """Whether the block is a heading or a paragraph without any marks."""
    if heading := _HEADING.fullmatch(block):
        return not _MARK.search(heading[2])
    return "\n" not in block and not _MARK.search(block) and not _OPENING.match(block)


def _by_hand(blocks: list[str], top: int = 2) -> str:
    """What the library makes of text without any marks but headings; a test holds the two together."""
    found = [_HEADING.fullmatch(block) if block[0] == "#" else None for block in blocks]
    shift = top - min((len(heading[1]) for heading in found if heading), default=top)
    html = []
    for block, heading in zip(blocks, found, strict=True):
        tag = f"h{min(len(heading[1]) + shift, 6)}" if heading else "p"
        html.append(f"<{tag}>{heading[2].strip() if heading else block}</{tag}>")
    return "\n".join(html)


def _by_both(blocks: list[str], plain: list[bool], top: int) -> str:
    """By the library, except for runs of plain paragraphs: it would only copy them, and slowly."""
    if any(_STAND_IN in block for block in blocks):
        return _by_library("\n\n".join(blocks), top)
    texts: list[str] = []
    copied: list[str] = []
    for is_copied, run in groupby(zip(blocks, plain, strict=True), lambda pair: pair[1] and pair[0][0] != "#"):
        own = [block for block, _ in run]
        texts += [_STAND_IN] if is_copied else own
        copied += [_by_hand(own)] if is_copied else []
    html = _by_library("\n\n".join(texts), top).split(f"<p>{_STAND_IN}</p>")
    return "".join(part for pair in zip_longest(html, copied, fillvalue="") for part in pair)


_WEB_LINK = r"\[([^\[\]\n]+)\]\(\s*((?i:https?://|mailto:)(?:[^\s()<>]|\([^\s()<>]*\))+)\s*\)"


class _WebLink(InlineProcessor):
    """[text](https://…) with a whole address and no brackets inside: the only link there is, and quick to find."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        link = Element("a", href=m[2])
        link.text = m[1]
        return link, m.start(), m.end()


@cache
def _library() -> markdown.Markdown:
    """Python-Markdown with tables, without raw HTML, entities, pictures and links other than to whole addresses."""
    library = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
    library.preprocessors.deregister("html_block")
    links = ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref")
    for name in (*links, "html", "entity", "autolink", "automail"):
        library.inlinePatterns.deregister(name)
    for name in ("code", "reference"):
        library.parser.blockprocessors.deregister(name)
    library.inlinePatterns.register(_WebLink(_WEB_LINK, library), "web_link", 160)
    return library


def _by_library(text: str, top: int = 2) -> str:
    html: str = _library().reset().convert(text.replace("&", _AMPERSAND)).replace(_AMPERSAND, "&amp;")
    html = nh3.clean(
        _levels(html, top),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer",
        filter_style_properties={"text-align"},
    )
    html = re.sub(r'<(t[hd]) style="text-align: ?(left|right|center);?">', r'<\1 class="\2">', html)
    html = re.sub(r"<th(?= |>)", '<th scope="col"', html)
    return html.replace("<table>", _TABLE).replace("</table>", "</table></div>")


def _levels(html: str, top: int) -> str:
    """Shift the headings so that the highest is `top`."""
    levels = [int(level) for level in re.findall(r"<h([1-6])>", html)]
    shift = top - min(levels, default=top)
    if not shift:
        return html
    return re.sub(r"(</?h)([1-6])>", lambda found: f"{found[1]}{min(int(found[2]) + shift, 6)}>", html)


def _signature(found: re.Match[str]) -> str:
    by = f'<p class="right">{found[1]}</p>\n' if found[1] else ""
    return f'{by}<p class="right">{found[2]}</p>'


def to_lines(text: str) -> Markup:
    """Text of several lines in a table cell or list item: escaped, with line breaks."""
    return Markup("<br>").join(line for line in text.split("\n") if line.strip())
