"""The one place where figures of an account are compared: a whole, its parts, and the tolerance of rounding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosure.kinds.accounts import Accounts
from disclosure.problem import Problem, Rule, sentence
from disclosure.rules.accounts.figures import Figure
from disclosure.rules.register import Context

MOST = 12
"""Most addends that a message lists."""
APART = sentence("account-sum", "{here}{given}，与{other} {computed} 万元{listed}相差 {off} 万元", "请与原表核对")
BLANK = sentence("account-sum.blank", "没有填写")
GIVEN = sentence("account-sum.given", " {amount} 万元")
LISTED = sentence("account-sum.listed", "（{list}）")
LESS = sentence("account-sum.less", "减 {name}")
MORE = sentence("account-sum.more", "，等 {count} 项")
NOTHING = sentence("account-sum.nothing", "都没有填写")


@dataclass(frozen=True, slots=True)
class Sum:
    """What must hold: `whole` is the sum of `parts` less the sum of `minus`; `words` says what the parts are."""

    whole: Figure
    parts: tuple[Figure, ...]
    words: str
    minus: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All that is added or taken away."""
        return self.parts + self.minus

    @property
    def computed(self) -> Decimal:
        """What the whole should be."""
        return sum((part.number for part in self.parts), Decimal(0)) - sum(
            (less.number for less in self.minus), Decimal(0)
        )

    def allowed(self, tolerance: Decimal) -> Decimal:
        """How far both sides may be apart: the tolerance for each addend that is not nought, at least for one."""
        return tolerance * max(1, sum(1 for part in self.figures if part.number))

    def holds(self, tolerance: Decimal) -> bool:
        """Whether both sides agree within the tolerance; a sum of which nothing was filed holds."""
        if all(figure.value is None for figure in (self.whole, *self.figures)):
            return True
        return abs(self.whole.number - self.computed) <= self.allowed(tolerance)


def compare(entry: Accounts, context: Context, rule: Rule, sums: Iterable[Sum]) -> Iterator[Problem]:
    """A problem for every sum that does not hold."""
    for one in sums:
        if not one.holds(context.vocabulary.accounts.tolerance):
            yield _problem(entry, rule, one)


def _problem(entry: Accounts, rule: Rule, one: Sum) -> Problem:
    whole = one.whole
    given = BLANK()[0] if whole.value is None else GIVEN(amount=written(whole.number))[0]
    off = written(abs(whole.number - one.computed))
    single = one.parts[0] if len(one.figures) == 1 else None
    other = single.full if single and single.table != whole.table else one.words
    listed = "" if single and other in {single.full, single.row} else LISTED(list=_list(one))[0]
    said = APART(here=whole.here, given=given, other=other, computed=written(one.computed), listed=listed, off=off)
    return rule(entry.path, *said, field=whole.table, loc=whole.loc, found=written(whole.number))


def _list(one: Sum) -> str:
    plus = [(part.beside(one.whole), part) for part in one.parts if part.value is not None]
    less = [(LESS(name=part.beside(one.whole))[0], part) for part in one.minus if part.value is not None]
    named = [f"{name} {written(part.number)}" for name, part in (plus + less)[:MOST]]
    rest = len(plus) + len(less) - len(named)
    if not named:
        return NOTHING()[0]
    return "、".join(named) + (MORE(count=rest + len(named))[0] if rest else "")


def written(value: Decimal) -> str:
    """An amount for people: at least two decimals, no exponent."""
    text = f"{value:f}"
    decimals = len(text.partition(".")[2])
    return f"{value:.2f}" if decimals < 2 else text  # noqa: PLR2004 - 万元 are written with two decimals
