"""All numbers that are printed as a claim prints one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr.solving.within import NumberWindow

if TYPE_CHECKING:
    from costcalc.comparison.audit.printing import Printing

FAR = Fraction(10) ** 18
"""What is beyond every number of a bill."""


def window_of(printing: Printing) -> NumberWindow:
    """Return all numbers that print as a claim does, rounded to the nearest."""
    if printing.bound:
        value, is_in = printing.low.value, not printing.bound.is_strict
        if printing.bound.is_below:
            if printing.is_rounded_bound:
                value, is_in = printing.low.high, printing.low.prints(printing.low.high)
            return NumberWindow(-FAR, value, low_closed=True, high_closed=is_in)
        if printing.is_rounded_bound:
            value, is_in = printing.low.low, printing.low.prints(printing.low.low)
        return NumberWindow(value, FAR, low_closed=is_in, high_closed=True)
    low, high = printing.low.low, printing.high.high
    if low == high:
        return NumberWindow(low, high, low_closed=True, high_closed=True)
    # A tie is rounded away from 0, or to an even last digit: both are what somebody may have done.
    even = printing.low.step > 0 and printing.low.value % (2 * printing.low.step) == 0
    even_high = printing.high.step > 0 and printing.high.value % (2 * printing.high.step) == 0
    return NumberWindow(low, high, low_closed=low >= 0 or even, high_closed=high <= 0 or even_high)


def wide_window_of(printing: Printing) -> NumberWindow:
    """Return all numbers that print as a claim does, be they rounded, cut or raised."""
    rounded = window_of(printing)
    if printing.bound or not printing.low.step:
        return rounded
    low, high = printing.low, printing.high
    # Of one step, as $1M is, nothing is raised: anything less could be.
    opens_low = low.value <= 0 or abs(low.value) > low.step
    opens_high = high.value >= 0 or abs(high.value) > high.step
    return NumberWindow(
        low.value - low.step if opens_low else rounded.low,
        high.value + high.step if opens_high else rounded.high,
        low_closed=not opens_low and rounded.low_closed,
        high_closed=not opens_high and rounded.high_closed,
    )
