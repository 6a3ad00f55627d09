"""An intermediate number or a unit price was rounded first, and computed on with.

claims: [{claim: month, printed: $699, of: per_conversation * 3000}]      # 697.50; but 0.2325 is 0.233, and 699
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, rounded_to, written
from costcalc.comparison.audit.parts import bare
from costcalc.expr import Name, Num, decimal_text, simplest
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.parts import FormulaPart
    from costcalc.comparison.audit.price_lists import PricePart
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Node

BITS = 3.0
DIGITS = (3, 2, 1, 4)
MOST = 24
"""Intermediate numbers that are rounded, those outside first."""


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with each number on the way to it rounded to a few digits: unit prices and assumptions, too."""
    yield from _of_assumptions(suspect)
    yield from _of_prices(suspect)
    for part, node in rounded(suspect, DIGITS):
        figure = suspect.changed({id(part.node): node})
        if figure:
            value = suspect.value_of(node, part.option)
            said = f" to {decimal_text(value)}" if value is not None else ""
            yield Candidate(f"`{cut(part.text)}` was rounded{said} first", figure)


def _of_assumptions(suspect: Suspect) -> Iterator[Candidate]:
    for part in suspect.assumptions:
        value = suspect.value_of(part.node, part.option)
        for other in _rounded_values(Fraction(value or 0)):
            figure = suspect.at(part.node.name, other) if isinstance(part.node, Name) else None
            if figure:
                yield Candidate(f"`{part.text}` was rounded to {decimal_text(simplest(other))} first", figure)


def _of_prices(suspect: Suspect) -> Iterator[Candidate]:
    for part in suspect.prices:
        figures = ((other, suspect.changed({id(part.node): written(other)})) for other in _prices_of(part, suspect))
        for other, figure in figures:
            if figure:
                yield Candidate(f"`{cut(part.text)}` was rounded to {decimal_text(simplest(other))} first", figure)


def _prices_of(part: PricePart, suspect: Suspect) -> Iterator[Fraction]:
    found = suspect.shelf.at_instant(part.offer)
    if found and part.meter in found.prices:
        yield from _rounded_values(found.prices[part.meter] * part.scale)


def _rounded_values(value: Fraction) -> Iterator[Fraction]:
    """Yield a number rounded half-up to one and to two digits, and to three, where that is another number."""
    seen = {value, Fraction(0)}
    for digits in DIGITS[:3]:
        step = step_of_digits(value, digits) if value else Fraction(1)
        other = floor(value / step + Fraction(1, 2)) * step
        if other not in seen:
            seen.add(other)
            yield other


def rounded(suspect: Suspect, digits: tuple[int, ...]) -> Iterator[tuple[FormulaPart, Node]]:
    """Yield each intermediate number, with what it is rounded to so many digits, where that is another number."""
    for part in intermediates(suspect):
        value = suspect.value_of(part.node, part.option)
        seen = {Fraction(value or 0)}
        for count in digits if value else ():
            step = step_of_digits(Fraction(value or 0), count)
            node = rounded_to(part.node, step)
            other = suspect.value_of(node, part.option)
            if other is not None and Fraction(other) not in seen:
                seen.add(Fraction(other))
                yield part, node


def intermediates(suspect: Suspect) -> list[FormulaPart]:
    """Return the parts that are computed on the way to a figure, each once."""
    found: dict[int, FormulaPart] = {}
    for part in suspect.parts:
        node = bare(part.node)
        is_leaf = isinstance(node, (Num, Name))
        if node is not bare(suspect.node) and not (is_leaf or part.in_sum or part.of_price):
            found.setdefault(id(node), part)
    return list(found.values())[:MOST]


def step_of_digits(value: Fraction, digits: int) -> Fraction:
    """Return the step that leaves a number so many significant digits: 100 of 12,345 with three."""
    size, power = abs(value), 0
    while size >= 10**power * 10:
        power += 1
    while size < Fraction(10) ** power:
        power -= 1
    return Fraction(10) ** (power - digits + 1)
