"""What a text can say of known values: a value, a change, a share, a rate of completion, “the same as last year”."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from disclosure.prose.figures import Figure
from disclosure.prose.leads import Subject
from disclosure.prose.ledger import Measure

Kind = Literal["value", "change", "rate", "share", "completion", "same", "trend"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about known values. Places count from the start of the text."""

    kind: Kind
    subject: Subject
    start: int
    end: int
    """Start and end of the words that make the statement."""
    figure: Figure | None = None
    measure: Measure = "now"
    against: str = "last"
    """For changes: last (any figure of the year before), last_budget, last_final or budget."""
    way: int = 0
    """For changes: 1 up, -1 down, 0 not said."""
    base: Figure | None = None
    """For completion: the budget that the text itself gives."""
    whole: Subject | None = None
    """For shares: the whole, where the text names it."""
