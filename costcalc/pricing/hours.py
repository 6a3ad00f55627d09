"""Instants at which prices that depend on the hour are each what they can be."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from costcalc.pricing.holidays import holidays_of
from costcalc.problem import InputError
from costcalc.rules import OFF_PEAK, PEAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from costcalc.ratecard import Offer
    from costcalc.rules import Window

Spans = list[tuple[datetime, datetime]]

MIXED = "mixed"
"""What hours are called that are peak for one model and not for another."""


def instants_of_hours(offers: Sequence[Offer], start: datetime, end: datetime) -> Iterator[tuple[datetime, str]]:
    """Yield an instant of each set of hours in which models have other prices, each with what the hours are.

    Hours that are peak for one model and not for another are a set of their own. From a day on that a calendar does not
    know nothing is looked at.

    Args:
        offers: The models. Those without hours of their own count for nothing.
        start: The first instant; its rates hold until the end.
        end: The first instant after the last.

    Raises:
        InputError: where a calendar cannot be read.
    """
    windows: list[tuple[str, Spans]] = []
    for offer in offers:
        rate = offer.model.rate_at(start)
        if rate and rate.window:
            inside = PEAK if rate.window_name == PEAK else OFF_PEAK
            spans, end = _spans(rate.window, start, end, holidays_of(offer, rate))
            windows.append((inside, spans))
    if not windows or end <= start:
        return
    bounds = {start, *(at for _, spans in windows for span in spans for at in span if start <= at < end)}
    seen: set[tuple[str, ...]] = set()
    for at in sorted(bounds):
        state = tuple(_hours(inside, spans, at) for inside, spans in windows)
        if state not in seen:
            seen.add(state)
            yield at, state[0] if len({*state}) == 1 else MIXED


def _spans(
    window: Window, start: datetime, end: datetime, is_holiday: Callable[[date], bool]
) -> tuple[Spans, datetime]:
    """Return when a window is open, and until when that is known."""
    unknown: list[date] = []

    def is_closed(day: date) -> bool:
        try:
            return is_holiday(day)
        except InputError:
            unknown.append(day)
            return True

    spans = list(window.spans(start, end, is_closed))
    if unknown:
        end = min(end, datetime.combine(unknown[0], time(), window.tz).astimezone(UTC))
    return spans, end


def _hours(inside: str, spans: Sequence[tuple[datetime, datetime]], at: datetime) -> str:
    nth = bisect_right(spans, at, key=lambda span: span[0])
    is_open = nth > 0 and at < spans[nth - 1][1]
    other = OFF_PEAK if inside == PEAK else PEAK
    return inside if is_open else other
