"""The values of names, together with where the numbers behind them are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.functions import MAX_STEPS
from costcalc.expr.nodes import Name
from costcalc.expr.numbers import Exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr.nodes import Node
    from costcalc.problem import Place


class Values(dict[str, Exact]):
    """A value for every name.

    Attributes:
        places: For every name, where its value is written.
        steps: How many nodes the sums over these values may still compute: one file, one allowance.
        sums: What they came to. A sum is in many formulas (a charge, a total, a saving), and computed once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, Place] = {}
        self.steps = [MAX_STEPS]
        self.sums: dict[int, tuple[Node, Exact]] = {}

    def __setitem__(self, name: str, value: Exact) -> None:
        self.sums.clear()  # they may have been sums over the old value
        super().__setitem__(name, value)

    def put(self, name: str, value: Exact, node: Node) -> None:
        """Add a name with its value, and the formula that gave it."""
        self[name] = value
        self.places[name] = formula_place(node)


def places_of_numbers(node: Node, env: Mapping[str, Exact]) -> list[Place]:
    """List where the numbers of a formula are written, and the values of its names, each place once."""
    known = env.places if isinstance(env, Values) else {}
    found = (known.get(leaf.name) if isinstance(leaf, Name) else leaf.place for leaf in node.leaves())
    return list(dict.fromkeys(place for place in found if place))


def formula_place(node: Node) -> Place:
    """Give the place where a formula from a file begins."""
    place = next((leaf.place for leaf in node.leaves() if leaf.place), None)
    if place is None:
        msg = f"{node!r} was not read from a file"
        raise TypeError(msg)
    return place
