"""What a walk over a formula carries along, when it computes in decimals or in fractions."""

from __future__ import annotations

from decimal import Decimal, Inexact
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.numbers import MAX_BITS, Exact, simplest
from costcalc.expr.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Compute = Callable[[Any, "Scope"], Decimal]


class Scope(NamedTuple):
    """What a walk over a formula carries along.

    A walk is in decimals or in fractions and never mixes the two; both know the same operators, so for the type
    checker there is one.

    Args:
        names: The value of every name, the indices of the sums around included.
        values: The same without these indices.
        table: What each kind of node is computed by.
        lift: Brings a number into the arithmetic of this walk.
        memory: What was computed before; None inside a sum, where values depend on its index.
    """

    names: Mapping[str, Exact]
    values: Values
    table: Mapping[type[Node], Compute]
    lift: Callable[[Any], Decimal]
    memory: dict[int, tuple[Node, Exact]] | None


def whole(node: Node, scope: Scope, what: str) -> int:
    """Compute a part that must be a whole number."""
    value = scope.table[type(node)](node, scope)
    as_int = int(value)
    if as_int != value:
        raise UndefinedError(f"{what} must be whole numbers", node)
    return as_int


def same(value: Decimal) -> Decimal:
    """Lift a decimal into a walk over decimals."""
    return value


def bounded(value: Decimal, node: Node) -> Decimal:
    """Refuse a value that has grown out of all proportion: fractions can, decimals end at their precision."""
    if isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise UndefinedError("this number has grown out of all proportion", node)
    return value


def remembered(node: Node, scope: Scope, compute: Compute) -> Decimal:
    """Compute a node once for all the formulas over the same values."""
    if scope.memory is None:
        return compute(node, scope)
    found = scope.memory.get(id(node))
    if found is None:
        found = scope.memory[id(node)] = (node, simplest(compute(node, scope)))
    value = found[1]
    if scope.lift is same and type(value) is not Decimal:
        raise Inexact
    return scope.lift(value)
