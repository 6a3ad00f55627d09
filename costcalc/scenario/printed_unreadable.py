"""Texts that print no one number, or one that may be another than it looks like: people write numbers in many ways."""

from __future__ import annotations

import re

_SIGN = "[$€£¥₹]"
_UNREADABLE = re.compile(
    "|".join(
        (
            # a comma that is no sign of thousands (1,5 and 1250,75 and 0,005 and 1,0000), and points that are
            r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d+)*,\d{1,2}(?![\d,])|\d+,\d{4}|0+,\d|\d{4,},\d)",
            rf"\d\.\d{{3}}[.,]\d|{_SIGN}\s?\d+\.\d+\.\d|{_SIGN}\s?\d{{1,3}},\s\d{{3}}\b|[A-Z]{{3}}\.\d",
            r"(?<![\d.])[1-9]\d{0,2}\.\d{3}\s?(?:€|₫|zł\b|kr\b|EUR\b|VND\b)",
            r"\d['’]\d|(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d{4}-\d\d-\d\d",
            # fractions, products, powers, shares, sums, times and changes
            r"(?<![\d.,$€£¥₹])\d{1,3}\s?/\s?\d{1,3}(?![\d,.]|\s?[kmb])",
            rf"{_SIGN}\s?\d+(?:\.\d+)?\s?/\s?\d+(?:\.\d+)?\s*(?:per\b|/|$)",
            rf"\d\s?[×*·]\s?{_SIGN}?\d|\d\sx\s{_SIGN}?\d|\d\s+[a-z]+\s+[x×*]\s+{_SIGN}?\d",
            r"\d\s?[‰‱⁰¹²³⁴-⁹½⅓⅔¼¾^]|±|\+/-|[▲▼↑↓]\s?\d",
            rf"(?:%|percent)\s+of\s+(?:\w+\s+)?{_SIGN}\s?\d|\d\s+and\s+\d+\s?%|\d\+\s?(?:%|percent)",
            r"\d[^\d]{0,12}(?:=>|->|→|⇒)|\d\s?h\s?\d|(?:dollars?|euros?)\s+(?:and\s+)?\d+\s+cents?\b",
            # words of which one is a number here and another one there, or that multiply each other
            r"\d\s?(?:mil|dozens?|lacs?|mln|millones|milh[õa]\w*|milli?ard\w*|milioni|mld|mia|тыс|млн|млрд|juta|ribu|tsd|tys)\b",
            r"\d\s?(?:thousands?|lakhs?|crores?|millions?)\s+(?:crores?|lakhs?|thousands?|millions?|billions?)\b",
            r"\d\s?[兆조천만억]|[千万億亿]\s?[\d千万億亿]",
            r"\d\s?T€|₹\s?[\d.,]+\s?L\b|[$€£]\s?[\d.,]+\s?CR\b",
            # what stands in brackets, as bookkeepers write what is owed; and what begins as a line of a list does
            rf"^\s*\(\s*{_SIGN}?\s?[\d.,]+%?\s*\)\s*$|{_SIGN}\s?\(|^\s*[-–]\s+{_SIGN}?\d",
        )
    ),
    re.IGNORECASE,
)
"""What is no one number, or may be another one than it looks like: `value` has to say it."""
_CHANGE = re.compile(r"\d[^\d]{0,12}(?:=>|->|→|⇒)")
"""What says from where to where something went: two numbers, and no result."""


def is_unreadable(text: str) -> bool:
    """Return whether a text prints what is no one number, or may be another one here than there."""
    return bool(_UNREADABLE.search(text))


def says_a_change(text: str) -> bool:
    """Return whether a text says from where to where something went: `$154 => $142`."""
    return bool(_CHANGE.search(text))
