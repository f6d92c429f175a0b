"""Captions for the tables of running texts, which Markdown cannot give: a caption of the columns that a table has.

A reader who sees the table sees its columns; to one who listens the caption tells them before the cells are read
(WCAG 2.2, 1.3.1). Tables that scroll sideways stand in a frame that the keyboard reaches, named like its table.
"""

from __future__ import annotations

import re

_TABLE = re.compile(r"(?:<div class=\"scroll\"[^>]*>)?<table>(?P<inside>.*?)</table>(?:</div>)?", re.DOTALL)
_HEAD = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NAMED = 6
"""A caption names at most so many columns."""


def captioned(html: str) -> str:
    """Give every table of a text without captions its frame, its caption and the scopes of its headings.

    `html` comes from Markdown, by `markup.to_html` or by MkDocs; what it says stays as it is.
    """
    if "<table>" not in html:
        return html
    only = html.count("<table>") == 1
    numbers = iter(range(1, html.count("<table>") + 1))
    return _TABLE.sub(lambda found: _captioned(found["inside"], "" if only else str(next(numbers))), html)


def _captioned(inside: str, number: str) -> str:
    names = [name for _, cell in _HEAD.findall(inside) if (name := " ".join(_TAG.sub("", cell).split()))]
    listed = "、".join(names[:_NAMED])
    said = f"表格{number}：{listed}{'等' if len(names) > _NAMED else ''}" if names else f"表格{number}"
    scoped = re.sub(r"<th\b(?![^>]*\bscope=)", '<th scope="col"', inside)
    label = said.replace('"', "&quot;")
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table><caption class="unseen">{said}</caption>{scoped}</table></div>'
    )
