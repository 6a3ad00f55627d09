"""Which options of a comparison are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

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
    there_are = f"there are {some_of(known)}" if known else "this scenario has no options"
    validate_asked(only, known, "there is no option `{}`", there_are)
    kept = kept_options([option.id for option in options], only, scenario)
    return tuple(option for option in options if option.id in {*kept, scenario.baseline})


def validate_asked(only: Iterable[str], known: Collection[str], missing: str, there_are: str) -> None:
    """Refuse to show what there is not.

    Args:
        only: The names of what is asked for.
        known: The names of what there is.
        missing: What is said of a name that there is not, with {} where that stands.
        there_are: What is said besides, where no known name is like it.

    Raises:
        InputError: for all names that there are not.
    """
    problems = [
        Problem(
            Place.start_of("--option", name),
            "unknown-option",
            missing.format(cut(name)),
            did_you_mean(name, known, there_are),
        )
        for name in only
        if name not in known
    ]
    if problems:
        raise InputError(problems)


def kept_options(options: Iterable[str], only: Sequence[str], scenario: Scenario) -> list[str]:
    """List the options of which some are asked for: whoever adds one asks for it, too.

    Args:
        options: The ids of all.
        only: The ids of those that are asked for; none for all.
        scenario: What is written.
    """
    return [option for option in options if not only or option in only or option not in scenario.options]
