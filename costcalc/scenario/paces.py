"""A quantity per day in a scenario of a month, and nothing that makes one of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import (
    Ceil,
    Difference,
    Floor,
    Max,
    Min,
    Name,
    Product,
    Quotient,
    Round,
    Sum,
    Symbol,
    UndefinedError,
    evaluate,
    names_in,
)
from costcalc.instant import NOMINAL
from costcalc.scenario.entries import Call
from costcalc.scenario.rates_of_time import is_shorter, rate_of, times_in
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.expr import Node
    from costcalc.problem import Place
    from costcalc.scenario.document import Scenario

ONCE = "once"
MONTH, YEAR = "month", "year"
THROUGH = (Symbol, Sum, Difference, Min, Max, Ceil, Floor, Round)
"""What a rate comes out of as it goes in."""


class Factor(NamedTuple):
    """What a rate is multiplied by, or divided by."""

    node: Node
    divides: bool = False


class Pace(NamedTuple):
    """So much in a time: a name where it stands, with what it is multiplied by."""

    name: Name
    time: str
    factors: tuple[Factor, ...]


class Unconverted(NamedTuple):
    """An assumption that is counted in another time than the entry that counts it, and nothing converts it.

    Args:
        name: The assumption.
        time: What it is counted in.
        entry: The entry.
        period: What the entry is counted in.
        place: Where the entry names it.
    """

    name: str
    time: str
    entry: str
    period: str
    place: Place

    @property
    def message(self) -> str:
        """What is odd, as a sentence."""
        article = "an" if self.time == "hour" else "a"
        return f"`{self.name}` is so much {article} {self.time}, and `{self.entry}` is counted in a {self.period}"

    @property
    def hint(self) -> str:
        """What to do about it."""
        if is_shorter(self.time, self.period):
            convert = f"multiply it by the {self.time}s of a {self.period}"
        else:
            convert = f"divide it by the {self.period}s of a {self.time}"
        return f"{convert}, or say `period: {self.time}`" if self.time in NOMINAL else convert


def unconverted(scenario: Scenario) -> Iterator[Unconverted]:
    """Yield each assumption that is counted in another time than an entry, once for each of these.

    What is looked at is `requests`, `totals`, the quantity and the price of a line, and the formulas of the assumptions
    in them. Everything that could convert one time into another is left alone: an assumption whose unit names a time,
    or that has no unit, a number on the right side of 1, a sum over an index, a power, a call with `each`, an
    assumption that an option or a claim replaces, and what is paid once.
    """
    period = _period(scenario)
    if period is None or not any(rate_of(written.unit) for written in scenario.assumptions.values()):
        return
    replaced = _replaced(scenario)
    said: set[tuple[str, str]] = set()
    for entry, node, factors in _counts(scenario):
        for rate in _rates(node, factors, scenario, replaced):
            name = rate.name.name
            if rate.time == period or (entry, name) in said:
                continue
            if not any(_converts(factor, scenario, more=is_shorter(rate.time, period)) for factor in rate.factors):
                said.add((entry, name))
                yield Unconverted(name, rate.time, entry, period, rate.name.place or place_of(entry))


def _period(scenario: Scenario) -> str | None:
    """Return the time that quantities are for; None where it is none that something could be counted in."""
    period = scenario.period
    if period.start:
        return YEAR if period.name.isdigit() else MONTH
    return period.name if period.name in NOMINAL and period.name != ONCE else None


def _counts(scenario: Scenario) -> Iterator[tuple[str, Node, tuple[Factor, ...]]]:
    """Yield what is counted in the period, with its entry and what it is multiplied by there."""
    for entry in scenario.workload:
        if entry.once:
            continue
        if isinstance(entry, Call):
            if entry.each:
                continue
            counted = [entry.requests] if entry.requests else list((entry.totals or entry.shape).quantities().values())
            yield from ((entry.name, node, ()) for node in counted)
            continue
        timed = any(_times(leaf.name, scenario) for leaf in names_in(entry.unit_price))
        if entry.quantity:
            yield entry.name, entry.quantity, (Factor(entry.unit_price),) if timed else ()
        yield entry.name, entry.unit_price, (Factor(entry.quantity),) if entry.quantity else ()


def _replaced(scenario: Scenario) -> frozenset[str]:
    layers = [option.with_ for option in scenario.options.values()] + [claim.with_ for claim in scenario.claims]
    return frozenset(str(name) for layer in layers for name in layer)


def _rates(node: Node, factors: Sequence[Factor], scenario: Scenario, replaced: frozenset[str]) -> Iterator[Pace]:
    """Yield the rates that a formula is made of, each with what it is multiplied by."""
    if isinstance(node, Name):
        written = scenario.assumptions.get(node.name)
        if written is None or node.name in replaced:
            return
        if time := rate_of(written.unit):
            yield Pace(node, time, tuple(factors))
        elif written.value is not None:
            yield from _rates(written.value, factors, scenario, replaced)
    elif isinstance(node, Product):
        for nth, child in enumerate(node.children):
            others = [Factor(other) for place, other in enumerate(node.children) if place != nth]
            yield from _rates(child, [*factors, *others], scenario, replaced)
    elif isinstance(node, Quotient):
        above, below = node.children
        yield from _rates(above, [*factors, Factor(below, divides=True)], scenario, replaced)
    elif isinstance(node, THROUGH):
        for child in node.children:
            yield from _rates(child, factors, scenario, replaced)


def _converts(factor: Factor, scenario: Scenario, *, more: bool) -> bool:
    """Return whether a factor could make one time of another.

    Args:
        factor: What a rate is multiplied or divided by.
        scenario: Where the units of its names are.
        more: Whether there is more of it in the period, which is longer, and not less.
    """
    node, more = factor.node, more is not factor.divides
    if not any(names_in(node)):
        try:
            value = evaluate(node, {})
        except UndefinedError:
            return True
        return value > 1 if more else value < 1
    if isinstance(node, Product | Quotient):
        parts = [
            Factor(child, divides=isinstance(node, Quotient) and nth > 0) for nth, child in enumerate(node.children)
        ]
        return any(_converts(part, scenario, more=more) for part in parts)
    if isinstance(node, Name) and (written := scenario.assumptions.get(node.name)):
        if written.unit is not None:
            return _times(node.name, scenario)
        if written.value is not None and not any(names_in(written.value)):
            return _converts(Factor(written.value), scenario, more=more)
    return True


def _times(name: str, scenario: Scenario) -> bool:
    """Return whether the unit of an assumption names a time."""
    written = scenario.assumptions.get(name)
    return written is not None and any(times_in(written.unit))
