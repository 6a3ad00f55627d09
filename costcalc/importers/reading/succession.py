"""Prices that follow each other: one ends where the next begins, or where nobody knows what holds from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import DraftRate


def succession(dated: Mapping[str, DraftRate | None]) -> list[DraftRate]:
    """Return rates in the order of their starts.

    Args:
        dated: Start to the rate from then on; None where there is one that cannot be used.
    """
    rates: list[DraftRate] = []
    for start, rate in sorted(dated.items()):
        if rate is not None:
            rates.append(rate)
        elif rates and rates[-1].until is None:
            rates[-1] = replace(rates[-1], until=start)
    return rates
