"""The times of a period that have prices of their own: before and after a change, in and out of peak hours."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Difference, Node, Quotient, Symbol, number
from costcalc.instant import short_instant
from costcalc.problem import InputError, Problem
from costcalc.ratecard import OFF_PEAK, PEAK
from costcalc.rules import InWindow, product
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from costcalc.instant import Period
    from costcalc.problem import Place
    from costcalc.ratecard import Offer, Rate

WORDS = {PEAK: "peak", OFF_PEAK: "off-peak hours"}


class Slot(NamedTuple):
    """A time with one price.

    Args:
        rate: What is in force.
        moment: An instant of it.
        label: What tells its charges from those of other times: `part_1.peak`; empty where there is one alone.
        since: Where it begins; None where the period has no dates.
        until: Where it ends.
        share: The part of the period's requests that falls into it; None is all of them.
        part: The part of the period's time before its hours are looked at; None is all of it.
        in_window: Whether the hours of the rate's window are meant; None where it has none.
        reason: Why, where an instant decides.
    """

    rate: Rate
    moment: datetime
    label: str = ""
    since: datetime | None = None
    until: datetime | None = None
    share: Node | None = None
    part: Node | None = None
    in_window: bool | None = None
    reason: InWindow | None = None


def slots(offer: Offer, as_of: datetime, period: Period, peak_share: Node | None, place: Place) -> Iterator[Slot]:
    """Split a period where prices change.

    Args:
        offer: The model.
        as_of: The instant that counts, where the period is a nominal one.
        period: The period.
        peak_share: The part of the requests made in peak hours, where somebody says so.
        place: Where the model was named.

    Raises:
        InputError: where no rate is in force, or a calendar does not know a day.
    """
    if not period.start or not period.end:
        yield from _hours(offer, Slot(_in_force(offer, as_of, place), as_of), peak_share)
        return
    edges = [period.start, *sorted(offer.breaks(period.start, period.end)), period.end]
    parts = list(pairwise(edges))
    for nth, (start, end) in enumerate(parts, 1):
        rate = _in_force(offer, start, place)
        if len(parts) == 1:
            slot = Slot(rate, start, since=start, until=end)
        else:
            label = f"part_{nth}"
            part = _ratio(f"{label}.share", end - start, edges[-1] - edges[0])
            slot = Slot(rate, start, label, start, end, part, part)
        yield from _hours(offer, slot, peak_share)


def _hours(offer: Offer, slot: Slot, peak_share: Node | None) -> Iterator[Slot]:
    """Split a time by the window of hours that its rate has."""
    rate, window = slot.rate, slot.rate.window
    if not window:
        yield slot
        return
    is_holiday = _holidays(offer, rate)
    inside, outside = (PEAK, OFF_PEAK) if rate.peak else (OFF_PEAK, PEAK)
    if peak_share:
        rest = Difference(number(1), peak_share)
        shares = {True: peak_share if rate.peak else rest, False: rest if rate.peak else peak_share}
    elif slot.since and slot.until:
        times = window.spans(slot.since, slot.until, is_holiday)
        opened = sum((closes - opens for opens, closes in times), timedelta())
        whole = slot.until - slot.since
        label = ".".join(filter(None, (slot.label, inside)))
        part = _ratio(f"{label}.share", opened, whole)
        shares = {True: part, False: Difference(number(1), part)}
        if opened in {timedelta(), whole}:
            yield slot._replace(in_window=bool(opened))
            return
    else:
        is_open = window.is_open(slot.moment, is_holiday)
        reason = InWindow(slot.moment, WORDS[inside], is_open)
        yield slot._replace(in_window=is_open, reason=reason)
        return
    for in_window, word in ((True, inside), (False, outside)):
        label = ".".join(filter(None, (slot.label, word)))
        yield slot._replace(label=label, share=product(slot.share, shares[in_window]), in_window=in_window)


def _ratio(name: str, part: timedelta, whole: timedelta) -> Symbol:
    share = Fraction(part // timedelta(microseconds=1), whole // timedelta(microseconds=1))
    return Symbol(name, Quotient(number(share.numerator), number(share.denominator)))


def _holidays(offer: Offer, rate: Rate) -> Callable[[date], bool]:
    window = rate.window
    if not window or not window.holidays:
        return lambda _: False
    place = place_of(window.holidays)
    calendar = offer.prices.calendar(str(window.holidays), place).calendar
    return lambda day: calendar.is_holiday(day, place)


def _in_force(offer: Offer, as_of: datetime, place: Place) -> Rate:
    rate = offer.model.rate_at(as_of)
    if rate is None:
        raise InputError([_not_in_force(offer, as_of, place)])
    return rate


def _not_in_force(offer: Offer, as_of: datetime, place: Place) -> Problem:
    stretches: list[list[datetime | None]] = []
    for span in offer.model.history:
        if stretches and stretches[-1][1] == span.start:
            stretches[-1][1] = span.end
        else:
            stretches.append([span.start, span.end])
    times = " and ".join(
        f"from {short_instant(start)} {f'until {short_instant(end)}' if end else 'on'}"
        for start, end in stretches
        if start
    )
    message = f"{offer.ref} has no price at {short_instant(as_of)}"
    return Problem(place, "not-in-force", message, f"it is priced {times}")
