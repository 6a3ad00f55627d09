"""Words that every answer needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import absolute, magnitude, round_half_up
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.instant import Period
    from costcalc.source import Money

NOTHING = "-"
"""What stands where there is nothing."""
FINE = 4
"""Decimals kept of a number without a unit; smaller ones keep as many significant digits instead."""
FEW = 1
LASTING = ("day", "week", "month", "year")
PERIOD_NAMES = {"day": "a day", "week": "a week", "month": "a month", "year": "a year", "once": "in all"}


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return so many of something: 1 card, 2 cards.

    Args:
        number: How many.
        one: What one of them is called.
        many: What several are called; with an `s` where left out.
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def either(names: Sequence[str]) -> str:
    """Return several names, of which any one is meant: a, b or c; nothing of none."""
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def of_options(options: Iterable[str], text: str) -> str:
    """Return a sentence about options, which the one without a name does not need."""
    names = ", ".join(filter(None, options))
    return f"{names}: {text}" if names else text


def named_options(options: Sequence[str]) -> str:
    """Return the options that something is said of, to stand behind it; nothing for the one without a name."""
    return f" ({some_of(options)})" if any(options) else ""


def budget_words(headroom: Exact, limit: Money) -> str:
    """Return what is left of a budget, or by how much it is exceeded: 50.00 left of 900 USD."""
    return f"{money.amount(absolute(headroom))} {'over' if headroom < 0 else 'left of'} {limit}"


def period_name(period: Period) -> str:
    """Return what a total is for: a month, or in 2026-08; nothing where nobody says."""
    return PERIOD_NAMES.get(period.name, f"in {period.name}" if period.name else "")


def in_period(amount: str, period: Period) -> str:
    """Return an amount, or a currency, with what it is for: 4.20 USD a month."""
    return f"{amount} {period_name(period)}".rstrip()


def periods(number: Exact, period: Period) -> str:
    """Return how many periods: 14.9 months; of a month of the calendar, or of nothing, 14.9 periods."""
    name = period.name if period.name in LASTING else "period"
    return f"{figure_text(number, FEW)} {name}{'' if number == 1 else 's'}"


def figure_digits(value: Exact, fine: int = FINE) -> int:
    """Return the decimals of a number that has no unit: few, but so many that small ones keep their first digits."""
    return money.count_digits(round_half_up(value, max(fine, fine - 1 - magnitude(value)) if value else 0))


def figure_text(value: Exact, fine: int = FINE) -> str:
    """Return a number that has no unit as it is shown, rounded half-up."""
    return money.fixed(value, figure_digits(value, fine))


def signed(value: Exact) -> str:
    """Return a difference with its sign and all its digits."""
    return f"{'' if value < 0 else '+'}{money.amount(value)}"


def age(verified: datetime | None, as_of: datetime, earlier: str = "") -> str:
    """Return how long before an instant something was checked: 31 days.

    Args:
        verified: When it was; None where it never was.
        as_of: The instant.
        earlier: A word for the direction in time, where nothing else says it: 31 days earlier, the same day.
    """
    if verified is None:
        return NOTHING
    days = (as_of.date() - verified.date()).days
    if earlier and not days:
        return "the same day"
    word = "later" if days < 0 else earlier
    return f"{counted(abs(days), 'day')} {word}".rstrip()
