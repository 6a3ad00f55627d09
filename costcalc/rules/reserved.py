"""Capacity that is reserved in units for a term, used or not: at least so many, in steps.

    capacity: {reserved: 260, per: 1 unit, term: month, minimum: 15, increment: 5}

Somebody who needs 17 units has to take 20; somebody who needs 3 has to take 15. For a month:

    max(15, ceil(17 / 5) * 5) * 260 / 1 = 5200

The price is that of a unit for one term, from `second` to `year`. Over a year that of a month is paid twelve times, and
a day of it is the 365 / 12th part. Where a call asks for it, the least is paid even for a quantity of 0; what no call
names is not paid. How much of a workload a unit can carry is the scenario's to say. Hours in which something is kept
ready now and then are counted by themselves, as `hosting_hour`.

    capacity: {reserved: 21.18, per: 1 unit, term: hour, commitment: 6 months}

Who takes a unit has to pay for six months at least. A month of it is 730 hours; what is taken once is paid for the
whole commitment, whose months are 365 / 12 days:

    1 * 365 / 12 / (1 / 24) * 21.18 / 1 = 15461.4
    1 * 6 * 365 / 12 / (1 / 24) * 21.18 / 1 = 92768.4
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from costcalc.expr import Ceil, Max, Node, Num, Product, Quotient, Symbol, formula_place, product
from costcalc.problem import InputError
from costcalc.rules.form import UNUSUAL, OnePrice
from costcalc.rules.line import Line, Usage
from costcalc.rules.unit import TERM_DAYS, Per, PricingUnit, TermWord
from costcalc.source import Amount, FileRecord, Text


class ReservedTerms(FileRecord):
    """The price of a unit for a term."""

    reserved: Amount = Field(description="the price of `per` units for one term, used or not")
    per: Per = Field(description="how many units that is: 1 unit")
    term: TermWord = Field(description="for how long they are paid at a time")
    minimum: Amount | None = Field(None, description="the fewest that can be had")
    increment: Amount | None = Field(None, description="they come in multiples of this")
    commitment: Per | None = Field(None, description="for how long it has to be paid at least: 6 months")
    unusual: Text | None = Field(None, description=UNUSUAL)

    def form(self) -> Reserved:
        """Return the price."""
        if self.commitment and self.commitment.unit not in TERM_DAYS:
            hint = f"write a number and one of {', '.join(TERM_DAYS)}: 6 months"
            raise InputError.of(self.commitment.place, "bad-unit", f"`{self.commitment}` is no time", hint)
        if self.increment and not self.increment.value:
            raise InputError.of(formula_place(self.increment), "bad-number", "steps of 0 lead nowhere")
        return Reserved(self.reserved, self.per, self.term, self.minimum, self.increment, self.commitment, self.unusual)


@dataclass(frozen=True, slots=True)
class Reserved(OnePrice):
    """The price of reserved units.

    Args:
        price: Of `per` units for one term.
        per: How many.
        term: For how long.
        minimum: The fewest that can be had.
        increment: They come in multiples of this.
        commitment: For how long they have to be paid at least, where that is longer than a term.
        unusual: Why a price out of the ordinary is meant.
    """

    price: Node
    per: PricingUnit
    term: str
    minimum: Num | None
    increment: Num | None
    commitment: PricingUnit | None
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
        held = product(usage.share, units, usage.in_all(self.term, self.commitment))
        return (Line(held, Symbol(usage.symbol, self.price), self.per.count),)

    def text(self, usual: PricingUnit) -> str:
        """Return it in one line: 260 per 1 unit a month, at least 15, in steps of 5."""
        del usual
        said = [f"{self.amount} per {self.per} a {self.term}"]
        if self.minimum:
            said.append(f"at least {self.minimum.text}")
        if self.increment:
            said.append(f"in steps of {self.increment.text}")
        if self.commitment:
            said.append(f"for {self.commitment} at least")
        return ", ".join(said)
