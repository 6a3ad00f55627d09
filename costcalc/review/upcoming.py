"""Prices that are announced and not yet in force, and what they will do to money."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.review.difference import difference, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.expr import Figure
    from costcalc.problem import Place
    from costcalc.review.priced import PricedPair

_TICK = timedelta(microseconds=1)


class Upcoming(NamedTuple):
    """A price that is announced and not yet in force.

    Args:
        scenario: The scenario's id.
        option: The option's id.
        since: From when it is in force.
        currency: Of the totals.
        now: What the option costs today.
        then: What it costs from then on.
        place: Where the announced price is written.
    """

    scenario: str
    option: str
    since: datetime
    currency: str
    now: Figure
    then: Figure
    place: Place

    @property
    def more(self) -> Figure:
        """By how much it costs more from then on."""
        return difference(self.now, self.then)

    @property
    def part(self) -> Figure | None:
        """The increase as a part of the total now; None where that is 0."""
        return share(self.now, self.then)


def upcoming(priced: Iterable[PricedPair]) -> Iterator[Upcoming]:
    """Yield the announced prices that will move an option; those that the base announced already are left out."""
    today: dict[str, Outcome] = {}
    for one in priced:
        if one.at.is_first and not one.at.is_own:
            today = {each.id: each for each in one.after.outcomes} if one.after else {}
            continue
        if not one.at.ahead or one.at.as_of != one.at.of:
            continue
        for option in one.options():
            known = today.get(option.id)
            if known is None or option.after is None:
                continue
            now, then = known.total, option.after.total
            was = option.before.total if option.before else None
            place = _place(option.after, one.at.as_of)
            if now and then and now.value != then.value and not (was and was.value == then.value):
                yield Upcoming(one.pair.name, option.id, one.at.as_of, one.known.currency, now, then, place)


def _place(outcome: Outcome, since: datetime) -> Place:
    """Return where the rate is written that is in force from an instant on; the option's own line, where none is."""
    for offer in outcome.offers:
        if (rate := offer.model.rate_at(since)) and rate.effective.at == since:
            return rate.effective.place
    for offer in outcome.offers:  # a promotion or terms that end, or begin
        if (rate := offer.model.rate_at(since)) and since in offer.breaks(rate.effective.at, since + _TICK):
            return rate.effective.place
    return outcome.plan.place
