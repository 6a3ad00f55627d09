"""Words or characters were taken for tokens, or the other way round: 3 words are 4 tokens, a token has 4 characters.

claims: [{claim: input, printed: $1.50, of: read.input}]      # 2.00 for 1M words; 1.50 for 0.75M
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 5.0
_WORDS = re.compile(r"word|char|letter|page", re.IGNORECASE)
FACTORS = {
    Fraction(3, 4): "words for tokens: 0.75 of one for the other",
    Fraction(4, 3): "words for tokens: 4 / 3 of one for the other",
    Fraction(13, 10): "words for tokens: 1.3 of one for the other",
    Fraction(1, 4): "characters for tokens: a fourth of them",
    Fraction(4): "characters for tokens: four of them",
}


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure, counted in the other unit, where something in it speaks of one."""
    speaks = any(suspect.speaks_of(part, _WORDS) for part in suspect.assumptions)
    for factor, text in FACTORS.items() if speaks and not suspect.is_ratio else ():
        figure = suspect.figure(times(suspect.node, factor))
        if figure:
            yield Candidate(text, figure)
