"""Charges: a quantity times a unit price, with the formula it all came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from costcalc.expr import (
    Exact,
    Node,
    Product,
    Quotient,
    decimal_text,
    evaluate,
    places_of_numbers,
    plain,
    substituted,
    symbolic,
    tidy,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from costcalc.problem import Place


@dataclass(frozen=True, eq=False)
class Figure:
    """A number together with the formula it came from.

    Args:
        node: The formula.
        env: The value of every name in it.
    """

    node: Node
    env: Mapping[str, Exact] = field(repr=False)

    @cached_property
    def value(self) -> Exact:
        """The number: a Decimal, or a Fraction where it has no last digit."""
        return tidy(evaluate(self.node, self.env))

    @cached_property
    def text(self) -> str:
        """The number in plain digits."""
        return decimal_text(self.value)

    @cached_property
    def formula(self) -> str:
        """The formula with its names."""
        return symbolic(self.node, self.env)

    def substituted(self, digits: Callable[[str], str] = plain) -> str:
        """Write the formula with the numbers put in."""
        return substituted(self.node, self.env, digits)

    def places(self) -> list[Place]:
        """List where its numbers are written, and the values of its names, each place once."""
        return places_of_numbers(self.node, self.env)


@dataclass(frozen=True, eq=False)
class Charge:
    """One line of a bill: quantity * unit price / per. It is given formulas, and its amount follows from them.

    Args:
        key: CALL.METER, one of its kind in an estimate.
        call: The call of the workload.
        model: CARD/MODEL.
        meter: What is counted.
        unit: What one of it is: `token`.
        quantity: How much, in the period.
        unit_price: What is paid for `per` units, after every modifier.
        per: How many units that is.
        currency: Of the price and the amount.
        decided_at: Where the card says that this is billed as another meter.
        source: Where the vendor's price was read.
        confidence: How sure the card is of it.
        disagreement: What other sources say instead.
        verified: The last day on which the source was seen to say so.
        service: The service tier.
        since: Start of the part of the period it is for; None is all of it.
        until: End of that part.
        region: Where the data must stay; None where that is all the same.
        effective: From when the rate is.
        list_price: What is published for `per` units, where a promotion, a contract or a mark-up changes it.
        contracted_price: What was negotiated, where that is another price.
    """

    key: str
    call: str
    model: str
    meter: str
    unit: str
    quantity: Figure
    unit_price: Figure
    per: Figure
    currency: str
    source: tuple[str, ...]
    effective: datetime
    verified: datetime | None
    decided_at: Place | None = None
    confidence: str | None = None
    disagreement: str | None = None
    service: str = "standard"
    since: datetime | None = None
    until: datetime | None = None
    region: str | None = None
    list_price: Figure | None = None
    contracted_price: Figure | None = None

    @cached_property
    def figure(self) -> Figure:
        """The amount with its formula."""
        product = Product((self.quantity.node, self.unit_price.node))
        return Figure(Quotient(product, self.per.node), self.quantity.env)

    @property
    def amount(self) -> Exact:
        """What it costs, exactly: a Decimal, or a Fraction where it has no last digit."""
        return self.figure.value

    @property
    def listed(self) -> Figure:
        """The published price of `per` units, with what the service, the region and the hours do to it."""
        return self.list_price or self.unit_price

    @property
    def contracted(self) -> Figure:
        """The negotiated price of `per` units; the published one where nothing was negotiated."""
        return self.contracted_price or self.listed

    def sources(self) -> list[str]:
        """List FILE:LINE:COL of every number used, the price first."""
        decided = [self.decided_at] if self.decided_at else []
        found = [*self.unit_price.places(), *decided, *self.per.places(), *self.quantity.places()]
        return [str(place) for place in dict.fromkeys(found)]
