"""What was bought: the SKU, and the price of it that counts.

FOCUS wants both to stay what they are when a price changes or is negotiated: a SKU is a meter of a model, and its
price is told apart by service, region, hours, tier and slice. The date of the rate and the contract are elsewhere.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from costcalc.expr import Case, Choice, Compare, UndefinedError, evaluate, number
from costcalc.formats.export.focus_units import sku_meter
from costcalc.ratecard import OFF_PEAK, PEAK
from costcalc.rules.reserved import Reserved

if TYPE_CHECKING:
    from costcalc.charge import Charge
    from costcalc.export import Entry
    from costcalc.pricing.line import BillLine

HELD = frozenset({"seat"})
"""Meters of what is paid for whether it is used or not; reserved capacity is seen by its price."""


def sku(entry: Entry, line: BillLine) -> dict[str, str]:
    """Give the columns that name the SKU and its price.

    Args:
        entry: The row.
        line: The line of the bill that its charge is from.
    """
    charge, offer = entry.charge, entry.estimate.offer
    sku_id = f"{offer.prices.card.id}/{offer.name}/{charge.meter}"
    told = {
        "x_Service": charge.service,
        "x_Region": charge.region,
        "x_Hours": _hours(line),
        "x_Tier": _tier(charge, line),
        "x_Part": line.line.part or None,
    }
    details = {"x_Model": offer.name, "x_Meter": charge.meter} | told
    return {
        "SkuId": sku_id,
        "SkuMeter": sku_meter(charge),
        "SkuPriceId": "/".join((sku_id, *filter(None, told.values()))),
        "SkuPriceDetails": json.dumps({key: word for key, word in details.items() if word}, ensure_ascii=True),
    }


def frequency(entry: Entry, line: BillLine) -> str:
    """Say how often a charge occurs: once, in every period whether used or not, or with the use."""
    if entry.span.one_time:
        return "One-Time"
    held = entry.charge.meter in HELD or (line.quote is not None and isinstance(line.quote.price, Reserved))
    return "Recurring" if held or line.group is None else "Usage-Based"


def _hours(line: BillLine) -> str | None:
    """Say in which hours it is, where the rate has a window."""
    slot = line.slot
    if slot.in_window is None or not slot.rate.window:
        return None
    return slot.rate.window_name if slot.in_window else {PEAK: OFF_PEAK, OFF_PEAK: PEAK}[slot.rate.window_name]


def _tier(charge: Charge, line: BillLine) -> str | None:
    """Say which context tier the size of one request comes to; a marginal tier is a part of its own."""
    if line.line.part or not line.quote or not line.group or line.group.count is None:
        return None
    sizes = line.group.shape
    known = [(nth, tier.when) for nth, (tier, _) in enumerate(line.quote.tiers, 1) if tier.when.meter in sizes]
    cases = [Case(Compare(sizes[when.meter], when.operator, when.bound), number(nth)) for nth, when in reversed(known)]
    try:
        reached = evaluate(Choice(tuple(cases), number(0)), charge.quantity.env)
    except UndefinedError:  # turns of different sizes are one charge
        return None
    return f"tier_{reached}" if reached else None
