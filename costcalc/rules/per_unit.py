"""One price for every unit.

    input: 0.14                                # per the card's pricing unit
    input: {price: 10, per: 1K tokens}         # per a unit of its own
    cache_read: input                          # billed as another meter

The charge is quantity * price / per. With 200M tokens at 0.14 per 1M tokens:

    200000000 * 0.14 / 1000000 = 28

A price of more than 1,000,000 or less than 0.000001 (and not 0) per million units is taken for a slip of
the unit; where it is meant, say why: `{price: 2000000, per: 1M tokens, unusual: "…"}`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from costcalc.expr import Node, Num, Product, Quotient, Symbol, evaluate, formula_place, number
from costcalc.rules.unit import Per, PricingUnit
from costcalc.source import Amount, Kind, Mapping, Record, Text, bind, scalar
from costcalc.source.fields import NUMBER_SCHEMA, read_amount

if TYPE_CHECKING:
    from costcalc.problem import Place

HIGHEST, LOWEST = Decimal(1_000_000), Decimal("0.000001")


class Line(NamedTuple):
    """What one charge is made of: quantity * unit price / per."""

    quantity: Node
    unit_price: Node
    per: Node


class UnitPrice(NamedTuple):
    """A price for so many units.

    Args:
        price: The price, in the card's currency.
        per: What it buys; None means what the card says.
        unusual: Why a price out of the ordinary is meant.
    """

    price: Num
    per: PricingUnit | None = None
    unusual: str | None = None

    @property
    def place(self) -> Place:
        """Where the price is written."""
        return formula_place(self.price)

    def lines(self, quantity: Node, symbol: str, per: PricingUnit) -> tuple[Line, ...]:
        """Price a quantity.

        Args:
            quantity: How much of the meter.
            symbol: What formulas call the price.
            per: The card's pricing unit.
        """
        return (Line(quantity, Symbol(symbol, self.price), (self.per or per).count),)

    def is_implausible(self, per: PricingUnit) -> bool:
        """Say whether this looks like a price per the wrong unit."""
        a_million = evaluate(Quotient(Product((self.price, number(1_000_000))), (self.per or per).count))
        return not self.unusual and bool(a_million) and not LOWEST <= a_million <= HIGHEST


class BilledAs(NamedTuple):
    """Another meter's price."""

    meter: str
    place: Place


class _Shape(Record):
    """A price with a unit of its own."""

    price: Amount
    per: Per | None = None
    unusual: Text | None = None


def _read(value: Any) -> UnitPrice | BilledAs:
    if isinstance(value, Mapping):
        shape = bind(_Shape, value, [])
        return UnitPrice(shape.price, shape.per, shape.unusual)
    text = scalar(value, "a price, or the meter it is billed as")
    if re.fullmatch(r"(?!(nan|inf|infinity|null|true|false)$)[a-z][a-z0-9_]*", text, re.ASCII):
        return BilledAs(text, text.place)
    return UnitPrice(read_amount(text))


Price = Annotated[
    UnitPrice | BilledAs,
    Kind(
        _read,
        anyOf=[
            *NUMBER_SCHEMA["anyOf"],
            {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "the meter it is billed as"},
            {
                "type": "object",
                "required": ["price"],
                "additionalProperties": False,
                "properties": {"price": NUMBER_SCHEMA, "per": {"type": "string"}, "unusual": {"type": "string"}},
            },
        ],
    ),
]
