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
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate
from costcalc.comparison.audit.parts import bare
from costcalc.expr import Difference, Name, Num, Product, Quotient, Sum, Symbol, number
from costcalc.scenario.printed_words import FigureKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.comparison.audit.witness import Witness
    from costcalc.expr import Node

BITS = 2.0
MOST_OTHERS = 80
"""Other claims that are looked at, those nearest before it."""


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield what comes of other printed figures in the relation of the recomputed ones."""
    suspect.effort.take(len(suspect.others))
    others = [other for other in suspect.others if suspect.may_follow_from(other)][: -MOST_OTHERS - 1 : -1]
    yield from _of_two(suspect, others)
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
    if _is_alike(suspect, other):
        formulas.append(Sum((printed, Difference(node, formula))))
    if suspect.is_ratio and not other.is_ratio and other.reading.value:
        formulas.append(Quotient(Product((node, formula)), printed))
        if suspect.printing.kind is FigureKind.PERCENT and other.exact:
            rest = Difference(number(1), node)
            formulas.append(Difference(number(1), Product((rest, Quotient(printed, formula)))))
    yield from _valued(suspect, formulas, text)


def _is_alike(suspect: Suspect, other: Witness) -> bool:
    """Return whether one may be so much more than the other: of money and a count neither is."""
    return suspect.printing.kind is other.kind or (suspect.is_ratio and other.is_ratio)


def _of_parts(suspect: Suspect, others: list[Witness]) -> Iterator[Candidate]:
    """Yield the figure with all its printed parts in it as they are printed."""
    parts_of_it = [other for other in others if suspect.has(other)]
    # What is inside of another printed part is in that already.
    inside = [
        other
        for other in parts_of_it
        if not any(id(bare(other.node)) in each.inside for each in parts_of_it if each is not other)
    ]
    parts: dict[int, Node] = {}
    for other in inside:
        parts.update(_in_place(other))
    figure = suspect.changed(parts) if parts else None
    if figure:
        names = " and ".join(f"`{other.name}`" for other in inside)
        yield Candidate(f"it follows from {names}, as printed", figure)


def _in_place(other: Witness) -> dict[int, Node]:
    """Return what stands in the place of a printed part: of several charges in a larger sum, in that of the first."""
    node, parts = bare(other.node), dict.fromkeys(_identities(other.node), other.printed)
    if isinstance(node, Sum):
        for nth, term in enumerate(node.children):
            parts.update(dict.fromkeys(_identities(term), number(0) if nth else other.printed))
    return parts


def _identities(node: Node) -> list[int]:
    """Return what a result is in other formulas: the same under each of its names."""
    found = [id(node)]
    while isinstance(node, Symbol):
        node = node.of
        if isinstance(node, (Num, Name)):
            break
        found.append(id(node))
    return found


def _of_two(suspect: Suspect, others: list[Witness]) -> Iterator[Candidate]:
    """Yield what comes of two other figures that lead to this one, where one of them is not printed as it is."""
    exact, one = suspect.exact, number(1)
    if not exact:  # of nothing everything leads to nothing
        return
    by_value: dict[Fraction, list[Witness]] = {}
    for other in others:
        by_value.setdefault(other.exact, []).append(other)
    for first in others:
        x = first.exact
        alike = _is_alike(suspect, first)
        leads: list[tuple[Fraction | None, Callable[[Node, Node], Node]]] = [
            (exact - x if alike else None, lambda a, b: Sum((a, b))),
            (x - exact if alike else None, Difference),
            (_over(x, exact), Quotient),
            (_over(x, 1 - exact), lambda a, b: Difference(one, Quotient(a, b))),
            (_over(x, 1 + exact), lambda a, b: Difference(Quotient(a, b), one)),
            (_over(exact, x), lambda a, b: Product((a, b))),
        ]
        for value, join in leads:
            for second in by_value.get(value, ()) if value is not None else ():
                if second is first or not (first.is_off or second.is_off) or Fraction(1) in {x, value}:
                    continue
                if _is_alike(suspect, second) or value not in {exact - x, x - exact}:
                    yield from _joined(suspect, first, second, join)


def _joined(
    suspect: Suspect, first: Witness, second: Witness, join: Callable[[Node, Node], Node]
) -> Iterator[Candidate]:
    one, two = sorted((first, second), key=lambda each: each.position)
    is_symmetric = first.exact + second.exact == suspect.exact or first.exact * second.exact == suspect.exact
    node = join(one.printed, two.printed) if is_symmetric else join(first.printed, second.printed)
    yield from _valued(suspect, [node], f"it follows from `{one.name}` and `{two.name}`, as printed")


def _over(top: Fraction, bottom: Fraction) -> Fraction | None:
    return top / bottom if bottom else None


def _valued(suspect: Suspect, formulas: list[Node], text: str) -> Iterator[Candidate]:
    for node in formulas:
        figure = suspect.figure(node)
        if figure:
            yield Candidate(text, figure)
