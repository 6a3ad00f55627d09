"""The numbers of an audit as they are shown: so exact that what is printed and what comes out look different."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import absolute, magnitude, round_half_up, simplest
from costcalc.scenario.printed_words import FigureKind
from costcalc.views.audit.words import FINE
from costcalc.views.words import figure_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison import FigureValue
    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.expr import Exact
    from costcalc.expr.solving.found import ValueInterval

FINEST = 30
"""Decimals after which a difference is not shown any more."""
TINY, TINY_TEXT = Fraction(1, 10**FINEST), f"1e-{FINEST}"
FEW = 2
DIGITS_OF_END = 3
DIGITS_OF_WIDTH = 2
LARGEST_PART = 1000
"""Fractions of smaller parts are not written as such."""
NO_VALUE = "-"


def shown(value: Exact, printing: Printing | None) -> str:
    """Return a number as the text prints its like: in percent, in money, or plain.

    Args:
        value: The number.
        printing: What the text prints; None where it prints nothing.
    """
    if value and absolute(value) < TINY:
        return f"under {TINY_TEXT}" if value > 0 else f"over {money.MINUS}{TINY_TEXT}"
    ends = [printing.low.value, printing.high.value] if printing else []
    if printing and printing.kind is FigureKind.PERCENT:
        nearest = min(ends, key=lambda end: abs(end - Fraction(value)))
        return money.percent(value, simplest(nearest) if abs(nearest - Fraction(value)) >= TINY else None)
    needed = money.total_digits if printing and printing.kind is FigureKind.MONEY else figure_digits
    digits = needed(value)
    while digits < FINEST and any(value != end == Fraction(round_half_up(value, digits)) for end in ends):
        digits += 1
    return money.fixed(value, digits)


def figure_shown(figure: FigureValue, printing: Printing | None) -> str:
    """Return what a formula comes to, with its lowest and its highest value where it is not one number."""
    value = NO_VALUE if figure.value is None else shown(figure.value, printing)
    span = figure.ranged.span if figure.ranged else None
    if span is None:
        return value
    ends = f"{shown(span.low, printing)} to {shown(span.high, printing)}"
    return ends if figure.value is None else f"{value} ({ends})"


def recomputed(verdict: Verdict) -> str:
    """Return what a claim comes to; of several formulas the one that decides, where it does not come out."""
    figures, printing = verdict.claim.figures, verdict.printing
    if not figures:
        return NO_VALUE
    judged = verdict.figure
    if len(figures) > 1 and judged and verdict.relation not in FINE:
        return f"{figure_shown(judged, printing)} ({decides(verdict)})"
    distinct = list(dict.fromkeys(figure_shown(figure, printing) for figure in figures))
    if len(distinct) > FEW:
        return f"{distinct[0]} and {len(figures) - 1} more"
    return " and ".join(distinct)


def decides(verdict: Verdict) -> str:
    """Return which of several formulas decides: 3rd of 3; nothing where there is one alone."""
    figures = verdict.claim.figures
    judged = verdict.figure
    if judged is None or len(figures) == 1:
        return ""
    nth = next(nth for nth, figure in enumerate(figures, 1) if figure is judged)
    return f"{ordinal(nth)} of {len(figures)}"


def ordinal(nth: int) -> str:
    """Return 1st, 2nd, 3rd."""
    ending = "th" if nth % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(nth % 10, "th")
    return f"{nth}{ending}"


def assumed(value: Fraction) -> str:
    """Return a value of an assumption with all its digits; as a fraction, where it has no last one and is short."""
    exact = simplest(value)
    if isinstance(exact, Fraction) and exact.denominator <= LARGEST_PART:
        return f"{exact.numerator:,}/{exact.denominator:,}".replace("-", money.MINUS)
    return money.count(exact)


def values_text(roundest: Fraction, values: Sequence[ValueInterval]) -> str:
    """Return the values of an assumption that make something true: the roundest, and from where to where they go."""
    text = assumed(roundest)
    return (
        f"{text} alone"
        if [one.low for one in values] == [roundest] == [one.high for one in values]
        else (f"{text} ({intervals_text(values)})")
    )


def intervals_text(values: Sequence[ValueInterval]) -> str:
    """Return the values of an assumption that print the same, from where to where."""
    return ", or ".join(map(interval_text, values))


def interval_text(values: ValueInterval) -> str:
    """Return from where to where values go. What is said is true of each: ends are rounded inwards."""
    low, high = values.low, values.high
    if low is not None and low == high:
        return f"{assumed(low)} alone"
    about = "about " if not values.exact else ""
    whole = "whole numbers, " if values.whole else ""
    digits = _digits(values)
    first = "" if low is None else _end(low, digits, "over ", is_low=True, closed=values.low_closed)
    last = "" if high is None else _end(high, digits, "under ", is_low=False, closed=values.high_closed)
    if not first and not last:
        return f"{whole}any value"
    if not last:
        return f"{whole}{about}{first}{'' if first.startswith('over') else ' and more'}"
    if not first:
        return f"{whole}{about}{'' if last.startswith('under') else 'up to '}{last}"
    return f"{whole}{about}{first} to {last}"


def _digits(values: ValueInterval) -> int:
    """Return so many decimals that both ends look different from each other and from what lies between them."""
    if values.low is None or values.high is None:
        end = values.low if values.high is None else values.high
        return max(FEW, DIGITS_OF_END - magnitude(simplest(end))) if end else FEW
    return max(FEW, DIGITS_OF_WIDTH - magnitude(simplest(values.high - values.low)))


def _end(value: Fraction, digits: int, beyond: str, *, is_low: bool, closed: bool) -> str:
    """Return an end of an interval. One that is cut short lies inside of it, so that it is one of the values."""
    scale = 10**digits
    near = Fraction(ceil(value * scale) if is_low else floor(value * scale), scale)
    text = money.count(simplest(near))
    return text if closed or near != value else f"{beyond}{text}"
