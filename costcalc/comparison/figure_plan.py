"""Formulas over results, with the results that they name put in: figures, budgets of figures, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.result_names import ResultNames
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.comparison.option_plan import OptionPlan, PricedIn
    from costcalc.expr import Node
    from costcalc.ratecard import Offer
    from costcalc.scenario import Scenario
    from costcalc.scenario.claims import Claim


class FigurePlan(NamedTuple):
    """A figure as a formula.

    Args:
        name: What it is called.
        node: The formula.
        place: Where its name is written.
    """

    name: str
    node: Node
    place: Place


class ClaimPlan(NamedTuple):
    """A claim, and the formulas that it is a figure of.

    Args:
        written: What is claimed.
        nodes: The formulas; none where nobody says what it is a figure of.
    """

    written: Claim
    nodes: tuple[Node, ...]


class FigurePlans(NamedTuple):
    """The formulas over the results of a scenario.

    Args:
        shared: Figures that are the same in every option.
        own: Those that each option has a value of its own for, by the id of the option.
        claims: What somebody printed.
        names: What other formulas over its results would mean.
    """

    shared: tuple[FigurePlan, ...]
    own: Mapping[str, tuple[FigurePlan, ...]]
    claims: tuple[ClaimPlan, ...]
    names: ResultNames


def plan_figures(
    scenario: Scenario, options: Sequence[OptionPlan], offers: Mapping[str, Offer], priced: PricedIn
) -> FigurePlans:
    """Return the formulas over the results of a scenario.

    Args:
        scenario: The scenario.
        options: Its options, as formulas.
        offers: The models and prices of these, by their names.
        priced: The time and the currency.

    Raises:
        InputError: for names of results that there are not, and for figures that rest on themselves.
    """
    scope = ResultNames(scenario, options, offers, priced)
    problems: list[Problem] = []
    shared: list[FigurePlan] = []
    own: dict[str, list[FigurePlan]] = {option.id: [] for option in options}
    for name in scenario.figures:
        with collected(problems):
            if scope.is_shared(str(name)):
                shared.append(FigurePlan(str(name), scope.figure(str(name), None), place_of(name)))
                continue
            for option in options:
                own[option.id].append(FigurePlan(str(name), scope.figure(str(name), option.id), place_of(name)))
            scope.refuse_unknown(str(name))
    for budget in scenario.budgets:
        if budget.of is not None:
            with collected(problems):
                scope.outside(budget.of)
    claims: list[ClaimPlan] = []
    for claim in scenario.claims:
        nodes = []
        for node in claim.of:
            with collected(problems):
                nodes.append(scope.outside(node))
        claims.append(ClaimPlan(claim, tuple(nodes)))
    if problems:
        raise InputError(problems)
    return FigurePlans(tuple(shared), {option: tuple(found) for option, found in own.items()}, tuple(claims), scope)
