"""Times of day and weekdays as the `peak` or `off_peak` of a card, from the minutes in which other prices hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.rules.peak import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.importers.draft import Value

MINUTES = 24 * 60

Minutes = frozenset[int]
"""Minutes of a day, counted from midnight."""

ALWAYS: Minutes = frozenset(range(MINUTES))


def between(start: int, end: int) -> Minutes:
    """Return the minutes from one until before another; it may be of the next day, and the same is a whole day."""
    return frozenset(minute % MINUTES for minute in range(start, start + ((end - start) % MINUTES or MINUTES)))


def window(week: Sequence[Minutes]) -> dict[str, Value] | None:
    """Return the hours and days of a window.

    Args:
        week: The minutes of each weekday, Monday first.

    Returns:
        None where the hours differ from day to day, or there are none.
    """
    hours = {minutes for minutes in week if minutes}
    if len(hours) != 1:
        return None
    (minutes,) = hours
    days = [nth for nth, day in enumerate(week) if day]
    return {"hours": [f"{_clock(start)}-{_clock(end)}" for start, end in _spans(minutes)], **_on(days)}


def daily(minutes: Minutes) -> list[str]:
    """Return the hours of every day: `16:30-00:30`, in one piece over midnight."""
    spans = _spans(minutes)
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == MINUTES:
        spans = [(spans[-1][0], spans[0][1]), *spans[1:-1]]
    return [f"{_clock(start)}-{_clock(end % MINUTES)}" for start, end in spans]


def _spans(minutes: Minutes) -> list[tuple[int, int]]:
    """Return the minutes in rows, from one until before another. A row that goes on after midnight is two."""
    starts = [minute for minute in sorted(minutes) if minute - 1 not in minutes]
    ends = [minute + 1 for minute in sorted(minutes) if minute + 1 not in minutes]
    return list(zip(starts, ends, strict=True))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _on(days: Sequence[int]) -> dict[str, Value]:
    """Return the days, where it is not all of them."""
    if len(days) == len(DAY_NAMES):
        return {}
    first, last = days[0], days[-1]
    in_a_row = len(days) == last - first + 1
    return {"days": f"{DAY_NAMES[first]}-{DAY_NAMES[last]}" if in_a_row else [DAY_NAMES[day] for day in days]}
