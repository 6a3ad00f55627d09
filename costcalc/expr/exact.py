"""What each kind of formula comes to, exactly: in decimals, and in fractions where those have no end.

It is computed in the context of `evaluate`, which stops rather than rounds.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.expr.arithmetic import added, divided, multiplied, opposite, powered, settled, whole
from costcalc.expr.choice import COMPARE, Choice, Compare, Needed, Settled, Where
from costcalc.expr.functions import Ceil, Floor, Max, Min, Round, SumOver
from costcalc.expr.jumps import ceiled, floored, rounded_half
from costcalc.expr.names import refuse_indices
from costcalc.expr.nodes import Missing, Name, Node, Num, OpenError, Scoped, Shared, Silent, Symbol, UndefinedError
from costcalc.expr.numbers import Exact
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum
from costcalc.expr.scope import Scope
from costcalc.expr.solve import Solve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Compute = Callable[[Any, "Scope"], Exact]


def _number(node: Num, scope: Scope) -> Exact:
    del scope
    return node.value


def _name(node: Name, scope: Scope) -> Exact:
    value = scope.names.get(node.name)
    if value is None:
        raise OpenError(scope.values.why_open(node.name), node)
    return value


def _symbol(node: Symbol, scope: Scope) -> Exact:
    (of,) = node.children
    return NUMBERS[type(of)](of, scope)


def _shared(node: Shared, scope: Scope) -> Exact:
    (of,) = node.children
    return _remembered(of, scope, NUMBERS[type(of)])


def _scoped(node: Scoped, scope: Scope) -> Exact:
    (of,) = node.children
    values = scope.values.of(node.option)
    found = values.memory.get(id(of))
    return found[1] if found else _remembered(of, Scope(values, values, values.memory), NUMBERS[type(of)])


def _remembered(node: Node, scope: Scope, compute: Compute) -> Exact:
    """Compute a node once for all the formulas over the same values."""
    if scope.memory is None:
        return compute(node, scope)
    found = scope.memory.get(id(node))
    if found is None:
        found = scope.memory[id(node)] = (node, settled(compute(node, scope), node))
    return found[1]


def _missing(node: Missing, scope: Scope) -> Exact:
    del scope
    raise UndefinedError(node.why, node)


def _sum(node: Sum, scope: Scope) -> Exact:
    first, *others = node.children
    total = NUMBERS[type(first)](first, scope)
    for child in others:
        total = added(total, NUMBERS[type(child)](child, scope), node)
    return total


def _product(node: Product, scope: Scope) -> Exact:
    first, *others = node.children
    total = NUMBERS[type(first)](first, scope)
    for child in others:
        total = multiplied(total, NUMBERS[type(child)](child, scope), node)
    return total


def _difference(node: Difference, scope: Scope) -> Exact:
    left, right = node.children
    return added(NUMBERS[type(left)](left, scope), opposite(NUMBERS[type(right)](right, scope)), node)


def _quotient(node: Quotient, scope: Scope) -> Exact:
    left, right = node.children
    divisor = NUMBERS[type(right)](right, scope)
    if not divisor:
        raise UndefinedError("this divides by zero", right)
    return divided(NUMBERS[type(left)](left, scope), divisor, node)


def _power(node: Power, scope: Scope) -> Exact:
    left, right = node.children
    base = NUMBERS[type(left)](left, scope)
    exponent = whole(NUMBERS[type(right)](right, scope), right, "the exponents of `^`")
    if exponent < 0 and not base:
        raise UndefinedError("this divides by zero", left)
    return powered(base, exponent, node)


def _negative(node: Negative, scope: Scope) -> Exact:
    (of,) = node.children
    return opposite(NUMBERS[type(of)](of, scope))


def _min(node: Min, scope: Scope) -> Exact:
    return min(NUMBERS[type(child)](child, scope) for child in node.children)


def _max(node: Max, scope: Scope) -> Exact:
    return max(NUMBERS[type(child)](child, scope) for child in node.children)


def _jumped(jump: Callable[[Exact, Callable[[], int], Node], Exact]) -> Callable[[Node, Scope], Exact]:
    return lambda node, scope: jump(*_beside(node, scope), node)


def _round(node: Round, scope: Scope) -> Exact:
    _, *decimals = node.children
    places = 0
    if decimals:
        places = whole(NUMBERS[type(decimals[0])](decimals[0], scope), decimals[0], "the decimals of `round`")
    return rounded_half(*_beside(node, scope), node, places)


def _beside(node: Node, scope: Scope) -> tuple[Exact, Callable[[], int]]:
    """Return what is rounded, and what says to which side of that it goes inside of ranges whose corner is asked."""
    of = node.children[0]
    value = NUMBERS[type(of)](of, scope)

    def side() -> int:
        inside = scope.inside()
        other = NUMBERS[type(of)](of, inside) if inside else value
        return (other > value) - (other < value)

    return value, side


def _sum_over(node: SumOver, scope: Scope) -> Exact:
    """Compute a sum once for all that say the same: the next month has the turns of the one before."""
    if scope.memory is None:
        return _terms(node, scope)
    found = scope.memory.get(node)
    if found is None:
        found = scope.memory[node] = (node, settled(_terms(node, scope), node))
    return found[1]


def _terms(node: SumOver, scope: Scope) -> Exact:
    *ends, body = node.children
    first, last = (whole(NUMBERS[type(end)](end, scope), end, f"the range of `{node.index}`") for end in ends)
    steps = scope.values.steps
    needed = max(0, last - first + 1) * body.size
    if needed > steps[0]:
        raise UndefinedError("this sums more terms than one file may have", node)
    steps[0] -= needed
    names = dict(scope.names)
    inside = Scope(names, scope.values, None)
    compute = NUMBERS[type(body)]
    total: Exact = Decimal(0)
    for k in range(first, last + 1):
        names[node.index] = Decimal(k)
        total = added(total, compute(body, inside), node)
    return total


def _choice(node: Choice, scope: Scope) -> Exact:
    for condition, then in node.cases:
        if CONDITIONS[type(condition)](condition, scope):
            return NUMBERS[type(then)](then, scope)
    return NUMBERS[type(node.otherwise)](node.otherwise, scope)


def _where(node: Where, scope: Scope) -> Exact:
    if not CONDITIONS[type(node.condition)](node.condition, scope):
        return Decimal(0)
    return NUMBERS[type(node.body)](node.body, scope)


def _needed(node: Needed, scope: Scope) -> Exact:
    of, where = node.children
    if NUMBERS[type(where)](where, scope):
        return NUMBERS[type(of)](of, scope)
    inside = scope.inside()
    return NUMBERS[type(of)](of, scope) if inside and NUMBERS[type(where)](where, inside) else Decimal(0)


def _solve(node: Solve, scope: Scope) -> Exact:
    values = scope.values
    refuse_indices(node, scope.indices())
    return _remembered(node, Scope(values, values, values.memory), _solved)


def _solved(node: Solve, scope: Scope) -> Exact:
    return scope.values.solved(node).value


def _compare(node: Compare, scope: Scope) -> bool:
    left, right = node.children
    one, other = NUMBERS[type(left)](left, scope), NUMBERS[type(right)](right, scope)
    if one == other and (inside := scope.inside()):
        one, other = NUMBERS[type(left)](left, inside), NUMBERS[type(right)](right, inside)
    return COMPARE[node.operator](one, other)


def _settled(node: Settled, scope: Scope) -> bool:
    del scope
    return node.holds


CONDITIONS: Mapping[type[Node], Callable[[Any, Scope], bool]] = {Compare: _compare, Settled: _settled}

NUMBERS: Mapping[type[Node], Compute] = {
    Num: _number,
    Name: _name,
    Symbol: _symbol,
    Silent: _symbol,
    Shared: _shared,
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
    Ceil: _jumped(ceiled),
    Floor: _jumped(floored),
    Round: _round,
    SumOver: _sum_over,
    Choice: _choice,
    Where: _where,
    Needed: _needed,
    Solve: _solve,
}
