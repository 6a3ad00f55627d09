"""Read `--set NAME=VALUE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place, Problem, collected
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from costcalc.expr import Node
    from costcalc.scenario import Scenario


def parse_settings(settings: Iterable[str], scenario: Scenario) -> dict[str, Node]:
    """Return the formula of each assumption that `--set` names.

    Args:
        settings: As given to `--set`.
        scenario: Whose assumptions they override.

    Raises:
        InputError: for what is no setting, and for a name that the scenario does not have.
    """

    def unknown(name: str, place: Place) -> Problem | None:
        from costcalc.scenario import unknown_assumption

        return None if name in scenario.assumptions else unknown_assumption(scenario, name, place)

    return read_settings(settings, unknown, lambda name: name in scenario.assumptions)


def read_settings(
    settings: Iterable[str],
    refused: Callable[[str, Place], Problem | None],
    is_name: Callable[[str], bool],
) -> dict[str, Node]:
    """Return the formula of each name that `--set` gives.

    Args:
        settings: As given to `--set`.
        refused: Returns what is wrong with a name at a place; None where nothing is.
        is_name: Returns whether a hint may say the name.

    Raises:
        InputError: for what is no setting, and for names that are refused or given twice.
    """
    from costcalc.expr import parse

    found: dict[str, Node] = {}
    problems: list[Problem] = []
    for setting in settings:
        place = Place.start_of("--set", setting)
        name, equals, value = setting.partition("=")
        name, start, value = name.strip(), len(setting) - len(value.lstrip()), value.strip()
        if not equals or not value:
            hint = f"--set {name if is_name(name) else 'NAME'}=2M"
            problems.append(Problem(place, "bad-setting", f"`{cut(setting)}` is not NAME=VALUE", hint))
        elif problem := refused(name, place):
            problems.append(problem)
        elif name in found:
            problems.append(Problem(place, "duplicate-key", f"`{name}` is set twice", "keep one of them"))
        else:
            with collected(problems):
                found[name] = parse(value, place.shifted(start))
    if problems:
        raise InputError(problems)
    return found
