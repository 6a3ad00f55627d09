"""Signs and codes of money, as they stand in a cell or at the head of a column."""

from __future__ import annotations

import re

YEN_OR_YUAN = "¥"
"""A sign of two currencies; another must say which."""

SIGNS = {
    "US$": "USD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "元": "CNY",
    **dict.fromkeys("¥￥", YEN_OR_YUAN),
}
CODES = {"USD", "EUR", "GBP", "CNY", "JPY", "INR", "KRW", "CHF", "CAD", "AUD", "BRL", "SEK", "NOK", "DKK", "PLN"}

WRITTEN = re.compile(r"US\$|(?<![A-Za-z])\$|[€£₹₩₽₺元¥￥]|\b[A-Za-z]{3}\b")
"""A sign, or three letters that may be a code. A$ is none: it is another dollar."""


def currency_of(text: str) -> str | None:
    """Return the code of a sign or a code."""
    return SIGNS.get(text) or (text.upper() if text.upper() in CODES else None)


def currency_at_the_head(text: str) -> str | None:
    """Return the only currency that a heading names: Input (USD), $/1M tokens."""
    found = {code for word in WRITTEN.findall(text.replace("_", " ")) if (code := currency_of(word))}
    return found.pop() if len(found) == 1 else None
