"""What is doubtful about prices themselves, whatever is asked of a model: a source and a day settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.feasibility import Flag
from costcalc.ratecard import CLAIMED, OF_PRICES, UNVERIFIED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.ratecard import Offer, Rate

CLAIMED_PRICE = "claimed-price"
PRICE_FLAGS = OF_PRICES | {CLAIMED_PRICE}
"""The codes of these flags."""


def flags_of_prices(offer: Offer, rates: Sequence[Rate]) -> Iterator[Flag]:
    """Yield what is doubtful about the prices of a model.

    Args:
        offer: The model.
        rates: Those whose prices are paid; none where all are a contract's own.
    """
    if rates and offer.prices.card.basis == CLAIMED:
        listed = f"{offer.prices.card.id} lists what somebody printed; no vendor sells at it"
        yield Flag(CLAIMED_PRICE, printed_prices([offer.name]) if offer.prices.inline else listed)
    for doubt in dict.fromkeys(doubt for rate in rates for doubt in offer.doubts(rate)):
        about = offer.prices.card.id if doubt.code == UNVERIFIED else offer.ref  # said once of all models of a list
        yield Flag(doubt.code, f"{about}: {doubt.says}", doubt.bars)


def printed_prices(names: Sequence[str]) -> str:
    """Return what there is to know about prices that a scenario says somebody printed.

    Args:
        names: What the scenario calls them.
    """
    if len(names) == 1:
        return f"the price of {names[0]} is what somebody printed; no vendor sells at it"
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"the prices of {listed} are what somebody printed; no vendor sells at them"
