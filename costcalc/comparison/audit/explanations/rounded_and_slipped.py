"""An intermediate number was rounded first, and then a point slipped, or it is of another span of time.

claims: [{claim: input, printed: $715, of: read.total}]     # 7,142.86; but 28.6 billion tokens cost 7,150, and a tenth
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.changed import with_parts
from costcalc.comparison.audit.explanations.candidate import Candidate, times
from costcalc.comparison.audit.explanations.rounded_first import rounded
from costcalc.expr import Sum, decimal_text
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Node

BITS = 4.0
DIGITS = (3, 2)
POWERS = (-3, -1, 3, 1)
MOST_TERMS = 4
SPANS = {
    Fraction(30): "of a month for a day",
    Fraction(12): "of a year for a month",
    Fraction(365): "of a year for a day",
    Fraction(1, 30): "of a day for a month",
    Fraction(1, 12): "of a month for a year",
    Fraction(1, 365): "of a day for a year",
}


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with a number on the way to it rounded, and it or a term of it times a power of ten."""
    for part, node in rounded(suspect, DIGITS):
        whole = with_parts(suspect.node, {id(part.node): node})
        value = suspect.value_of(node, part.option)
        if whole is None or value is None:
            continue
        first = f"`{cut(part.text)}` was rounded to {decimal_text(value)} first"
        for power in POWERS:
            for other in _slipped(whole, Fraction(10) ** power):
                figure = suspect.figure(other)
                if figure:
                    by = f"{10 ** abs(power):,} too {'large' if power > 0 else 'small'}"
                    yield Candidate(f"{first}, and a point slipped: {by}", figure)
        for span, text in SPANS.items():
            figure = suspect.figure(times(whole, span))
            if figure:
                yield Candidate(f"{first}, and it is {text}", figure)


def _slipped(node: Node, factor: Fraction) -> Iterator[Node]:
    """Yield a formula times a factor, and a sum with that factor at each of its terms."""
    yield times(node, factor)
    if isinstance(node, Sum):
        terms = node.children
        for place, term in enumerate(terms[:MOST_TERMS]):
            yield Sum((*terms[:place], times(term, factor), *terms[place + 1 :]))
