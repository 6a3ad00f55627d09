"""Read `--set NAME=VALUE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place, Problem, collected
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    from costcalc.expr import parse
    from costcalc.scenario import unknown_assumption

    overrides: dict[str, Node] = {}
    problems: list[Problem] = []
    for setting in settings:
        place = Place.start_of("--set", setting)
        name, equals, value = setting.partition("=")
        name, start, value = name.strip(), len(setting) - len(value.lstrip()), value.strip()
        if not equals or not value:
            problems.append(
                Problem(
                    place,
                    "bad-setting",
                    f"`{cut(setting)}` is not NAME=VALUE",
                    f"--set {name if name in scenario.assumptions else 'NAME'}=2M",
                )
            )
        elif name not in scenario.assumptions:
            problems.append(unknown_assumption(scenario, name, place))
        elif name in overrides:
            problems.append(Problem(place, "duplicate-key", f"`{name}` is set twice", "keep one of them"))
        else:
            with collected(problems):
                overrides[name] = parse(value, place.shifted(start))
    if problems:
        raise InputError(problems)
    return overrides
