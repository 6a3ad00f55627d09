"""Where the numbers of a formula are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.nodes import Name, Node, Num, Scoped, Shared, Symbol
from costcalc.expr.solve import Solve
from costcalc.expr.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.expr.numbers import Exact
    from costcalc.problem import Place


def places_of_numbers(node: Node, env: Mapping[str, Exact]) -> list[Place]:
    """List where the numbers of a formula are written, and the values of its names, each place once."""
    return list(dict.fromkeys(_places(node, env if isinstance(env, Values) else Values(), set())))


def _places(node: Node, values: Values, seen: set[tuple[int, int]]) -> Iterator[Place]:
    if isinstance(node, (Num, Name)):
        place = node.place if isinstance(node, Num) else values.place(node.name)
        if place:
            yield place
        return
    if isinstance(node, Shared):
        if (id(node.of), id(values)) in seen:
            return
        seen.add((id(node.of), id(values)))
    inside = values.of(node.option) if isinstance(node, Scoped) else values
    unused = values.bottom.place(node.unknown) if isinstance(node, Solve) else None
    for child in node.children:
        yield from (place for place in _places(child, inside, seen) if place != unused)


def place_of_name(name: str, node: Node, env: Mapping[str, Exact]) -> Place | None:
    """Return where what a formula calls by a name is written first; None where it is not there, or nowhere written.

    Args:
        name: As it is printed: of an assumption, or of a part such as `price.input`.
        node: The formula.
        env: The value of every name in it.
    """
    if isinstance(node, Symbol) and node.name == name:
        return next(iter(places_of_numbers(node.of, env)), None)
    if isinstance(node, Name) and node.name == name:
        return next(iter(places_of_numbers(node, env)), None)
    found = (place_of_name(name, child, env) for child in node.children)
    return next((place for place in found if place), None)
