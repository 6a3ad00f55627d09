"""How much may be looked at to explain the claims of one answer: hypotheses are many, and a scenario may be large."""

from __future__ import annotations

MOST_NODES = 2_000_000
"""Nodes of formulas that are computed for hypotheses: some seconds."""
STEPS_OF_A_NEED = 10_000
"""Steps that may be taken to find the values of one assumption."""
NODES_OF_A_STEP = 60
"""What one of them takes, counted in nodes that are computed."""


class Effort:
    """What is left of it.

    Attributes:
        left: How many nodes.
    """

    __slots__ = ("left",)

    def __init__(self, nodes: int = MOST_NODES) -> None:
        self.left = nodes

    def take(self, nodes: int) -> None:
        """Count what is looked at."""
        self.left -= nodes

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left of it."""
        return self.left <= 0
