"""The known values of an entry, by the names that its text may use for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Measure = Literal["now", "last", "budget", "last_budget"]

_QUOTES = re.compile(r"[“”\"'‘’《》\s\u3000*]")
_PARENTHESES = str.maketrans("()", "（）")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A name or a lead without quotation marks and blanks, with full-width parentheses."""
    return _QUOTES.sub("", text).translate(_PARENTHESES)


@dataclass(frozen=True, slots=True)
class Item:
    """One known value in its measures: this year, last year, budget. Money in 万元.

    `now` is the figure that the entry is about: the final figure of a final account, the budget of a budget.
    """

    where: str
    """How a message calls the place, such as “支出决算表”“财政事务”的合计."""
    units: frozenset[str]
    values: Mapping[Measure, Decimal]


@dataclass(frozen=True)
class Ledger:
    """Names and what they may mean. A name with several items means any of them, so all must disagree to be wrong."""

    year: int
    is_budget: bool = False
    names: dict[str, list[Item]] = field(default_factory=dict)
    parts: dict[str, dict[str, list[Item]]] = field(default_factory=dict)
    """Names that mean something only below another one: 货物 below 政府采购."""
    scopes: dict[str, str] = field(default_factory=dict)
    """Names that open a scope, with the name under which its parts are kept: 新收申请 as well as 新收."""
    wholes: list[Item] = field(default_factory=list)
    """Totals of which a bare 占…% may speak."""
    promised: dict[str, list[Callable[[], Sequence[Item]]]] = field(default_factory=dict)
    """Items that are made only when their name is asked for; an account has hundreds of rows, a text names few."""
    after: tuple[str, ...] = ()
    """Names that texts also put behind a count: 1件予以公开. Such a count is not said of what stands before it."""
    weak: frozenset[str] = frozenset()
    """Names that mean something else after an unknown subject: 办结 after 受理举报82件."""
    topics: list[tuple[str, str]] = field(default_factory=list)
    """(word in a heading, name that the section is about); the first that fits counts."""

    def add(self, names: Iterable[str], item: Item) -> None:
        """Enter an item under its names."""
        for name in names:
            self.names.setdefault(plain(name), []).append(item)

    def promise(self, names: Iterable[str], make: Callable[[], Sequence[Item]]) -> None:
        """Enter items to be made when one of the names, written plainly, is asked for."""
        for name in names:
            self.promised.setdefault(name, []).append(make)

    def add_part(self, parent: str, names: Iterable[str], item: Item) -> None:
        """Enter an item that its names mean only below the parent."""
        scope = plain(parent)
        self.scopes.setdefault(scope, scope)
        below = self.parts.setdefault(scope, {})
        for name in names:
            below.setdefault(plain(name), []).append(item)

    def share_scope(self, names: Iterable[str], parent: str) -> None:
        """Let other names open the scope of a name."""
        self.scopes.update((plain(name), plain(parent)) for name in names)

    def topic_of(self, heading: str) -> str:
        """The name that a section is about by its heading; empty when it is about none or several."""
        bare = plain(heading)
        found: list[str] = []
        for word, name in self.topics:
            if plain(word) in bare:
                found.append(plain(name))
                bare = bare.replace(plain(word), "")
        return found[0] if len(set(found)) == 1 else ""

    def look_up(self, name: str, scope: str) -> list[Item]:
        """What a name may mean below a scope: its own parts first."""
        own = self.parts.get(scope, {}).get(name)
        if own is not None:
            return own
        for make in self.promised.pop(name, ()):
            self.names.setdefault(name, []).extend(make())
        return self.names.get(name, [])
