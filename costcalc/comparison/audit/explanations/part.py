"""A part of it was left out, or counted twice; or all of it was counted twice, or half.

claims: [{claim: bill, printed: $15.00, of: opus.total}]        # 22.50; but 22.50 without `answer.input` is 15.00
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, times
from costcalc.expr import Product, number
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 3.0


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure without each of its parts, and with each of them twice."""
    for factor, text in ((Fraction(2), "it was counted twice"), (Fraction(1, 2), "it was halved")):
        figure = suspect.figure(times(suspect.node, factor))
        if figure:
            yield Candidate(text, figure)
    for part in suspect.terms:
        name = cut(part.text)
        for count, text in ((0, f"`{name}` was left out"), (2, f"`{name}` was counted twice")):
            figure = suspect.changed({id(part.node): Product((number(count), part.node))})
            if figure:
                yield Candidate(text, figure)
