"""What a printed figure looks like: hypotheses of how it came about, the shortest description first.

A hypothesis costs bits: how seldom its kind is, how many of its kind were tried, how it has to be rounded. A printed
figure in a window [low, high) carries -log2(log10(high / low) / 3) bits: figures spread evenly over three powers of
ten. One that costs many more bits than the figure carries would explain any figure, and explains none.
"""

from __future__ import annotations

from fractions import Fraction
from math import log2, log10
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.explanations import EXPLANATIONS
from costcalc.comparison.audit.relation import HALF_EVEN, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.explanations import Candidate
    from costcalc.comparison.audit.relation import Reading
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Figure

DECADES = 3
SLACK = 3.0
"""By how many bits a hypothesis may cost more than the figure carries."""
MOST_SHOWN = 3
COARSE_DIGITS = 2
OF_ROUNDING = frozenset({"follows", "parts-rounded", "rounded-first"})
"""What is asked of a figure that is only cut or raised: whether something was rounded before."""
ROUNDINGS = {Relation.CUT: 2.0, Relation.RAISED: 2.0}


class Hypothesis(NamedTuple):
    """A hypothesis of how a printed figure came about.

    Args:
        kind: Its kind: the name of an explanation.
        text: What somebody would have done.
        figure: The formula of it, with its values; rounded it is what is printed.
        bits: How long its description is; the shorter, the likelier.
        rounding: How it is rounded to what is printed: `rounded`, `cut`, `raised`; `agrees` where it is that exactly.
    """

    kind: str
    text: str
    figure: Figure
    bits: float
    rounding: str


class Hypotheses(NamedTuple):
    """What a printed figure looks like.

    Args:
        shown: The likeliest hypotheses, at most three.
        fitting: How many changes would print the figure.
        tried: How many changes were looked at.
        is_coarse: Whether the figure has so few digits that causes cannot be told apart.
    """

    shown: tuple[Hypothesis, ...] = ()
    fitting: int = 0
    tried: int = 0
    is_coarse: bool = False


NONE = Hypotheses()


def information(reading: Reading) -> float:
    """Return how many bits a printed figure carries."""
    size = abs(reading.value)
    low, high = size - reading.step / 2, size + reading.step / 2
    if low <= 0 or high <= low:
        return 0.0 if low <= 0 else 64.0
    # The digits of the window alone count, so that a float is enough.
    return -log2(log10(high / low) / DECADES)


def hypotheses_of(suspect: Suspect) -> Hypotheses:
    """Return what a printed figure looks like."""
    found: list[Hypothesis] = []
    tried = 0
    is_coarse = suspect.printing.digits <= COARSE_DIGITS
    is_off = suspect.reading.relation(suspect.exact)[0] in ROUNDINGS if suspect.exact is not None else False
    if is_off and is_coarse:
        return NONE
    for kind, explanation in EXPLANATIONS.items():
        if is_off and kind not in OF_ROUNDING:
            continue
        distinct: dict[Fraction, Candidate] = {}
        for candidate in explanation.candidates(suspect):
            distinct.setdefault(candidate.exact, candidate)
        if suspect.exact is not None:
            distinct.pop(suspect.exact, None)
        tried += len(distinct)
        found += _fitting(kind, explanation.BITS + log2(max(1, len(distinct))), distinct, suspect.reading)
    most = information(suspect.reading) + SLACK
    shown: dict[tuple[str, Fraction], Hypothesis] = {}
    for cause in sorted(found, key=lambda each: each.bits):
        if cause.bits <= most:
            shown.setdefault((cause.kind, Fraction(cause.figure.value)), cause)
    return Hypotheses(tuple(shown.values())[:MOST_SHOWN], len(found), tried, is_coarse)


def _fitting(kind: str, bits: float, distinct: dict[Fraction, Candidate], reading: Reading) -> Iterator[Hypothesis]:
    for exact, candidate in distinct.items():
        relation, rounding = reading.relation(exact)
        if relation is Relation.DIFFERS:
            continue
        more = 1.0 if rounding == HALF_EVEN else ROUNDINGS.get(relation, 0.0)
        yield Hypothesis(kind, candidate.text, candidate.figure, bits + more, relation.value)
