"""A quantity per day in a scenario of a month, and nothing that makes one of the other.

Units are text, and nothing is computed from them. So 1,000 requests a day that stand where the requests of a month are
meant are 1,000 requests a month, and cost a thirtieth.

    period: month
    assumptions:
      queries: {value: 1000, unit: requests/day}
    workload:
      - {call: answer, requests: queries, input: 200, output: 500}              # bad

    period: month
    assumptions:
      queries: {value: 1000, unit: requests/day}
      days: {value: 30, unit: days/month}
    workload:
      - {call: answer, requests: queries * days, input: 200, output: 500}       # good

What is looked at is `requests`, `totals`, the quantity and the price of a line, and the formulas of the assumptions in
them. An assumption whose unit ends in a time (`/day`, `per hour`, `a week`) that is not the period's has to be
multiplied or divided by something that could convert it: an assumption whose unit names a time, or that has no unit, or
a number on the right side of 1. Everything else that could is left alone, too: sums over an index, powers, calls with
`each`, assumptions that an option or a claim replaces, and what is paid once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.finding import Finding, Level
from costcalc.checks.rates_of_time import is_shorter, rate_of, times_in
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
from costcalc.scenario import Call
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.checks.subject import Subject
    from costcalc.expr import Node
    from costcalc.scenario import Scenario

LEVEL = Level.WARNING
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


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each assumption that is counted in another time than the period, and not converted."""
    for file in subject.head.scenarios:
        scenario = file.scenario
        period = _period(scenario)
        said: set[str] = set()
        for entry, node, factors in _counts(scenario) if period else ():
            for rate in _rates(node, factors, scenario, _replaced(scenario)):
                if period and rate.time != period and rate.name.name not in said:
                    if any(_converts(factor, scenario, more=is_shorter(rate.time, period)) for factor in rate.factors):
                        continue
                    said.add(rate.name.name)
                    message = f"`{rate.name.name}` is so much a {rate.time}, and `{entry}` is counted in a {period}"
                    hint = f"multiply it by the {rate.time}s of a {period}, or say `period: {rate.time}`"
                    if not is_shorter(rate.time, period):
                        hint = f"divide it by the {period}s of a {rate.time}, or say `period: {rate.time}`"
                    if rate.time not in NOMINAL:
                        hint = hint.partition(", or say")[0]
                    place = rate.name.place or place_of(entry)
                    yield Finding("period-unit", LEVEL, place, message, hint, f"{scenario.id}/{rate.name.name}")


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
