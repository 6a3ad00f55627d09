"""Options whose prices depend on other hours than they did, as they run on another model or at prices of their own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from costcalc.checks import Finding, Level
from costcalc.checks.finding import option_called
from costcalc.checks.hours_changed import ALL_HOURS, HINT, hours_said, same_hours, unknown
from costcalc.review.occasions import says_share
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.ratecard import Offer, Rate
    from costcalc.review.priced import PricedPair


def moved_hours(today: Iterable[PricedPair]) -> Iterator[Finding]:
    """Report the options whose hours are others; what becomes of a model itself is said of its card.

    Peak hours are held against peak hours, whatever they are: that there are more of them is no move of money.
    """
    for one in today:
        if one.after is None or says_share(one.after.scenario):
            continue
        for option in one.options():
            if option.before is None or option.after is None:
                continue
            was, now = _hours(option.before, option.after), _hours(option.after, option.before)
            if Counter(map(repr, map(same_hours, was))) != Counter(map(repr, map(same_hours, now))):
                name = option_called(one.pair.name, option.id)
                says, had = (some_of(dict.fromkeys(map(hours_said, rates))) or ALL_HOURS for rates in (now, was))
                message = f"{name} runs at prices with other hours: {says}; it had {had}"
                yield Finding("hours-changed", Level.WARNING, option.after.plan.place, message, HINT, name)


def unknown_hours(today: Iterable[PricedPair], as_of: datetime) -> Iterator[Finding]:
    """Report the models whose dear hours nobody knows today: what is asked of them is priced without these."""
    told: set[str] = set()
    for one in today:
        if one.after is None or says_share(one.after.scenario):
            continue
        for offer in (offer for outcome in one.after.outcomes for offer in outcome.offers if not outcome.not_priced):
            rate = offer.model.rate_at(as_of)
            why = unknown(rate, offer.file, as_of) if rate and not _is_own(offer) else None
            if rate and why and offer.ref not in told:
                told.add(offer.ref)
                message = f"{offer.ref} is priced without the hours that have prices of their own: {why}"
                hint = "append the year to the calendar, or say a `peak_share` in the scenario"
                yield Finding("hours-unknown", Level.WARNING, rate.effective.place, message, hint, offer.ref)


def _hours(side: Outcome, other: Outcome) -> list[Rate]:
    """Return the rates of a side whose models are not on the other one, or that are of the scenario itself."""
    refs = {offer.ref for offer in other.offers if not _is_own(offer)}
    found = (offer.model.rate_at(side.plan.as_of) for offer in side.offers if _is_own(offer) or offer.ref not in refs)
    return [rate for rate in found if rate and rate.window]


def _is_own(offer: Offer) -> bool:
    return all(file.inline for file in offer.files)
