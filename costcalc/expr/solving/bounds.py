"""Between which values a formula lies while the unknown goes from one value to another; wide, but never too narrow.

What has very many steps, or is asked at whole numbers only, is not looked at value by value: where its bounds show that
nothing is to be found, it is passed over.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from costcalc.expr.arithmetic import whole
from costcalc.expr.choice import COMPARE, Choice, Compare, Condition, Needed, Settled, Where
from costcalc.expr.functions import Ceil, Floor, FunctionCall, Max, Min, Round, SumOver
from costcalc.expr.jumps import MAX_PLACES
from costcalc.expr.nodes import Missing, Name, Node, Num, Scoped, Shared, Silent, Symbol
from costcalc.expr.numbers import round_half_up
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum
from costcalc.expr.solve import Solve
from costcalc.expr.solving.bounded import Bounds
from costcalc.expr.solving.hull import ZERO, Hull, UnboundedError
from costcalc.expr.solving.inquiry import Inquiry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.dependence import Footing

BLOCKS = 32
"""A long sum is bounded in so many blocks of terms."""


def bounds(node: Node, inquiry: Inquiry, on: Footing, low: Fraction, high: Fraction) -> Hull | None:
    """Return between which values a formula lies while the unknown goes from one value to another.

    Returns:
        None where nothing can be said; it may have no value there.

    Raises:
        UndefinedError: where it takes too long.
    """
    try:
        return Bounds(inquiry, on, Hull(low, high), {}, {}, HULLS).of(node)
    except UnboundedError:
        return None


def _number(node: Num, at: Bounds) -> Hull:
    del at
    return Hull(Fraction(node.value), Fraction(node.value))


def _name(node: Name, at: Bounds) -> Hull:
    if node.name in at.indices:
        return at.indices[node.name]
    if node.name == at.inquiry.unknown and at.on.at_bottom(node.name):
        return at.unknown
    outside = at.elsewhere(at.on._replace(bound=frozenset()))
    if not at.inquiry.dependence.names(node, outside.on):
        return outside.of(node)
    made = outside.on.made(node.name)
    if made is None:
        raise UnboundedError
    return outside.elsewhere(made[1]).of(made[0])


def _symbol(node: Symbol, at: Bounds) -> Hull:
    return at.of(node.of)


def _scoped(node: Scoped, at: Bounds) -> Hull:
    return at.elsewhere(at.on.of(node.option)).of(node.of)


def _unbounded(node: Node, at: Bounds) -> Hull:
    if isinstance(node, Solve) and not at.inquiry.dependence.names(node, at.on):
        return at.elsewhere(at.on._replace(bound=frozenset())).of(node)
    raise UnboundedError


def _sum(node: Sum, at: Bounds) -> Hull:
    first, *others = (at.of(child) for child in node.children)
    for other in others:
        first = first.plus(other)
    return first


def _product(node: Product, at: Bounds) -> Hull:
    first, *others = (at.of(child) for child in node.children)
    for other in others:
        first = first.times(other)
    return first


def _difference(node: Difference, at: Bounds) -> Hull:
    left, right = node.children
    return at.of(left).plus(at.of(right).opposite)


def _negative(node: Negative, at: Bounds) -> Hull:
    return at.of(node.children[0]).opposite


def _quotient(node: Quotient, at: Bounds) -> Hull:
    left, right = node.children
    return at.of(left).times(at.of(right).inverse)


def _power(node: Power, at: Bounds) -> Hull:
    base, exponent = (at.of(child) for child in node.children)
    return base.power(exponent)


def _smallest(node: FunctionCall, at: Bounds) -> Hull:
    parts = [at.of(child) for child in node.children]
    return Hull(min(part.low for part in parts), min(part.high for part in parts))


def _largest(node: FunctionCall, at: Bounds) -> Hull:
    parts = [at.of(child) for child in node.children]
    return Hull(max(part.low for part in parts), max(part.high for part in parts))


def _rounded(rounds: Callable[[Fraction], int]) -> Callable[[Node, Bounds], Hull]:
    def bound(node: Node, at: Bounds) -> Hull:
        of = at.of(node.children[0])
        return Hull(Fraction(rounds(of.low)), Fraction(rounds(of.high)))

    return bound


def _round(node: Round, at: Bounds) -> Hull:
    of, *decimals = (at.of(child) for child in node.children)
    if any(not each.single for each in decimals):
        raise UnboundedError
    places = whole(decimals[0].low, node, "the decimals of `round`") if decimals else 0
    if not 0 <= places <= MAX_PLACES:
        raise UnboundedError
    return Hull(*(Fraction(round_half_up(end, places)) for end in of))


def _sum_over(node: SumOver, at: Bounds) -> Hull:
    *ends, body = node.children
    first, last = (at.of(end) for end in ends)
    inside, found = at.on.inside(node.index), Hull(ZERO, ZERO)
    start, end = ceil(first.high), floor(last.low)  # terms that there are whatever the unknown is

    def block(low: Fraction, high: Fraction, least: int, most: int) -> Hull:
        indices = {**at.indices, node.index: Hull(low, high)}
        of = at._replace(on=inside, indices=indices).of(body)
        return of.times(Hull(Fraction(least), Fraction(most)))

    if start > end:
        most = max(0, floor(last.high) - ceil(first.low) + 1)
        return block(first.low, last.high, 0, most) if most else found
    size = max(1, -(-(end - start + 1) // BLOCKS))
    for low in range(start, end + 1, size):
        high = min(end, low + size - 1)
        found = found.plus(block(Fraction(low), Fraction(high), high - low + 1, high - low + 1))
    before, after = start - ceil(first.low), floor(last.high) - end
    if before > 0:
        found = found.plus(block(first.low, Fraction(start), 0, before))
    if after > 0:
        found = found.plus(block(Fraction(end), last.high, 0, after))
    return found


def _choice(node: Choice, at: Bounds) -> Hull:
    found = []
    for condition, then in node.cases:
        decided = _decided(condition, at)
        if decided is not False:
            found.append(at.of(then))
        if decided:
            return Hull.around(found)
    return Hull.around([*found, at.of(node.otherwise)])


def _where(node: Where, at: Bounds) -> Hull:
    decided = _decided(node.condition, at)
    if decided is False:
        return Hull(ZERO, ZERO)
    of = at.of(node.body)
    return of if decided else Hull.around([of, Hull(ZERO, ZERO)])


def _needed(node: Needed, at: Bounds) -> Hull:
    of, where = node.children
    some = at.of(where)
    if some == Hull(ZERO, ZERO):
        return some
    found = at.of(of)
    return found if some.low > 0 or some.high < 0 else Hull.around([found, Hull(ZERO, ZERO)])


def _decided(condition: Condition, at: Bounds) -> bool | None:
    """Return whether a condition holds for all values; None where that is not known."""
    return DECIDED[type(condition)](condition, at)


def _settled(condition: Settled, at: Bounds) -> bool | None:
    del at
    return condition.holds


def _compared(condition: Compare, at: Bounds) -> bool | None:
    left, right = condition.children
    apart = at.of(left).plus(at.of(right).opposite)
    compare = COMPARE[condition.operator]
    if apart.low > 0 or apart.high < 0 or apart.single:
        return compare(apart.low, 0)
    if condition.operator in {">", "<="}:
        return compare(apart.high, 0) if apart.high == 0 else None
    return compare(apart.low, 0) if condition.operator in {"<", ">="} and apart.low == 0 else None


DECIDED: Mapping[type[Node], Callable[[Any, Bounds], bool | None]] = {Compare: _compared, Settled: _settled}

HULLS: Mapping[type[Node], Callable[[Any, Bounds], Hull]] = {
    Num: _number,
    Name: _name,
    Symbol: _symbol,
    Silent: _symbol,
    Shared: _symbol,
    Scoped: _scoped,
    Missing: _unbounded,
    Sum: _sum,
    Product: _product,
    Difference: _difference,
    Quotient: _quotient,
    Power: _power,
    Negative: _negative,
    Min: _smallest,
    Max: _largest,
    Ceil: _rounded(ceil),
    Floor: _rounded(floor),
    Round: _round,
    SumOver: _sum_over,
    Choice: _choice,
    Where: _where,
    Needed: _needed,
    Solve: _unbounded,
}
