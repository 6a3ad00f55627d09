"""How the digits of a number are written where it stands in a formula."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr.numbers import decimal_text
from costcalc.expr.precedence import ATOM, MULTIPLY, NEGATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.expr.numbers import Exact


def plain(text: str) -> str:
    """Return digits as they are."""
    return text


def grouped(text: str) -> str:
    """Return the digits before the point in groups of three, as the language itself allows: 1_000_000."""
    return re.sub(r"\d+(?=\.|…|$)", lambda digits: f"{int(digits[0]):_}", text, count=1)


def value_text(value: Exact, digits: Callable[[str], str] = plain) -> tuple[str, int]:
    """Return a value in exact digits, a fraction where no decimal ends, and the precedence of what is written."""
    if isinstance(value, Fraction):
        return f"{digits(str(value.numerator))} / {digits(str(value.denominator))}", MULTIPLY
    text = digits(decimal_text(value))
    return text, NEGATE if value < 0 else ATOM
