"""Which options of a comparison are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place, Problem, did_you_mean, some_of
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison.option_plan import OptionPlan


def shown_options(options: Sequence[OptionPlan], only: Sequence[str], baseline: str | None) -> tuple[OptionPlan, ...]:
    """Return the options that are shown, in the order of the file.

    Args:
        options: All of them.
        only: The ids of those that are asked for; none for all.
        baseline: The id of the one that they are compared with, which stays.

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
    return tuple(option for option in options if option.id in {*only, baseline})
