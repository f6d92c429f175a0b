"""Puts many questions to the engine of a site in one go, in either browser, and compares the answers with the truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from browser.firefox import Tab
from browser.recall import ASK, Answer, Piece, Question, Truth, faults, questions
from browser.watch import WatchedPages

Asking = Callable[[str, Sequence[Question]], list[Answer]]
"""Puts questions to the engine of the site at a base address."""


def chromium(page_watch: WatchedPages) -> Asking:
    """Ask in Chromium, on a page that stays clean."""

    def ask(base: str, asked: Sequence[Question]) -> list[Answer]:
        watch = page_watch()
        watch.page.goto(f"{base}index.html")
        answers = [Answer(*one) for one in watch.page.evaluate(ASK, list(asked))]
        watch.assert_clean(base)
        return answers

    return ask


def firefox(tab: Tab) -> Asking:
    """Ask in Firefox, on a page that stays clean."""

    def ask(base: str, asked: Sequence[Question]) -> list[Answer]:
        tab.open(f"{base}index.html")
        answers = [Answer(*one) for one in tab.evaluate(f"({ASK})({json.dumps(asked)})")]
        tab.assert_clean(base)
        return answers

    return ask


def judge(asking: Asking, base: str, truth: Truth, pieces: Sequence[Piece]) -> list[str]:
    """What is wrong with the answers about all pieces."""
    asked = [questions(piece, truth) for piece in pieces]
    answers = iter(asking(base, [one for several in asked for one in several]))
    told = []
    for piece, several in zip(pieces, asked, strict=True):
        told += faults(piece, truth, [next(answers) for _ in several])
    return told
