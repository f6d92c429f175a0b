"""Body text to safe HTML: each line a paragraph, headings, lists and tables as in Markdown, nothing else.

Raw HTML is never interpreted: it is shown as the text it is. What Markdown makes is cleaned once more by an allow-list.
"""

from __future__ import annotations

import re
from functools import cache

import markdown
import nh3
from markupsafe import Markup

_SPECIAL = re.compile(
    r"[*_`\[\]<>|&\\~]"  # inline marks, tables, quotes, entities, escapes
    r"|^[ ]*(?:[-+=]|\d+[.)])(?:[ \t]|[-=+ ]*$)"  # lists, rules, underlined headings
    r"|^[ ]*\#(?!\#{1,3}[ ]\S)"  # headings of another form than ## to ####
    r"|(?<!\n)(?<!^)\#"  # a number sign inside a line
    r"|[ ]{2,}$",  # forced line breaks
    re.MULTILINE | re.VERBOSE,
)
_HEADING = re.compile(r"(#{2,4}) +(\S.*)")
_STRUCTURE = re.compile(r"[ ]*(?:[-*+][ \t]|\d+[.)][ \t]|>|\||#{1,6}[ ]|```|~~~|[-=*_ ]{3,}$)|.*\|.*\|")
_INDENT = " \t\u3000"

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("strong", "em", "a", "blockquote", "br", "hr", "code", "pre"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"style"}, "td": {"style"}}
_SCHEMES = {"http", "https", "mailto"}
_TABLE = '<div class="scroll" tabindex="0" role="region" aria-label="表格"><table>'
_HAN_DIGITS = "一二三四五六七八九〇○零"
_DATE_LINE = (
    rf"(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
    rf"|[{_HAN_DIGITS}]{{4}}年[{_HAN_DIGITS}十]{{1,2}}月[{_HAN_DIGITS}十]{{1,3}}日)"
)
_SIGNATURE = re.compile(rf"(?:<p>([^<。；，：]{{2,40}})</p>\n)?<p>({_DATE_LINE})</p>(?=\n<p>（[^<]*）</p>$|$)")
_SALUTATION = re.compile(r"^<p>([^<]{2,120}：)</p>")


def to_html(text: str) -> Markup:
    """Safe HTML of a body text. Headings begin at level 2, below the title of the page."""
    lines = _paragraphs(text)
    plain = "\n".join(lines)
    html = _by_library("\n\n".join(lines)) if _needs_library(lines, plain) else _by_hand(lines)
    html = _SALUTATION.sub(r'<p class="salutation">\1</p>', html, count=1)
    return Markup(_SIGNATURE.sub(_signature, html))  # noqa: S704 - cleaned above


def _paragraphs(text: str) -> list[str]:
    """The text as blocks: plain lines stand alone, lines of lists, tables and quotes stay together."""
    blocks: list[str] = []
    structured = False
    for raw in text.split("\n"):
        line = raw.rstrip(_INDENT)
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


def _needs_library(blocks: list[str], plain: str) -> bool:
    return any("\n" in block for block in blocks) or _SPECIAL.search(plain) is not None


def _by_hand(blocks: list[str]) -> str:
    """What the library makes of text without any marks but headings; a test holds the two together."""
    found = [_HEADING.fullmatch(block) for block in blocks]
    top = min((len(heading[1]) for heading in found if heading), default=2)
    html = []
    for block, heading in zip(blocks, found, strict=True):
        tag = f"h{len(heading[1]) - top + 2}" if heading else "p"
        html.append(f"<{tag}>{heading[2].rstrip('# ') if heading else block}</{tag}>")
    return "\n".join(html)


@cache
def _library() -> markdown.Markdown:
    """Python-Markdown with tables, without raw HTML, entities and autolinks."""
    library = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
    library.preprocessors.deregister("html_block")
    for name in ("html", "entity", "autolink", "automail"):
        library.inlinePatterns.deregister(name)
    library.parser.blockprocessors.deregister("code")
    return library


def _by_library(text: str) -> str:
    html: str = _library().reset().convert(text)
    html = nh3.clean(
        _levels(html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        filter_style_properties={"text-align"},
    )
    html = re.sub(r'<(t[hd]) style="text-align: ?(left|right|center);?">', r'<\1 class="\2">', html)
    html = re.sub(r"<th(?= |>)", '<th scope="col"', html)
    return html.replace("<table>", _TABLE).replace("</table>", "</table></div>")


def _levels(html: str) -> str:
    """Shift the headings so that the highest is h2."""
    levels = [int(level) for level in re.findall(r"<h([1-6])>", html)]
    if not levels or min(levels) == 2:  # noqa: PLR2004
        return html
    shift = 2 - min(levels)
    return re.sub(r"(</?h)([1-6])>", lambda found: f"{found[1]}{min(int(found[2]) + shift, 6)}>", html)


def _signature(found: re.Match[str]) -> str:
    by = f'<p class="right">{found[1]}</p>\n' if found[1] else ""
    return f'{by}<p class="right">{found[2]}</p>'


def to_lines(text: str) -> Markup:
    """Text of several lines in a table cell or list item: escaped, with line breaks."""
    return Markup("<br>").join(line for line in text.split("\n") if line.strip())
