"""It, or a part of it, is a power of ten too large or too small: per thousand for per million, a slipped point.

claims: [{claim: tokens, printed: 0.46M, of: break_even}]       # 460.8M; but 460.8M / 1,000 = 0.4608M
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, times
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 2.0
OF_WHOLE = (3, -3, 1, -1, 2, -2, 6, -6, 4, -4, 5, -5, 9, -9)
OF_PART = (1, -1, 2, -2, 3, -3)


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure, and that with one of its parts, times powers of ten."""
    for power in OF_WHOLE:
        figure = suspect.figure(times(suspect.node, _ten(power)))
        if figure:
            yield Candidate(f"{_direction(power)}", figure)
    for part in suspect.terms:
        for power in OF_PART:
            figure = suspect.changed({id(part.node): times(part.node, _ten(power))})
            if figure:
                yield Candidate(f"{_direction(power)} in `{cut(part.text)}`", figure)


def _ten(power: int) -> Fraction:
    return Fraction(10) ** power


def _direction(power: int) -> str:
    return f"a factor of {10 ** abs(power):,} too {'large' if power > 0 else 'small'}"
