"""What kind of number a formula over results comes to: money, a ratio, a count; only where that is certain.

An assumption can be anything, and so can a number beside a ratio: `40 * printed.ratio` may be dollars. Of these
nothing is said.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.name_kinds import NameKind, ResultName, read_name
from costcalc.comparison.results import LIMITS, QUANTITY, REQUESTS, WHOLE
from costcalc.expr import Difference, Max, Min, Name, Negative, Num, Product, Quotient, Sum, UndefinedError, evaluate
from costcalc.scenario import SolvedFigure
from costcalc.scenario.printed_words import DOLLARS, FigureKind, currency_fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.plan import Plan
    from costcalc.expr import Node
    from costcalc.scenario import Scenario

COUNTED = frozenset({REQUESTS, QUANTITY, WHOLE, *LIMITS})
DEEPEST = 8
"""Figures that rest on each other further than that are anything."""


class Measure(NamedTuple):
    """What kind of number a formula comes to.

    Args:
        kind: The kind; None where nobody can say.
        currency: Of an amount of money; of what is an amount or a ratio, of that which it may be.
        is_plain: Whether it is a number that somebody wrote, which takes the kind of what it stands beside.
        factors: The numbers that somebody wrote, and that it is multiplied by: one may be a rate of exchange.
    """

    kind: FigureKind | None
    currency: str | None = None
    is_plain: bool = False
    factors: tuple[Fraction, ...] = ()


ANYTHING = Measure(None)
PLAIN = Measure(None, is_plain=True)
NEAR = frozenset({DOLLARS, "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"})
"""Currencies of which one costs no more than a few of another."""
FEW = 3
RATIO = Measure(FigureKind.TIMES)
COUNT = Measure(FigureKind.COUNT)


class Measures:
    """What kinds of numbers the formulas of a scenario come to.

    Args:
        planned: The scenario, as it is priced.
    """

    def __init__(self, planned: Plan) -> None:
        self.scenario: Scenario = planned.scenario.scenario
        self.currency = str(planned.exchange.currency)
        self.options = planned.figures.names.options

    def of(self, node: Node, depth: int = 0) -> Measure:
        """Return what kind of number a formula comes to, as it is written."""
        if isinstance(node, Num):
            return PLAIN._replace(factors=(Fraction(node.value),))
        if isinstance(node, Name):
            return self._named(read_name(node.name, self.scenario, self.options), depth)
        joined = _JOINED.get(type(node))
        found = joined([self.of(child, depth) for child in node.children]) if joined else ANYTHING
        return found._replace(factors=_number(node)) if found.is_plain else found

    def _named(self, read: ResultName, depth: int) -> Measure:
        """Return the kind of what a name stands for."""
        if read.kind is NameKind.CLAIM or depth > DEEPEST:
            return ANYTHING
        if read.kind is NameKind.LIST_PRICE:
            return Measure(FigureKind.MONEY, str(self.scenario.prices[read.owner].currency or self.currency))
        if read.kind is NameKind.ASSUMPTION:
            given = self.scenario.assumptions.get(read.result)
            return ANYTHING._replace(factors=_number(given.value) if given and given.value is not None else ())
        result = read.result
        if result in self.scenario.figures:
            written = self.scenario.figures[result]
            return ANYTHING if isinstance(written, SolvedFigure) else self.of(written, depth + 1)
        if result in self.scenario.assumptions:
            return ANYTHING
        # What is left is what something costs (`total`, `answer.input`) or a price, and how much of it there is.
        return COUNT if result.rpartition(".")[2] in COUNTED else Measure(FigureKind.MONEY, self.currency)

    def why_another_kind(self, of: Iterable[Node], printing: Printing) -> str | None:
        """Return why a printed figure cannot be one of some formulas; None where it may."""
        for node in of:
            found = self.of(node)
            if found.kind and (why := _why_not(printing, found)):
                return why
            if not found.kind and found.currency and not _is_in(printing, found):
                return f"an amount in {printing.currency} is printed, and it is a figure of one in {found.currency}"
        return None


def _why_not(printing: Printing, found: Measure) -> str | None:
    said = {
        FigureKind.TIMES: "a ratio",
        FigureKind.COUNT: "a count",
        FigureKind.MONEY: f"an amount in {found.currency}" if found.currency else "an amount of money",
    }
    comes_to = said[found.kind or FigureKind.COUNT]
    if printing.kind is FigureKind.MONEY:
        if found.kind is FigureKind.MONEY and _is_in(printing, found):
            return None
        printed = "an amount of money" if found.kind is not FigureKind.MONEY else f"an amount in {printing.currency}"
        return f"{printed} is printed, and what it is a figure of is {comes_to}"
    if printing.kind in {FigureKind.PERCENT, FigureKind.TIMES} and found.kind is not FigureKind.TIMES:
        return f"{printing.kind.value} is printed, and what it is a figure of is {comes_to}"
    return None


def _number(node: Node) -> tuple[Fraction, ...]:
    """Return the number that a formula without names comes to; nothing where it has no value."""
    try:
        return (Fraction(evaluate(node)),)
    except UndefinedError:
        return ()


def _is_in(printing: Printing, found: Measure) -> bool:
    """Return whether what is printed is no amount, or one in the currency of what comes out, or may be exchanged."""
    fits = currency_fits(printing.currency, found.currency)
    return printing.kind is not FigureKind.MONEY or fits or _may_be_exchanged(printing.currency, found)


def _may_be_exchanged(printed: str | None, found: Measure) -> bool:
    """Return whether a number that an amount is multiplied by may be a rate of exchange to another currency."""
    rates = [factor for factor in found.factors if factor != 1]
    if {printed, found.currency} <= NEAR:  # then it is near to 1, and no whole number
        rates = [factor for factor in rates if Fraction(1, FEW) < factor < FEW and factor.denominator > 1]
    return bool(rates)


def _alike(parts: list[Measure]) -> Measure:
    """Return the kind of a sum: that of its parts, where they have one."""
    others = [part for part in parts if not part.is_plain]
    if not others:
        return PLAIN
    if len({(part.kind, part.currency) for part in others}) > 1:
        return ANYTHING
    in_all = [factor for factor in others[0].factors if all(factor in part.factors for part in others)]
    return others[0]._replace(factors=tuple(in_all))  # what some alone are multiplied by is no rate of exchange


def _multiplied(parts: list[Measure]) -> Measure:
    others = [part for part in parts if not part.is_plain]
    if not others:
        return PLAIN
    amounts = [part for part in others if part.kind is FigureKind.MONEY]
    if len(amounts) != 1 or any(part.kind is None for part in others):
        if len(amounts) == 1:
            return _of_a_unit(amounts[0], [factor for part in parts for factor in part.factors])
        is_ratio = len(others) == len(parts) and all(part.kind is FigureKind.TIMES for part in others)
        return RATIO if is_ratio else ANYTHING
    return amounts[0]._replace(factors=tuple(factor for part in parts for factor in part.factors))


def _divided(parts: list[Measure]) -> Measure:
    top, bottom = parts
    if top.is_plain and bottom.is_plain:
        return ANYTHING
    if top.kind is FigureKind.MONEY and bottom.kind in {FigureKind.COUNT, FigureKind.TIMES}:
        return top
    if top.kind is not None and top.kind is bottom.kind and top.currency == bottom.currency:
        return RATIO
    if top.kind is FigureKind.MONEY and bottom.kind is None and not bottom.currency:
        return _of_a_unit(top, [*top.factors, *(1 / factor for factor in bottom.factors if factor)])
    return ANYTHING


def _of_a_unit(amount: Measure, factors: list[Fraction]) -> Measure:
    """Return the kind of an amount times or by anything: what one costs, or a ratio to another amount."""
    return Measure(None, amount.currency, factors=tuple(factors))


_JOINED: Mapping[type[Node], Callable[[list[Measure]], Measure]] = {
    Sum: _alike,
    Difference: _alike,
    Negative: _alike,
    Min: _alike,
    Max: _alike,
    Product: _multiplied,
    Quotient: _divided,
}
"""Other kinds of formula come to anything."""
