"""The value of every assumption, with what is set in place of some, and what options say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from costcalc.arguments import argument
from costcalc.expr import Frame, Node, Setting, decimal_text, define, formula_of
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.scenario.namespace import validate_names
from costcalc.shown import cut
from costcalc.source import place_of
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from costcalc.scenario.document import Scenario
    from costcalc.scenario.option import Option
    from costcalc.scenario.ranges import RangeEnds

SETTINGS = "a mapping of names to numbers or formulas: {'queries': 2_000_000}"
"""What Python code is told that the argument `settings` must be."""


def resolve(
    scenario: Scenario,
    settings: Mapping[str, Setting] | None = None,
    layers: Mapping[str, Mapping[str, Node]] | None = None,
    steps: list[int] | None = None,
) -> Frame:
    """Return the value of every assumption, and with them those that options say otherwise.

    Args:
        scenario: The scenario.
        settings: A number or a formula in place of what the file says, by the name of the assumption.
        layers: What each option says of assumptions; what the file says where left out.
        steps: How many nodes sums may still compute; None for a new allowance.

    Raises:
        InputError: for a name that does not exist, a cycle (it names the path), a formula without a value.
        TypeError: for a setting that is no number and no formula.
    """
    written = {
        str(name): assumption.formula(str(name), place_of(name)) for name, assumption in scenario.assumptions.items()
    }
    overrides = _overrides(scenario, settings or {})
    formulas = written | overrides
    if unknown := list(validate_names(formulas.values(), formulas)):
        raise InputError(unknown)
    if layers is None:
        layers = {str(name): layer_of(option) for name, option in scenario.options.items() if option.with_}
    return Frame.resolved(define(formulas), layers, replaced=overrides, steps=steps)


def layer_of(option: Option) -> dict[str, Node]:
    """Return what an option says of assumptions."""
    return {str(name): node for name, node in option.with_.items()}


def ranges_of(scenario: Scenario, frame: Frame) -> dict[str, RangeEnds]:
    """Return the least and the most of each assumption that is not known exactly, where nothing was set in its place.

    Raises:
        InputError: for a value that is not inside its range.
    """
    found: dict[str, RangeEnds] = {}
    problems: list[Problem] = []
    for name, assumption in scenario.assumptions.items():
        if (ends := assumption.ends) and name not in frame.replaced:
            found[str(name)] = ends
            value = frame.get(name)
            if value is not None and not ends.low <= value <= ends.high:
                message = f"`{name}` is {cut(decimal_text(value))}, which is not in its range {ends.text}"
                problems.append(Problem(ends.place, "bad-range", message, "widen the range, or change the value"))
    if problems:
        raise InputError(problems)
    return found


def _overrides(scenario: Scenario, settings: Mapping[str, Setting]) -> dict[str, Node]:
    argument(settings, Mapping, "settings", SETTINGS)
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
