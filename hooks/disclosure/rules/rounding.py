"""What a growth may be when the figures that it compares are rounded."""

from __future__ import annotations

from decimal import Decimal


def growth_range(before: Decimal, after: Decimal, written: Decimal, years: int = 1) -> tuple[Decimal, Decimal] | None:
    """The least and the most that a (yearly) growth in % may be, all three figures being rounded as they are written.

    None where growth says nothing: from zero or a negative figure, to a negative one, or over no time.
    """
    half_before, half_after, half = (_half_step(value) for value in (before, after, written))
    if before <= half_before or after < 0 or years < 1:
        return None
    power = 1 / Decimal(years)
    least = (max(after - half_after, Decimal(0)) / (before + half_before)) ** power
    most = ((after + half_after) / (before - half_before)) ** power
    return (least - 1) * 100 - half, (most - 1) * 100 + half


def _half_step(value: Decimal) -> Decimal:
    """Half of the last decimal that was written."""
    return Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
