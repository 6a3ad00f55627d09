"""Capacity that is reserved in units for a term, used or not: at least so many, in steps.

    capacity: {reserved: 260, per: 1 unit, term: month, minimum: 15, increment: 5}

Somebody who needs 17 units has to take 20; somebody who needs 3 has to take 15. For a month:

    max(15, ceil(17 / 5) * 5) * 260 / 1 = 5200

The price is that of a unit for one term. Over a year it is paid twelve times, and a day of it is the 365 / 12th part.
How much of a workload a unit can carry is the scenario's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Ceil, Max, Node, Num, Product, Quotient, Symbol, formula_place, product
from costcalc.problem import InputError
from costcalc.rules.line import Line, Usage
from costcalc.rules.unit import Per, PeriodWord, PricingUnit
from costcalc.source import Amount, Record, Text

if TYPE_CHECKING:
    from costcalc.problem import Place


class ReservedTerms(Record):
    """The price of a unit for a term."""

    reserved: Amount
    per: Per
    term: PeriodWord
    minimum: Amount | None = None
    increment: Amount | None = None
    unusual: Text | None = None

    def form(self) -> Reserved:
        """Return the price in its form."""
        if self.increment and not self.increment.value:
            raise InputError.of(formula_place(self.increment), "bad-number", "steps of 0 lead nowhere")
        return Reserved(self.reserved, self.per, self.term, self.minimum, self.increment, self.unusual)


class Reserved(NamedTuple):
    """The price of reserved units.

    Args:
        price: Of `per` units for one term.
        per: How many.
        term: For how long.
        minimum: The fewest that can be had.
        increment: They come in multiples of this.
        unusual: Why a price out of the ordinary is meant.
    """

    price: Num
    per: PricingUnit
    term: str
    minimum: Num | None
    increment: Num | None
    unusual: str | None

    @property
    def place(self) -> Place:
        """The place where the price is written."""
        return formula_place(self.price)

    @property
    def amounts(self) -> tuple[Num, ...]:
        """The price."""
        return (self.price,)

    @property
    def by_request(self) -> bool:
        """Whether every request is rounded up by itself."""
        return False

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the lines that a usage is charged as."""
        units: Node = product(usage.requests, usage.each)
        if self.increment:
            units = Product((Ceil((Quotient(units, self.increment),)), self.increment))
        if self.minimum:
            units = Max((self.minimum, units))
        held = product(usage.share, units, usage.in_all(self.term))
        return (Line(held, Symbol(usage.symbol, self.price), self.per.count),)
