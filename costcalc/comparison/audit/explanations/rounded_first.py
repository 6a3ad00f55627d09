"""An intermediate number or a unit price was rounded first, and computed on with.

claims: [{claim: month, printed: $699, of: per_conversation * 3000}]      # 697.50; but 0.2325 is 0.233, and 699
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from costcalc.comparison.audit.changed import opened
from costcalc.comparison.audit.explanations.candidate import Candidate, rounded_to, written
from costcalc.comparison.audit.parts import bare
from costcalc.expr import Dependence, Footing, Name, Num, Product, Quotient, decimal_text, pinned, simplest
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.parts import FormulaPart
    from costcalc.comparison.audit.price_part import PricePart
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Node

BITS = 3.0
DIGITS = (3, 2, 1, 4)
DIGITS_OF_ONE = (2, 3, 1, 4)
FEWEST = 10
"""Of fewer nobody works out first what one comes to."""
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
    yield from _of_numbers(suspect)
    yield from _of_one(suspect)


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


def _of_numbers(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with each number that somebody wrote rounded: the price of a line, a measured size."""
    for part in suspect.numbers:
        for other in _rounded_values(Fraction(part.node.value)) if isinstance(part.node, Num) else ():
            figure = suspect.changed({id(part.node): pinned(other)})
            if figure:
                yield Candidate(f"{part.text} was rounded to {decimal_text(simplest(other))} first", figure)


def _of_one(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure made of that of one request, one user or one day, which was rounded first."""
    exact = suspect.exact
    for part in (*suspect.numbers, *suspect.assumptions):
        count = suspect.value_of(part.node, part.option)
        if exact is None or count is None or count < FEWEST or part.of_price or not _is_proportional(part, suspect):
            continue
        each = Quotient(suspect.node, opened(part.node, part.option))
        for digits in DIGITS_OF_ONE:
            step = step_of_digits(exact / Fraction(count), digits) if exact else Fraction(1)
            figure = suspect.figure(Product((rounded_to(each, step), opened(part.node, part.option))))
            if figure:
                yield Candidate(f"what one of `{cut(part.text)}` comes to was rounded first", figure)


def _is_proportional(part: FormulaPart, suspect: Suspect) -> bool:
    """Return whether twice as many make the figure twice as much."""
    count = suspect.value_of(part.node, part.option)
    if count is None or suspect.exact is None:
        return False
    if isinstance(part.node, Num):
        twice = suspect.changed({id(part.node): pinned(2 * Fraction(count))})
    else:
        assert isinstance(part.node, Name)
        twice = suspect.at(part.node.name, 2 * Fraction(count))
    return twice is not None and Fraction(twice.value) == 2 * suspect.exact


def _prices_of(part: PricePart, suspect: Suspect) -> Iterator[Fraction]:
    found = suspect.shelf.paid(part.offer)
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
        if node is not bare(suspect.node) and not (
            is_leaf or part.in_sum or part.of_price or _is_unknown(part, suspect)
        ):
            found.setdefault(id(node), part)
    return list(found.values())[:MOST]


def _is_unknown(part: FormulaPart, suspect: Suspect) -> bool:
    """Return whether a part rests on what is solved for: nobody rounds a number that is not known yet."""
    if part.unknown is None:
        return False
    return bool(Dependence(frozenset({part.unknown})).names(part.node, Footing.on(suspect.frame_of(part.option))))


def step_of_digits(value: Fraction, digits: int) -> Fraction:
    """Return the step that leaves a number so many significant digits: 100 of 12,345 with three."""
    size, power = abs(value), 0
    while size >= 10**power * 10:
        power += 1
    while size < Fraction(10) ** power:
        power -= 1
    return Fraction(10) ** (power - digits + 1)
