"""Text, for people: a line where all is well; otherwise what moved, and what is to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from costcalc.formats.base import Look
    from costcalc.review import Review


def report(result: Review, look: Look) -> str:
    """Write a review."""
    del look
    return f"{result.exit_code} {len(result.findings)} findings, {len(result.moves)} moves\n"
