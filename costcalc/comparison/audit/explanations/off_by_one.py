"""A count is one too large or too small: 1,000 reads where the first of 1,000 requests is a write.

claims: [{claim: bill, printed: $0.6075, of: cached.total}]     # 0.6069 with 999 reads; 1,000 are 0.6075
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.calendar import FAMILIES
from costcalc.comparison.audit.explanations.candidate import Candidate
from costcalc.expr import Name as Assumed
from costcalc.expr import Num, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 4.0
MOST = 1000
"""Larger counts are round numbers that nobody counts by one."""


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with each count in it one higher, and one lower."""
    for part in suspect.numbers:
        assert isinstance(part.node, Num)
        for other in _beside(Fraction(part.node.value)):
            figure = suspect.changed({id(part.node): number(other)})
            if figure:
                yield Candidate(f"{other:,} for {part.node.text}", figure)
    for part in suspect.assumptions:
        assert isinstance(part.node, Assumed)
        value = suspect.value_of(part.node, part.option)
        for other in _beside(Fraction(value)) if value is not None else ():
            figure = suspect.at(part.node.name, Fraction(other))
            if figure:
                yield Candidate(f"{part.text} = {other:,}, one off", figure)


def _beside(value: Fraction) -> Iterator[int]:
    if value.denominator == 1 and 1 < value <= MOST:
        for other in (int(value) - 1, int(value) + 1):
            if not any(value in family and Fraction(other) in family for family in FAMILIES):  # a month of 31 days
                yield other
