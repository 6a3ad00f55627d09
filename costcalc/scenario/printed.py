"""Numbers as texts print them: `~$154/month`, `28.6 billion`, `99% cheaper`, `INR 10 lakh`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.expr import Negative, Num
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr import Node

SCALES: Mapping[str, int] = {
    "%": -2,
    "k": 3,
    "thousand": 3,
    "lakh": 5,
    "m": 6,
    "mn": 6,
    "million": 6,
    "crore": 7,
    "b": 9,
    "bn": 9,
    "billion": 9,
    "trillion": 12,
}
"""What may stand behind a number, and the power of ten that it means."""

_NUMBER = re.compile(
    rf"(?<![\w.])(?P<sign>[-−]\s?)?[$€£¥₹]?\s?(?<![\w.])(?P<digits>\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s?(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})(?!\w))?(?![a-wyzA-WYZ])",
    re.ASCII | re.IGNORECASE,
)
_INTERVAL = re.compile(r"\d[^\s\d]*\s?(?:-|–|—|to|and)\s?[$€£¥₹]?\d", re.ASCII)  # as texts print it


def printed_number(text: str) -> Node | None:
    """Return the number that a text prints, as a formula with its place.

    None where it prints none, or several: an interval, or a number in a sentence with others in it.
    """
    if _INTERVAL.search(text):
        return None
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    value = Decimal(match["digits"].replace(",", "")).scaleb(SCALES.get((match["scale"] or "").lower(), 0))
    number = Num(value, f"{value:f}", place_of(text))
    return Negative(number) if match["sign"] else number
