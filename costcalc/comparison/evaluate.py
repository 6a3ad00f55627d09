"""Ask a plan: put a frame of values into all its formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.arguments import argument
from costcalc.comparison.budget import budget_status
from costcalc.comparison.comparison import Comparison
from costcalc.comparison.outcome import Outcome
from costcalc.comparison.plan import Plan, plan
from costcalc.expr import Frame, evaluate_all
from costcalc.pricing import evaluate_estimate
from costcalc.problem import InputError, Problem, collected
from costcalc.scenario import resolve
from costcalc.workload import request_groups, validate_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from costcalc.comparison.period_override import PeriodOverride
    from costcalc.expr import Setting
    from costcalc.pricing import Estimate
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
    evaluate_all((node for group in planned.groups for node in group.counted.values()), frame)
    if problems := [problem for group in planned.groups for problem in validate_quantities(group, frame)]:
        raise InputError(problems)
    owns = {option.id: frame.of(option.id) for option in planned.options}
    for option in planned.options:
        if option.estimate and owns[option.id] is not frame:  # with values of its own
            groups = (group for bill in option.estimate.bills for group in bill.groups)
            problems += [problem for group in groups for problem in validate_quantities(group, owns[option.id])]
    if problems:
        raise InputError(problems)
    estimates: dict[str, Estimate] = {}
    reasons: dict[str, tuple[Problem, ...]] = {}
    for option in planned.options:
        if option.estimate is None:
            reasons[option.id] = option.problems
            continue
        own = owns[option.id]
        evaluate_all(option.nodes, own)
        try:
            estimates[option.id] = evaluate_estimate(option.estimate, own, option.as_of, option.place)
        except InputError as error:
            reasons[option.id] = error.problems
    baseline = planned.baseline
    compared = estimates.get(baseline.id) if baseline else None
    outcomes = tuple(
        Outcome(option, planned, estimates.get(option.id), reasons.get(option.id, ()), compared)
        for option in planned.options
    )
    by_id = {outcome.id: outcome for outcome in outcomes}
    with collected(problems):
        budgets = tuple(
            budget_status(by_id[one.option], one.max, planned.exchange.currency)
            for one in planned.scenario.scenario.budgets
        )
    if problems:
        raise InputError(problems)
    return Comparison(planned, frame, outcomes, budgets)


def compare(
    scenario: ScenarioFile,
    cards: Catalogue,
    *,
    as_of: datetime | date | str,
    settings: Mapping[str, Setting] | None = None,
    models: Iterable[str] = (),
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
        fx: What `load_fx` gave, where cards are in several currencies.
        period: Another period than the scenario's own: a month of the calendar, and how often the scenario's is in it.

    Returns:
        A comparison. An option without a price is in it, with the reason, and no total.

    Raises:
        InputError: for a model, card or assumption that does not exist, and for a workload that cannot be.
        TypeError: for an argument of another type.
    """
    problems: list[Problem] = []
    frame = planned = None
    with collected(problems):
        planned = plan(scenario, cards, as_of=as_of, models=models, fx=fx, period=period)
    with collected(problems):
        frame = resolve(scenario.scenario, settings)
    if planned is not None and frame is not None:
        return evaluate(planned, frame)
    if frame is not None:  # say what is wrong with the workload as well: all there is to mend, in one run
        problems += [
            problem for group in request_groups(scenario.scenario) for problem in validate_quantities(group, frame)
        ]
    raise InputError(problems)
