"""The scale of a chart: on which row a price stands, and which rows are labelled."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import decimal_text, magnitude, simplest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.expr import Exact

WIDE = 10
"""Prices that differ by more than this factor are drawn on a scale where equal steps are equal factors."""

MOST_TICKS = 4
NEAREST = 2
_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
_RUNGS = (1, 5, 2)
"""Multiples of powers of ten that a logarithmic scale may label, the ones to label first first."""

_LOG = Context(prec=20)


class Scale(NamedTuple):
    """Where prices stand.

    Args:
        low: The price of the lowest row above that of nothing; None where equal steps are equal amounts.
        high: The price of the highest row.
        rows: How many rows there are.
        floor: The row of `low`; below it there is one for what is free.
    """

    low: Fraction | None
    high: Fraction
    rows: int
    floor: int

    @property
    def logarithmic(self) -> bool:
        """Whether equal steps are equal factors."""
        return self.low is not None

    def row(self, price: Exact) -> int:
        """Return the row of a price, counted from below."""
        value = Fraction(price)
        if self.low is None:
            return _nearest(value * (self.rows - 1) / self.high)
        if not value:
            return 0
        part = Fraction(_log(value) - _log(self.low)) / Fraction(_log(self.high) - _log(self.low))
        return self.floor + _nearest(part * (self.rows - 1 - self.floor))

    def ticks(self) -> dict[int, str]:
        """Return the rows to label, each with its price."""
        found: dict[int, str] = {}
        for price in self._rungs():
            row = self.row(simplest(price))
            if all(abs(row - other) >= NEAREST for other in found):
                found[row] = decimal_text(simplest(price))
        return found

    def _rungs(self) -> Iterator[Fraction]:
        yield Fraction(0) if self.floor or self.low is None else self.high
        if self.low is None:
            step = _step(self.high)
            yield from (step * nth for nth in range(1, int(self.high / step) + 1))
            return
        lowest, highest = (magnitude(simplest(end)) for end in (self.low, self.high))
        for first in _RUNGS:
            for power in range(lowest, highest + 1):
                if self.low <= (rung := first * Fraction(10) ** power) <= self.high:
                    yield rung


def scale_of(prices: Iterable[Exact], rows: int) -> Scale | None:
    """Find the scale on which some prices can be read; None where there is nothing to see.

    Args:
        prices: The prices.
        rows: How many rows there are.
    """
    values = sorted({Fraction(price) for price in prices})
    paid = [value for value in values if value]
    if not paid:
        return None
    if paid[-1] <= WIDE * paid[0]:
        step = _step(paid[-1])
        return Scale(None, step * -(-paid[-1] // step), rows, 0)
    ladder = _ladder(paid[0], paid[-1])
    low = max(rung for rung in ladder if rung <= paid[0])
    high = min(rung for rung in ladder if rung >= paid[-1])
    return Scale(low, high, rows, NEAREST if len(paid) < len(values) else 0)


def _ladder(low: Fraction, high: Fraction) -> list[Fraction]:
    powers = range(magnitude(simplest(low)) - 1, magnitude(simplest(high)) + 2)
    return [first * Fraction(10) ** power for first in _RUNGS for power in powers]


def _step(high: Fraction) -> Fraction:
    """Find a round distance of ticks, of which few reach up to a price."""
    power = Fraction(10) ** (magnitude(simplest(high)) - 1)
    steps = [*(step * power for step in _STEPS), *(step * power * 10 for step in _STEPS)]
    return next((step for step, _ in pairwise(steps) if high <= step * MOST_TICKS), steps[-1])


def _log(value: Fraction) -> Decimal:
    top, bottom = (_LOG.log10(_LOG.create_decimal(part)) for part in (value.numerator, value.denominator))
    return _LOG.subtract(top, bottom)


def _nearest(value: Fraction) -> int:
    return int(value + Fraction(1, 2))
