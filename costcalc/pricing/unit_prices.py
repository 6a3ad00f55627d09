"""What one unit costs, whatever is asked for: where size, volume or a quota decides, there is no such price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Product, Quotient, Symbol, product
from costcalc.pricing.quote import quote
from costcalc.pricing.size import of_whole_request
from costcalc.rules import MARGINAL, UnitPrice, per_usual

if TYPE_CHECKING:
    from costcalc.expr import Node, Num
    from costcalc.pricing.query import PriceQuery
    from costcalc.pricing.size import Request


def price_of(query: PriceQuery, meter: str, request: Request | None = None) -> Node | None:
    """Return what is paid for a million tokens of a meter, or for one of what is no token.

    Args:
        query: Which model, when, and in which terms.
        meter: Of what.
        request: One request, whose size may decide; None where none is known.

    Returns:
        A formula; None where it depends on how much is asked for.

    Raises:
        InputError: where there is no price.
    """
    found = quote(query, meter)
    price = found.price
    if not isinstance(price, UnitPrice) or price.free or price.minimum:
        return None
    one: Node = Symbol(found.symbol, price.price)
    if found.tiers:
        if request is None or found.tiers[0][0].mode == MARGINAL:
            return None
        one = of_whole_request(one, found.tiers, found.symbol, request)
    card = query.offer.prices.card
    paid = product(one, *found.factors)
    return per_units(paid, (price.per or card.per).count, per_usual(query.offer.meters[meter].unit))


def per_units(price: Node, count: Num, wanted: Num) -> Node:
    """Return the price of another number of units."""
    return price if count.value == wanted.value else Quotient(Product((price, wanted)), count)
