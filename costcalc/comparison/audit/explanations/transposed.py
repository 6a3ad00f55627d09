"""Two digits of it changed places when it was written down.

claims: [{claim: bill, printed: $406, of: gpt_4o.total}]       # 460
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, rounded_to
from costcalc.expr import evaluate, pinned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 4.0
MOST_DIGITS = 12


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield what comes out, as precise as it is printed, with two digits that stand beside each other exchanged."""
    exact, step = suspect.exact, suspect.reading.step
    if exact is None or not step:
        return
    digits = str(int(Fraction(evaluate(rounded_to(pinned(abs(exact) / step), Fraction(1))))))
    if len(digits) > MOST_DIGITS:
        return
    for nth in range(len(digits) - 1):
        swapped = digits[:nth] + digits[nth + 1] + digits[nth] + digits[nth + 2 :]
        if swapped != digits and swapped[0] != "0":
            value = int(swapped) * step * (1 if exact > 0 else -1)
            figure = suspect.figure(pinned(value))
            if figure:
                yield Candidate(
                    f"two digits changed places: {digits[nth : nth + 2]} and {swapped[nth : nth + 2]}", figure
                )
