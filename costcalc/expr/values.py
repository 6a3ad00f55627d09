"""The value of every name, and what was worked out from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from costcalc.expr.names import refuse_indices
from costcalc.expr.nodes import UndefinedError
from costcalc.expr.numbers import Exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from costcalc.expr.nodes import Node
    from costcalc.expr.solve import Solution, Solve
    from costcalc.problem import Place

MAX_STEPS = 1_500_000
"""Nodes that the sums of one file may compute: what a second is enough for. A conversation of 10,000 turns on one model
takes about a third of them."""


class Values(dict[str, Exact]):
    """The value of every name. Once something was asked of it, no value is changed: another question has its own.

    Args:
        values: Name to value.
        steps: How many nodes sums may still compute; None for a new allowance.

    Attributes:
        steps: The allowance, in a list of one, so that several questions to one file can share it.
        memory: What formulas came to, by the identity of their node, which is kept alive beside it. A sum is in many
            formulas (a charge, a total, a saving), and computed once: it is kept by what it says.
        inner: What decides a condition with two equal sides, where these values are the corner of some ranges: values
            inside of them, so that a price above a bound counts at the bound itself. None elsewhere.
    """

    __slots__ = ("inner", "memory", "steps")

    def __init__(self, values: Mapping[str, Exact] | Iterable[Any] = (), steps: list[int] | None = None) -> None:
        super().__init__(values)
        self.steps = [MAX_STEPS] if steps is None else steps
        self.memory: dict[int | Node, tuple[Node, Exact]] = {}
        self.inner: Values | None = None

    def __setitem__(self, name: str, value: Exact) -> NoReturn:
        msg = f"values are never changed: ask with another {name!r}"
        raise TypeError(msg)

    def __reduce__(self) -> tuple[Any, ...]:
        # Without its memory: the identities in it are those of this process, and would be other nodes' elsewhere.
        return Values, (dict(self),)

    def _put(self, name: str, value: Exact) -> None:
        """Add a value, while they are being made."""
        super().__setitem__(name, value)

    def of(self, option: str) -> Values:
        """Return the values of another option: the same ones here, where options have none of their own."""
        del option
        return self

    def why_open(self, name: str) -> str:
        """Return why a name has no value."""
        return f"`{name}` has no value"

    def place(self, name: str) -> Place | None:
        """Return where the value of a name is written; None where nobody wrote it."""
        del name
        return None

    @property
    def bottom(self) -> Values:
        """The values below those that layers replace: the same ones here, where there are no layers."""
        return self

    def made(self, name: str) -> tuple[Node, Values] | None:
        """Return the formula that gave a name its value, and the values it was asked in; None where there is none."""
        del name
        return None

    def solved(self, node: Solve) -> Solution:
        """Return what solves an equation.

        Raises:
            UndefinedError: where nothing or more than one value does; always here, where names have no formulas.
        """
        raise UndefinedError(f"`{node.unknown}` can only be solved for where its assumptions are known", node)

    def inside(self) -> Values | None:
        """Return the same question asked of the inner values of some ranges, where these are a corner of them."""
        return self.inner

    def rebound(self, name: str, value: Exact | None) -> Values:
        """Return the values inside a sum, whose index has this value, or none where it stands for all of them."""
        return _Rebound(self, name, value)


class _Rebound(Values):
    __slots__ = ("index", "outside")

    def __init__(self, outside: Values, name: str, value: Exact | None) -> None:
        super().__init__(outside, outside.steps)
        self.index = name
        self.outside = outside
        if value is None:
            self.pop(name, None)
        else:
            self._put(name, value)

    def of(self, option: str) -> Values:
        return self.outside.of(option)

    def solved(self, node: Solve) -> Solution:
        refuse_indices(node, {self.index})
        return self.outside.solved(node)
