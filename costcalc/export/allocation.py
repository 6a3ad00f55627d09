"""Round the lines of a bill so that they add up to the rounded total."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr import round_half_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.expr import Exact

USUAL_DIGITS = 2
MINOR_DIGITS: Mapping[str, int] = dict.fromkeys(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0
) | dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)
"""The decimals of currencies that do not have two, after ISO 4217."""


def minor_digits(currency: str) -> int:
    """Return the decimals of a currency's smallest coin; two for what is no money."""
    return MINOR_DIGITS.get(currency, USUAL_DIGITS)


def allocate(amounts: Sequence[Exact], digits: int, total: Decimal | None = None) -> list[Decimal]:
    """Return amounts rounded so that they add up to their rounded sum.

    Each is rounded down, and the units that are missing to the sum (rounded half-up) go to those with the largest
    remainders, one each; of equal remainders the earlier comes first.

    Args:
        amounts: The exact amounts.
        digits: How many decimals are kept.
        total: What they have to add up to in place of that, less than a unit from their sum: what it was rounded to
            among others.
    """
    scale = 10**digits
    scaled = [Fraction(amount) * scale for amount in amounts]
    floors = [value.numerator // value.denominator for value in scaled]
    units = Fraction(round_half_up(sum(scaled, Fraction(0)), 0)) if total is None else Fraction(total) * scale
    missing = int(units) - sum(floors)
    by_remainder = sorted(range(len(scaled)), key=lambda nth: (floors[nth] - scaled[nth], nth))
    for nth in by_remainder[:missing]:
        floors[nth] += 1
    return [Decimal(f"{units}E-{digits}") for units in floors]


def allocate_parts(
    amounts: Sequence[Exact], paths: Sequence[tuple[int, ...]], digits: int, total: Decimal | None = None
) -> list[Decimal]:
    """Return amounts rounded so that the parts of each whole add up to what that is rounded to, and all to their sum.

    Args:
        amounts: The exact amounts.
        paths: What each is a part of, from the outermost whole to itself: of equal length, and each another one.
        digits: How many decimals are kept.
        total: What they have to add up to; None for their rounded sum.
    """
    if len(amounts) == 1 and total is not None:
        return [total]
    wholes: dict[int, list[int]] = {}
    for nth, path in enumerate(paths):
        wholes.setdefault(path[0], []).append(nth)
    sums = [sum((Fraction(amounts[nth]) for nth in own), Fraction(0)) for own in wholes.values()]
    found: dict[int, Decimal] = {}
    for own, rounded in zip(wholes.values(), allocate(sums, digits, total), strict=True):
        parts = allocate_parts([amounts[nth] for nth in own], [paths[nth][1:] for nth in own], digits, rounded)
        found |= dict(zip(own, parts, strict=True))
    return [found[nth] for nth in range(len(amounts))]
