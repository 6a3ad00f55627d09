"""Which options of a comparison are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.scenario import Scenario


def shown_options(options: Sequence[OptionPlan], only: Sequence[str], scenario: Scenario) -> tuple[OptionPlan, ...]:
    """Return the options that are shown, in the order of the file, and those that somebody added.

    Args:
        options: All of them.
        only: The ids of those that are asked for; none for all.
        scenario: Whose baseline stays.

    Raises:
        InputError: for ids that there are not.
    """
    if not only:
        return tuple(options)
    known = [option.id for option in options if option.id]
    problems = [
        Problem(
            Place.start_of("--option", name),
            "unknown-option",
            f"there is no option `{cut(name)}`",
            did_you_mean(name, known, f"there are {some_of(known)}" if known else "this scenario has no options"),
        )
        for name in only
        if name not in known
    ]
    if problems:
        raise InputError(problems)
    kept = kept_options([option.id for option in options], only, scenario)
    return tuple(option for option in options if option.id in {*kept, scenario.baseline})


def kept_options(options: Iterable[str], only: Sequence[str], scenario: Scenario) -> list[str]:
    """List the options of which some are asked for: whoever adds one asks for it, too.

    Args:
        options: The ids of all.
        only: The ids of those that are asked for; none for all.
        scenario: What is written.
    """
    return [option for option in options if not only or option in only or option not in scenario.options]
