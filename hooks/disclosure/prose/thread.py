"""What the reader remembers inside one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.prose.figures import Figure
from disclosure.prose.leads import Lead, Subject


@dataclass(slots=True)
class Thread:
    """What a sentence speaks of so far."""

    subject: Subject | None = None
    head: Subject | None = None
    """What was spoken of before 其中: a change after the parts may mean it as well."""
    said: list[Subject] = field(default_factory=list)
    scope: str = ""
    heading: str = ""
    against: str = "last"
    budget: Figure | None = None
    before: str = ""
    """How the figure before was read: its kind of claim, or empty."""
    value_start: int = 0
    unit: str = ""
    """The unit of the figure before."""
    is_lost: bool = False
    is_narrowed: bool = False
    """Whether the last words narrowed the meaning; what 、 joins to them is narrowed too."""
    trail: list[tuple[int, Subject | None]] = field(default_factory=list)

    def lose(self) -> None:
        """Forget the subject: what comes next may be said of something unknown."""
        self.subject, self.head, self.before, self.budget, self.is_lost = None, None, "", None, True

    def take(self, subject: Subject, lead: Lead, gap: str, figure: Figure) -> None:
        """Remember that a value was read."""
        if lead.subject:
            self.subject, self.is_lost, self.against = lead.subject, False, "last"
            self.said.append(lead.subject)
        elif self.subject is None:
            self.subject = subject
        self.before = "value"
        if lead.measure == "budget" or "预算" in gap:
            self.budget = figure
        if lead.measure.startswith("last"):
            self.against = lead.measure

    def meant(self) -> Subject | None:
        """What a change without a name of its own may be said of."""
        if self.subject is None or self.head is None or self.head == self.subject:
            return self.subject
        return Subject(self.subject.name, (*self.subject.items, *self.head.items))
