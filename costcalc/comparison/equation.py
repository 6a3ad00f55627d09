"""The equation that somebody wants to be solved, with the results put in that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.names import name_of
from costcalc.expr import Name, parse_equation
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.scenario import unknown_assumption
from costcalc.shown import cut
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from costcalc.comparison.plan import Plan
    from costcalc.expr import Node

FOR, TARGET, BREAK_EVEN = "--for", "--target", "--break-even"


class EquationAsked(NamedTuple):
    """An equation as it is asked for: one of its two forms.

    Args:
        unknown: The assumption to solve for.
        target: Two formulas with `=` between them.
        break_even: The ids of two options whose totals are to be equal.
    """

    unknown: str
    target: str | None
    break_even: tuple[str, str] | None

    @classmethod
    def of(cls, unknown: str, target: str | None, break_even: tuple[str, str] | None) -> EquationAsked:
        """Return what is asked for, if it is one thing.

        Raises:
            InputError: where no equation is given, or two.
        """
        if (target is None) == (break_even is None):
            hint = "give --target 'flash.total = 154', or --break-even flash pro"
            message = "no equation is given" if target is None else "an equation is given twice"
            raise InputError.of(Place.start_of(TARGET), "bad-setting", message, hint)
        return cls(unknown, target, break_even)


def equation_sides(asked: EquationAsked, planned: Plan) -> tuple[Node, Node]:
    """Return both sides of an equation, with the results put in that they name.

    Raises:
        InputError: for all of it that there is not, and for a text that is no equation.
    """
    scenario, names = planned.scenario.scenario, planned.figures.names
    problems: list[Problem] = []
    if asked.unknown not in scenario.assumptions:
        problems.append(unknown_assumption(scenario, asked.unknown, Place.start_of(FOR, asked.unknown)))
    written: list[Node] = []
    if asked.target is not None:
        with collected(problems):
            written = [*parse_equation(asked.target, Place.start_of(TARGET, asked.target))]
    else:
        for option in asked.break_even or ():
            if option not in names.options:
                problems.append(_unknown_option(option, [one for one in names.options if one]))
            else:
                name = name_of(option, "total")
                written.append(Name(name, Place.start_of(BREAK_EVEN, name)))
    sides: list[Node] = []
    for side in written:
        with collected(problems):
            sides.append(names.outside(side))
    if problems:
        raise InputError(problems)
    left, right = sides
    return left, right


def _unknown_option(option: str, known: list[str]) -> Problem:
    place = Place.start_of(BREAK_EVEN, option)
    hint = did_you_mean(option, known, f"there are {some_of(known) or 'none'}")
    return Problem(place, "unknown-option", f"there is no option `{cut(option)}`", hint)
