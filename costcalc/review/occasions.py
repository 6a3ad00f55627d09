"""When a scenario is priced: today and at its own instant, in all hours with a price, and at every change ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import instant_text
from costcalc.pricing.hours import instants_of_hours
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.comparison import Comparison
    from costcalc.ratecard import FxFile, Offer
    from costcalc.scenario import ScenarioFile

HOURS_LOOKED_AT = (timedelta(days=400), timedelta(days=8))
"""How far ahead hours are looked for, as holidays may be many; less, where a calendar does not know them all."""


class Occasion(NamedTuple):
    """An instant at which both sides of a change are priced.

    Args:
        as_of: The instant.
        hours: `peak`, `off_peak` or `mixed`, where prices depend on the hour and nobody says one; else None.
        of: The dated change or the day whose hours these are: today, the scenario's own instant, or one ahead.
        ahead: Whether it is later than today.
        is_own: Whether it is of a scenario's own instant, and not of today.
    """

    as_of: datetime
    hours: str | None
    of: datetime
    ahead: bool = False
    is_own: bool = False

    @property
    def is_first(self) -> bool:
        """Whether it is today, or a scenario's own instant, and not what follows from it."""
        return self.as_of == self.of and not self.ahead


def first_occasions(files: Iterable[ScenarioFile], as_of: datetime) -> tuple[Occasion, ...]:
    """Return today's instant, and the own ones of a scenario on both sides.

    Args:
        files: The scenario as it is and as it was, those that there are.
        as_of: Today.
    """
    files = tuple(files)
    if any(file.scenario.period.start for file in files):
        return (Occasion(as_of, None, as_of),)  # its prices are those of the period's own days, whatever the instant
    own = (file.scenario.as_of.at for file in files if file.scenario.as_of)
    return tuple(Occasion(moment, None, moment, is_own=moment != as_of) for moment in dict.fromkeys([as_of, *own]))


def more_occasions(first: Occasion, priced: Iterable[Comparison], until: datetime | None) -> Iterator[Occasion]:
    """Yield what follows from the prices of an occasion: its hours, and dated changes ahead with theirs.

    Where prices depend on the hour, the first that is yielded is the occasion itself, with what its hours are.

    Args:
        first: The occasion.
        priced: What both sides cost on it.
        until: How far ahead dated changes count; None where only the hours of this one do.
    """
    priced = tuple(priced)
    files = [result.scenario for result in priced]
    if any(file.scenario.period.start for file in files):
        return
    offers = {id(offer): offer for result in priced for one in result.outcomes for offer in one.offers}
    known = tuple(offers.values())
    moments = [first.of]
    if until is not None:
        moments += sorted(_changes(known, (result.fx for result in priced), first.of, until))
    says_share = all(_says_share(file) for file in files)
    for moment in moments:
        ahead = moment > first.of
        day = first._replace(as_of=moment, of=moment, ahead=ahead)
        says_hour = says_share or (not ahead and _says_hour(files, moment))
        hours = [] if says_hour else list(_hours(known, day))
        yield from hours or ([day] if ahead else [])


def _changes(
    offers: Iterable[Offer], exchange: Iterable[FxFile | None], start: datetime, end: datetime
) -> set[datetime]:
    """Return the instants ahead at which a price or an exchange rate changes."""
    found = {at for offer in offers for at in offer.breaks(start, end)}
    rates = [rate for file in exchange if file for rate in file.fx.rates]
    found |= {moment.at for rate in rates for moment in (rate.effective, rate.until) if moment}
    return {at for at in found if start < at < end}


def _hours(offers: Iterable[Offer], day: Occasion) -> Iterator[Occasion]:
    """Yield an instant of each set of hours with a price of its own, from a day on and before the next change."""
    offers, start = tuple(offers), day.of
    for days in HOURS_LOOKED_AT:
        end = min([start + days, *(at for offer in offers for at in offer.breaks(start, start + days))])
        try:
            found = list(instants_of_hours(offers, start, end))
        except InputError:  # that a calendar does not know a day is said where it is priced
            continue
        yield from (day._replace(as_of=at, hours=hours) for at, hours in found)
        return


def _says_hour(files: Iterable[ScenarioFile], moment: datetime) -> bool:
    """Whether a scenario says the hour of an instant: as its own `as_of`, and not as a date alone."""
    own = [file.scenario.as_of for file in files if file.scenario.as_of]
    return any(one.at == moment and not _is_date(one.at) for one in own)


def _is_date(moment: datetime) -> bool:
    return instant_text(moment).endswith("T00:00:00Z")


def _says_share(file: ScenarioFile) -> bool:
    """Whether a scenario says which part of all its requests is made in peak hours."""
    scenario = file.scenario
    return scenario.peak_share is not None or all(call.peak_share for call in scenario.calls)
