"""How values and intervals of an assumption are told."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import Num, leading_digits, magnitude, simplest

if TYPE_CHECKING:
    from costcalc.comparison.solved import SidesAt, Solved, SolvedValue
    from costcalc.expr import Exact, Figure
    from costcalc.expr.solving.found import ValueInterval

DIGITS = 15
UNKNOWN = "not known"


def value_text(value: Exact) -> str:
    """Return a value with all its digits; of one that has no end the first ones and `…`."""
    if isinstance(value, Fraction):
        return money.grouped(leading_digits(value, max(0, DIGITS - 1 - magnitude(value))))
    return money.count(value)


def interval_text(name: str, where: ValueInterval) -> str:
    """Return an interval in words: `prompt_tokens from 0 up to and including 200`."""
    low = None if where.low is None else value_text(simplest(where.low))
    high = None if where.high is None else value_text(simplest(where.high))
    least = low and (f"from {low}" if where.low_closed else f"above {low}")
    most = high and (f"up to and including {high}" if where.high_closed else f"below {high}")
    kind = f"every whole {name}" if where.whole else f"every {name}"
    return " ".join(filter(None, (kind, least, most)))


def solved_text(name: str, one: SolvedValue) -> str:
    """Return a solution in words: `prompt_tokens = 1,000`, `prompt_tokens between 1.41 and 1.42`."""
    if one.value is not None:
        return f"{name} = {value_text(one.value)}"
    if one.is_stretch:
        return interval_text(name, one.where)
    low, high = (value_text(end) for end in (one.low, one.high) if end is not None)
    return f"{name} between {low} and {high}"


def side_text(figure: Figure | None) -> str:
    """Return what a side comes to."""
    return UNKNOWN if figure is None else value_text(figure.value)


def sides_text(result: Solved, sides: SidesAt) -> str:
    """Return what both sides come to; a side that is a number alone is not said again."""
    figures = zip(result.sides, result.texts, (sides.left, sides.right), strict=True)
    return " and ".join(f"{text} is {side_text(figure)}" for side, text, figure in figures if not isinstance(side, Num))
