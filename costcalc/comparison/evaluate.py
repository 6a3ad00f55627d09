"""Ask a plan: put a frame of values into all its formulas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.arguments import argument
from costcalc.comparison.budgets import budgets_of
from costcalc.comparison.comparison import Comparison
from costcalc.comparison.figure_value import claim_value, figure_value
from costcalc.comparison.impossible import impossible, impossible_at_ends, negative_listed
from costcalc.comparison.notes import notes_of
from costcalc.comparison.option_cost import option_cost
from costcalc.comparison.outcome import Outcome
from costcalc.comparison.plan import Plan, plan_of
from costcalc.comparison.question import ScenarioQuestion
from costcalc.comparison.ranges import Ranges
from costcalc.expr import Allowance, Frame, UndefinedError
from costcalc.expr import evaluate as evaluate_node
from costcalc.problem import InputError, Problem, collected
from costcalc.scenario import ranges_of, resolve
from costcalc.workload import request_group, validate_quantities

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime

    from costcalc.comparison.option_cost import OptionCost
    from costcalc.comparison.period_override import PeriodOverride
    from costcalc.expr import Setting
    from costcalc.ratecard import Catalogue, FxFile
    from costcalc.scenario import ScenarioFile


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
    return asked_with(planned, frame, Allowance())


def asked_with(planned: Plan, frame: Frame, allowance: Allowance, varied: Collection[str] = ()) -> Comparison:
    """Return what options cost, as one of several questions to a plan.

    Args:
        planned: The plan.
        frame: The values.
        allowance: What may be computed over ranges, for all the questions together.
        varied: The assumptions that other questions have other values of.

    Raises:
        InputError: for a workload that cannot be, and for a budget in another currency.
    """
    owns = {option.id: frame.of(option.id) for option in planned.options}
    ends = ranges_of(planned.scenario.scenario, frame)
    ranges = {option: Ranges(own, ends, allowance) for option, own in owns.items()}
    problems = list(impossible(planned.options, owns))
    problems += negative_listed(planned.scenario.scenario.prices.values(), frame)
    if not problems:
        problems = [each for option in planned.options for each in impossible_at_ends(option, ranges[option.id])]
    if problems:
        raise InputError(problems)
    costs = {
        option.id: option_cost(option, owns[option.id], tuple(notes_of(option, planned, frame, varied)))
        for option in planned.options
    }
    compared = costs[planned.baseline.id] if planned.baseline else None
    alike = _alike(planned, costs, owns)
    by_id = {option.id: option for option in planned.options}
    outcomes = tuple(
        Outcome(
            plan=option,
            planned=planned,
            cost=costs[option.id],
            baseline=compared,
            alike=alike,
            ranges=ranges[option.id],
            figures=tuple(figure_value(figure, ranges[option.id], by_id) for figure in planned.figures.own[option.id]),
        )
        for option in planned.options
    )
    if ends:
        # Totals are asked first, and in their order: what a range comes to may not depend on what was asked before it.
        for outcome in outcomes:
            _ = outcome.ranged_total
    of_file = Ranges(frame, ends, allowance)
    result = Comparison(
        planned,
        frame,
        outcomes,
        of_file,
        figures=tuple(figure_value(figure, of_file, by_id) for figure in planned.figures.shared),
        claims=tuple(claim_value(claim, of_file, by_id) for claim in planned.figures.claims),
    )
    return replace(result, budgets=budgets_of(result))


def _alike(planned: Plan, costs: Mapping[str, OptionCost], owns: Mapping[str, Frame]) -> bool:
    """Return whether all options that have a price make as many requests: else one of them means another thing."""
    priced = [option for option in planned.options if costs[option.id].estimate]
    try:
        counts = [evaluate_node(option.requests, owns[option.id]) if option.requests else None for option in priced]
    except UndefinedError:  # more turns than can be counted
        return False
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
    return comparison_of(
        ScenarioQuestion.of(
            scenario, cards, as_of=as_of, settings=settings, models=models, like=like, only=only, fx=fx, period=period
        )
    )


def comparison_of(question: ScenarioQuestion, before: Comparison | None = None) -> Comparison:
    """Price every option that a question is about: plan it, and ask the plan once.

    Args:
        question: The question.
        before: What it costs in the month before: both share what may be computed, and what is known already.

    Returns:
        A comparison. An option without a price is in it, with the reason, and no total.

    Raises:
        InputError: for a model, card, option or assumption that does not exist, and for a workload that cannot be.
    """
    scenario = question.scenario
    problems: list[Problem] = []
    frame = planned = None
    with collected(problems):
        planned = plan_of(question)
    with collected(problems):
        frame = planned.frame(question.settings) if planned else resolve(scenario, question.settings)
    if planned is not None and frame is not None:
        if before is None:
            return evaluate(planned, frame)
        return asked_with(planned, frame.after(before.frame), before.ranges.allowance)
    if frame is not None:  # say what is wrong with the workload as well: all there is to mend, in one run
        groups = (request_group(call, scenario.peak_share) for call in scenario.calls)
        problems += [problem for group in groups for problem in validate_quantities(group, frame)]
    raise InputError(problems)
