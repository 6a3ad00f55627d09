"""What formulas come to, exactly: in decimals, and in fractions where those have no end."""

from __future__ import annotations

import operator
from contextlib import suppress
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    getcontext,
    setcontext,
)
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from costcalc.expr.choice import Choice, Compare, Condition, Settled, Where
from costcalc.expr.functions import Ceil, Floor, Max, Min, Round, SumOver
from costcalc.expr.nodes import Missing, Name, Node, Num, Scoped, Symbol, UndefinedError
from costcalc.expr.numbers import MAX_BITS, Exact, bits, round_half_up, simplest
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum
from costcalc.expr.scope import Scope, bounded, remembered, same, whole
from costcalc.expr.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from costcalc.expr.scope import Compute

EXACT = Context(
    prec=60,
    rounding=ROUND_HALF_UP,
    Emin=-300,
    Emax=300,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, FloatOperation],
)
"""Decimal arithmetic that stops rather than rounds."""

MAX_PLACES = 12

NOTHING: Mapping[str, Exact] = MappingProxyType({})

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


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
    values = env if isinstance(env, Values) else Values(env)
    found = values.memory.get(id(node))
    if found:
        return found[1]
    value = _computed(node, values)
    values.memory[id(node)] = (node, value)  # kept alive, so that its id stays its own
    return value


def evaluate_all(nodes: Iterable[Node], values: Values) -> None:
    """Compute formulas that will be asked for one by one, in one go: their values are in the memory of `values` then.

    What has no value is left out, and says why when it is asked for.
    """
    memory = values.memory
    scope = Scope(values, values, DECIMALS, same, memory)
    before = getcontext()
    setcontext(EXACT)
    try:
        for node in nodes:
            if id(node) in memory:
                continue
            try:
                memory[id(node)] = (node, DECIMALS[type(node)](node, scope))
            except Inexact:
                with suppress(UndefinedError):
                    memory[id(node)] = (node, _in_fractions(node, values))
            except UndefinedError:
                pass
    finally:
        setcontext(before)


def _computed(node: Node, values: Values) -> Exact:
    before = getcontext()
    setcontext(EXACT)
    try:
        return DECIMALS[type(node)](node, Scope(values, values, DECIMALS, same, values.memory))
    except Inexact:  # 1 / 3, or more than 60 digits: fractions take over, at a third of the speed
        pass
    finally:
        setcontext(before)
    return _in_fractions(node, values)


def _in_fractions(node: Node, values: Values) -> Exact:
    return simplest(bounded(FRACTIONS[type(node)](node, fractions_of(values)), node))


def fractions_of(values: Values) -> Scope:
    """Return the scope of a walk in fractions, which can compute everything that has a value."""
    return Scope(values, values, FRACTIONS, cast("Callable[[Any], Decimal]", Fraction), values.memory)


def holds(condition: Condition, scope: Scope) -> bool:
    """Return whether a condition holds.

    Raises:
        UndefinedError: where what it looks at has no value.
    """
    return CONDITIONS[type(condition)](condition, scope)


def _decimal_number(node: Num, scope: Scope) -> Decimal:
    del scope
    return node.value


def _number(node: Num, scope: Scope) -> Decimal:
    return scope.lift(node.value)


def _decimal_name(node: Name, scope: Scope) -> Decimal:
    value = scope.names.get(node.name)
    if type(value) is Decimal:
        return value
    if value is None:
        raise UndefinedError(f"`{node.name}` has no value", node)
    raise Inexact


def _name(node: Name, scope: Scope) -> Decimal:
    value = scope.names.get(node.name)
    if value is None:
        raise UndefinedError(f"`{node.name}` has no value", node)
    return scope.lift(value)


def _symbol(node: Symbol, scope: Scope) -> Decimal:
    (of,) = node.parts
    return scope.table[type(of)](of, scope)


def _scoped(node: Scoped, scope: Scope) -> Decimal:
    (of,) = node.parts
    values = scope.values.of(node.option)
    return remembered(of, scope._replace(names=values, values=values, memory=values.memory), scope.table[type(of)])


def _missing(node: Missing, scope: Scope) -> Decimal:
    del scope
    raise UndefinedError(node.why, node)


def _sum(node: Sum, scope: Scope) -> Decimal:
    table = scope.table
    first, *others = node.parts
    total = table[type(first)](first, scope)
    for part in others:
        total = bounded(total + table[type(part)](part, scope), node)
    return total


def _product(node: Product, scope: Scope) -> Decimal:
    table = scope.table
    first, *others = node.parts
    total = table[type(first)](first, scope)
    for part in others:
        total = bounded(total * table[type(part)](part, scope), node)
    return total


def _difference(node: Difference, scope: Scope) -> Decimal:
    left, right = node.parts
    table = scope.table
    return bounded(table[type(left)](left, scope) - table[type(right)](right, scope), node)


