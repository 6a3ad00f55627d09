"""An estimate with more charges than a person reads: of many answers each has its own."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.views.amounts import count_amount, line_amount
from costcalc.views.bill import per_text
from costcalc.views.blocks import Column, Row, Table, dense
from costcalc.views.working import shown_charges

if TYPE_CHECKING:
    from costcalc.pricing import Charge, Estimate

MOST_STEPS = 80


def is_long(estimate: Estimate) -> bool:
    """Whether an estimate has more charges than a person reads: of many answers each has its own."""
    return len(estimate.charges) > MOST_STEPS


def sums_table(estimate: Estimate) -> Table:
    """Return what an estimate comes to by meter and unit price, where each of many answers has charges of its own."""
    columns = (
        Column("meter", "meter", is_key=True, whole=True),
        Column("service", "service"),
        Column("quantity", "quantity", is_number=True),
        Column("price", "price", is_number=True),
        Column("per", "per"),
        Column("amount", "amount", is_number=True),
    )
    found: dict[tuple[str, ...], list[Charge]] = {}
    for charge in shown_charges(estimate):
        terms = ", ".join(filter(None, charge.named_terms.values())) if any(charge.terms.asked()) else ""
        found.setdefault((charge.meter or charge.key, terms, charge.unit_price.text, per_text(charge)), []).append(
            charge
        )
    rows = []
    for (meter, terms, _, per), charges in found.items():
        quantity = sum((Fraction(charge.quantity.value) for charge in charges), Fraction())
        amount = sum((Fraction(charge.figure.value) for charge in charges), Fraction())
        price = count_amount(charges[0].unit_price.value)
        rows.append(Row((meter, terms, count_amount(quantity), price, per, line_amount(amount))))
    return dense(columns, tuple(rows))
