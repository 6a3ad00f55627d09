"""In which month of an export what is paid once is, and over how many it is spread."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from costcalc.expr import Num
from costcalc.instant import MOST_MONTHS, Period, parse_period
from costcalc.shown import cut
from costcalc.source import One, rejected

if TYPE_CHECKING:
    from costcalc.source import Scalar

_CALENDAR_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)
_MONTHS = re.compile(r"([1-9][0-9]{0,2}) months?", re.ASCII)


def _months(value: Scalar) -> Num:
    match = _MONTHS.fullmatch(value)
    if not match or int(match[1]) > MOST_MONTHS:
        message = f"`{cut(value)}` is no number of months from 1 to {MOST_MONTHS}"
        raise rejected("bad-number", message, "write 12 months")
    return Num(Decimal(match[1]), match[1], value.place)


MonthsField = Annotated[
    Num, One("a number of months", _months, type="string", pattern="^([1-9][0-9]?|1[01][0-9]|120) months?$")
]


def _month(value: Scalar) -> Period:
    try:
        found = parse_period(value) if _CALENDAR_MONTH.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None:
        raise rejected("unknown-word", f"`{cut(value)}` is no month of the calendar", "write 2026-08")
    return found


CalendarMonthField = Annotated[
    Period, One("a month of the calendar", _month, type="string", pattern="^[0-9]{4}-(0[1-9]|1[0-2])$")
]
