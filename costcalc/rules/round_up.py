"""Amounts of money that are rounded up: to whole credits, to cents.

    input: 1
    output: 4
    round_up: {to: 1, each: request}

Each meter of each request is rounded up by itself; what that adds is a charge of its own. Three requests of 1.5M tokens
in and 0.1M out are 9 credits:

    3 * 1500000 * 1 / 1000000 = 4.5
    3 * (ceil(1500000 * 1 / 1000000 / 1) * 1 - 1500000 * 1 / 1000000) * 1 / 1 = 1.5
    3 * 100000 * 4 / 1000000 = 1.2
    3 * (ceil(100000 * 4 / 1000000 / 1) * 1 - 100000 * 4 / 1000000) * 1 / 1 = 1.8

`each` says what is rounded up:

- `request`: each meter of each request
- `whole_request`: all that a request costs together: the same three are 6 credits
- `line`: each line of the invoice: each charge of the period, where slices, tiers and hours are lines of their own; the
  fee with all its parts; what is missing to a `minimum_charge`
- `bill`: all that the model is charged in the period, once

A line is rounded up when it is made, and what comes after it counts what is charged. Lines to a cent, a fee of 0.80 at
least, and 1.234 of usage: 1.24, and 0.80 and no cent more:

    round_up: {to: 0.01, each: line}
    markup: {percent: 5.5%, minimum: 0.80}

    1234000 * 1 / 1000000 = 1.234
    (ceil(1.234 / 0.01) * 0.01 - 1.234) * 1 / 1 = 0.006
    (1.234 + 0.006) * 0.055 / 1 = 0.0682
    max(0.8 - 0.0682, 0) * 1 / 1 = 0.7318
    (ceil((0.0682 + 0.7318) / 0.01) * 0.01 - (0.0682 + 0.7318)) * 1 / 1 = 0

Where a price depends on all of the period (`free`, `graduated`, `reserved`, a `package` of the period), nobody knows
what one request costs, and there is no answer for `request` and `whole_request`: `no-price`. Nor is there one where
only totals are known. It is the price after mark-ups that is rounded. A line or a bill is that of the scenario's
period: where that is no month, it is flagged `billed-once`. Blocks of tokens or seconds, which are no money, are a
`package`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from costcalc.expr import Ceil, Difference, Node, Num, Product, Quotient, Symbol, number
from costcalc.rules.line import Line
from costcalc.rules.modifier import Modifier
from costcalc.rules.statement import Statement
from costcalc.source import FileRecord, One, Scalar, one_of, rejected
from costcalc.source.amounts import NUMBER_SCHEMA, read_amount

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUND_UP = "round_up"
REQUEST, WHOLE_REQUEST, LINE, BILL = "request", "whole_request", "line", "bill"


def _read(value: Scalar) -> Num:
    smallest = read_amount(value)
    if not smallest.value:
        raise rejected("bad-number", "nothing can be rounded up to 0", "write 1 for whole credits, 0.01 for cents")
    return smallest


class RoundUp(FileRecord):
    """What amounts are rounded up to."""

    to: Annotated[Num, One("a number above 0", _read, **NUMBER_SCHEMA)] = Field(
        description="a multiple of what is paid, in the card's currency: 1, 0.01"
    )
    each: Annotated[str, one_of(REQUEST, WHOLE_REQUEST, LINE, BILL)] = Field(
        description="what is rounded up: each meter of a request, a whole request, each line, or all of a bill"
    )

    @property
    def of_requests(self) -> bool:
        """Whether it needs to know what one request costs."""
        return self.each in {REQUEST, WHOLE_REQUEST}

    @property
    def terms(self) -> tuple[object, ...]:
        """What it comes to: equal for two that mean the same."""
        return (self.to.value, self.each)

    def rounded(self, amount: Node) -> Node:
        """Return an amount, rounded up."""
        to = Symbol(f"price.{ROUND_UP}", self.to)
        return Product((Ceil((Quotient(amount, to),)), to))

    def added(self, amount: Node) -> Node:
        """Return what rounding up adds to an amount."""
        return Difference(self.rounded(amount), amount)

    def line(self, quantity: Node) -> Line:
        """Return the charge of what it adds."""
        return Line(quantity, number(1), number(1))


class _RoundUp(Modifier[RoundUp]):
    def conditions(self, written: RoundUp) -> Mapping[str, Statement | None]:
        what = written.each.replace("_", " ")
        return {"rounded up": Statement(f"to {written.to.text}, each {what}", written.terms, written.to.place)}


ROUNDING = _RoundUp(ROUND_UP)
