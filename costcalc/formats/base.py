"""What a format is given, and what it gives back: finished results in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison import Comparison
    from costcalc.pricing import Estimate


class Look(NamedTuple):
    """How a report should look, where a format has the choice.

    Args:
        width: Columns of the terminal.
        color: Whether colours may be used.
        brief: Whether the working is left out.
    """

    width: int = 80
    color: bool = False
    brief: bool = False


class Format(Protocol):
    """A module of this folder."""

    def comparisons(self, results: Sequence[Comparison], look: Look) -> str:
        """Write comparisons."""

    def estimate(self, result: Estimate, look: Look) -> str:
        """Write one estimate."""
