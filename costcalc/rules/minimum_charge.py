"""At least so much money is paid for each request, or for a period.

    minimum_charge: {amount: 20, per: month}
    minimum_charge: {amount: 0.001, per: request}

What is missing is a charge of its own, and a line; what was rounded up before it counts. Charges of 12.50 in a month:

    max(20 - 12.5, 0) * 1 / 1 = 7.5

A minimum of each request is topped up call by call: all requests of a call are alike, and each turn of a loop is one of
its own. Where a price of the call depends on all of the period (`free`, `graduated`, `reserved`, a `package` of the
period), nobody knows what one request costs, and there is no answer: `no-price`. Context tiers are of one request each,
and `volume` has one price for all: these are topped up.

A minimum for a month in a scenario of a year is twelve times as much. In a month of the calendar whose prices change it
is of the whole month, where it stays the same, and else of each part. A minimum that is not money but seconds or tokens
stands in the price: see the rule `minimum`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from costcalc.expr import Difference, Max, Node, Symbol, number, product
from costcalc.rules.line import Line
from costcalc.rules.modifier import Modifier
from costcalc.rules.statement import Statement
from costcalc.rules.unit import DAYS
from costcalc.source import Amount, FileRecord, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUEST = "request"


class MinimumCharge(FileRecord):
    """The least that is paid."""

    amount: Amount = Field(description="the least that is paid, in the card's currency")
    per: Annotated[str, one_of(REQUEST, *DAYS)] = Field(description="for what: for each request, or for so much time")

    @property
    def terms(self) -> tuple[object, ...]:
        """What it comes to: equal for two that mean the same."""
        return (self.amount.value, self.per)

    def missing(self, reached: Node, times: Node) -> Line:
        """Return what is missing to the minimum.

        Args:
            reached: What the charges come to.
            times: How many requests they are for, or how many of the minimum's periods.
        """
        return self.line(self.short(reached, times))

    def short(self, reached: Node, times: Node | None = None) -> Node:
        """Return by how much something falls short of as many times the minimum."""
        return short(product(Symbol("price.minimum_charge", self.amount), times), reached)

    def line(self, missing: Node) -> Line:
        """Return the charge of what is missing."""
        return Line(missing, number(1), number(1))


def short(least: Node, reached: Node) -> Node:
    """Return by how much something falls short of the least."""
    return Max((Difference(least, reached), number(0)))


class _MinimumCharge(Modifier[MinimumCharge]):
    def conditions(self, written: MinimumCharge) -> Mapping[str, Statement | None]:
        amount, per = written.amount, written.per
        return {"minimum charge": Statement(f"{amount.text} per {per}", written.terms, amount.place)}


MINIMUM_CHARGE = _MinimumCharge("minimum_charge")
