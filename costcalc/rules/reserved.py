"""Capacity that is reserved in units for a term, used or not: at least so many, in steps.

    capacity: {reserved: 260, per: 1 unit, term: month, minimum: 15, increment: 5}

Somebody who needs 17 units has to take 20; somebody who needs 3 has to take 15. For a month:

    max(15, ceil(17 / 5) * 5) * 260 / 1 = 5200

The price is that of a unit for one term. Over a year it is paid twelve times, and a day of it is the 365 / 12th part.
Where a call asks for it, the least is paid even for a quantity of 0; what no call names is not paid. How much of a
workload a unit can carry is the scenario's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from costcalc.expr import Ceil, Max, Node, Num, Product, Quotient, Symbol, formula_place, product
from costcalc.problem import InputError
from costcalc.rules.form import UNUSUAL, OnePrice
from costcalc.rules.line import Line, Usage
from costcalc.rules.unit import Per, PeriodWord, PricingUnit
from costcalc.source import Amount, FileRecord, Text


class ReservedTerms(FileRecord):
    """The price of a unit for a term."""

    reserved: Amount = Field(description="the price of `per` units for one term, used or not")
    per: Per = Field(description="how many units that is: 1 unit")
    term: PeriodWord = Field(description="for how long they are paid at a time")
    minimum: Amount | None = Field(None, description="the fewest that can be had")
    increment: Amount | None = Field(None, description="they come in multiples of this")
    unusual: Text | None = Field(None, description=UNUSUAL)

    def form(self) -> Reserved:
        """Return the price."""
        if self.increment and not self.increment.value:
            raise InputError.of(formula_place(self.increment), "bad-number", "steps of 0 lead nowhere")
        return Reserved(self.reserved, self.per, self.term, self.minimum, self.increment, self.unusual)


@dataclass(frozen=True, slots=True)
class Reserved(OnePrice):
    """The price of reserved units.

    Args:
        price: Of `per` units for one term.
        per: How many.
        term: For how long.
        minimum: The fewest that can be had.
        increment: They come in multiples of this.
        unusual: Why a price out of the ordinary is meant.
    """

    price: Node
    per: PricingUnit
    term: str
    minimum: Num | None
    increment: Num | None
    unusual: str | None
    name: ClassVar[str] = "reserved"

    @property
    def of_period(self) -> bool:
        """Whether what a request costs depends on all that the period counts: units are held for a term."""
        return True

    @property
    def is_held(self) -> bool:
        """Whether it is paid whether what it buys is used or not: it is."""
        return True

    @property
    def sold(self) -> tuple[object, ...]:
        """Units for a term."""
        return (self.term,)

    def per_name(self, card: PricingUnit, usual: Num) -> str:
        """Return what formulas add to the name of the price: it is that of a unit for a term."""
        del card, usual
        return f"_per_{self.term}"

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the charges of a quantity."""
        units: Node = usage.in_requests(usage.each)
        if self.increment:
            units = Product((Ceil((Quotient(units, self.increment),)), self.increment))
        if self.minimum:
            units = Max((self.minimum, units))
        held = product(usage.share, units, usage.in_all(self.term))
        return (Line(held, Symbol(usage.symbol, self.price), self.per.count),)

    def text(self, usual: PricingUnit) -> str:
        """Return it in one line: 260 per 1 unit a month, at least 15, in steps of 5."""
        del usual
        said = [f"{self.amount} per {self.per} a {self.term}"]
        if self.minimum:
            said.append(f"at least {self.minimum.text}")
        if self.increment:
            said.append(f"in steps of {self.increment.text}")
        return ", ".join(said)
