"""Mark-ups that are charges of their own: of all that a model is charged, or of what that is at list prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Missing, Needed, Node, Product, Quotient, Silent, Symbol, added, product
from costcalc.pricing.roundings import as_a_line, rounded_line
from costcalc.pricing.segments import key_of
from costcalc.pricing.stretches import stretches
from costcalc.rules import LIST_PRICE, MARKUP, PURCHASE, Fee, periods_in
from costcalc.rules.round_up import ROUND_UP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.pricing.billing import Billing
    from costcalc.pricing.charge_plan import ChargePlan
    from costcalc.pricing.segments import Portion
    from costcalc.ratecard import Rate


def fees(billing: Billing, charges: Sequence[ChargePlan], seen: Sequence[Portion], called: str) -> Iterator[ChargePlan]:
    """Yield the parts of the mark-up, which is one line; one that one rate takes over from another goes on."""
    for stretch in stretches(charges, seen, _said):
        fee = stretch.terms
        at_list = fee.of == LIST_PRICE
        # What rounding up adds to what is paid is in no list.
        of = [charge for charge in stretch.charges if not at_list or charge.meter != ROUND_UP]
        money = added(_at_list(charge) if at_list else charge.named for charge in of)
        # A purchase has no time, which a part of the period could be a part of.
        times = None if fee.per == PURCHASE else product(stretch.part, periods_in(billing.period, fee.per))
        parts = [billing.of_stretch(MARKUP, called, line, stretch) for line in fee.lines(money, times)]
        if missing := fee.missing(money, added(charge.named for charge in parts), times):
            parts.append(billing.of_stretch(MARKUP, called, missing, stretch))
        yield from parts
        yield from rounded_line(parts, key_of(MARKUP, called, stretch.label))


def _said(rate: Rate) -> tuple[Fee, object] | None:
    return (rate.fee, as_a_line(rate.fee.terms, rate)) if rate.fee else None


def _at_list(charge: ChargePlan) -> Node:
    """Return what a charge comes to at list prices."""
    line = charge.line
    price = charge.list_price or line.unit_price
    if not charge.listed:
        why = f"a mark-up is of list prices, and nobody publishes one of such units: `{charge.key}`"
        price = Missing(why, "unknown")
    if charge.doubt or not charge.listed:
        price = Needed(price, line.quantity)
    kind = Silent if charge.doubt or charge.branch else Symbol
    return kind(f"list.{charge.key}", Quotient(Product((line.quantity, price)), line.per))
