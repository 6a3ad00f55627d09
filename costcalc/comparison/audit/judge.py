"""How a claim stands to what its formulas come to: each of them is judged, and the worst is what is said."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.relation import Reading, Relation
from costcalc.comparison.audit.windows import wide_window_of
from costcalc.scenario.printed_words import Bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.figure_value import FigureValue
    from costcalc.expr import Exact
    from costcalc.expr.ranges.span import Span


class Judgement(NamedTuple):
    """How a printed figure stands to a formula.

    Args:
        relation: How.
        rounding: How the recomputed number is rounded to the printed one; None where it is not.
        why: What more there is to say of it; None where the relation says all.
        figure: The formula; None where there is none.
    """

    relation: Relation
    rounding: str | None = None
    why: str | None = None
    figure: FigureValue | None = None


def judged(figures: Sequence[FigureValue], printing: Printing) -> Judgement:
    """Return how what is printed stands to every one of some formulas: the worst of what is said of each.

    Args:
        figures: The formulas with what they come to; at least one.
        printing: What is printed.
    """
    found = [_one(figure, printing)._replace(figure=figure) for figure in figures]
    return min(found, key=lambda one: one.relation.rank)


def _one(figure: FigureValue, printing: Printing) -> Judgement:
    ranged = figure.ranged
    if figure.value is None and (ranged is None or ranged.span is None):
        why = (ranged.why if ranged else None) or figure.why
        return Judgement(Relation.NOT_CHECKABLE, why=f"it has no value: {why}")
    span = ranged.span if ranged else None
    if span and span.low == span.high and span.proven:
        return _number(span.low, printing)  # whatever is left open changes nothing
    if printing.is_interval and span:
        return _ends(span, printing)
    if figure.value is not None:
        at_stated = _number(figure.value, printing)
        if span is None or not at_stated.relation.is_false:
            return at_stated
    assert span is not None  # else there is a value, which was judged
    return _over(span, printing, is_stated=figure.value is not None)


def _number(value: Exact, printing: Printing) -> Judgement:
    if printing.is_interval:
        if printing.low.value <= value <= printing.high.value:
            return Judgement(Relation.AGREES, why="it lies between both")
        end = printing.low if value < printing.low.value else printing.high
        return Judgement(*_at_end(end, value))
    if printing.bound and _is_within(value, printing.low.value, printing.bound):
        return Judgement(Relation.AGREES, why=f"`{printing.bound.value}` holds")
    if not printing.bound:
        return Judgement(*printing.low.relation(value))
    if not printing.is_rounded_bound:
        return Judgement(Relation.DIFFERS, why=f"`{printing.bound.value}` does not hold")
    return Judgement(*_at_end(printing.low, value))


def _at_end(end: Reading, value: Exact) -> tuple[Relation, str | None]:
    """Return how a number just beyond an end stands to it: only what rounds to it is meant by it."""
    relation, rounding = end.relation(value)
    return (relation, rounding) if relation in {Relation.AGREES, Relation.ROUNDED} else (Relation.DIFFERS, None)


def _is_within(value: Exact, bound: Fraction, side: Bound) -> bool:
    if value == bound:
        return not side.is_strict
    return (value < bound) is side.is_below


def _ends(span: Span, printing: Printing) -> Judgement:
    """Return how a printed interval stands to a range: both ends are judged."""
    low, high = printing.low.relation(span.low), printing.high.relation(span.high)
    relation, rounding = min(low, high, key=lambda each: each[0].rank)
    if not relation.is_false:
        if not span.proven:
            return Judgement(Relation.NOT_CHECKABLE, why="its range is known at its corners alone")
        return Judgement(relation, rounding)
    if span.proven and (span.high < printing.low.low or span.low > printing.high.high):
        return Judgement(Relation.IMPOSSIBLE)
    if not span.proven:
        return Judgement(Relation.NOT_CHECKABLE, why="its range is known at its corners alone")
    which = " and ".join(end for end, (each, _) in (("lower", low), ("upper", high)) if each.is_false)
    return Judgement(relation, why=f"the {which} end {'do' if ' and ' in which else 'does'} not fit")


def _over(span: Span, printing: Printing, *, is_stated: bool) -> Judgement:
    """Return how a printed number stands to a range that holds no such value where the assumptions are stated."""
    ends = [_number(end, printing).relation for end in (span.low, span.high)]
    if printing.bound and span.proven and all(each in {Relation.AGREES, Relation.ROUNDED} for each in ends):
        return Judgement(Relation.AGREES, why="all of its range is")
    if span.proven and not printing.bound and all(each in {Relation.AGREES, Relation.ROUNDED} for each in ends):
        return Judgement(Relation.ROUNDED, why="all of its range is")
    window = wide_window_of(printing)
    # An end with sides is come near to, and never reached.
    is_apart = window.misses(Fraction(span.low), Fraction(span.high))
    is_above = span.low == window.high and bool(span.at_low.sides)
    is_below = span.high == window.low and bool(span.at_high.sides)
    if not (is_apart or is_above or is_below):
        return Judgement(Relation.POSSIBLE, why="it lies inside the range that is left open")
    if span.proven:
        return Judgement(Relation.IMPOSSIBLE, why="it lies outside the range, whatever is left open")
    why = "its range is known at its corners alone"
    return Judgement(Relation.DIFFERS if is_stated else Relation.NOT_CHECKABLE, why=why)
