"""How amounts are shown to people. The exact number and its shown digits are different things.

Only what is shown is ever rounded, halves away from zero, and never so far that something becomes nothing.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr import Exact, absolute, decimal_text, leading_digits, magnitude, round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable

CENTS = 2
FINEST = 12
LONGEST = 18
"""Decimals that are shown of an amount, as many as an export has: growth over a year can have forty."""
HUNDREDTH = Decimal("0.01")
MINUS = "−"
"""Stands before what is negative: a hyphen reads as a dash, and is for formulas, which a program reads back."""
FINE = 4
"""Decimals kept of a total; smaller totals keep four significant digits instead."""


def grouped(text: str) -> str:
    """Return digits with those before the point grouped in threes: 17,000.00, −1,234.50."""
    digits = text.removeprefix("-").removesuffix("…")  # where that many digits end before the point does
    whole, point, part = digits.partition(".")
    more = "…" if text.endswith("…") else ""
    return f"{MINUS if text.startswith('-') else ''}{int(whole):,}{point}{part}{more}"


def fixed(value: Exact, digits: int, *, cut: bool = False) -> str:
    """Return a number with so many decimals, grouped.

    Args:
        value: The number.
        digits: How many decimals.
        cut: Whether the rest of a number with more digits is cut off, with `…`, and not rounded away.
    """
    if cut and (isinstance(value, Fraction) or _decimals(value) > digits):
        return grouped(leading_digits(Fraction(value), digits))
    return grouped(format(round_half_up(value, digits), "f"))


def total_digits(value: Exact) -> int:
    """Return the decimals that a total needs: four, or four significant digits below 1; at least cents, no zeros."""
    places = max(FINE, FINE - 1 - magnitude(value)) if value else CENTS
    return max(CENTS, _decimals(round_half_up(value, places)))


def amount_digits(value: Exact) -> int:
    """Return the decimals that a line of a bill needs: all it has, at least cents; four where nobody reads the rest."""
    if isinstance(value, Decimal) and _decimals(value) <= LONGEST:
        return max(CENTS, _decimals(value))
    return max(FINE, FINE - 1 - magnitude(value))


def count_digits(value: Exact) -> int:
    """Return the decimals that a quantity needs: all it has; two where they have no end."""
    if isinstance(value, Decimal):
        return _decimals(value)
    return max(CENTS, FINE - 1 - magnitude(value))


def _decimals(value: Decimal) -> int:
    return len(decimal_text(value).partition(".")[2])


def total(value: Exact) -> str:
    """Return a total as it is shown, rounded half-up."""
    return fixed(value, total_digits(value))


def amount(value: Exact) -> str:
    """Return a line of a bill with all its digits; four decimals and `…` where there are more than eighteen."""
    return fixed(value, amount_digits(value), cut=True)


def count(value: Exact) -> str:
    """Return a quantity with all its digits; the first two decimals and `…` where they have no end."""
    return fixed(value, count_digits(value), cut=True)


def told_apart(old: Exact, new: Exact, digits: Callable[[Exact], int] = amount_digits) -> tuple[int, int]:
    """Return the decimals that two numbers need which are held against each other.

    Args:
        old: One of them.
        new: The other one.
        digits: Returns how many decimals a number needs alone; both get more where they would look the same.
    """
    needed = [digits(old), digits(new)]
    while old != new and fixed(old, needed[0], cut=True) == fixed(new, needed[1], cut=True):
        needed = [most + 1 for most in needed]
    return needed[0], needed[1]


def percent(part: Exact, limit: Exact | None = None) -> str:
    """Return a part in percent: 41.67 %; with more digits where two would say that it is nothing, or all.

    Args:
        part: The part, of which 1 is all.
        limit: What it is held against, if anything: 25.00001 % is more than 25 %, and has so many digits beside it.
    """
    exact = 100 * part
    # Of what two decimals cannot show, two digits are told.
    places = max(CENTS, 1 - magnitude(exact)) if exact and absolute(exact) < HUNDREDTH else CENTS
    # 99.9996 % are not 100 %.
    while places < FINEST and exact != round_half_up(exact, places) in {0, 100}:
        places += 1
    while limit is not None and _side(round_half_up(exact, places), 100 * limit) != _side(exact, 100 * limit):
        places += 1
    return f"{grouped(decimal_text(round_half_up(exact, places)))} %"


def _side(value: Exact, limit: Exact) -> int:
    """Return on which side of a limit a number is: below is negative, above is positive."""
    return (value > limit) - (value < limit)


def change(saving: Exact) -> str:
    """Return what a saving does to the bill: −99.16 % for 0.9916, +150 % for −1.5."""
    if not saving:
        return "±0 %"
    return f"{MINUS if saving > 0 else '+'}{percent(absolute(saving))}"


def times(ratio: Exact) -> str:
    """Return how many times the baseline costs what an option does: 119× cheaper, 2.5× dearer."""
    if ratio == 1:
        return "the same"
    word, factor = ("cheaper", ratio) if ratio > 1 else ("dearer", 1 / ratio)
    digits = round_half_up(factor, max(0, 2 - magnitude(factor)))
    return f"{'' if digits > 1 else '>'}{grouped(decimal_text(digits))}× {word}"
