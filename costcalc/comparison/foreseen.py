"""How much a question asks for at least, before any of it is worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.pricing import multiplied
from costcalc.source import place_of

if TYPE_CHECKING:
    from costcalc.comparison.question import ScenarioQuestion
    from costcalc.pricing import Work


def foresee(question: ScenarioQuestion, months: int, work: Work) -> None:
    """Count what a question asks for at least: every entry that an option uses has a charge in every month.

    Options that are not shown count as well: they are worked out, because formulas of the others may name them.

    Args:
        question: The question, whose models are named, and are no patterns.
        months: How many months it is asked of.
        work: What is counted so far.

    Raises:
        InputError: where that is too much.
    """
    scenario = question.scenario
    if scenario.period.name == "once":
        return
    entries = {entry.name for entry in scenario.workload if not entry.once}
    uses = [entries if option.use is None else entries & set(option.use) for option in scenario.options.values()]
    options, least = (len(uses) or 1) + len(question.models), min(map(len, uses), default=len(entries))
    of = multiplied((options, "option"), (least, "call"), (months, "month"))
    work.add(options * least * months, place_of(scenario.id), of)
