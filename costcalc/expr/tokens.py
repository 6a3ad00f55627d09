"""The numbers, names and signs that formulas are written with, and what is said of one that does not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError
from costcalc.shown import cut

if TYPE_CHECKING:
    from costcalc.problem import Place

_TOKEN = re.compile(
    r"(?P<space>[ ]+)"
    r"|(?P<number>\.?\d[\d_]*(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?(?:\w|,\d{3}(?!\d))*%?)"
    r"|(?P<name>[^\W\d]\w*(?:\.\w+)*)"
    r"|(?P<sign>\.\.|[-+*/^(),=])"
    r"|(?P<other>.)",
    re.DOTALL,
)

_SPAN = re.compile(r" *(\w+)(?: *(?:-|–|to|until|…|:) *(\w+))? *", re.ASCII)
"""Two ends of whole numbers with something else than `..` between them, or the last alone."""

_MONEY = "write the number alone; what it is in says `currency: {}`, of the price or of the file"
_SIGNS_OF_MONEY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY` or `JPY", "₹": "INR"}
_CURRENCIES = {"USD", "EUR", "GBP", "CNY", "JPY", "INR", "CHF", "CAD", "AUD", "KRW", "SEK", "NOK", "DKK", "PLN", "BRL"}
_SIGN_HINTS = {
    "%": "a percent sign belongs to a number: 94%",
    "=": "`=` only names the index of a sum: sum(k=1..6, …)",
    "×": "write *",
    "÷": "write /",
    "−": "write -",
    **{sign: _MONEY.format(currency) for sign, currency in _SIGNS_OF_MONEY.items()},
    ",": "the decimal mark is a point, and digits are grouped with _",
    "+": "write the number without a plus",
}


class Token(NamedTuple):
    """A number, a name or a sign.

    Args:
        kind: `number`, `name`, `sign`; `other` for what stands in no formula.
        text: As it is written.
        place: Where.
    """

    kind: str
    text: str
    place: Place


def tokens_of(text: str, place: Place) -> list[Token]:
    """Return what a formula is written with, without the spaces."""
    return [
        Token(match.lastgroup or "other", match[0], place.shifted(match.start()))
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "space"
    ]


def span_hint(text: str) -> str:
    """Return how the two ends of whole numbers are written that stand in a text in another way."""
    span = _SPAN.fullmatch(text)
    if not span:
        return "write the first and the last: 1..turns"
    return f"write {span[1]}..{span[2]}" if span[2] else f"write 1..{span[1]}"


def unexpected(token: Token, before: Token | None = None) -> InputError:
    """Return the error for a sign that does not fit, with what was probably meant by it and the one before it."""
    hint = _SIGN_HINTS.get(token.text, "a formula has numbers, names, + - * / ^ ( ) and min max ceil floor round sum")
    if before and before.kind == "number" and token.text in _CURRENCIES:
        hint = _MONEY.format(token.text)
    elif before and before.kind == "number" and token.kind == "name":
        hint = "a number stands alone: its unit goes into `unit:`, 2 million is 2M, 25 percent 25%, and times is *"
    elif before and before.kind == token.kind == "number":
        hint = "group digits with _, as in 1_000_000"
    elif before and before.text == token.text == "*":
        hint = "a power is written with ^, as in 1.02 ^ 12"
    elif before and before.text == token.text == "=":
        hint = "write one `=`"
    return InputError.of(token.place, "bad-formula", f"`{cut(token.text)}` is not expected here", hint)
