"""An interpreter that proves between which values formulas lie over ranges of assumptions, and which way they go."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from costcalc.expr.choice import Choice, Needed, Where
from costcalc.expr.functions import Ceil, Floor, Max, Min, Round, SumOver
from costcalc.expr.jumps import MAX_PLACES
from costcalc.expr.nodes import Missing, Name, Node, Num, Scoped, Shared, Silent, Symbol, number
from costcalc.expr.numbers import round_half_up
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum
from costcalc.expr.ranges.decision import Decision, decision
from costcalc.expr.ranges.enclosure import (
    ZERO,
    Enclosure,
    constant,
    inverse,
    joined,
    largest,
    names_of,
    negative,
    power,
    product,
    stepped,
    switched,
    total,
    unknown,
)
from costcalc.expr.ranges.look import Look, Survey
from costcalc.expr.solve import Solve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.dependence import Footing

MOST_TERMS = 5_000
"""Terms of a sum that are looked at one by one; of longer ones nothing is known."""


def enclosure(node: Node, survey: Survey, on: Footing) -> Enclosure:
    """Return what is known of a formula over the ranges of a survey.

    Raises:
        UndefinedError: where it takes too long to find out.
    """
    return Look(survey, on, {}, ENCLOSURES).at(node)


def _number(node: Num, look: Look) -> Enclosure:
    del look
    return constant(Fraction(node.value))


def _name(node: Name, look: Look) -> Enclosure:
    name = node.name
    if name in look.indices:
        return constant(look.indices[name])
    outside = look.elsewhere(look.on._replace(bound=frozenset()))
    if not outside.names(node):
        return outside.at(node)
    if name in look.survey.ranges and outside.on.at_bottom(name):
        low, high = look.survey.ranges[name]
        return Enclosure(low, high, {name: 1}, {name: (1, 0)})
    made = outside.on.made(name)
    return look.elsewhere(made[1]).at(made[0]) if made else unknown(outside.names(node))


def _symbol(node: Symbol, look: Look) -> Enclosure:
    return look.at(node.of)


def _scoped(node: Scoped, look: Look) -> Enclosure:
    there = look.elsewhere(look.on.of(node.option))
    if there.on.bottom is not look.on.bottom:
        look.survey.foreign = True
    return there.at(node.of)


def _missing(node: Missing, look: Look) -> Enclosure:
    del node, look
    return unknown(())


def _sum(node: Sum, look: Look) -> Enclosure:
    return total([look.at(child) for child in node.children])


def _product(node: Product, look: Look) -> Enclosure:
    first, *others = node.children
    found = look.at(first)
    for child in others:
        found = product(found, look.at(child))
    return found


def _difference(node: Difference, look: Look) -> Enclosure:
    left, right = node.children
    return total([look.at(left), negative(look.at(right))])


def _quotient(node: Quotient, look: Look) -> Enclosure:
    left, right = node.children
    return product(look.at(left), inverse(look.at(right)))


def _negative(node: Negative, look: Look) -> Enclosure:
    (of,) = node.children
    return negative(look.at(of))


def _power(node: Power, look: Look) -> Enclosure:
    left, right = node.children
    exponent = look.at(right)
    if exponent.trends:
        look.survey.whole |= look.counted(right)
    return power(look.at(left), exponent)


def _extreme(sign: int) -> Callable[[Node, Look], Enclosure]:
    """Return what looks at the largest of some parts, or at the smallest where the sign is -1."""

    def look_at(node: Node, look: Look) -> Enclosure:
        parts = [look.at(child) if sign > 0 else negative(look.at(child)) for child in node.children]
        found = largest(parts)
        if None in found.trends.values():
            found = largest([parts[nth] for nth in look.leading(node.children, sign)])
        return found if sign > 0 else negative(found)

    return look_at


def _rounded(ends: Callable[[Fraction], int | Fraction]) -> Callable[[Node, Look], Enclosure]:
    """Return what looks at a part that is rounded to a whole number."""

    def look_at(node: Node, look: Look) -> Enclosure:
        of = look.at(node.children[0])
        if of.low is None or of.high is None:
            return of
        return stepped(of, Fraction(ends(of.low)), Fraction(ends(of.high)))

    return look_at


def _round(node: Round, look: Look) -> Enclosure:
    of, *decimals = (look.at(child) for child in node.children)
    places = decimals[0] if decimals else constant(ZERO)
    known = places.low is not None and places.low == places.high and places.low.denominator == 1
    if of.low is None or of.high is None or places.low is None or not known or not 0 <= places.low <= MAX_PLACES:
        return unknown(names_of([of, places]))
    kept = places.low.numerator
    return stepped(of, Fraction(round_half_up(of.low, kept)), Fraction(round_half_up(of.high, kept)))


def _sum_over(node: SumOver, look: Look) -> Enclosure:
    first_end, last_end, body = node.children
    look.survey.whole |= look.counted(first_end) | look.counted(last_end)
    first, last = look.at(first_end), look.at(last_end)
    names = look.names(node)
    if first.low is None or first.high is None or last.low is None or last.high is None:
        return unknown(names)
    indices = range(floor(first.low), ceil(last.high) + 1)
    if len(indices) > MOST_TERMS:
        return unknown(names)
    always = range(ceil(first.high), floor(last.low) + 1)
    on = look.on.inside(node.index)
    terms = {k: look._replace(on=on, indices={**look.indices, node.index: Fraction(k)}).at(body) for k in indices}
    signs = {term.sign for term in terms.values()} - {0}
    sign = None if len(signs) > 1 else next(iter(signs), 0)
    every = total([term if k in always else switched({}, term, constant(ZERO)) for k, term in terms.items()])
    if every.low is None:
        return unknown(names)
    trends = joined((every.trends, 1), (last.trends, sign), (first.trends, None if sign is None else -sign))
    ends = dict.fromkeys(names_of([first, last]))
    return every._replace(trends=trends, degrees={**every.degrees, **ends})


def _choice(node: Choice, look: Look) -> Enclosure:
    tried = []
    for condition, then in node.cases:
        decided = decision(condition, look)
        if decided.holds is not False:
            tried.append((decided, then))
        if decided.holds:
            break
    else:
        tried.append((Decision(holds=True, trends={}), node.otherwise))
    (_, last), *others = reversed(tried)
    found = look.at(last)
    for decided, then in others:
        found = switched(decided.trends, look.at(then), found)
    return found


def _where(node: Where, look: Look) -> Enclosure:
    condition = node.condition
    decided = decision(condition, look)
    if decided.holds is None:
        return switched(decided.trends, look.at(node.body), constant(ZERO))
    return look.at(node.body) if decided.holds else constant(ZERO)


def _needed(node: Needed, look: Look) -> Enclosure:
    of, where = node.children
    sign, trends = look.sign(where, number(0))
    if sign is None:
        return switched(joined((trends, look.at(where).sign)), look.at(of), constant(ZERO))
    return look.at(of) if sign else constant(ZERO)


def _solve(node: Solve, look: Look) -> Enclosure:
    return unknown(look.names(node))


ENCLOSURES: Mapping[type[Node], Callable[[Any, Look], Enclosure]] = {
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
    Ceil: _rounded(ceil),
    Floor: _rounded(floor),
    Round: _round,
    SumOver: _sum_over,
    Choice: _choice,
    Where: _where,
    Needed: _needed,
    Solve: _solve,
}
