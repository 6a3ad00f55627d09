"""A day for a month, or another number of days, weeks or hours in it.

claims: [{claim: month, printed: "$2,275", of: day.total * days}]     # 365 / 12 days; but 52 weeks of 7 days / 12
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, times
from costcalc.expr import Name as Assumed
from costcalc.expr import decimal_text, pinned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.comparison.audit.parts import FormulaPart
    from costcalc.comparison.audit.suspect import Suspect

BITS = 3.0
_DAYS = {
    Fraction(28): "28 days, four weeks",
    Fraction(30): "30 days",
    Fraction(31): "31 days",
    Fraction(364, 12): "52 weeks of 7 days / 12",
    Fraction(365, 12): "365 / 12 days",
    Fraction("30.4"): "30.4 days",
    Fraction("30.42"): "30.42 days",
    Fraction("30.44"): "30.44 days",
    Fraction("30.5"): "30.5 days",
    Fraction(20): "20 working days",
    Fraction(21): "21 working days",
    Fraction(22): "22 working days",
}
_YEAR = {
    Fraction(360): "360 days",
    Fraction(364): "52 weeks",
    Fraction(365): "365 days",
    Fraction(366): "366 days",
    Fraction(250): "250 working days",
    Fraction(252): "252 working days",
    Fraction(260): "260 working days",
}
_HOURS = {
    Fraction(672): "672 hours, four weeks",
    Fraction(720): "720 hours, 30 days",
    Fraction(730): "730 hours",
    Fraction(744): "744 hours, 31 days",
    Fraction(160): "160 working hours",
    Fraction(168): "168 hours, a week",
    Fraction(176): "176 working hours",
}
_HOURS_OF_YEAR = {
    Fraction(8760): "8,760 hours",
    Fraction(8640): "8,640 hours, twelve months of 720",
    Fraction(8736): "8,736 hours, 52 weeks",
    Fraction(8784): "8,784 hours, a leap year",
    Fraction(2080): "2,080 working hours",
}
_HOURS_OF_DAY = {Fraction(24): "24 hours", Fraction(8): "8 hours"}
_DAYS_OF_WEEK = {Fraction(7): "7 days", Fraction(5): "5 working days"}
_WEEKS_OF_YEAR = {
    Fraction(52): "52 weeks",
    Fraction(48): "48 weeks, twelve months of four",
    Fraction(50): "50 working weeks",
    Fraction(53): "53 weeks",
}
_MONTHS = {
    Fraction(12): "twelve months",
    Fraction(1): "one month",
    Fraction(3): "three months, a quarter",
    Fraction(6): "six months, half a year",
}
_QUARTER = {Fraction(90): "90 days", Fraction(91): "91 days", Fraction(92): "92 days"}
_WEEKS = {
    Fraction(4): "4 weeks",
    Fraction(52, 12): "52 / 12 weeks",
    Fraction("4.33"): "4.33 weeks",
    Fraction("4.345"): "4.345 weeks",
    Fraction("4.35"): "4.35 weeks",
    Fraction(5): "5 weeks",
}
FAMILIES: tuple[Mapping[Fraction, str], ...] = (
    *(_DAYS, _YEAR, _HOURS, _WEEKS),
    *(_HOURS_OF_YEAR, _HOURS_OF_DAY, _DAYS_OF_WEEK, _QUARTER, _WEEKS_OF_YEAR, _MONTHS),
)
"""What people take for a month, a year, a quarter, a week and a day in days, hours and weeks."""
_TIME = re.compile(r"day|week|month|hour|year|quarter", re.IGNORECASE)
SHORTEST_MONTH = 28
CERTAIN = frozenset(
    {*_YEAR, *_HOURS, *_HOURS_OF_YEAR, Fraction(52), *(days for days in _DAYS if days >= SHORTEST_MONTH), Fraction(24)}
    - {Fraction(250)}
)
"""Numbers that are hardly ever anything else, whoever wrote them."""
FINE_DIGITS = 3
SPANS = {
    12: "months in a year",
    30: "days in a month",
    365: "days in a year",
    7: "days in a week",
    52: "weeks in a year",
    24: "hours in a day",
    60: "minutes in an hour",
    22: "working days in a month",
    730: "hours in a month",
}
LONGEST_MONTH = 31


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure of another span of time, and with other numbers of days in one."""
    if not suspect.is_ratio:  # what compares two is of no span
        yield from _of_spans(suspect)
    for part in suspect.numbers:
        for other, text in _others(part, Fraction(part.node.value), suspect):  # type: ignore[attr-defined]
            figure = suspect.changed({id(part.node): pinned(other)})
            if figure:
                yield Candidate(f"{text}, for {part.text}", figure)
    for part in suspect.assumptions:
        assert isinstance(part.node, Assumed)
        value = suspect.value_of(part.node, part.option)
        for other, text in _others(part, Fraction(value), suspect) if value is not None else ():
            figure = suspect.at(part.node.name, other)
            if figure:
                yield Candidate(f"{text}, for {part.text} = {decimal_text(value or other)}", figure)


def _of_spans(suspect: Suspect) -> Iterator[Candidate]:
    for count, what in SPANS.items():
        for factor in (Fraction(count), Fraction(1, count)):
            figure = suspect.figure(times(suspect.node, factor))
            if figure:
                yield Candidate(f"{'times' if factor > 1 else 'without'} the {count} {what}", figure)


def is_of_time(part: FormulaPart, value: Fraction, suspect: Suspect) -> bool:
    """Return whether a number counts days, hours or weeks: its name or unit says so, or it is hardly anything else."""
    return value in CERTAIN or suspect.speaks_of(part, _TIME)


def is_covered(part: FormulaPart, value: Fraction, suspect: Suspect) -> bool:
    """Return whether a number of time is looked at here with all numbers beside it: days, and none of months."""
    return value not in _MONTHS and is_of_time(part, value, suspect)


def _others(part: FormulaPart, value: Fraction, suspect: Suspect) -> Iterator[tuple[Fraction, str]]:
    if not is_of_time(part, value, suspect):
        return
    for family in FAMILIES:
        if value in family:
            yield from ((other, text) for other, text in family.items() if other != value)
    if value in _DAYS and suspect.printing.digits >= FINE_DIGITS:
        yield from ((Fraction(days), f"{days} days") for days in range(1, LONGEST_MONTH) if Fraction(days) not in _DAYS)
