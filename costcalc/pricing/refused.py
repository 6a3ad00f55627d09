"""Why something has no price, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.problem import Problem, did_you_mean, some_of
from costcalc.ratecard import SHIPPED
from costcalc.rules import STANDARD

if TYPE_CHECKING:
    from costcalc.pricing.quote import Wanted
    from costcalc.pricing.slot import Slot
    from costcalc.ratecard import Offer


def no_price(offer: Offer, slot: Slot, meter: str, service: str = "") -> Problem:
    """Say that a meter has no price, and what can be done about it."""
    wholes = offer.meters[meter].part_of
    hint = f"give it one in {offer.prices.file}"
    if offer.prices.folder == SHIPPED:
        card = offer.prices.card.id
        hint = f"the shipped card knows none; one of your own with `extends: {card}` can give it"
    if service:
        hint += f", or say `{meter}: {STANDARD}` there where it costs the same"
    elif wholes:
        hint += f", or say `{meter}: {wholes[0]}` where it is billed as {wholes[0]}"
    since = short_instant(slot.rate.effective.at)
    where = f" in `{service}`" if service else ""
    message = f"{offer.ref} has no price for `{meter}`{where} in its rate of {since}"
    return Problem(slot.rate.effective.place, "no-price", message, hint)


def unserved(wanted: Wanted, what: str, name: str, known: list[str]) -> Problem:
    """Say that a rate does not know a service or a region."""
    since = short_instant(wanted.slot.rate.effective.at)
    message = f"{wanted.offer.ref} has no prices for the {what} `{name}` in its rate of {since}"
    hint = did_you_mean(name, known, f"it has {some_of(known)}" if known else f"it has no {what}s")
    return Problem(wanted.slot.rate.effective.place, "no-price", message, hint)


def conflict(wanted: Wanted, meter: str, one: str, other: str) -> Problem:
    """Say that two prices meet, and neither is said to count."""
    said = f"has a price for `{meter}` in `{one}` and another in `{other}`, and does not say which counts"
    hint = "a multiplier or a `discount` goes together with another price; two prices do not"
    return Problem(wanted.slot.rate.effective.place, "no-price", f"{wanted.offer.ref} {said}", hint)
