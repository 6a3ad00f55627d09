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


def allocate(amounts: Sequence[Exact], digits: int) -> list[Decimal]:
    """Return amounts rounded so that they add up to their rounded sum.

    Each is rounded down, and the units that are missing to the sum (rounded half-up) go to those with the largest
    remainders, one each; of equal remainders the earlier comes first.

    Args:
        amounts: The exact amounts.
        digits: How many decimals are kept.
    """
    scale = 10**digits
    scaled = [Fraction(amount) * scale for amount in amounts]
    floors = [value.numerator // value.denominator for value in scaled]
    total = Fraction(round_half_up(sum(scaled, Fraction(0)), 0))
    missing = int(total) - sum(floors)
    by_remainder = sorted(range(len(scaled)), key=lambda nth: (floors[nth] - scaled[nth], nth))
    for nth in by_remainder[:missing]:
        floors[nth] += 1
    return [Decimal(f"{units}E-{digits}") for units in floors]
