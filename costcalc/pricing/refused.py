"""Why something has no price, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.problem import InputError, Problem
from costcalc.ratecard import LISTED, SHIPPED
from costcalc.rules import STANDARD
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from costcalc.pricing.query import PriceQuery


NO_PRICE = "no-price"


def lacking(error: InputError) -> Problem:
    """Return why something has no price, for whoever can go on without one.

    Raises:
        InputError: the same error, where anything else is wrong.
    """
    if any(problem.code != NO_PRICE for problem in error.problems):
        raise error
    return error.problems[0]


def no_price(query: PriceQuery, meter: str, variant: str = "") -> Problem:
    """Return the problem of a meter without a price, and what can be done about it."""
    offer, rate = query.offer, query.rate
    since = f" in its rate of {short_instant(rate.effective.at)}"
    wholes = offer.meters[meter].part_of
    hint = f"give it one in {offer.prices.file}"
    if offer.prices.inline:
        since, hint = "", f"give it one under `prices`, in {offer.prices.file}"
    elif offer.prices.folder in (SHIPPED, LISTED):  # nobody writes into these
        card = offer.prices.card.id
        hint = f"the {offer.prices.folder} card knows none; one of your own with `extends: {card}` can give it"
    if variant:
        hint += f", or say `{meter}: {STANDARD}` there where it costs the same"
    elif wholes:
        hint += f", or say `{meter}: {wholes[0]}` where it is billed as {wholes[0]}"
    where = f" in `{variant}`" if variant else ""
    message = f"{offer.ref} has no price for `{meter}`{where}{since}"
    return Problem(rate.effective.place, NO_PRICE, message, hint)


def unserved(query: PriceQuery, word: str, name: str, known: list[str]) -> Problem:
    """Return the problem of a service or a region that a rate does not know."""
    since = "" if query.offer.prices.inline else f" in its rate of {short_instant(query.rate.effective.at)}"
    message = f"{query.offer.ref} has no prices for the {word} `{name}`{since}"
    hint = did_you_mean(name, known, f"it has {some_of(known)}" if known else f"it has no {word}s")
    return Problem(query.rate.effective.place, NO_PRICE, message, hint)


def conflict(query: PriceQuery, meter: str, one: str, other: str) -> Problem:
    """Return the problem of two prices that meet, where neither is said to count."""
    conflict_text = f"has a price for `{meter}` in `{one}` and another in `{other}`, and does not say which counts"
    hint = "a multiplier or a `discount` goes together with another price; two prices do not"
    return Problem(query.rate.effective.place, NO_PRICE, f"{query.offer.ref} {conflict_text}", hint)
