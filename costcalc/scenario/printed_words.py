"""The words around a number that a text prints: its scale, its currency, and on which side of it the rest lies."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SCALES: Mapping[str, int] = {
    "hundred": 2,
    "hundred thousand": 5,
    "hundred million": 8,
    "hundred billion": 11,
    "k": 3,
    "thousands": 3,
    "thousand": 3,
    "grand": 3,
    "千": 3,
    "万": 4,
    "lakh": 5,
    "lakhs": 5,
    "m": 6,
    "mn": 6,
    "mm": 6,
    "mio": 6,
    "millions": 6,
    "million": 6,
    "crore": 7,
    "crores": 7,
    "cr": 7,
    "億": 8,
    "亿": 8,
    "b": 9,
    "bn": 9,
    "mrd": 9,
    "billions": 9,
    "billion": 9,
    "t": 12,
    "tn": 12,
    "trillions": 12,
    "trillion": 12,
}
"""What may stand behind a number, and the power of ten that it means."""

_CODES = (
    *("USD", "EUR", "GBP", "CNY", "JPY", "INR", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "KRW", "SEK", "NOK"),
    *("RUB", "UAH", "ARS", "CLP", "COP", "EGP", "NGN", "KES", "SAR", "RON", "PKR", "BDT"),
    *("DKK", "PLN", "BRL", "MXN", "TWD", "VND", "THB", "IDR", "MYR", "PHP", "TRY", "ZAR", "ILS", "AED", "CZK", "HUF"),
)
DOLLARS, YUAN_OR_YEN, CROWNS = "dollars", "yuan or yen", "crowns"
CURRENCIES: Mapping[str, str] = {
    "US$": "USD",
    **dict.fromkeys(("US dollars", "US dollar", "U.S. dollars"), "USD"),
    "Canadian dollars": "CAD",
    "Australian dollars": "AUD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "S$": "SGD",
    "R$": "BRL",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "pounds": "GBP",
    "₹": "INR",
    "Rs.": "INR",
    "Rs": "INR",
    "rupees": "INR",
    "元": "CNY",
    "RMB": "CNY",
    "yuan": "CNY",
    "円": "JPY",
    "yen": "JPY",
    "₩": "KRW",
    "₪": "ILS",
    "₽": "RUB",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "₺": "TRY",
    "francs": "CHF",
    "$US": "USD",
    "₫": "VND",
    "zł": "PLN",
    **{code: code for code in _CODES},
    "$": DOLLARS,
    "dollars": DOLLARS,
    "dollar": DOLLARS,
    "¥": YUAN_OR_YEN,
    "kr": CROWNS,
}
"""The signs, codes and names of money. Some signs are of several currencies."""

SEVERAL: Mapping[str, frozenset[str]] = {
    DOLLARS: frozenset({"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "TWD"}),
    YUAN_OR_YEN: frozenset({"CNY", "JPY"}),
    CROWNS: frozenset({"SEK", "NOK", "DKK"}),
}


def currency_of(text: str) -> str | None:
    """Return the currency of a sign, a code or a name, or several that a sign may be of; None of other texts."""
    return next((code for written, code in CURRENCIES.items() if written.lower() == text.lower()), None)


class FigureKind(Enum):
    """What kind of number it is."""

    MONEY = "an amount of money"
    PERCENT = "a percentage"
    TIMES = "a ratio"
    COUNT = "a number"


class Bound(Enum):
    """On which side of a printed number that is meant lies."""

    AT_LEAST = "at least"
    OVER = "over"
    UP_TO = "up to"
    UNDER = "under"

    @property
    def is_below(self) -> bool:
        """Whether what is meant is the number, or less."""
        return self in {Bound.UP_TO, Bound.UNDER}

    @property
    def is_strict(self) -> bool:
        """Whether the number itself is not meant."""
        return self in {Bound.OVER, Bound.UNDER}


_WORDS: Mapping[Bound, tuple[str, ...]] = {
    Bound.AT_LEAST: (
        r"at\s+least",
        r"as\s+(?:little|few|low)\s+as",
        r"starting\s+(?:at|from)",
        r"^\s*from",
        r"(?:a\s+)?minimum(?:\s+of)?",
        r"min\.?",
        ">=",
        "≥",
    ),
    Bound.UP_TO: (
        *(r"less\s+than\s+or\s+equal\s+to", r"capped\s+at", r"limited\s+to", "within", r"up\s+to", r"at\s+most"),
        *(r"as\s+(?:much|many|high)\s+as", r"(?:a\s+)?maximum(?:\s+of)?", r"max\.?", "<=", "≤"),
    ),
    Bound.OVER: (
        *("over", "above", r"(?:more|greater|higher)\s+than", "exceed(?:s|ed|ing)?", "beyond", r"north\s+of"),
        *(r"in\s+excess\s+of", r"upwards?\s+of", "(?<![=-])>"),
    ),
    Bound.UNDER: (
        *("under", "below", r"(?:less|fewer|lower)\s+than", "sub-?", "<"),
        *(r"(?:just\s+)?shy\s+of", r"not\s+even"),
    ),
}
_NEGATION = r"(?:\b(?:no|not|never|nobody|none|nothing|rarely|seldom|hardly|cannot)|n't)\s+"
_NOT = re.compile(rf"{_NEGATION}(?:\w+\s+)?$|\bwithout\s+$", re.IGNORECASE)
_NOT_THAN = re.compile(rf"{_NEGATION}(?:[\w']+\s+){{0,4}}$|\bwithout\s+$", re.IGNORECASE)
_THAN = re.compile(r"than\b|exceed", re.IGNORECASE)
"""What is compared by such words may stand further away from its negation: nobody pays more than $100."""
_NEGATED = {Bound.OVER: Bound.UP_TO, Bound.UNDER: Bound.AT_LEAST}
_ABOUT = r"(?:about|around|roughly|approximately|approx\.?|circa|some|~|≈|\s)*"
_BEFORE = tuple(
    (bound, re.compile(rf"(?<![\w])(?:{'|'.join(words)}){_ABOUT}$", re.IGNORECASE)) for bound, words in _WORDS.items()
)
_MORE = r"or\s+(?:more|higher|above|over|greater)|and\s+(?:up|more|above|over)"
_AFTER = (
    (Bound.AT_LEAST, re.compile(rf"\s*(?:\+|(?:{_MORE}|at\s+least|minimum)\b)", re.IGNORECASE)),
    (
        Bound.UP_TO,
        re.compile(
            r"\s*(?:(?:or|and)\s+(?:less|lower|fewer|below|under)|max(?:imum)?|at\s+most|tops)\b", re.IGNORECASE
        ),
    ),
)


def bound_around(text: str, start: int, end: int) -> Bound | None:
    """Return what the words before and behind a number say about which side of it is meant; None for the number itself.

    Args:
        text: The text.
        start: Where the number begins, its currency included.
        end: Where it ends, its scale included.
    """
    for bound, words in _BEFORE:
        match = words.search(text[:start])
        if match:
            negation = _NOT_THAN if _THAN.search(match[0]) else _NOT
            return _NEGATED.get(bound, bound) if negation.search(text[: match.start()]) else bound
    return next((bound for bound, words in _AFTER if words.match(text, end)), None)


def currency_fits(printed: str | None, currency: str | None) -> bool:
    """Return whether an amount in a currency is one of what a sign or a code stands for; None is any."""
    if printed is None or currency is None or printed == currency:
        return True
    return currency in SEVERAL.get(printed, ())
