"""It follows from another printed figure.

A text computes on with what it has printed: a wrong part is in the total, a rounded price in the month, a wrong total
in the ratio. So the printed figure stands in the relation to another printed one in which the recomputed figures stand:
it is as many times as much, or as much more, or both of two others lead to it.

    claims:
      - {claim: part, printed: $22.50, of: flash.answer.input}      # 11.25
      - {claim: whole, printed: $49.50, of: flash.total}            # 38.25; but printed.part + 27.00 = 49.50

Totals follow from parts, ratios from totals, a later figure from an earlier one, and never the other way round.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate
from costcalc.expr import Difference, Name, Num, Product, Quotient, Sum, Symbol, number
from costcalc.scenario.printed_words import FigureKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect, Witness
    from costcalc.expr import Node

BITS = 2.0
MOST_OTHERS = 80
"""Other claims that are looked at, those nearest before it."""


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield what comes of other printed figures in the relation of the recomputed ones."""
    others = [other for other in suspect.others if suspect.may_follow_from(other)][: -MOST_OTHERS - 1 : -1]
    for two, one in combinations(others, 2):
        if one.is_off or two.is_off:
            yield from _of_two(suspect, one, two)
    off = [other for other in others if other.is_off]
    yield from _of_parts(suspect, off)
    for other in off:
        yield from _of_one(suspect, other)


def _of_one(suspect: Suspect, other: Witness) -> Iterator[Candidate]:
    node, printed, formula = suspect.node, other.printed, suspect.formula_of(other)
    text = f"it follows from `{other.name}`, as printed"
    formulas: list[Node] = []
    if suspect.has(other):
        yield from _of_parts(suspect, [other])
    if other.exact:
        formulas.append(Product((printed, Quotient(node, formula))))
    if suspect.is_ratio or not other.is_ratio:
        formulas.append(Sum((printed, Difference(node, formula))))
    if suspect.is_ratio and not other.is_ratio and other.reading.value:
        formulas.append(Quotient(Product((node, formula)), printed))
        if suspect.printing.kind is FigureKind.PERCENT and other.exact:
            rest = Difference(number(1), node)
            formulas.append(Difference(number(1), Product((rest, Quotient(printed, formula)))))
    yield from _valued(suspect, formulas, text)


def _of_parts(suspect: Suspect, others: list[Witness]) -> Iterator[Candidate]:
    """Yield the figure with all its printed parts in it as they are printed."""
    inside = [other for other in others if suspect.has(other)]
    parts = {each: other.printed for other in inside for each in _identities(other.node)}
    figure = suspect.changed(parts) if parts else None
    if figure:
        names = " and ".join(f"`{other.name}`" for other in inside)
        yield Candidate(f"it follows from {names}, as printed", figure)


def _identities(node: Node) -> list[int]:
    """Return what a result is in other formulas: the same under each of its names."""
    found = [id(node)]
    while isinstance(node, Symbol):
        node = node.of
        if isinstance(node, (Num, Name)):
            break
        found.append(id(node))
    return found


def _of_two(suspect: Suspect, one: Witness, two: Witness) -> Iterator[Candidate]:
    exact, first, second = suspect.exact, one.exact, two.exact
    a, b = one.printed, two.printed
    unit = number(1)
    found: list[Node] = []
    if first + second == exact:
        found.append(Sum((a, b)))
    for left, right, x, y in ((first, second, a, b), (second, first, b, a)):
        if left - right == exact:
            found.append(Difference(x, y))
        if right and left / right == exact:
            found.append(Quotient(x, y))
        if right and 1 - left / right == exact:
            found.append(Difference(unit, Quotient(x, y)))
        if right and left / right - 1 == exact:
            found.append(Difference(Quotient(x, y), unit))
    if first * second == exact and Fraction(1) not in {first, second}:
        found.append(Product((a, b)))
    yield from _valued(suspect, found, f"it follows from `{one.name}` and `{two.name}`, as printed")


def _valued(suspect: Suspect, formulas: list[Node], text: str) -> Iterator[Candidate]:
    for node in formulas:
        figure = suspect.figure(node)
        if figure:
            yield Candidate(text, figure)
