"""The holidays on which a rate's hours of the day count for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.ratecard import Holidays
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from costcalc.ratecard import Offer, Rate


def holidays_of(offer: Offer, rate: Rate) -> Callable[[date], bool]:
    """Return what says whether a day is a holiday of a rate's window; it raises InputError where nobody knows."""
    window = rate.window
    if not window or not window.holidays:
        return lambda _: False
    place = place_of(window.holidays)
    return Holidays(offer.prices.calendar(str(window.holidays), place).calendar, place)
