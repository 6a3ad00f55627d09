"""The times that have prices of their own: the spans of rates, and the hours inside and outside of their windows.

An instant picks one segment. A period of the calendar is made of several, each with its portion of the requests.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Difference, Node, Quotient, Settled, Symbol, number, product
from costcalc.instant import short_instant
from costcalc.pricing.holidays import holidays_of
from costcalc.problem import InputError, Problem
from costcalc.ratecard import Holidays
from costcalc.rules import OFF_PEAK, PEAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from costcalc.instant import Period
    from costcalc.problem import Place
    from costcalc.ratecard import AssumedDays, Offer, Rate

HOURS = {PEAK: "peak", OFF_PEAK: "off-peak hours"}


class RateSpan(NamedTuple):
    """A time in which prices do not change, the hours of the day aside.

    Args:
        rate: What is in force.
        start: Where it begins; None where only an instant of it was asked about.
        end: The first instant after it.
    """

    rate: Rate
    start: datetime | None = None
    end: datetime | None = None


class TimeWindow(NamedTuple):
    """Hours of the day with one price.

    Args:
        name: `peak` or `off_peak`.
        inside: Whether they are those that the rate's window names, or all the others.
    """

    name: str
    inside: bool


class Segment(NamedTuple):
    """A time with one price.

    Args:
        span: The rate, and when it is in force.
        window: The hours; None where the rate makes no difference between them.
    """

    span: RateSpan
    window: TimeWindow | None = None

    @property
    def rate(self) -> Rate:
        """The rate in force."""
        return self.span.rate


class Portion(NamedTuple):
    """A segment, and what falls into it.

    Args:
        segment: The time.
        moment: An instant of it.
        label: What tells its charges from those of other portions: `part_1.peak`; empty where there is one alone.
        share: The part of the period's requests that falls into it; None is all of them.
        part: The part of the period's time before its hours are looked at; None is all of it.
        part_name: What this part of the time is called: `part_1`; empty where it is all of it.
        reason: Why these hours, where an instant decides.
        assumed: The days whose hours rest on what a calendar only assumes.
    """

    segment: Segment
    moment: datetime
    label: str = ""
    share: Node | None = None
    part: Node | None = None
    part_name: str = ""
    reason: Settled | None = None
    assumed: AssumedDays | None = None

    @property
    def rate(self) -> Rate:
        """The rate in force."""
        return self.segment.span.rate

    def named(self, window: TimeWindow, share: Node) -> Portion:
        """Return the portion of some hours of this one."""
        label = key_of(self.label, window.name)
        return self._replace(
            segment=self.segment._replace(window=window), label=label, share=product(self.share, share)
        )


def key_of(*words: str) -> str:
    """Return the key of a charge from its parts; empty ones are left out."""
    return ".".join(filter(None, words))


def windows(rate: Rate) -> tuple[TimeWindow, ...]:
    """Return the hours of a rate that have prices of their own, and all the others; none where it has no window."""
    if not rate.window:
        return ()
    other = OFF_PEAK if rate.window_name == PEAK else PEAK
    return TimeWindow(rate.window_name, inside=True), TimeWindow(other, inside=False)


def rate_spans(offer: Offer, start: datetime, end: datetime, place: Place) -> Iterator[RateSpan]:
    """Yield the times between two instants in which prices do not change, in order.

    Args:
        offer: The model.
        start: The first instant.
        end: The first instant after the last of them.
        place: Where the model was named.

    Raises:
        InputError: where no rate is in force.
    """
    for begins, ends in pairwise([start, *sorted(offer.breaks(start, end)), end]):
        yield RateSpan(_in_force(offer, begins, place), begins, ends)


def portions(offer: Offer, as_of: datetime, period: Period, peak_share: Node | None, place: Place) -> Iterator[Portion]:
    """Yield the segments of a period, each with what falls into it.

    Args:
        offer: The model.
        as_of: The instant that counts, where the period is a nominal one.
        period: The period.
        peak_share: The part of the requests made in peak hours, where somebody says so.
        place: Where the model was named.

    Raises:
        InputError: where no rate is in force, or a calendar does not know a day.
    """
    if not period.first or not period.until:
        span = RateSpan(_in_force(offer, as_of, place))
        yield from _by_hours(offer, Portion(Segment(span), as_of), peak_share)
        return
    first = _first_priced(offer, period.first, period.asked_at)
    spans = list(rate_spans(offer, first, period.until, place))
    for nth, span in enumerate(spans, 1):
        begins, ends = span.start or first, span.end or period.until
        portion = Portion(Segment(span), begins)
        if len(spans) > 1:
            name = f"part_{nth}"
            part = _ratio(f"{name}.share", ends - begins, period.until - first)
            portion = portion._replace(label=name, share=part, part=part, part_name=name)
        yield from _by_hours(offer, portion, peak_share)


def _first_priced(offer: Offer, first: datetime, asked_at: datetime | None) -> datetime:
    """Return from when on a model has a price: what was not sold yet in the month of an instant is, at that instant.

    Args:
        offer: The model.
        first: The first instant of the month.
        asked_at: The instant; None for a month in which nobody asks.
    """
    if asked_at is None:
        return first
    model = offer.model
    moments = (first, *sorted(model.breaks(first, asked_at)), asked_at)
    return next((moment for moment in moments if model.rate_at(moment)), first)


def _by_hours(offer: Offer, portion: Portion, peak_share: Node | None) -> Iterator[Portion]:
    """Split a portion by the window of hours that its rate has."""
    rate, span = portion.rate, portion.segment.span
    if not rate.window:
        yield portion
        return
    inside, outside = windows(rate)
    is_holiday = holidays_of(offer, rate)
    if peak_share:
        shares: dict[str, Node] = {PEAK: peak_share, OFF_PEAK: Difference(number(1), peak_share)}
        yield from (portion.named(window, shares[window.name]) for window in (inside, outside))
    elif span.start and span.end:
        whole = span.end - span.start
        times = rate.window.spans(span.start, span.end, is_holiday)
        opened = sum((closes - opens for opens, closes in times), timedelta())
        portion = portion._replace(assumed=_assumed(is_holiday))
        if opened in {timedelta(), whole}:
            yield portion._replace(segment=Segment(span, inside if opened else outside))
            return
        part = _ratio(key_of(portion.label, inside.name, "share"), opened, whole)
        yield portion.named(inside, part)
        yield portion.named(outside, Difference(number(1), part))
    else:
        is_open = rate.window.is_open(portion.moment, is_holiday)
        instant, hours = short_instant(portion.moment), HOURS[inside.name]
        reason = Settled(holds=is_open, text=f"{instant} in the {hours}", opposite=f"{instant} not in the {hours}")
        segment = Segment(span, inside if is_open else outside)
        yield portion._replace(segment=segment, reason=reason, assumed=_assumed(is_holiday))


def _ratio(name: str, part: timedelta, whole: timedelta) -> Symbol:
    share = Fraction(part // timedelta(microseconds=1), whole // timedelta(microseconds=1))
    return Symbol(name, Quotient(number(share.numerator), number(share.denominator)))


def _assumed(is_holiday: Callable[[date], bool]) -> AssumedDays | None:
    return is_holiday.assumed if isinstance(is_holiday, Holidays) else None


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
