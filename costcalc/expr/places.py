"""Where the numbers of a formula are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.nodes import Name, Node, Num, Scoped
from costcalc.expr.solve import Solve
from costcalc.expr.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.expr.numbers import Exact
    from costcalc.problem import Place


def places_of_numbers(node: Node, env: Mapping[str, Exact]) -> list[Place]:
    """List where the numbers of a formula are written, and the values of its names, each place once."""
    return list(dict.fromkeys(_places(node, env if isinstance(env, Values) else Values())))


def _places(node: Node, values: Values) -> Iterator[Place]:
    if isinstance(node, (Num, Name)):
        place = node.place if isinstance(node, Num) else values.place(node.name)
        if place:
            yield place
        return
    inside = values.of(node.option) if isinstance(node, Scoped) else values
    unused = values.bottom.place(node.unknown) if isinstance(node, Solve) else None
    for child in node.children:
        yield from (place for place in _places(child, inside) if place != unused)
