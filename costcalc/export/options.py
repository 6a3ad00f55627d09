"""Which options of a scenario are exported: one, since alternatives do not add up, unless a comparison is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError
from costcalc.source import place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from costcalc.comparison import ScenarioQuestion


def exported_options(question: ScenarioQuestion, *, all_options: bool) -> tuple[str, ...]:
    """Return the ids of the options that a question is exported with: those asked for, else the chosen one.

    Args:
        question: What is asked of a scenario.
        all_options: Whether all of them are asked for, to be compared.

    Returns:
        None where it is all there are.

    Raises:
        InputError: where there are several, and nobody says which is really used.
    """
    scenario = question.scenario
    if question.only or all_options or len(scenario.options) <= 1:
        return question.only
    if scenario.chosen is not None:
        return (str(scenario.chosen),)
    first = next(iter(scenario.options))
    message = f"`{scenario.id}` has {len(scenario.options)} options, and nobody pays for all: which is really used?"
    hint = (
        f"of {some_of(scenario.options)}: `chosen: NAME` in the scenario, or --option NAME; --all-options for a"
        " comparison"
    )
    raise InputError.of(place_of(first), "no-chosen-option", message, hint)
