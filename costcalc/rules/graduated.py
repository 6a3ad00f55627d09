"""Each slice of the period's total at a price of its own, as income tax is.

    input: {graduated: [{up_to: 1M, price: 10}, {up_to: 10M, price: 8}, {price: 6}], per: 1M tokens, period: month}

One charge per slice. 12M tokens in a month are 1M at 10, 9M at 8 and 2M at 6:

    min(12000000, 1000000) * 10 / 1000000 = 10
    min(max(12000000 - 1000000, 0), 10000000 - 1000000) * 8 / 1000000 = 72
    max(12000000 - 10000000, 0) * 6 / 1000000 = 12

The total is that of all calls of an option on this model, or on all models of a `pool`; the first calls fill the first
slices. Where the scenario's period is another, the bounds are those of as many periods: over a year, twelve times as
much fits into each slice. It is not `context_tiers`, which look at the size of one request, nor `volume`, which moves
the whole total to one price.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from costcalc.expr import Num, Symbol, product
from costcalc.rules.form import LEAST, OWN_PER, UNUSUAL, PriceForm, least_text
from costcalc.rules.line import Line, Usage
from costcalc.rules.pool import POOL, Quota, pool_text
from costcalc.rules.slices import MAX_SLICES, Slice, bounds_of, slices_text, validate_bounds
from costcalc.rules.unit import Per, PeriodWord, PricingUnit
from costcalc.source import Amount, FileRecord, Many, OneName, Text


class GraduatedTerms(FileRecord):
    """Prices by slice."""

    graduated: Many[Slice] = Field(
        min_length=2,
        max_length=MAX_SLICES,
        description="each slice of the period's total with its price, lowest first; the last has no end",
    )
    per: Per | None = Field(None, description=OWN_PER)
    period: PeriodWord = Field(description="whose total it is")
    pool: OneName | None = Field(None, description=POOL)
    minimum: Amount | None = Field(None, description=LEAST)
    unusual: Text | None = Field(None, description=UNUSUAL)

    def form(self) -> Graduated:
        """Return the price."""
        validate_bounds(self.graduated)
        return Graduated(self.graduated, self.per, self.period, self.pool, self.minimum, self.unusual)


@dataclass(frozen=True, slots=True)
class Graduated(PriceForm):
    """Prices of slices of the period's total.

    Args:
        slices: In order; the last has no end.
        per: What a price buys; None means what the card says.
        period: Whose total is sliced.
        pool: The name under which several models share the total.
        minimum: The least that is billed of one request.
        unusual: Why a price out of the ordinary is meant.
    """

    slices: tuple[Slice, ...]
    per: PricingUnit | None
    period: str
    pool: str | None
    minimum: Num | None
    unusual: str | None
    name: ClassVar[str] = "graduated"

    @property
    def amounts(self) -> tuple[Num, ...]:
        """The prices."""
        return tuple(part.price for part in self.slices)

    @property
    def least(self) -> Num | None:
        """The least that is billed of one request."""
        return self.minimum

    @property
    def quota(self) -> Quota:
        """Where its slices end."""
        return Quota(self.pool, self.name, bounds_of(self.slices), self.period)

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the charges of a quantity."""
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

    def text(self, usual: PricingUnit) -> str:
        """Return it in one line: 10 up to 1M, then 8, a month."""
        said = f"{slices_text(self.slices)}{usual.unless(self.per)}, a {self.period}"
        return f"{said}{least_text(self.minimum)}{pool_text(self.pool)}"
