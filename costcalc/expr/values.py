"""The values of names, together with where the numbers behind them are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.nodes import Name
from costcalc.expr.numbers import Exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr.nodes import Node
    from costcalc.problem import Place


class Values(dict[str, Exact]):
    """A value for every name.

    Attributes:
        places: For every name, the places of the numbers that its value came from.
    """

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, tuple[Place, ...]] = {}

    def put(self, name: str, value: Exact, node: Node) -> None:
        """Add a name with its value, and the formula that gave it."""
        self[name] = value
        self.places[name] = tuple(places_of_numbers(node, self))


def places_of_numbers(node: Node, env: Mapping[str, Exact]) -> list[Place]:
    """List where the numbers of a formula are written, those behind its names included, each place once."""
    known = env.places if isinstance(env, Values) else {}
    places: dict[Place, None] = {}
    for leaf in node.leaves():
        if isinstance(leaf, Name):
            places |= dict.fromkeys(known.get(leaf.name, ()))
        elif leaf.place:
            places[leaf.place] = None
    return list(places)
