"""Measures the setting of a printed catalogue with many entries of one organ and year.

python tests/bench/booklets.py [--entries 10000]

Measured on 2026-11-22 with two cores that others used too: 10,000 entries, 1,456 pages, 20.8 MB: 12 s of the processor
(11 s by the clock in the quietest run), 1.7 GB of memory at most; 1,000 entries, 142 pages: 1.6 s, 340 MB. The 63
booklets of the demonstration site with its check: 7 s of the processor.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from disclosure import catalogue, vocabulary  # noqa: E402 - found through the line above
from disclosure.books import Press, choose  # noqa: E402
from disclosure.books.press import characters_in  # noqa: E402
from disclosure.views import Booklet, booklets  # noqa: E402

TODAY = date(2026, 11, 15)
ORGAN, YEAR = "czj", 2026


def many(small: Booklet, entries: int) -> Booklet:
    """Return a booklet with each entry repeated, numbered anew, until there are as many as asked for."""
    times = -(-entries // small.count)
    number = 0
    sections = []
    for section in small.sections:
        items = []
        for item in section.items * times:
            number += 1
            items.append(replace(item, number=number, title=f"{item.title}（{number}）"))
        sections.append(replace(section, items=tuple(items), count=section.count * times))
    registers = []
    for register in small.registers:
        values = [f"{value}-{copy}" for copy in range(times) for value, _ in register.lines]
        lines = tuple((value, place * 37 % number + 1) for place, value in enumerate(values))
        registers.append(replace(register, lines=lines))
    return replace(small, count=number, sections=tuple(sections), registers=tuple(registers))


def main() -> None:
    """Set the booklet twice; print times, pages and bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    words, problems = vocabulary.load(ROOT)
    assert words is not None, problems
    small = booklets(catalogue.load(ROOT, words).catalogue, [words.organ_by_slug[ORGAN]], [YEAR], TODAY)[0]
    booklet = many(small, parser.parse_args().entries)
    begun = time.perf_counter()
    fonts = choose(words.site.booklet_fonts, characters_in([booklet], words.site))
    chosen = time.perf_counter() - begun
    begun, busy = time.perf_counter(), time.process_time()
    with Press(words.site, fonts) as press:
        pdf = press.set(booklet)
    wall, busy = time.perf_counter() - begun, time.process_time() - busy
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{booklet.count} 条，{pages} 页，{len(pdf) / 1e6:.1f} MB：查字体 {chosen:.1f} 秒，"
        f"排版 {wall:.1f} 秒（处理器 {busy:.1f} 秒），内存峰值 {memory:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