def _quotient(node: Quotient, scope: Scope) -> Decimal:
    left, right = node.parts
    table = scope.table
    divisor = table[type(right)](right, scope)
    if not divisor:
        raise UndefinedError("this divides by zero", right)
    return bounded(table[type(left)](left, scope) / divisor, node)


def _power(node: Power, scope: Scope) -> Decimal:
    left, right = node.parts
    base = scope.table[type(left)](left, scope)
    exponent = whole(right, scope, "the exponents of `^`")
    if exponent < 0 and not base:
        raise UndefinedError("this divides by zero", left)
    # Bounded before it is computed; the powers of 0, 1 and -1 never grow.
    if base not in {-1, 0, 1} and bits(base) * abs(exponent) > MAX_BITS:
        raise UndefinedError("this number has grown out of all proportion", node)
    square, result = base, scope.lift(Decimal(1))
    left_over = abs(exponent) if base not in {-1, 0, 1} else min(abs(exponent), 2 - exponent % 2)
    while left_over:
        left_over, odd = divmod(left_over, 2)
        if odd:
            result = result * square
        if left_over:
            square = square * square
    return bounded(scope.lift(Decimal(1)) / result if exponent < 0 else result, node)


def _negative(node: Negative, scope: Scope) -> Decimal:
    (of,) = node.parts
    return -scope.table[type(of)](of, scope)


def _min(node: Min, scope: Scope) -> Decimal:
    return min(scope.table[type(part)](part, scope) for part in node.parts)


def _max(node: Max, scope: Scope) -> Decimal:
    return max(scope.table[type(part)](part, scope) for part in node.parts)


def _ceil(node: Ceil, scope: Scope) -> Decimal:
    (of,) = node.parts
    value: Exact = scope.table[type(of)](of, scope)
    return value.to_integral_value(ROUND_CEILING) if isinstance(value, Decimal) else scope.lift(ceil(value))


def _floor(node: Floor, scope: Scope) -> Decimal:
    (of,) = node.parts
    value = scope.table[type(of)](of, scope)
    return value.to_integral_value(ROUND_FLOOR) if isinstance(value, Decimal) else scope.lift(floor(value))


def _round(node: Round, scope: Scope) -> Decimal:
    of, *decimals = node.parts
    places = whole(decimals[0], scope, "the decimals of `round`") if decimals else 0
    if not 0 <= places <= MAX_PLACES:
        raise UndefinedError(f"`round` keeps between 0 and {MAX_PLACES} decimals", node)
    return scope.lift(round_half_up(scope.table[type(of)](of, scope), places))


def _sum_over(node: SumOver, scope: Scope) -> Decimal:
    return remembered(node, scope, _terms)


def _terms(node: SumOver, scope: Scope) -> Decimal:
    *ends, body = node.parts
    first, last = (whole(end, scope, f"the range of `{node.index}`") for end in ends)
    steps = scope.values.steps
    steps[0] -= max(0, last - first + 1) * body.size
    if steps[0] < 0:
        raise UndefinedError("this sums more terms than any workload has", node)
    names = dict(scope.names)
    inside = scope._replace(names=names, memory=None)
    compute = scope.table[type(body)]
    total = scope.lift(Decimal(0))
    for k in range(first, last + 1):
        names[node.index] = Decimal(k)
        total = bounded(total + compute(body, inside), node)
    return total


def _choice(node: Choice, scope: Scope) -> Decimal:
    taken = next((case.then for case in node.cases if holds(case.condition, scope)), node.otherwise)
    return scope.table[type(taken)](taken, scope)


def _where(node: Where, scope: Scope) -> Decimal:
    if not holds(node.condition, scope):
        return scope.lift(Decimal(0))
    return scope.table[type(node.body)](node.body, scope)


def _compare(node: Compare, scope: Scope) -> bool:
    left, right = node.parts
    table = scope.table
    return COMPARE[node.operator](table[type(left)](left, scope), table[type(right)](right, scope))


def _settled(node: Settled, scope: Scope) -> bool:
    del scope
    return node.holds


CONDITIONS: Mapping[type[Node], Callable[[Any, Scope], bool]] = {Compare: _compare, Settled: _settled}

FRACTIONS: Mapping[type[Node], Compute] = {
    Num: _number,
    Name: _name,
    Symbol: _symbol,
    Scoped: _scoped,
    Missing: _missing,
    Sum: _sum,
    Product: _product,
    Difference: _difference,
    Quotient: _quotient,
    Power: _power,
    Negative: _negative,
    Min: _min,
    Max: _max,
    Ceil: _ceil,
    Floor: _floor,
    Round: _round,
    SumOver: _sum_over,
    Choice: _choice,
    Where: _where,
}

DECIMALS: Mapping[type[Node], Compute] = {
    **FRACTIONS,
    Num: _decimal_number,
    Name: _decimal_name,
}
