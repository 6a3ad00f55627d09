"""Names that stand for formulas over each other: in which order they can be computed, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from costcalc.arguments import argument
from costcalc.expr.evaluate import evaluate
from costcalc.expr.names import first_place, formula_place, names_in
from costcalc.expr.nodes import Node, Num, UndefinedError, number
from costcalc.expr.numbers import Exact, decimal_text, exact_number, simplest
from costcalc.expr.operators import Quotient
from costcalc.expr.parse import parse
from costcalc.problem import InputError, Place, Problem

Setting = Node | Exact | int | str
"""What may stand in the place of an assumption: a number, or a formula."""

LONGEST_PATH = 8
TOO_MANY_TERMS = "this sums more terms than one file may have"
_NOWHERE = Place.start_of("settings", quotable=False)


class Definitions(NamedTuple):
    """Names with their formulas, in an order in which they can be computed.

    Args:
        formulas: The formula of each name.
        needs: The names that each formula has in it.
        order: All names; each stands after those it needs.
    """

    formulas: Mapping[str, Node]
    needs: Mapping[str, frozenset[str]]
    order: tuple[str, ...]

    def replaced(self, layer: Mapping[str, Node]) -> Definitions:
        """Return the same with other formulas for some names, which need none of these names."""
        needs = {**self.needs, **dict.fromkeys(layer, frozenset[str]())}
        return Definitions({**self.formulas, **layer}, needs, self.order)

    def resting_on(self, names: set[str]) -> list[str]:
        """List the names whose formulas have some of these in them, or what rests on these, in their order."""
        moved = set(names)
        found = []
        for name in self.order:
            if not moved.isdisjoint(self.needs[name]):
                moved.add(name)
                found.append(name)
        return found


def define(formulas: Mapping[str, Node]) -> Definitions:
    """Return names with their formulas in an order in which they can be computed.

    Raises:
        InputError: for a name that depends on itself; it says the path.
    """
    needs = {name: frozenset(leaf.name for leaf in names_in(node)) for name, node in formulas.items()}
    try:
        return Definitions(formulas, needs, tuple(TopologicalSorter(needs).static_order()))
    except CycleError as error:
        raise InputError([_cycle(error.args[1], formulas)]) from None


def value_of(node: Node, env: Mapping[str, Exact]) -> Exact:
    """Return the value of a formula from a file.

    Raises:
        InputError: at the place of what has none.
    """
    try:
        return evaluate(node, env)
    except UndefinedError as error:
        raise InputError([undefined(error, node)]) from None


def undefined(error: UndefinedError, node: Node) -> Problem:
    """Return the problem that a formula has no value, at the place of what has none."""
    hint = "ask for fewer turns, or for fewer options at a time" if str(error) == TOO_MANY_TERMS else None
    return Problem(first_place(error.node) or first_place(node) or _NOWHERE, "undefined", str(error), hint)


def formula_of(value: Setting, name: str) -> Node:
    """Return the formula of what a program puts in the place of an assumption.

    Args:
        value: A number, a formula as text, or a formula.
        name: The assumption.

    Raises:
        InputError: for a text that is no formula.
        TypeError: for what is no exact number; a float has lost digits before it comes here.
        ValueError: for infinity, and for what is no number.
    """
    if isinstance(value, Node):
        return value
    what = f"settings[{name!r}]"
    if isinstance(value, str):
        return parse(value, Place.start_of(what, value))
    return pinned(exact_number(value, what), Place.start_of(what, quotable=False))


def layer_of(values: Mapping[str, Setting]) -> dict[str, Node]:
    """Return the formulas that a program puts in the place of assumptions.

    Raises:
        TypeError: for what is no exact number.
    """
    argument(values, Mapping, "values", "a mapping of names to numbers or formulas: {'queries': 2_000_000}")
    return {name: formula_of(value, name) for name, value in values.items()}


def pinned(value: Exact, place: Place | None = None) -> Node:
    """Return the formula of a value that a program sets, or that a layer came to."""
    exact = simplest(value)
    if isinstance(exact, Fraction):
        return Quotient(number(exact.numerator, place), number(exact.denominator, place))
    return Num(exact, decimal_text(exact), place)


def _cycle(path: list[str], formulas: Mapping[str, Node]) -> Problem:
    # graphlib gives the cycle against the direction of "depends on"
    names = path[::-1][:-1]
    first = names.index(min(names))
    names = [*names[first:], *names[:first]]
    shown = " -> ".join([*names[:LONGEST_PATH], *(["…"] if len(names) > LONGEST_PATH else []), names[0]])
    message = f"`{names[0]}` depends on itself: {shown}"
    return Problem(formula_place(formulas[names[0]]), "assumption-cycle", message, "give one of them a number")
