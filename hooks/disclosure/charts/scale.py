"""From amounts to places: percentages of the width or of the height, reckoned in decimals so that they never differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SLIVER = Decimal("0.5")
"""A bar thinner than this, in percent of the width, is drawn two pixels wide so that it can be seen."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of a chart; zero always belongs to it, for a bar is read by its length."""

    low: Decimal
    high: Decimal

    def at(self, value: Decimal) -> Decimal:
        """The place of a value between 0 (lowest) and 100 (highest)."""
        span = self.high - self.low
        return (value - self.low) / span * 100 if span else Decimal(0)

    @property
    def zero(self) -> Decimal:
        """The place of zero."""
        return self.at(Decimal(0))

    def reach(self, value: Decimal) -> tuple[Decimal, Decimal]:
        """(beginning, length) of the bar of a value, in percent."""
        end, zero = self.at(value), self.zero
        return min(end, zero), abs(end - zero)


def scale_of(values: Iterable[Decimal | None]) -> Scale:
    """The range of the values that are there, with zero."""
    known = [value for value in values if value is not None]
    return Scale(min([*known, Decimal(0)]), max([*known, Decimal(0)]))


def percent(value: Decimal) -> str:
    """A place or length for an attribute: 12.5%."""
    return f"{written(value.quantize(Decimal('0.01')).normalize())}%"


def written(value: Decimal) -> str:
    """A number as it was filed, never with an exponent."""
    return f"{value:f}"
