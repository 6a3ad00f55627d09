"""How amounts are shown to people. The exact number and its shown digits are different things.

Only what is shown is ever rounded, halves away from zero, and never so far that something becomes nothing.
"""

from __future__ import annotations

from decimal import Decimal

from costcalc.expr import Exact, decimal_text, leading_digits, magnitude, round_half_up

CENTS = 2
FINEST = 12
FINE = 4
"""Decimals kept of a total; smaller totals keep four significant digits instead."""


def grouped(text: str) -> str:
    """Format digits in groups of three before the point: 17,000.00."""
    whole, point, part = text.partition(".")
    return f"{int(whole):,}{point}{part}" if whole != "-0" else f"-0{point}{part}"


def _at_least_cents(text: str) -> str:
    whole, _, part = text.partition(".")
    return f"{whole}.{part.ljust(CENTS, '0')}"


def total(value: Exact) -> str:
    """Format a total: rounded half-up to four decimals, or four significant digits below 1; at least cents."""
    places = max(FINE, FINE - 1 - magnitude(value)) if value else CENTS
    return grouped(_at_least_cents(decimal_text(round_half_up(value, places))))


def amount(value: Exact) -> str:
    """Format a line of a bill with all its digits; the first four decimals and `…` where they have no end."""
    if isinstance(value, Decimal):
        return grouped(_at_least_cents(decimal_text(value)))
    return grouped(leading_digits(value, max(FINE, FINE - 1 - magnitude(value))))


def count(value: Exact) -> str:
    """Format a quantity with all its digits; the first two decimals and `…` where they have no end."""
    if isinstance(value, Decimal):
        return grouped(decimal_text(value))
    return grouped(leading_digits(value, max(CENTS, FINE - 1 - magnitude(value))))


def change(saving: Exact) -> str:
    """Format a saving as a change of the bill: −99.16 % for 0.9916, +150 % for −1.5."""
    percent = -100 * saving
    if not percent:
        return "±0 %"
    # A saving of 99.9996 % is not one of 100 %.
    places = CENTS
    while places < FINEST and percent != round_half_up(percent, places) in {0, 100, -100}:
        places += 1
    sign = "+" if percent > 0 else "−"
    return f"{sign}{grouped(decimal_text(abs(round_half_up(percent, places))))} %"


def times(ratio: Exact) -> str:
    """Format the ratio of the baseline's cost to an option's: 119× cheaper, 2.5× dearer."""
    if ratio == 1:
        return "the same"
    word, factor = ("cheaper", ratio) if ratio > 1 else ("dearer", 1 / ratio)
    digits = round_half_up(factor, max(0, 2 - magnitude(factor)))
    return f"{'' if digits > 1 else '>'}{grouped(decimal_text(digits))}× {word}"
