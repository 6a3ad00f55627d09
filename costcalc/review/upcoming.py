"""Prices that are announced and not yet in force, and what they will do to money."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import absolute
from costcalc.instant import TICK
from costcalc.review.difference import difference, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.expr import Exact, Figure
    from costcalc.problem import Place
    from costcalc.review.priced import PricedPair


class Upcoming(NamedTuple):
    """A price that is announced and not yet in force.

    Args:
        scenario: The scenario's id.
        option: The option's id.
        since: From when it is in force.
        currency: Of the totals.
        now: What the option costs today; in a month that a scenario counts up, what it would cost without the change.
        then: What it costs from then on.
        place: Where the announced price is written.
        hours: `peak`, `off_peak` or `mixed`, where prices depend on the hour then and nobody says one; else None.
    """

    scenario: str
    option: str
    since: datetime
    currency: str
    now: Figure
    then: Figure
    place: Place
    hours: str | None = None

    @property
    def more(self) -> Figure:
        """By how much it costs more from then on."""
        return difference(self.now, self.then)

    @property
    def part(self) -> Figure | None:
        """The increase as a part of the total now; None where that is 0."""
        return share(self.now, self.then)


def upcoming(priced: Iterable[PricedPair]) -> Iterator[Upcoming]:
    """Yield the announced prices that will move an option; those that the base announced already are left out.

    Of the months that a scenario counts up, in which no price changes, an option has the one that moves it most.
    """
    today: dict[tuple[str, str | None], Figure] = {}
    last: dict[tuple[str, str | None], Exact] = {}
    counted: dict[tuple[str, str, str | None], Upcoming] = {}
    for one in priced:
        if one.at.is_today:
            today, last = {}, {}
        for option in () if one.at.is_own or one.at.as_base else one.options():
            then = option.after.total if option.after else None
            key = (option.id, one.at.hours)
            if option.after is None or then is None:
                continue
            if not one.at.ahead:
                today |= {key: then, (option.id, None): today.get((option.id, None), then)}
                continue
            now = today.get(key) or today.get((option.id, None))  # what had one price had it in all hours
            was = option.before.total if option.before else None
            if now is None:
                continue
            moved, last[key] = last.get(key, now.value) != then.value, then.value
            if moved and not (was and was.value == then.value):
                place = _place(option.after, one.at.of)
                at = (
                    one.at.of,
                    one.known.currency,
                    now if place else was or now,
                    then,
                    place or option.after.plan.place,
                    one.at.hours,
                )
                found = Upcoming(one.pair.name, option.id, *at)
                if place:
                    yield found
                    continue
                which = (one.pair.name, *key)
                if which not in counted or absolute(found.more.value) > absolute(counted[which].more.value):
                    counted[which] = found
    yield from counted.values()


def _place(outcome: Outcome, since: datetime) -> Place | None:
    """Return where the rate is written that is in force from an instant on; None where no price changes."""
    terms = (term for offer in outcome.offers for file in offer.files for term in file.card.contract)
    for moment in (moment for term in terms for moment in (term.effective, term.until)):
        if moment and moment.at == since:
            return moment.place
    for offer in outcome.offers:
        if (rate := offer.model.rate_at(since)) and rate.effective.at == since:
            return rate.effective.place
    for offer in outcome.offers:  # a promotion or terms that end, or begin
        if (rate := offer.model.rate_at(since)) and since in offer.breaks(rate.effective.at, since + TICK):
            return rate.effective.place
    fx = outcome.planned.fx
    rates = [one for one in fx.fx.rates if one.effective.at == since] if fx else []
    return rates[0].effective.place if rates else None
