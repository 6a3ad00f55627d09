"""It was rounded more coarsely than it is written: its last zeros are no digits.

    claims: [{claim: bill, printed: $39.00, of: total}]       # 38.70; to whole dollars it is 39

Where a text means so, `to` says it: `to: 1`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, rounded_to
from costcalc.expr import decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 3.0
MOST_DIGITS = 12


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure rounded to each digit before its last one."""
    step = suspect.reading.step
    for _ in range(min(suspect.printing.digits, MOST_DIGITS) - 1):
        step *= 10
        figure = suspect.figure(rounded_to(suspect.node, step)) if step else None
        if figure and figure.value:
            yield Candidate(f"it was rounded to {decimal_text(figure.value)}, and its last zeros are no digits", figure)
