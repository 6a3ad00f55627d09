"""What a unit says about time: requests/day, USD per hour, days, hours/month. Units stay text, and nothing computes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SPELLED = {
    "second": ("s", "sec", "second"),
    "minute": ("min", "minute"),
    "hour": ("h", "hr", "hour", "hourly"),
    "day": ("d", "day", "daily", "workday", "weekday"),
    "week": ("w", "wk", "week", "weekly"),
    "month": ("mo", "month", "monthly"),
    "year": ("y", "yr", "year", "yearly", "annual"),
}
"""How times are written, the shortest first."""

TIMES = {word: time for time, words in SPELLED.items() for word in words}
ORDER = tuple(SPELLED)

_END = re.compile(r"(?:/\s*|\b(?:per|an?|each|every)\s+)([a-z]+)\s*\Z", re.ASCII)
_WORD = re.compile(r"[a-z]+", re.ASCII)


def rate_of(unit: str | None) -> str | None:
    """Return in what time so much is counted: day, of requests/day and of requests/user/day; None where none is."""
    found = _END.search(unit.lower()) if unit else None
    return _time(found[1]) if found else None


def times_in(unit: str | None) -> Iterator[str]:
    """Yield every time that a unit names: hour and month, of hours/month."""
    for word in _WORD.findall(unit.lower()) if unit else ():
        if time := _time(word):
            yield time


def is_shorter(time: str, than: str) -> bool:
    """Return whether a time is shorter than another one."""
    return ORDER.index(time) < ORDER.index(than)


def _time(word: str) -> str | None:
    return TIMES.get(word) or TIMES.get(word.removesuffix("s"))
