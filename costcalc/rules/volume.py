"""One price for all units of the period, that of the step which the total reaches.

    input: {volume: [{up_to: 1B, price: 10}, {price: 8}], per: 1M tokens, period: month}

With 2B tokens in a month every token costs 8 per million, the first ones, too:

    2000000000 * 8 / 1000000 = 16000        [total 2,000,000,000 > 1,000,000,000]

A total that is just the bound still has the lower step's price. The total is that of all calls of an option on
this model, or on all models of a `pool`; where the scenario's period is another, the bounds are those of as many
periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from costcalc.expr import Case, Choice, Compare, Node, Num, Symbol, product
from costcalc.rules.form import LEAST, OWN_PER, UNUSUAL, PriceForm, least_text
from costcalc.rules.line import Line, Usage
from costcalc.rules.pool import POOL, Quota, pool_text
from costcalc.rules.slices import MAX_SLICES, Slice, bounds_of, slices_text, validate_bounds
from costcalc.rules.unit import Per, PeriodWord, PricingUnit
from costcalc.source import Amount, FileRecord, Many, OneName, Text


class VolumeTerms(FileRecord):
    """Prices by the total."""

    volume: Many[Slice] = Field(
        min_length=2,
        max_length=MAX_SLICES,
        description="the price of all units by the period's total, lowest first; the last has no end",
    )
    per: Per | None = Field(None, description=OWN_PER)
    period: PeriodWord = Field(description="whose total it is")
    pool: OneName | None = Field(None, description=POOL)
    minimum: Amount | None = Field(None, description=LEAST)
    unusual: Text | None = Field(None, description=UNUSUAL)

    def form(self) -> Volume:
        """Return the price."""
        validate_bounds(self.volume)
        return Volume(self.volume, self.per, self.period, self.pool, self.minimum, self.unusual)


@dataclass(frozen=True, slots=True)
class Volume(PriceForm):
    """The prices of steps that the period's total reaches.

    Args:
        slices: In order; the last has no end.
        per: What a price buys; None means what the card says.
        period: Whose total decides.
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
    name: ClassVar[str] = "volume"

    @property
    def amounts(self) -> tuple[Num, ...]:
        """The prices."""
        return tuple(step.price for step in self.slices)

    @property
    def least(self) -> Num | None:
        """The least that is billed of one request."""
        return self.minimum

    @property
    def quota(self) -> Quota:
        """Where its steps end."""
        return Quota(self.pool, self.name, bounds_of(self.slices), self.period)

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the charges of a quantity."""
        periods = usage.periods(self.period)
        counted = f"pool_{self.pool}" if self.pool else usage.symbol.rpartition("price.")[2]
        total: Node = Symbol(f"total.{counted}", usage.total())
        cases = [
            Case(Compare(total, "<=", product(step.up_to, periods)), Symbol(usage.symbol, step.price))
            for step in self.slices
            if step.up_to
        ]
        price = Choice(tuple(cases), Symbol(usage.symbol, self.slices[-1].price))
        return (Line(usage.quantity, price, (self.per or usage.per).count),)

    def text(self, usual: PricingUnit) -> str:
        """Return it in one line: 10 up to 1B, then 8 for all, a month."""
        said = f"{slices_text(self.slices)} for all{usual.unless(self.per)}, a {self.period}"
        return f"{said}{least_text(self.minimum)}{pool_text(self.pool)}"
