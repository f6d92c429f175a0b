"""Time limits of the vocabulary, for the rules that count days."""

from __future__ import annotations

from datetime import date

from disclosure.rules.dates import working_days
from disclosure.rules.register import Context


def limit_of(context: Context, slug: str) -> int | None:
    """How many days a limit of deadlines.yml allows; None where the office has taken it out."""
    return next((item.amount for item in context.vocabulary.deadlines if item.slug == slug), None)


def working_days_over(context: Context, slug: str, start: date, end: date) -> int | None:
    """The limit in working days if `end` lies beyond it, counted from the day after `start`; else None."""
    limit = limit_of(context, slug)
    return limit if limit is not None and working_days(context, start, end, limit) > limit else None
