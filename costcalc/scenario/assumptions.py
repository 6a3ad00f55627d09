"""Give every assumption its value, with what `--set` puts in place of some."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from costcalc.expr import Exact, Node, UndefinedError, Values, evaluate, formula_place, parse
from costcalc.problem import InputError, Place, Problem, Source, did_you_mean
from costcalc.scenario.consistent import names_in, unknown_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from costcalc.scenario.document import Scenario


LONGEST_PATH = 8


def formulas(scenario: Scenario, overrides: Mapping[str, Node]) -> dict[str, Node]:
    """Give the formula of every assumption, as overridden."""
    written = {str(name): assumption.value for name, assumption in scenario.assumptions.items()}
    return written | dict(overrides)


def resolve(nodes: Mapping[str, Node]) -> Values:
    """Compute assumptions that may refer to each other.

    Args:
        nodes: The formula of each.

    Returns:
        The value of each.

    Raises:
        InputError: for a name that does not exist, a cycle (it names the path), a formula without a value.
    """
    if unknown := list(unknown_names(nodes.values(), nodes)):
        raise InputError(unknown)
    graph = {name: {leaf.name for leaf in names_in(node)} for name, node in nodes.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise InputError([_cycle(error.args[1], nodes)]) from None
    values = Values()
    problems: list[Problem] = []
    for name in order:
        if graph[name] <= values.keys():  # else something it rests on has no value, and that is said already
            try:
                values.put(name, value_of(nodes[name], values), nodes[name])
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    return values


def value_of(node: Node, env: Mapping[str, Exact]) -> Exact:
    """Evaluate a formula from a file, and blame its place where it has no value."""
    try:
        return evaluate(node, env)
    except UndefinedError as error:
        culprit = next((leaf.place for leaf in error.node.leaves() if leaf.place), None)
        raise InputError.of(culprit or formula_place(node), "undefined", str(error)) from None


def _cycle(path: list[str], nodes: Mapping[str, Node]) -> Problem:
    # graphlib gives the cycle against the direction of "depends on"
    names = path[::-1][:-1]
    first = names.index(min(names))
    names = [*names[first:], *names[:first]]
    shown = " -> ".join([*names[:LONGEST_PATH], *(["…"] if len(names) > LONGEST_PATH else []), names[0]])
    message = f"`{names[0]}` depends on itself: {shown}"
    return Problem(formula_place(nodes[names[0]]), "assumption-cycle", message, "give one of them a number")


def parse_overrides(settings: Iterable[str], scenario: Scenario) -> dict[str, Node]:
    """Read `NAME=VALUE` settings.

    Args:
        settings: As given to `--set`.
        scenario: Whose assumptions they override.

    Raises:
        InputError: for what is no setting, and for a name that the scenario does not have.
    """
    overrides: dict[str, Node] = {}
    problems: list[Problem] = []
    for setting in settings:
        place = Place(Source("--set", setting), 1, 1)
        name, equals, value = setting.partition("=")
        name, start, value = name.strip(), len(setting) - len(value.lstrip()), value.strip()
        if not equals or not value:
            problems.append(
                Problem(
                    place,
                    "bad-setting",
                    f"`{setting[:40]}` is not NAME=VALUE",
                    f"--set {name if name in scenario.assumptions else 'NAME'}=2M",
                )
            )
        elif name not in scenario.assumptions:
            hint = did_you_mean(name, scenario.assumptions, f"there are {', '.join(scenario.assumptions) or 'none'}")
            problems.append(Problem(place, "unknown-name", f"there is no assumption `{name[:40]}`", hint))
        elif name in overrides:
            problems.append(Problem(place, "duplicate-key", f"`{name}` is set twice", "keep one of them"))
        else:
            try:
                overrides[name] = parse(value, place.shifted(start))
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    return overrides
