"""Ask a plan: put a frame of values into all its formulas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.arguments import argument
from costcalc.comparison.budgets import budgets_of
from costcalc.comparison.comparison import Comparison
from costcalc.comparison.figure_value import claim_value, figure_value
from costcalc.comparison.option_cost import option_cost
from costcalc.comparison.outcome import Outcome
from costcalc.comparison.plan import Plan, plan
from costcalc.comparison.ranges import Ranges
from costcalc.comparison.without_effect import without_effect
from costcalc.expr import Frame, Min, decimal_text, evaluate_all, formula_place, number
from costcalc.expr import evaluate as evaluate_node
from costcalc.pricing import validate_line
from costcalc.problem import InputError, Problem, collected
from costcalc.scenario import ranges_of, resolve
from costcalc.workload import request_group, validate_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from costcalc.comparison.option_cost import OptionCost
    from costcalc.comparison.period_override import PeriodOverride
    from costcalc.expr import Node, Setting
    from costcalc.ratecard import Catalogue, FxFile
    from costcalc.scenario import ScenarioFile
    from costcalc.workload import RequestGroup


def evaluate(planned: Plan, frame: Frame) -> Comparison:
    """Ask a plan what its options cost with some values of the assumptions.

    Args:
        planned: What `plan` gave.
        frame: The values: `planned.frame()`, or another of the same assumptions.

    Returns:
        A comparison. An option without a price is in it, with the reason, and no total.

    Raises:
        InputError: for a workload that cannot be, and for a budget in another currency.
        TypeError: for an argument of another type.
    """
    argument(planned, Plan, "planned", "what plan gave")
    argument(frame, Frame, "frame", "a Frame, as planned.frame() gives")
    owns = {option.id: frame.of(option.id) for option in planned.options}
    ends = ranges_of(planned.scenario.scenario, frame)
    ranges = {option: Ranges(own, ends) for option, own in owns.items()}
    if problems := list(_impossible(planned, owns)) or list(_impossible_at_ends(planned, ranges)):
        raise InputError(problems)
    costs = {
        option.id: option_cost(option, owns[option.id], tuple(without_effect(option, frame)))
        for option in planned.options
    }
    compared = costs[planned.baseline.id] if planned.baseline else None
    alike = _alike(planned, costs, owns)
    outcomes = tuple(
        Outcome(
            plan=option,
            planned=planned,
            cost=costs[option.id],
            baseline=compared,
            alike=alike,
            ranges=ranges[option.id],
            figures=tuple(figure_value(figure, ranges[option.id]) for figure in planned.figures.own[option.id]),
        )
        for option in planned.options
    )
    of_file = Ranges(frame, ends)
    result = Comparison(
        planned,
        frame,
        outcomes,
        of_file,
        figures=tuple(figure_value(figure, of_file) for figure in planned.figures.shared),
        claims=tuple(claim_value(claim, of_file) for claim in planned.figures.claims),
    )
    return replace(result, budgets=budgets_of(result))


def _impossible(planned: Plan, owns: Mapping[str, Frame]) -> Iterator[Problem]:
    """Yield what cannot be of the entries, each with the values that an option has."""
    seen: set[tuple[int, int]] = set()
    for option in planned.options:
        own = owns[option.id]
        evaluate_all((node for group in option.groups if not group.loop for node in group.counted.values()), own)
        for group in option.groups:
            key = (id(group.shape["input"]) if "input" in group.shape else id(group), id(own))
            if key not in seen:  # options without values of their own ask for the same
                seen.add(key)
                yield from validate_quantities(group, own)
        for line in option.lines:
            if (id(line), id(own)) not in seen:
                seen.add((id(line), id(own)))
                yield from validate_line(line, own)


def _impossible_at_ends(planned: Plan, ranges: Mapping[str, Ranges]) -> Iterator[Problem]:
    """Yield the quantities that come out negative somewhere in the ranges of assumptions."""
    for option in planned.options:
        own = ranges[option.id]
        for group in option.groups if own.ends else ():
            for meter, node in group.counted.items():
                found = own.of(_lowest_turn(group, node))
                if found and found.span and found.span.low < 0:
                    at = ", ".join(f"{name} = {decimal_text(value)}" for name, value in found.span.low_at.items())
                    message = f"`{meter}` of `{group.call}` comes out negative where {at}"
                    hint = "a quantity is 0 or more, wherever in its range an assumption is"
                    yield Problem(formula_place(node), "negative-number", message, hint)


def _lowest_turn(group: RequestGroup, node: Node) -> Node:
    """Return what is negative where a quantity is, in any turn of a loop."""
    return group.loop.over(Min((node, number(0)))) if group.loop and group.rests_on_turn(node) else node


def _alike(planned: Plan, costs: Mapping[str, OptionCost], owns: Mapping[str, Frame]) -> bool:
    """Return whether all options that have a price make as many requests: else one of them means another thing."""
    priced = [option for option in planned.options if costs[option.id].estimate]
    counts = [evaluate_node(option.requests, owns[option.id]) if option.requests else None for option in priced]
    return bool(counts) and counts[0] is not None and all(count == counts[0] for count in counts)


def compare(
    scenario: ScenarioFile,
    cards: Catalogue,
    *,
    as_of: datetime | date | str,
    settings: Mapping[str, Setting] | None = None,
    models: Iterable[str] = (),
    like: str | None = None,
    only: Iterable[str] = (),
    fx: FxFile | None = None,
    period: PeriodOverride | None = None,
) -> Comparison:
    """Price every option of a scenario: plan it, and ask the plan once.

    Args:
        scenario: What `load_scenario` gave.
        cards: What `load_cards` gave.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        settings: A number or a formula in place of an assumption's, by its name: `{"queries": 2_000_000}`.
        models: More options, each a CARD/MODEL.
        like: The option that these are like in all but the model; the baseline where left out.
        only: The ids of the options that are shown, beside the baseline; none for all of them.
        fx: What `load_fx` gave, where cards are in several currencies.
        period: Another period than the scenario's own: a month of the calendar, and how often the scenario's is in it.

    Returns:
        A comparison. An option without a price is in it, with the reason, and no total.

    Raises:
        InputError: for a model, card, option or assumption that does not exist, and for a workload that cannot be.
        TypeError: for an argument of another type.
    """
    problems: list[Problem] = []
    frame = planned = None
    with collected(problems):
        planned = plan(scenario, cards, as_of=as_of, models=models, like=like, only=only, fx=fx, period=period)
    with collected(problems):
        frame = planned.frame(settings) if planned else resolve(scenario.scenario, settings)
    if planned is not None and frame is not None:
        return evaluate(planned, frame)
    if frame is not None:  # say what is wrong with the workload as well: all there is to mend, in one run
        groups = (request_group(call, scenario.scenario.peak_share) for call in scenario.scenario.calls)
        problems += [problem for group in groups for problem in validate_quantities(group, frame)]
    raise InputError(problems)
