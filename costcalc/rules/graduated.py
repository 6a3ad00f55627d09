"""Each slice of the period's total at a price of its own, as income tax is.

    input: {graduated: [{up_to: 1M, price: 10}, {up_to: 10M, price: 8}, {price: 6}], per: 1M tokens, period: month}

One charge per slice. 12M tokens in a month are 1M at 10, 9M at 8 and 2M at 6:

    min(12000000, 1000000) * 10 / 1000000 = 10
    min(max(12000000 - 1000000, 0), 10000000 - 1000000) * 8 / 1000000 = 72
    max(12000000 - 10000000, 0) * 6 / 1000000 = 12

The total is that of all calls of an option; the first calls fill the first slices. Where the scenario's period is
another, the bounds are those of as many periods: over a year, twelve times as much fits into each slice. It is not
`context_tiers`, which look at the size of one request, nor `volume`, which moves the whole total to one price.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from costcalc.expr import Num, Symbol, formula_place, product
from costcalc.rules.line import Line, Usage
from costcalc.rules.slices import MAX_SLICES, Slice, validate_bounds
from costcalc.rules.unit import Per, PeriodWord, PricingUnit
from costcalc.source import Many, Record, Text

if TYPE_CHECKING:
    from costcalc.problem import Place


class GraduatedTerms(Record):
    """Prices by slice."""

    graduated: Many[Slice] = Field(min_length=2, max_length=MAX_SLICES)
    per: Per | None = None
    period: PeriodWord
    unusual: Text | None = None

    def form(self) -> Graduated:
        """Return the price in its form."""
        validate_bounds(self.graduated)
        return Graduated(self.graduated, self.per, self.period, self.unusual)


class Graduated(NamedTuple):
    """Prices of slices of the period's total.

    Args:
        slices: In order; the last has no end.
        per: What a price buys; None means what the card says.
        period: Whose total is sliced.
        unusual: Why a price out of the ordinary is meant.
    """

    slices: tuple[Slice, ...]
    per: PricingUnit | None
    period: str
    unusual: str | None

    @property
    def place(self) -> Place:
        """The place where the first price is written."""
        return formula_place(self.slices[0].price)

    @property
    def amounts(self) -> tuple[Num, ...]:
        """The prices."""
        return tuple(part.price for part in self.slices)

    @property
    def by_request(self) -> bool:
        """Whether every request is rounded up by itself."""
        return False

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the lines that a usage is charged as."""
        periods = usage.periods(self.period)
        bounds = [product(part.up_to, periods) for part in self.slices if part.up_to]
        quantities = usage.slices(usage.quantity, bounds, usage.before)
        return tuple(
            Line(
                quantity,
                Symbol(f"{usage.symbol}.slice_{nth}", part.price),
                (self.per or usage.per).count,
                f"slice_{nth}",
            )
            for nth, (part, quantity) in enumerate(zip(self.slices, quantities, strict=True), 1)
        )
