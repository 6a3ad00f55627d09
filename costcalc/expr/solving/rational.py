"""What a formula is as a function of one assumption: a polynomial over another one, on one stretch of its values."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from costcalc.expr.arithmetic import whole
from costcalc.expr.choice import COMPARE, Choice, Compare, Needed, Settled, Where
from costcalc.expr.definitions import pinned
from costcalc.expr.evaluate import evaluate
from costcalc.expr.functions import Ceil, Floor, FunctionCall, Max, Min, Round, SumOver
from costcalc.expr.names import refuse_indices
from costcalc.expr.nodes import Missing, Name, Node, Num, Scoped, Shared, Silent, Symbol, UndefinedError, number
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum
from costcalc.expr.solve import Solve
from costcalc.expr.solving.inquiry import MAX_DEGREE, Inquiry, NotRationalError, Walk
from costcalc.expr.solving.polynomial import NOTHING, ONE, Ratio, Spot, X, constant_ratio
from costcalc.expr.solving.steps import stepwise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.dependence import Footing

NO_INDICES: Mapping[str, Fraction] = MappingProxyType({})
UNIT = Ratio(ONE)


def rational(
    node: Node, inquiry: Inquiry, on: Footing, spot: Spot, indices: Mapping[str, Fraction] = NO_INDICES
) -> Ratio:
    """Return a formula as a function of the unknown, around a spot.

    Args:
        node: The formula.
        inquiry: What is asked; values at which its form may change are noted down there.
        on: Where it is asked.
        spot: Around which value of the unknown.
        indices: The values of the indices of the sums around.

    Raises:
        NotRationalError: for one that is no such function.
        UndefinedError: for one that has no value there.
    """
    return Walk(inquiry, on, spot, indices, {}, RATIOS).ratio(node)


def _number(node: Num, walk: Walk) -> Ratio:
    del walk
    return constant_ratio(node.value)


def _name(node: Name, walk: Walk) -> Ratio:
    if node.name in walk.indices:
        return constant_ratio(walk.indices[node.name])
    if not walk.inquiry.dependence.names(node, walk.on):
        return constant_ratio(evaluate(node, walk.on.frame))
    if node.name == walk.inquiry.unknown and walk.on.at_bottom(node.name):
        spot = walk.spot
        return Ratio(X) if spot.at is None or spot.beyond else constant_ratio(spot.at)
    made = walk.on.made(node.name)
    if made is None:  # it has no value that a layer gave it, so that it would rest on nothing
        raise UndefinedError(f"`{node.name}` has no value", node)
    formula, on = made
    outside = walk.elsewhere(walk.on._replace(bound=frozenset()))
    return outside.remembered(node.name, lambda: walk.elsewhere(on).ratio(formula))


def _symbol(node: Symbol, walk: Walk) -> Ratio:
    return walk.remembered(node, lambda: walk.ratio(node.of))


def _scoped(node: Scoped, walk: Walk) -> Ratio:
    there = walk.elsewhere(walk.on.of(node.option))
    return there.remembered(node.of, lambda: there.ratio(node.of))


def _missing(node: Missing, walk: Walk) -> Ratio:
    del walk
    raise UndefinedError(node.why, node)


def _sum(node: Sum, walk: Walk) -> Ratio:
    total = NOTHING
    for child in node.children:
        total = walk.checked(total.plus(walk.ratio(child)), node)
    return total


def _product(node: Product, walk: Walk) -> Ratio:
    total = UNIT
    for child in node.children:
        total = walk.checked(total.times(walk.ratio(child)), node)
    return total


def _difference(node: Difference, walk: Walk) -> Ratio:
    left, right = node.children
    return walk.ratio(left).plus(walk.ratio(right), -1)


def _quotient(node: Quotient, walk: Walk) -> Ratio:
    left, right = node.children
    divisor = walk.ratio(right)
    if not divisor.top:
        raise UndefinedError("this divides by zero", right)
    walk.sign(divisor, right)  # where it is 0 there is no value
    return walk.ratio(left).times(divisor.inverse())


def _power(node: Power, walk: Walk) -> Ratio:
    left, right = node.children
    base = walk.ratio(left)
    exponent = whole(walk.value(right), right, "the exponents of `^`")
    if exponent < 0:
        if not base.top:
            raise UndefinedError("this divides by zero", left)
        base, exponent = base.inverse(), -exponent
    if base.constant is not None:
        return constant_ratio(evaluate(Power(pinned(base.constant), number(exponent))))
    if base.degree * exponent > MAX_DEGREE:
        raise NotRationalError(f"`{walk.inquiry.unknown}` has too high a power here", node)
    result = UNIT
    for _ in range(exponent):
        result = result.times(base)
    return result


def _negative(node: Negative, walk: Walk) -> Ratio:
    (of,) = node.children
    return NOTHING.plus(walk.ratio(of), -1)


def _extreme(sign: int) -> Callable[[FunctionCall, Walk], Ratio]:
    """Return what finds the part that is the largest around the spot, or the smallest where the sign is -1."""

    def find(node: FunctionCall, walk: Walk) -> Ratio:
        first, *others = node.children
        best = walk.ratio(first)
        for child in others:
            other = walk.ratio(child)
            if walk.sign(other.plus(best, -1), node) == sign:
                best = other
        return best

    return find


def _sum_over(node: SumOver, walk: Walk) -> Ratio:
    *ends, body = node.children
    first, last = (whole(walk.value(end), end, f"the range of `{node.index}`") for end in ends)
    walk.inquiry.visited(node, max(0, last - first))
    on, total = walk.on.inside(node.index), NOTHING
    for k in range(first, last + 1):
        inside = walk._replace(on=on, indices={**walk.indices, node.index: Fraction(k)})
        total = walk.checked(total.plus(inside.ratio(body)), node)
    return total


def _choice(node: Choice, walk: Walk) -> Ratio:
    for condition, then in node.cases:
        if CONDITIONS[type(condition)](condition, walk):
            return walk.ratio(then)
    return walk.ratio(node.otherwise)


def _where(node: Where, walk: Walk) -> Ratio:
    condition = node.condition
    return walk.ratio(node.body) if CONDITIONS[type(condition)](condition, walk) else NOTHING


def _needed(node: Needed, walk: Walk) -> Ratio:
    of, where = node.children
    return walk.ratio(of) if walk.sign(walk.ratio(where), where) else NOTHING


def _solve(node: Solve, walk: Walk) -> Ratio:
    if walk.inquiry.dependence.names(node, walk.on):
        message = f"a `solve` in the equation of another one must not depend on its unknown `{walk.inquiry.unknown}`"
        raise NotRationalError(message, node)
    refuse_indices(node, walk.indices)
    return constant_ratio(evaluate(node, walk.on.frame))


def _compare(node: Compare, walk: Walk) -> bool:
    left, right = node.children
    return COMPARE[node.operator](walk.sign(walk.ratio(left).plus(walk.ratio(right), -1), node), 0)


def _settled(node: Settled, walk: Walk) -> bool:
    del walk
    return node.holds


CONDITIONS: Mapping[type[Node], Callable[[Any, Walk], bool]] = {Compare: _compare, Settled: _settled}

RATIOS: Mapping[type[Node], Callable[[Any, Walk], Ratio]] = {
    Num: _number,
    Name: _name,
    Symbol: _symbol,
    Silent: _symbol,
    Shared: _symbol,
    Scoped: _scoped,
    Missing: _missing,
    Sum: _sum,
    Product: _product,
    Difference: _difference,
    Quotient: _quotient,
    Power: _power,
    Negative: _negative,
    Min: _extreme(-1),
    Max: _extreme(1),
    Ceil: stepwise,
    Floor: stepwise,
    Round: stepwise,
    SumOver: _sum_over,
    Choice: _choice,
    Where: _where,
    Needed: _needed,
    Solve: _solve,
}
