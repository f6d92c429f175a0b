"""Figures in the notes of 预算 and 决算 against their tables."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.catalogue import Catalogue
from disclosure.kinds.accounts import Accounts
from disclosure.problem import Loc, Problem, Rule, declare
from disclosure.prose import Ledger, read_claims, verify
from disclosure.rules.prose.accounts_blocks import RUNNING, THREE_PUBLIC
from disclosure.rules.prose.accounts_ledger import ledger_of
from disclosure.rules.prose.series import finals_with_budgets, years_before
from disclosure.rules.prose.wording import differing
from disclosure.rules.register import Context, catalogue_rule, entry_rule

_CHANGES = frozenset({"change", "rate", "same", "trend"})

NOTE_DIFFERS_FROM_TABLES = declare(
    "note-differs-from-tables",
    requires="预算、决算说明里的数、增减额、百分比，与表里的数一致；“增加”“减少”“持平”与表里的增减一致。",
    reason="公众多半只看说明；说明与表不一致，就不知道哪一个是真的。",
    source="《地方预决算公开操作规程》（财预〔2016〕143号）",
    exemptable=True,
)


@entry_rule(NOTE_DIFFERS_FROM_TABLES, kind=Accounts)
def note_differs_from_tables(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every figure of the notes that can be tied to a cell equals it, or follows from the cells (B14)."""
    del context
    notes = list(_notes(entry))
    if notes:
        ledger = ledger_of(entry)
        for loc, text, topic in notes:
            yield from _differing(rule, entry, loc, text, ledger, topic)


def _notes(entry: Accounts) -> Iterator[tuple[Loc, str, str]]:
    """The texts that speak of the figures: place, text, and the name that the whole text is about."""
    if entry.explanation:
        yield (entry.alias("explanation"),), entry.explanation, ""
    if entry.three_public and entry.three_public.reason:
        yield ("三公经费", "增减原因"), entry.three_public.reason, THREE_PUBLIC
    if entry.running_cost and entry.running_cost.reason:
        yield ("机关运行经费", "增减原因"), entry.running_cost.reason, RUNNING
    if entry.performance and entry.performance.text:
        yield ("绩效", "情况"), entry.performance.text, ""


def _differing(  # noqa: PLR0913, PLR0917 - a text, its place and what is known
    rule: Rule, entry: Accounts, loc: Loc, text: str, ledger: Ledger, topic: str
) -> Iterator[Problem]:
    yield from differing(rule, entry.path, loc, text, verify(read_claims(text, ledger, topic), ledger))


@catalogue_rule(NOTE_DIFFERS_FROM_TABLES)
def note_differs_from_other_years(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """What the entry itself gives for one year only agrees with the account before and with the year's budget."""
    del context
    before = {entry.path: earlier for entry, earlier in years_before(catalogue, Accounts)}
    budgets = {entry.path: budget for entry, budget in finals_with_budgets(catalogue)}
    for entry in catalogue.entries:
        if isinstance(entry, Accounts) and entry.explanation and {entry.path} & (before.keys() | budgets.keys()):
            text = entry.explanation
            ledger = ledger_of(entry, before.get(entry.path), budgets.get(entry.path))
            claims = read_claims(text, ledger)
            wrong = verify([one for one in claims if one.kind in _CHANGES or one.measure == "budget"], ledger)
            if wrong:
                told = _told_alone(entry, text)
                new = [one for one in wrong if (one.claim.start, one.claim.end) not in told]
                yield from differing(rule, entry.path, (entry.alias("explanation"),), text, new)


def _told_alone(entry: Accounts, text: str) -> set[tuple[int, int]]:
    """The places that the rule of the entry by itself reports."""
    alone = ledger_of(entry)
    return {(one.claim.start, one.claim.end) for one in verify(read_claims(text, alone), alone)}
