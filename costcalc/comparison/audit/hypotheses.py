"""What a printed figure looks like: hypotheses of how it came about, the shortest description first.

A hypothesis costs bits: how seldom its kind is, how many of its kind were tried, how it has to be rounded. A printed
figure in a window [low, high) carries -log2(log10(high / low) / 3) bits: figures spread evenly over three powers of
ten. One that costs many more bits than the figure carries would explain any figure, and explains none.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from math import log, log1p, log2
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.explanations import EXPLANATIONS
from costcalc.comparison.audit.relation import HALF_EVEN, Relation
from costcalc.expr import Frame, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from costcalc.comparison.audit.explanations import Candidate, Explanation
    from costcalc.comparison.audit.relation import Reading
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Figure, Node

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
        given: What assumptions are in it, where that is not what they are in the claim.
    """

    kind: str
    text: str
    figure: Figure
    bits: float
    rounding: str
    given: Mapping[str, Node]


class Hypotheses(NamedTuple):
    """What a printed figure looks like.

    Args:
        shown: The likeliest hypotheses, at most three.
        fitting: How many changes would print the figure.
        tried: How many changes were looked at.
        is_coarse: Whether the figure has so few digits that causes cannot be told apart.
        is_cut_short: Whether there was more to look at than one answer may take.
    """

    shown: tuple[Hypothesis, ...] = ()
    fitting: int = 0
    tried: int = 0
    is_coarse: bool = False
    is_cut_short: bool = False


NONE = Hypotheses()


def information(reading: Reading) -> float:
    """Return how many bits a printed figure carries."""
    size = abs(reading.value)
    low, high = size - reading.step / 2, size + reading.step / 2
    if low <= 0 or high <= low:
        return 0.0 if low <= 0 else 64.0
    return -log2(log1p(float((high - low) / low)) / log(10) / DECADES)


def hypotheses_of(suspect: Suspect) -> Hypotheses:
    """Return what a printed figure looks like."""
    is_coarse = suspect.printing.digits <= COARSE_DIGITS
    is_cut_or_raised = suspect.exact is not None and suspect.reading.relation(suspect.exact)[0] in ROUNDINGS
    if is_cut_or_raised and is_coarse:
        return NONE
    if suspect.effort.is_spent:
        return Hypotheses(is_coarse=is_coarse, is_cut_short=True)
    found: list[Hypothesis] = []
    tried = 0
    steps = suspect.frame.steps
    for kind, explanation in EXPLANATIONS.items():
        if is_cut_or_raised and kind not in OF_ROUNDING:
            continue
        before = steps[0]
        distinct = _tried(explanation, suspect)
        suspect.effort.take(before - steps[0])
        steps[0] = before  # what is only tried is taken off nothing that an answer needs
        tried += len(distinct)
        found += _fitting(kind, explanation.BITS + log2(max(1, len(distinct))), distinct, suspect.reading)
    most = information(suspect.reading) + SLACK
    likely = _distinct(one for one in sorted(found, key=lambda each: each.bits) if one.bits <= most)
    shown = tuple(one._replace(given=_given_in(one.figure, suspect)) for one in islice(likely, MOST_SHOWN))
    return Hypotheses(shown, len(found), tried, is_coarse, suspect.effort.is_spent)


def _given_in(figure: Figure, suspect: Suspect) -> dict[str, Node]:
    """Return what assumptions are in a changed figure, where they are something else in the claim."""
    frame = figure.env
    if frame is suspect.frame or not isinstance(frame, Frame):
        return {}
    names = dict.fromkeys(part.node.name for part in suspect.assumptions if isinstance(part.node, Name))
    made = {name: frame.made(name)[0] for name in names if name in frame}
    return {name: node for name, node in made.items() if node is not suspect.frame.made(name)[0]}


def _distinct(found: Iterable[Hypothesis]) -> Iterator[Hypothesis]:
    """Yield hypotheses, but for those of a kind that come to the same number, and the same computation of two kinds."""
    numbers, computations = set(), set()
    for one in found:
        number, computation = (one.kind, one.figure.value), one.figure.substituted()
        if number not in numbers and computation not in computations:
            yield one
        numbers.add(number)
        computations.add(computation)


def _tried(explanation: Explanation, suspect: Suspect) -> dict[Fraction, Candidate]:
    """Return everything of a kind that could be, each number once, but for that which comes out anyway."""
    distinct: dict[Fraction, Candidate] = {}
    for candidate in explanation.candidates(suspect):
        if suspect.effort.is_spent:
            break
        distinct.setdefault(candidate.exact, candidate)
    if suspect.exact is not None:
        distinct.pop(suspect.exact, None)
    return distinct


def _fitting(kind: str, bits: float, distinct: dict[Fraction, Candidate], reading: Reading) -> Iterator[Hypothesis]:
    for exact, candidate in distinct.items():
        relation, rounding = reading.relation(exact)
        if relation is Relation.DIFFERS:
            continue
        more = 1.0 if rounding == HALF_EVEN else ROUNDINGS.get(relation, 0.0)
        yield Hypothesis(kind, candidate.text, candidate.figure, bits + more, relation.value, {})
