"""What was bought: the SKU, and the price of it that counts.

FOCUS wants both to stay what they are when a price changes or is negotiated: a SKU is a meter of a model, and its
price is told apart by service, region, hours, tier and slice. The date of the rate and the contract are elsewhere.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.units import sku_meter
from costcalc.expr import UndefinedError, evaluate, names_in
from costcalc.rules import MARKUP

if TYPE_CHECKING:
    from costcalc.export import LedgerEntry
    from costcalc.pricing import Charge

HELD, HELD_UNIT = frozenset({"seat"}), "seat-month"
"""What is paid for whether it is used or not, as a meter and as a unit; reserved capacity is seen by its price."""


class Sku(NamedTuple):
    """What was bought.

    Args:
        id: A meter of a model.
        meter: What is metered, as FOCUS writes it.
        price_id: The price of it that counts.
        details: The same in parts, as JSON.
    """

    id: str
    meter: str
    price_id: str
    details: str


def sku_of(entry: LedgerEntry) -> Sku:
    """Return what a row of a ledger bought."""
    charge, price = entry.charge, entry.charge.price
    # What a scenario prices itself is no card's: its lines, and its own prices.
    own = str(entry.result.scenario.scenario.id)
    name = f"{own if price.card.inline else price.card.card.id}/{price.offer.name}" if price else own
    sku_id = f"{name}/{charge.meter or charge.entry}"
    parts = {
        **{f"x_{word.title()}": asked for word, asked in charge.named_terms.items()},
        "x_Hours": price.hours if price else None,
        "x_Tier": _tier(charge),
        "x_Part": (price.part or None) if price else None,
    }
    details = {"x_Model": price.offer.name if price else None, "x_Meter": charge.meter} | parts
    return Sku(
        id=sku_id,
        meter=sku_meter(charge),
        price_id="/".join((sku_id, *filter(None, parts.values()))),
        details=json.dumps({key: word for key, word in details.items() if word}, ensure_ascii=True),
    )


def frequency(entry: LedgerEntry) -> str:
    """Return how often a charge occurs: once, in every period whether used or not, or with the use.

    A line whose quantity rests on no assumption is the same in every period.
    """
    if entry.one_time:
        return "One-Time"
    charge, price = entry.charge, entry.charge.price
    if price is None:
        return "Usage-Based" if charge.unit != HELD_UNIT and any(names_in(charge.quantity.node)) else "Recurring"
    if not price.group and MARKUP in {charge.meter, charge.entry}:
        return "Usage-Based"
    return "Recurring" if charge.meter in HELD or price.reserved else "Usage-Based"


def _tier(charge: Charge) -> str | None:
    """Return which context tier the size of one request comes to; a marginal tier is a part of its own."""
    price = charge.price
    if not price or not price.tier:
        return None
    try:
        reached = evaluate(price.tier, charge.quantity.env)
    except UndefinedError:  # turns of different sizes are one charge
        return None
    return f"tier_{reached}" if reached else None
