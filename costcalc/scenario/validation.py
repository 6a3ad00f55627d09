"""What must hold inside a scenario beyond its shape: names that exist, calls that say enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.meters import METERS
from costcalc.problem import Problem
from costcalc.rules import PoolUse, validate_pools
from costcalc.scenario.entry_validation import validate_entries
from costcalc.scenario.figures import SolvedFigure
from costcalc.scenario.namespace import Formula, formulas_of, validate_formulas, validate_namespace
from costcalc.scenario.option_validation import (
    validate_budgets,
    validate_options,
    validate_replaced,
    validate_values,
)
from costcalc.source import place_of
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.scenario.document import Scenario


MOST_REPLACED = 200_000
"""Assumptions of all claims that say other values of some: each has a frame of its own."""


def validate_scenario(scenario: Scenario) -> list[Problem]:
    """Return the problems of a scenario whose shape is right."""
    return [
        *_nothing(scenario),
        *validate_entries(scenario),
        *_names(scenario),
        *validate_namespace(scenario),
        *validate_values(scenario),
        *validate_options(scenario),
        *_allocation(scenario),
        *validate_budgets(scenario),
        *_solved(scenario),
        *_claims(scenario),
        *validate_pools(_pools(scenario)),
    ]


def _nothing(scenario: Scenario) -> Iterator[Problem]:
    if not (scenario.workload or scenario.figures or scenario.claims):
        hint = "say what is asked for: {call: answer, requests: 1M, input: 200, output: 500}"
        yield Problem(place_of(scenario.id), "missing-key", "`workload` is missing", hint)


def _names(scenario: Scenario) -> Iterator[Problem]:
    own = (Formula(one.value) for one in scenario.assumptions.values() if one.value is not None)
    claimed = (Formula(node) for claim in scenario.claims for node in claim.with_.values())
    yield from validate_formulas([*own, *formulas_of(scenario), *claimed], scenario.assumptions)


def _solved(scenario: Scenario) -> Iterator[Problem]:
    for figure in scenario.figures.values():
        if isinstance(figure, SolvedFigure) and figure.solve not in scenario.assumptions:
            hint = did_you_mean(figure.solve, scenario.assumptions, "`solve` names an assumption")
            yield Problem(place_of(figure.solve), "unknown-name", f"there is no assumption `{figure.solve}`", hint)


def _claims(scenario: Scenario) -> Iterator[Problem]:
    seen: set[str] = set()
    for claim in scenario.claims:
        if claim.claim in seen:
            yield Problem(place_of(claim.claim), "duplicate-name", f"there is another claim `{claim.claim}`")
        seen.add(claim.claim)
        yield from validate_replaced(claim.with_, scenario)
    others = [claim for claim in scenario.claims if claim.with_]
    if len(others) * len(scenario.assumptions) > MOST_REPLACED:
        message = f"claims with a `with` times assumptions are more than {MOST_REPLACED:,}"
        yield Problem(place_of(others[0].claim), "too-many", message, "split the scenario")


def _allocation(scenario: Scenario) -> Iterator[Problem]:
    of_tag = scenario.allocate
    if of_tag and of_tag.tag in scenario.tags:
        message = f"`{of_tag.tag}` is one of the `tags` as well, which have one value for all rows"
        yield Problem(place_of(of_tag.tag), "duplicate-name", message, "take it out of `tags`")


def _pools(scenario: Scenario) -> Iterator[PoolUse]:
    """Yield the prices of a scenario that share a quota."""
    for price in scenario.prices.values():
        for name, quota in price.shared():
            if meter := METERS.get(name):  # what is no meter is said elsewhere
                yield PoolUse(quota, meter.unit)
