"""Instants at which prices that depend on the hour are each what they can be."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from costcalc.pricing.holidays import holidays_of
from costcalc.rules import OFF_PEAK, PEAK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.ratecard import Offer

MIXED = "mixed"
"""What hours are called that are peak for one model and not for another."""


def instants_of_hours(offers: Sequence[Offer], start: datetime, end: datetime) -> Iterator[tuple[datetime, str]]:
    """Yield an instant of each set of hours in which models have other prices, each with what the hours are.

    Hours that are peak for one model and not for another are a set of their own.

    Args:
        offers: The models. Those without hours of their own count for nothing.
        start: The first instant; its rates hold until the end.
        end: The first instant after the last.

    Raises:
        InputError: where a calendar does not know one of the days.
    """
    windows = []
    for offer in offers:
        rate = offer.model.rate_at(start)
        if rate and rate.window:
            inside = PEAK if rate.window_name == PEAK else OFF_PEAK
            windows.append((inside, list(rate.window.spans(start, end, holidays_of(offer, rate)))))
    if not windows:
        return
    bounds = {start, *(at for _, spans in windows for span in spans for at in span if start <= at < end)}
    seen: set[tuple[str, ...]] = set()
    for at in sorted(bounds):
        state = tuple(_hours(inside, spans, at) for inside, spans in windows)
        if state not in seen:
            seen.add(state)
            yield at, state[0] if len({*state}) == 1 else MIXED


def _hours(inside: str, spans: Sequence[tuple[datetime, datetime]], at: datetime) -> str:
    nth = bisect_right(spans, at, key=lambda span: span[0])
    is_open = nth > 0 and at < spans[nth - 1][1]
    other = OFF_PEAK if inside == PEAK else PEAK
    return inside if is_open else other
