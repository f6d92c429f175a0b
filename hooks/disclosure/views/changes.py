"""An amount and the amount before it: the difference, the rate, and both in the words of the official notes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """Two amounts in 万元 of two years; `before` is that of the earlier year."""

    now: Decimal
    before: Decimal

    @property
    def amount(self) -> Decimal:
        """增减额, negative for a decrease."""
        return self.now - self.before

    @property
    def percent(self) -> Decimal | None:
        """增减率 in per cent with two decimals, None where the year before had nothing."""
        if not self.before:
            return None
        rate = (self.amount / abs(self.before) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return rate or abs(rate)  # no minus before nought

    @property
    def rate(self) -> str:
        """The same with its sign, empty where it is None: +1.33%, -5.00%, 0.00%."""
        rate = self.percent
        if rate is None:
            return ""
        return f"{rate:+f}%" if rate else f"{rate:f}%"

    @property
    def words(self) -> str:
        """比上年增加26.23万元，增长1.33%; 与上年持平 where nothing changed."""
        if not self.amount:
            return "与上年持平"
        up = self.amount > 0
        said = f"比上年{'增加' if up else '减少'}{abs(self.amount):f}万元"
        return f"{said}，{'增长' if up else '下降'}{self.rate.lstrip('+-')}" if self.rate else said


def change_of(now: Decimal | None, before: Decimal | None) -> Change | None:
    """The change where both amounts are known."""
    return Change(now, before) if now is not None and before is not None else None


def sum_of(values: list[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are known; None where none is."""
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known else None
