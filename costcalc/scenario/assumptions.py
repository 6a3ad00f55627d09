"""The value of every assumption, with what is set in place of some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from costcalc.arguments import argument
from costcalc.expr import Frame, Node, Setting, define, formula_of
from costcalc.problem import InputError, Place, Problem, collected, did_you_mean
from costcalc.scenario.validation import validate_names
from costcalc.shown import cut

if TYPE_CHECKING:
    from costcalc.scenario.document import Scenario


def resolve(scenario: Scenario, settings: Mapping[str, Setting] | None = None) -> Frame:
    """Return the value of every assumption, and with them those that options say otherwise.

    Args:
        scenario: The scenario.
        settings: A number or a formula in place of what the file says, by the name of the assumption.

    Raises:
        InputError: for a name that does not exist, a cycle (it names the path), a formula without a value.
        TypeError: for a setting that is no number and no formula.
    """
    written = {str(name): assumption.value for name, assumption in scenario.assumptions.items()}
    overrides = _overrides(scenario, settings or {})
    formulas = written | overrides
    if unknown := list(validate_names(formulas.values(), formulas)):
        raise InputError(unknown)
    return Frame.resolved(define(formulas), replaced=overrides)


def _overrides(scenario: Scenario, settings: Mapping[str, Setting]) -> dict[str, Node]:
    argument(settings, Mapping, "settings", "a mapping of names to numbers or formulas: {'queries': 2_000_000}")
    overrides: dict[str, Node] = {}
    problems: list[Problem] = []
    for name, value in settings.items():
        argument(name, str, "settings", "a mapping whose keys are names of assumptions")
        with collected(problems):
            overrides[name] = formula_of(value, name)
        if name not in scenario.assumptions:
            problems.append(unknown_assumption(scenario, name, Place.start_of("settings", str(name))))
    if problems:
        raise InputError(problems)
    return overrides


def unknown_assumption(scenario: Scenario, name: str, place: Place) -> Problem:
    """Return the problem of a setting for an assumption that does not exist."""
    hint = did_you_mean(name, scenario.assumptions, f"there are {', '.join(scenario.assumptions) or 'none'}")
    return Problem(place, "unknown-name", f"there is no assumption `{cut(name)}`", hint)
