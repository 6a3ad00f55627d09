"""Exact numbers: their grammar, and how they are written down again.

A number comes from its written text and never passes through a float. `Exact` is a Decimal where the
value has an end (0.1, 142.8) and a Fraction where it has none (1/3).
"""

from __future__ import annotations

import operator
import re
from decimal import Decimal
from fractions import Fraction

from costcalc.shown import cut

Exact = Decimal | Fraction

SUFFIXES = {"K": 3, "M": 6, "B": 9}
MAX_ADJUSTED = 17
MIN_EXPONENT = -18
MOST_BITS = 1000
_USUAL, _SHORT = 10**18, 40
MAX_BITS = 4096
"""A result of more bits than this is refused: no bill needs it, and it would only cost time."""

_NUMBER = re.compile(
    r"(?P<whole>0|[1-9]\d{0,2}(?:_\d{3})+|[1-9]\d*)(?P<part>\.\d+)?(?:[eE](?P<exp>[+-]?\d{1,2})|(?P<suffix>[KMB])|(?P<percent>%))?",
    re.ASCII,
)


class NumberError(ValueError):
    """Text that is no number; `str(error)` says why, `error.hint` what to write."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def read_number(text: str, *, percent: bool = False) -> Decimal:
    """Read a number as people write it in a scenario or a rate card, exactly.

    `1_000_000`, `1M`, `200K`, `1.5B`, `0.014`, `1e-6`, and `94%` where that can be meant. No sign: a minus is an
    operator.

    Args:
        text: What is written.
        percent: Whether it may be a percentage. A price of 50% is none.

    Raises:
        NumberError: for anything else, or a size outside 1e-18 … 1e18.
    """
    match = _NUMBER.fullmatch(text)
    if not match:
        raise NumberError(f"`{cut(text)}` is not a number", _number_hint(text))
    exponent = int(match["exp"] or 0) + SUFFIXES.get(match["suffix"] or "", 0) - (2 if match["percent"] else 0)
    value = Decimal(f"{match['whole'].replace('_', '')}{match['part'] or ''}E{exponent}")
    if value.adjusted() > MAX_ADJUSTED and value:
        raise NumberError(f"`{cut(text)}` is larger than any cost needs", "numbers stay below 1e18")
    # an int exponent always, as the grammar has no NaN and no infinity
    if int(value.as_tuple().exponent) < MIN_EXPONENT:
        raise NumberError(f"`{cut(text)}` has more decimals than any price needs", "numbers go down to 1e-18")
    if match["percent"] and not percent:
        raise NumberError(f"`{cut(text)}` is a percentage, and here is none meant", f"write {decimal_text(value)}")
    return value


_COMMAS = "group digits with _, as in 1_000_000; between arguments put a space after the comma"


def _number_hint(text: str) -> str | None:
    plain = text.strip()
    hints = (
        (r"[+](.+)", r"write \1, without the plus"),
        (r"(\.\d+)", r"write 0\1"),
        (r"(\d+)\.", r"write \1"),
        (r"0+(\d+)", r"write \1: a leading zero would be octal elsewhere"),
        (r"(\d[\d.]*)([kmb])", None),
        (r"\d{1,3}(,\d{3})+(\.\d+)?", _COMMAS),
        (r"[\d_]*_[\d_]*", "group digits in threes: 1_000_000"),
        (r"-\d.*", "it cannot be negative"),
        (r"\d+,\d+", "the decimal mark is a point: 0.14"),
        (r"[-+]?\.?(nan|inf|infinity)", "only finite numbers have a price"),
        (r"0[xob]\w+", "write it in decimal"),
        (r"[$€£¥₹].*|.*[$€£¥₹]|.*[A-Z]{3}", "write the number alone; the currency has its own key"),
    )
    for pattern, hint in hints:
        if match := re.fullmatch(pattern, plain, re.ASCII | re.IGNORECASE if "nan" in pattern else re.ASCII):
            return match.expand(hint) if hint else f"write {match[1]}{match[2].upper()}: K, M and B are capitals"
    return None


def exact_number(value: object, what: str) -> Exact:
    """Return a number of Python as an exact one; floats are refused.

    Args:
        value: An int or what can be one (of numpy, say), a Decimal or a Fraction.
        what: What the caller calls it, for the message.

    Raises:
        TypeError: for anything else: a float has lost digits before it comes here.
        ValueError: for infinity, and for what is no number.
    """
    if isinstance(value, Fraction):
        return simplest(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            msg = f"{what} must be a finite number, not {value}"
            raise ValueError(msg)
        return value
    try:
        if not isinstance(value, bool):
            return Decimal(operator.index(value))  # type: ignore[arg-type]
    except TypeError:  # also of numpy's bool, and of an array
        pass
    why = ", which has lost digits already: write Decimal('0.1')" if isinstance(value, float) else ""
    msg = f"{what} must be an int, a Decimal or a Fraction, not {type(value).__name__}{why}"
    raise TypeError(msg)


def simplest(value: Fraction | Decimal | int) -> Exact:
    """Return a value in its simplest exact form: a Decimal where one exists, else the Fraction."""
    if type(value) is Decimal:
        return value
    fraction = value if type(value) is Fraction else Fraction(value)
    rest, fives = fraction.denominator, 0
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return fraction
    places = max(twos, fives)
    return Decimal(f"{fraction.numerator * 10**places // fraction.denominator}E{-places}")


def decimal_text(value: Exact, *, significant: int = 15) -> str:
    """Format a value in plain digits: `142.8`, never `1.428E+2`; 15 significant digits where it has no end."""
    if type(value) is not Decimal:
        value = rounded(value, significant)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def without_trailing_zeros(value: Exact) -> Exact:
    """Return a value without the zeros that arithmetic leaves behind: 142.8, not 142.800000."""
    if type(value) is not Decimal:
        return value
    text = str(value)
    return Decimal(decimal_text(value)) if text[-1] == "0" or "E" in text else value


def fraction_text(value: Exact) -> str | None:
    """Format the exact fraction of a value that has no last digit; None for a Decimal."""
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else None


def absolute(value: Exact) -> Exact:
    """Return a value without its sign."""
    return value if value >= 0 else -value


def round_half_up(value: Exact, places: int) -> Decimal:
    """Return a value rounded to a number of decimals, halves away from zero, as on an invoice."""
    top, bottom = value.as_integer_ratio()
    top, bottom = abs(top) * 10 ** max(0, places), bottom * 10 ** max(0, -places)
    whole = (2 * top + bottom) // (2 * bottom)
    return Decimal(f"{'-' if value < 0 else ''}{whole}E{-places}")


def bits(value: Exact) -> int:
    """Return about how many bits it takes to write a value down, its zeros included."""
    if isinstance(value, Decimal):
        return max(abs(value.adjusted()), len(value.as_tuple().digits), 1) * 10 // 3
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def within_bits(value: Exact, bits: int = MOST_BITS) -> bool:
    """Whether a value is small enough to be computed with further, and to be written down."""
    if isinstance(value, Decimal):
        if -_USUAL < value < _USUAL and len(str(value)) < _SHORT:  # nearly always, and soonest said
            return True
        return abs(value.adjusted()) * 3 < bits and len(value.as_tuple().digits) * 3 < bits
    return max(value.numerator.bit_length(), value.denominator.bit_length()) < bits


def leading_digits(value: Fraction, places: int) -> str:
    """Format the first digits of a value that has no end, cut off and not rounded: 0.6666… of 2/3."""
    scaled = abs(value) * 10**places
    digits = format(Decimal(f"{scaled.numerator // scaled.denominator}E-{places}"), "f")
    return f"{'-' if value < 0 else ''}{digits}…"


def magnitude(value: Exact) -> int:
    """Return the power of ten of the first digit: 0 for 5, 2 for 142.8, -4 for 0.00014; 0 for zero."""
    if not value:
        return 0
    if isinstance(value, Decimal):
        return value.adjusted()
    top, bottom = abs(value.numerator), value.denominator
    power = len(str(top)) - len(str(bottom))
    reached = top >= bottom * 10**power if power >= 0 else top * 10**-power >= bottom
    return power if reached else power - 1


def rounded(value: Exact, significant: int) -> Decimal:
    """Return a value rounded to significant digits, halves away from zero."""
    return round_half_up(value, significant - 1 - magnitude(value))
