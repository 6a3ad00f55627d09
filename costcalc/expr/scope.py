"""The state of a computation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr.nodes import Node
    from costcalc.expr.numbers import Exact
    from costcalc.expr.values import Values


class Scope:
    """The state of a computation: values of names, and what was computed before.

    Args:
        names: The value of every name, the indices of the sums around included.
        values: The same without these indices.
        memory: What was computed before; None inside a sum, where values depend on its index.
    """

    __slots__ = ("memory", "names", "values")

    def __init__(
        self, names: Mapping[str, Exact], values: Values, memory: dict[int | Node, tuple[Node, Exact]] | None
    ) -> None:
        self.names = names
        self.values = values
        self.memory = memory

    def inside(self) -> Scope | None:
        """Return the same inside of the ranges whose corner the values are; None where they are no corner."""
        values = self.values.inside()
        if values is None:
            return None
        if self.names is self.values:
            return Scope(values, values, values.memory)
        return Scope({**values, **self.indices()}, values, None)

    def indices(self) -> dict[str, Exact]:
        """Return the values of the indices of the sums around."""
        if self.names is self.values:
            return {}
        return {name: value for name, value in self.names.items() if self.values.get(name) is not value}
