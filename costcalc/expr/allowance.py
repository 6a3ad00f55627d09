"""How much may be computed for one answer, and what of it is known already."""

from __future__ import annotations

from typing import Any

MOST_WORK = 3_000_000
"""Nodes that are computed at the corners of ranges, for all formulas of one answer together: what a second is enough
for."""

A_LOOK = 40
"""As many nodes are computed in the time in which one is looked at over whole ranges."""


class Allowance:
    """What is left of the work that one answer may take: a comparison, or all months of a forecast together.

    Attributes:
        left: How many nodes; negative where more were asked for than there were.
        known: What came out of formulas that are asked again, as those of the next month are.
        hopeless: The formulas of which too much had to be looked at to prove something: what tells them from others,
            so that the like of them in the next month is not looked at in vain.
    """

    __slots__ = ("hopeless", "known", "left")

    def __init__(self, nodes: int = MOST_WORK) -> None:
        self.left = nodes
        self.known: dict[object, Any] = {}
        self.hopeless: set[object] = set()
