"""A count is one too large or too small: 1,000 reads where the first of 1,000 requests is a write.

claims: [{claim: bill, printed: $0.6075, of: cached.total}]     # 0.6069 with 999 reads; 1,000 are 0.6075
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.calendar import is_covered
from costcalc.comparison.audit.explanations.candidate import Candidate
from costcalc.expr import Name as Assumed
from costcalc.expr import Num, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.parts import FormulaPart
    from costcalc.comparison.audit.suspect import Suspect

BITS = 4.0
MOST = 1000
"""Larger counts are round numbers that nobody counts by one."""


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with each count in it one higher, and one lower."""
    for part in suspect.numbers:
        assert isinstance(part.node, Num)
        if id(part.node) not in suspect.divisors:
            for other in _beside(part, Fraction(part.node.value), suspect):
                figure = suspect.changed({id(part.node): number(other)})
                if figure:
                    yield Candidate(f"{other:,} for {part.node.text}", figure)
    for part in suspect.assumptions:
        assert isinstance(part.node, Assumed)
        value = suspect.value_of(part.node, part.option)
        for other in _beside(part, Fraction(value), suspect) if value is not None else ():
            figure = suspect.at(part.node.name, Fraction(other))
            if figure:
                yield Candidate(f"{part.text} = {other:,}, one off", figure)


def _beside(part: FormulaPart, value: Fraction, suspect: Suspect) -> Iterator[int]:
    if value.denominator == 1 and 0 < value <= MOST and not is_covered(part, value, suspect):
        yield from (int(value) - 1, int(value) + 1) if value > 1 else (int(value) + 1,)
