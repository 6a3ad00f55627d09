"""What `costcalc solve` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.solved import Solved
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class SolvedView(NamedTuple):
    """All values of an assumption that make an equation hold.

    Args:
        result: What came of it.
    """

    result: Solved

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Return what people are told."""
        from costcalc.views.solve.blocks import solved_blocks

        return solved_blocks(self.result, detail)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        from costcalc.views.solve.record import SOLVE

        return SOLVE.encode(self.result)

    def rows(self) -> Rows[Any]:
        """Return a row for each value, interval and jump."""
        from costcalc.views.solve.record import solved_rows

        return solved_rows(self.result)
