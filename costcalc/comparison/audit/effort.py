"""How much may be looked at to judge and explain claims: hypotheses are many, and a scenario may be large."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    T = TypeVar("T")

MOST_TO_EXPLAIN = 2_000_000
"""Nodes of formulas that are computed for one answer to explain claims: a second or two."""
MOST_TO_SETTLE = 6_000_000
"""The same, to look at what lies inside of ranges: what is not looked at stops a strict run."""
MOST_BESIDE = 2_000_000
"""The same, to look for values of several assumptions of one claim."""
MOST_FOR_NEEDS = 6_000_000
"""The same, to find the values that make claims true."""
LEAST_NODES = 50_000
"""Nodes that each claim and each assumption may have, as long as something is left: less finds nothing."""
STEPS_OF_A_NEED = 10_000
"""Steps that may be taken to find the values of one assumption."""
NODES_OF_A_STEP = 60
"""What one of them takes, counted in nodes that are computed."""


class Effort:
    """How many nodes may still be looked at.

    Attributes:
        left: How many.
    """

    __slots__ = ("left",)

    def __init__(self, nodes: int) -> None:
        self.left = nodes

    @contextmanager
    def lent(self, nodes: int) -> Iterator[Effort]:
        """Lend so many nodes: what of them is looked at is taken off, and not what is looked at beyond them."""
        own = Effort(nodes)
        yield own
        self.take(min(nodes, nodes - own.left))

    def take(self, nodes: int) -> None:
        """Count what is looked at."""
        self.left -= nodes

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left of it."""
        return self.left <= 0

    def shared_out(self, things: Sequence[T]) -> Iterator[tuple[T, Effort]]:
        """Yield things, each with what it may take, so that the first ones leave something to the others.

        What one of them does not take is there for those after it.
        """
        for nth, thing in enumerate(things):
            share = 0 if self.is_spent else max(self.left // (len(things) - nth), LEAST_NODES)
            with self.lent(share) as own:
                yield thing, own
