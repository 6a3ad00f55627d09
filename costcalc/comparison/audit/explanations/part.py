"""A part of it was left out, or counted twice: a term of a sum, a factor; or all of it was counted twice, or half.

claims: [{claim: bill, printed: $15.00, of: opus.total}]        # 22.50; but 22.50 without `answer.input` is 15.00
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, times
from costcalc.expr import Difference, Name, Num, Product, Quotient, number, symbolic
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Node

BITS = 3.0
LARGEST_FACTOR = 1000
"""Nobody forgets to multiply with 40,000 tokens; with 30 days or 12 users one does."""


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure without each of its parts, and with each of them twice."""
    yield from _of_whole(suspect)
    yield from _of_terms(suspect)
    yield from _of_groups(suspect)
    yield from _of_factors(suspect)
    yield from _of_assumptions(suspect)
    yield from _of_rest(suspect)


def _of_whole(suspect: Suspect) -> Iterator[Candidate]:
    for factor, text in ((Fraction(2), "it was counted twice"), (Fraction(1, 2), "it was halved")):
        figure = suspect.figure(times(suspect.node, factor))
        if figure:
            yield Candidate(text, figure)


def _of_terms(suspect: Suspect) -> Iterator[Candidate]:
    for part in suspect.terms:
        name = cut(part.text)
        for count, text in ((0, f"`{name}` was left out"), (2, f"`{name}` was counted twice")):
            figure = suspect.changed({id(part.node): _counted(count, part.node)})
            if figure:
                yield Candidate(text, figure)


def _counted(count: int, node: Node) -> Node:
    return Product((number(count), node)) if count else number(0)


def _of_groups(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure without all charges of a call or a meter, on both sides of a ratio, and with them twice."""
    for text, terms in suspect.groups:
        for count, what in ((0, f"{text} was left out"), (2, f"{text} was counted twice")):
            figure = suspect.changed({id(term.node): _counted(count, term.node) for term in terms})
            if figure:
                yield Candidate(what, figure)


def _of_factors(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure without each of the factors in it: days or users that somebody forgot."""
    for part in (*suspect.numbers, *suspect.assumptions):
        value = suspect.value_of(part.node, part.option)
        if id(part.node) not in suspect.factors | suspect.divisors or value is None or value > LARGEST_FACTOR:
            continue
        figure = suspect.changed({id(part.node): number(1)}) if isinstance(part.node, Num) else None
        figure = suspect.at(part.node.name, Fraction(1)) if isinstance(part.node, Name) else figure
        if figure:
            yield Candidate(f"the factor `{cut(part.text)}` was left out", figure)


def _of_assumptions(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure without an assumption wherever it stands: a rebate on each of two prices, one share of all."""
    for part in suspect.assumptions:
        value = suspect.value_of(part.node, part.option)
        if isinstance(part.node, Name) and value is not None and 0 < value <= LARGEST_FACTOR:
            for other in (0, 1):
                figure = suspect.at(part.node.name, Fraction(other))
                if figure:
                    yield Candidate(f"`{cut(part.text)}` was left out, and is {other}", figure)
    for part in suspect.parts:
        if isinstance(part.node, Name) and id(part.node) in suspect.factors:
            figure = suspect.changed({id(part.node): number(1)})
            if figure:
                yield Candidate(f"the factor `{cut(part.text)}` was left out in one place", figure)


def _of_rest(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure without what is taken off in it, and without what it is divided by."""
    for part in suspect.parts:
        node = part.node
        if isinstance(node, Difference):
            text = f"`{cut(symbolic(node.children[1]))}` was not taken off"
        elif isinstance(node, Quotient) and id(node.children[1]) in suspect.divisors and not part.of_price:
            text = f"it was not divided by `{cut(symbolic(node.children[1]))}`"
        else:
            continue
        figure = suspect.changed({id(node): node.children[0]})
        if figure:
            yield Candidate(text, figure)
