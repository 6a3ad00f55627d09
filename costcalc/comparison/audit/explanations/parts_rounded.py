"""Its parts were rounded first, and then added.

claims: [{claim: month, printed: $3.57, of: v4_pro.total}]      # 3.56; but 0.28 + 3.29 = 3.57
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, cut_to, rounded_to
from costcalc.expr import Sum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 3.0
CENT = Fraction(1, 100)


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with the terms of a sum in it rounded, or cut, to its own last digit, or to cents."""
    steps = dict.fromkeys((suspect.reading.step, CENT)) if suspect.reading.step else {CENT: None}
    sums = [part for part in suspect.parts if isinstance(part.node, Sum) and not part.in_sum and not part.of_price]
    for part in sums:
        for step in steps:
            for how, word in ((rounded_to, "rounded"), (cut_to, "cut")):
                other = Sum(tuple(how(term, step) for term in part.node.children))
                figure = suspect.changed({id(part.node): other})
                if figure:
                    yield Candidate(f"its parts were {word} before they were added", figure)
