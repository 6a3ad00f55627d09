"""Numbers of a source, exactly: they come as the text that was written, and leave as text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from costcalc.expr import decimal_text
from costcalc.expr.numbers import MAX_ADJUSTED, MIN_EXPONENT
from costcalc.importers.files.spoilt import Spoilt

THOUSAND = 1000

_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,3})?", re.ASCII)


class ExactNumber(str):
    """A number as it stands in a file. A text in quotes stays `str`, so that the two can be told apart."""

    __slots__ = ()


class NotExactError(ValueError):
    """What is no price or count; `str(error)` says why, as a `Note` wants it."""


def is_number(text: str) -> bool:
    """Whether a text is written like a number."""
    return _NUMBER.fullmatch(text) is not None


def exact(value: Any, places: int = 0) -> Decimal:
    """Return a number of zero or more from a source.

    Args:
        value: The written text, or a Decimal. Never a float: its digits are lost already.
        places: By how many places the point is moved to the right, before the number is found to fit.

    Raises:
        NotExactError: for anything else, for negative numbers, and outside 1e-18 … 1e18.
    """
    if isinstance(value, Spoilt):
        raise NotExactError(str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10 ** (MAX_ADJUSTED + 1) else "1e99"
    if isinstance(value, str) and is_number(value):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise NotExactError("this is no number")
    if value < 0:
        raise NotExactError("a negative number is no price")
    sign, digits, exponent = _plain(value).as_tuple()
    moved = Decimal((sign, digits, int(exponent) + places)) if value else Decimal(0)
    if moved.adjusted() > MAX_ADJUSTED and moved:
        raise NotExactError("this is larger than any price")
    if int(moved.as_tuple().exponent) < MIN_EXPONENT:
        raise NotExactError("this has more decimals than a card can hold")
    return moved


def _plain(value: Decimal) -> Decimal:
    """Return a number without trailing zeros, and without rounding, as `normalize` would beyond 28 digits."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or not value:
        return Decimal(0)
    kept = list(digits)
    while len(kept) > 1 and kept[-1] == 0:
        kept.pop()
        exponent += 1
    return Decimal((sign, tuple(kept), exponent))


def price(value: Any) -> str:
    """Return a price as it is, as text: `price(Number("1e-7"))` is 0.0000001.

    Raises:
        NotExactError: as `exact` does.
    """
    return decimal_text(exact(value))


def per_million(value: Any) -> str:
    """Return the price of a single unit as the price of a million, by moving the point: 1e-7 is 0.1.

    Raises:
        NotExactError: as `exact` does.
    """
    return shifted(value, 6)


def shifted(value: Any, places: int) -> str:
    """Return a price for 10**places as many units: `shifted("0.01", 3)` is 10.

    Raises:
        NotExactError: as `exact` does.
    """
    return decimal_text(exact(value, places))


def size(tokens: int) -> str:
    """Return a number of tokens as people do: 200K."""
    return str(tokens) if tokens % THOUSAND else f"{tokens // THOUSAND}K"


def whole(value: Any) -> str:
    """Return the text of a count of at least 1, such as a context window.

    Raises:
        NotExactError: for what is none.
    """
    count = exact(value)
    if not count or count != count.to_integral_value():
        raise NotExactError("this is no whole number of at least 1")
    return decimal_text(count)
