"""What is new, for programs that follow websites (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry

_FORM = "%Y-%m-%dT%H:%M:00+08:00"
"""The time of China, in which entries say when they were published."""

_NEVER = datetime(1970, 1, 1)  # noqa: DTZ001 - local by definition
"""A feed must say when it changed, also one without entries."""


def changed_at(entry: Entry) -> datetime:
    """When an entry was published, or the first moment of the day on which it was corrected for the last time."""
    corrected = (datetime(day.year, day.month, day.day) for day in (each.on for each in entry.corrections))  # noqa: DTZ001 - local by definition
    return max((entry.published_at, *corrected))


def feed(
    catalogue: Catalogue, title: str, entries: Sequence[Entry], address: str, whole: Callable[[str], str]
) -> bytes:
    """The Atom feed at `address` of entries, newest first; `whole` makes a whole address of one in the site."""
    times = [changed_at(entry) for entry in entries]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<title>{escape(title)}</title>",
        f"<id>{escape(whole(address))}</id>",
        f'<link rel="self" href={quoteattr(whole(address))}/>',
        f"<link href={quoteattr(whole('index.html'))}/>",
        f"<updated>{max(times, default=_NEVER):{_FORM}}</updated>",
        f"<author><name>{escape(catalogue.vocabulary.site.name)}</name></author>",
    ]
    for entry, time in zip(entries, times, strict=True):
        page = whole(catalogue.address_of(entry))
        lines += [
            "<entry>",
            f"<title>{escape(entry.title)}</title>",
            f"<id>{escape(page)}</id>",
            f"<link href={quoteattr(page)}/>",
            f"<published>{entry.published_at:{_FORM}}</published>",
            f"<updated>{time:{_FORM}}</updated>",
            f"<author><name>{escape(catalogue.organ_of(entry).name)}</name></author>",
            f"<category term={quoteattr(catalogue.category_of(entry).name)}/>",
            *([f"<summary>{escape(entry.summary)}</summary>"] if entry.summary else []),
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()
