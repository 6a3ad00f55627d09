"""Roundings of what rests on the unknown: on a stretch of its values they are one number, up to the next step."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from costcalc.expr.arithmetic import whole
from costcalc.expr.definitions import pinned
from costcalc.expr.evaluate import evaluate
from costcalc.expr.functions import Ceil, Floor, FunctionCall
from costcalc.expr.jumps import MAX_PLACES
from costcalc.expr.nodes import UndefinedError
from costcalc.expr.solving.inquiry import NotRationalError, Walk
from costcalc.expr.solving.polynomial import Ratio, constant_ratio

HALF = Fraction(1, 2)


class RoundingStep(NamedTuple):
    """What a rounding comes to around a value, and between which values of what is rounded it does so."""

    value: int
    low: Fraction
    high: Fraction


def stepwise(node: FunctionCall, walk: Walk) -> Ratio:
    """Return what a rounding comes to around the spot, and note down where the next step is.

    Raises:
        NotRationalError: where the decimals rest on the unknown, or the steps are infinitely many.
    """
    of, *decimals = (walk.ratio(child) for child in node.children)
    known = [part.constant for part in (of, *decimals)]
    if all(part is not None for part in known):
        return constant_ratio(evaluate(type(node)(tuple(pinned(part) for part in known if part is not None))))
    if known[0] is not None:
        raise NotRationalError(f"`{node.word}` of what depends on `{walk.inquiry.unknown}` goes in steps", node)
    places = whole(walk.value(node.children[1]), node.children[1], "the decimals of `round`") if decimals else 0
    if not 0 <= places <= MAX_PLACES:
        raise UndefinedError(f"`round` keeps between 0 and {MAX_PLACES} decimals", node)
    scale = Fraction(10**places)
    at = of.limit(walk.spot.at) if walk.spot.at is not None else None
    if at is None:
        raise NotRationalError(f"`{node.word}` goes through infinitely many steps here", node)
    side = of.plus(constant_ratio(at), -1).sign(walk.spot)
    step = _step(node, at * scale, side)
    for bound in (step.low, step.high):
        walk.sign(of.plus(constant_ratio(bound / scale), -1), node)
    return constant_ratio(step.value / scale)


def _step(node: FunctionCall, at: Fraction, side: int) -> RoundingStep:
    """Return what a rounding comes to just beside a value: above it where the side is 1, below where it is -1."""
    if isinstance(node, Ceil):
        value = floor(at) + 1 if side > 0 else ceil(at)
        return RoundingStep(value, Fraction(value - 1), Fraction(value))
    if isinstance(node, Floor):
        value = floor(at) if side > 0 else ceil(at) - 1
        return RoundingStep(value, Fraction(value), Fraction(value + 1))
    value = floor(at + HALF) if side > 0 else ceil(at - HALF)
    return RoundingStep(value, value - HALF, value + HALF)
