"""How much may be computed for one answer."""

from __future__ import annotations

MOST_WORK = 3_000_000
"""Nodes that are computed at the corners of ranges, for all formulas of one answer together: what a second is enough
for."""

A_LOOK = 40
"""As many nodes are computed in the time in which one is looked at over whole ranges."""


class Allowance:
    """What is left of the work that one answer may take.

    Attributes:
        left: How many nodes; negative where more were asked for than there were.
    """

    __slots__ = ("left",)

    def __init__(self, nodes: int = MOST_WORK) -> None:
        self.left = nodes
