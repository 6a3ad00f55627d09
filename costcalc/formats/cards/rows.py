"""Rates for a spreadsheet: one row for each price that is written, with everything that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import decimal_text
from costcalc.formats.base import Sheet
from costcalc.formats.cards.data import instant, number, written_instant
from costcalc.formats.cards.words import price_words
from costcalc.inventory import standing
from costcalc.ratecard.price_points import PriceScope, price_points
from costcalc.rules import Multiplied, UnitPrice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.ratecard import Offer, RatePeriod
    from costcalc.ratecard.price_points import PricePoint

COLUMNS = (
    "card",
    "card_version",
    "basis",
    "model",
    "meter",
    "unit",
    "applies",
    "name",
    "tier",
    "price",
    "per",
    "multiplier",
    "currency",
    "price_in_words",
    "list_unit_price",
    "contracted_unit_price",
    "unit_price",
    "from",
    "until",
    "state",
    "context_window",
    "max_output",
    "released",
    "retired",
    "verified",
    "confidence",
    "price_source",
    "disagreement",
    "note",
    "place",
)
NUMBERS = frozenset(
    {
        "price",
        "per",
        "multiplier",
        "list_unit_price",
        "contracted_unit_price",
        "unit_price",
        "context_window",
        "max_output",
    }
)
IN_FORCE, ANNOUNCED, ENDED = "in force", "announced", "ended"


def state(span: RatePeriod, as_of: datetime) -> str:
    """Say whether a rate is in force, will be, or was."""
    if span.start > as_of:
        return ANNOUNCED
    return IN_FORCE if span.end is None or as_of < span.end else ENDED


def price_sheet(spans: Iterable[tuple[Offer, RatePeriod]], as_of: datetime) -> Sheet:
    """Write rates.

    Args:
        spans: The rates, each with its model and the time it is in force.
        as_of: The instant at which they are looked at.
    """
    return Sheet(COLUMNS, NUMBERS, [row for offer, span in spans for row in _rows(offer, span, as_of)])


def _rows(offer: Offer, span: RatePeriod, as_of: datetime) -> Iterator[dict[str, str]]:
    rate, card = span.rate, offer.prices.card
    limits = offer.model.limits(rate)
    about = {
        "card": offer.file.card.id,
        "card_version": offer.file.card.version,
        "basis": offer.file.card.basis,
        "model": offer.ref,
        "currency": card.currency,
        "from": instant(span.start) or "",
        "until": instant(span.end) or "",
        "state": state(span, as_of),
        "context_window": number(limits.context_window) or "",
        "max_output": number(limits.max_output) or "",
        "released": written_instant(offer.model.released) or "",
        "retired": written_instant(offer.model.retired) or "",
        "verified": written_instant(rate.verified) or "",
        "confidence": rate.confidence or "",
        "price_source": "; ".join(rate.source),
        "disagreement": rate.disagreement or "",
        "note": rate.note or "",
    }
    for found in price_points(rate, card.all_meters):
        yield about | _price(offer, found) | (_paid(offer, found, as_of) if about["state"] == IN_FORCE else {})


def _price(offer: Offer, found: PricePoint) -> dict[str, str]:
    card, price = offer.prices.card, found.price
    row = {
        "meter": found.meter,
        "unit": card.all_meters[found.meter].unit,
        "applies": found.where.kind,
        "name": found.where.name,
        "tier": found.where.size.removeprefix("where "),
        "price_in_words": price_words(price, card.per),
        "place": str(price.place),
    }
    if isinstance(price, Multiplied):
        return row | {"multiplier": number(price.factor) or ""}
    if isinstance(price, UnitPrice):
        return row | {"price": number(price.price) or "", "per": number((price.per or card.per).count) or ""}
    return row


def _paid(offer: Offer, found: PricePoint, as_of: datetime) -> dict[str, str]:
    """Say what a meter costs now: the list price, the one negotiated, and the one paid."""
    paid = standing(offer, found.meter, as_of) if found.where == PriceScope() else None
    if not paid or not isinstance(paid.form, UnitPrice):
        return {}
    return {
        "per": decimal_text(paid.per.count.value),
        "list_unit_price": paid.listed.text,
        "contracted_unit_price": paid.contracted.text,
        "unit_price": paid.paid.text,
    }
