"""It is a percentage of the wrong base: a gain read as a saving, throughput as cost.

From 60 % to 85 % of use is 41.7 % more work, and 29.4 % less cost of the same work.

    claims: [{claim: saving, printed: 40%, to: 10%, of: 1 - before / after}]    # 29.4 %; after / before - 1 is 41.7 %

Also where a share in it was taken for the rest: hits for misses, 30 % off for 30 % of it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate
from costcalc.expr import Difference, Name, Negative, Num, Quotient, Sum, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 2.0


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield what a percentage or a ratio is of the other base, as the rest, or as the change."""
    for part in suspect.numbers:
        if isinstance(part.node, Num) and 0 < part.node.value < 1:
            rest = Difference(number(1), part.node)
            figure = suspect.changed({id(part.node): rest})
            if figure:
                yield Candidate(f"the rest of {part.text}, for {part.text}", figure)
    for part in suspect.assumptions:
        value = suspect.value_of(part.node, part.option)
        if isinstance(part.node, Name) and value is not None and 0 < value < 1:
            figure = suspect.at(part.node.name, 1 - Fraction(value))
            if figure:
                yield Candidate(f"the rest of `{part.text}`, for `{part.text}`", figure)
    if suspect.is_ratio:
        yield from _of_figure(suspect)


def _of_figure(suspect: Suspect) -> Iterator[Candidate]:
    """Yield what it is of another base."""
    node, one = suspect.node, number(1)
    rest = Difference(one, node)
    found = (
        ("a gain read as a saving: it is of what is left", Quotient(node, rest)),
        ("a saving read as a gain: it is of what there was before", Quotient(node, Sum((one, node)))),
        ("what is left for what is saved, or the other way round", rest),
        ("the change for how many times as much", Difference(node, one)),
        ("how many times as much for the change", Sum((node, one))),
        ("the ratio upside down", Quotient(one, node)),
        ("the saving for the ratio", Difference(one, Quotient(one, node))),
        ("the ratio for the saving", Quotient(one, rest)),
        ("a fall written as a rise", Negative(node)),
    )
    for text, formula in found:
        figure = suspect.figure(formula)
        if figure:
            yield Candidate(text, figure)
