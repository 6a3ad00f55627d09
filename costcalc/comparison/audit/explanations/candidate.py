"""One way in which a printed figure may have come about, and what it would come to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Floor, Node, Num, Product, Quotient, Round, decimal_text, number, pinned

if TYPE_CHECKING:
    from costcalc.expr import Figure


class Candidate(NamedTuple):
    """One way in which a printed figure may have come about.

    Args:
        text: What somebody would have done.
        figure: The formula of it, with its values.
    """

    text: str
    figure: Figure

    @property
    def exact(self) -> Fraction:
        """What it comes to."""
        return Fraction(self.figure.value)


def rounded_to(node: Node, step: Fraction) -> Node:
    """Return a formula rounded half-up to a step, such as 0.01 or 1,000."""
    return _to_step(node, step, Round)


def cut_to(node: Node, step: Fraction) -> Node:
    """Return a formula without the digits below a step."""
    return _to_step(node, step, Floor)


def _to_step(node: Node, step: Fraction, kind: type[Round | Floor]) -> Node:
    if step == 1:
        return kind((node,))
    decimals = _decimals(step)
    if kind is Round and decimals is not None:
        return Round((node, number(decimals)))
    if step < 1:
        scale = pinned(1 / step)
        return Quotient(kind((Product((node, scale)),)), scale)
    return Product((kind((Quotient(node, pinned(step)),)), pinned(step)))


def _decimals(step: Fraction) -> int | None:
    """Return how many decimals a step leaves: 2 of 0.01; None of one that is no power of ten below 1."""
    text = decimal_text(step.limit_denominator(10**18))
    return len(text) - 2 if text.startswith("0.") and text.strip("0.") == "1" else None


def times(node: Node, factor: Fraction) -> Node:
    """Return a formula multiplied by a factor, or divided by its inverse where that is the rounder number."""
    if factor.numerator == 1:
        return Quotient(node, number(factor.denominator))
    return Product((node, pinned(factor)))


def written(value: Fraction) -> Num:
    """Return a number as code writes it into a formula, exactly."""
    node = pinned(value)
    return node if isinstance(node, Num) else number(decimal_text(value))
