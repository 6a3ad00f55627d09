"""Walk a formula over its values."""

from __future__ import annotations

from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from costcalc.expr.functions import MAX_STEPS
from costcalc.expr.nodes import Node, bounded
from costcalc.expr.numbers import simplest
from costcalc.expr.values import Values
from costcalc.expr.walk import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.numbers import Exact

EXACT = Context(
    prec=60,
    rounding=ROUND_HALF_UP,
    Emin=-300,
    Emax=300,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, FloatOperation],
)
"""Decimal arithmetic that stops rather than rounds."""

NOTHING: Mapping[str, Exact] = MappingProxyType({})


def evaluate(node: Node, env: Mapping[str, Exact] = NOTHING) -> Exact:
    """Compute a formula exactly.

    Args:
        node: The formula.
        env: The value of every name in it. Call again with another `env` to ask "what if".

    Returns:
        A Decimal, or a Fraction where the value has no last digit.

    Raises:
        UndefinedError: for a division by zero, a name without a value, a sum without an end.
    """
    try:
        with localcontext(EXACT):
            return node.compute(_scope(env, _decimal))
    except Inexact:  # 1 / 3, or more than 60 digits: fractions take over, at a third of the speed
        pass
    return simplest(bounded(node.compute(fraction_scope(env)), node))


def fraction_scope(env: Mapping[str, Exact]) -> Scope:
    """Give the scope of a walk in fractions, which can compute everything that has a value."""
    return _scope(env, cast("Callable[[Exact], Decimal]", Fraction))


def _scope(env: Mapping[str, Exact], lift: Callable[[Exact], Decimal]) -> Scope:
    if isinstance(env, Values):
        return Scope(env, lift, env.steps, env.sums)
    return Scope(env, lift, [MAX_STEPS], {})


def _decimal(value: Exact) -> Decimal:
    if isinstance(value, Decimal):
        return value
    raise Inexact
