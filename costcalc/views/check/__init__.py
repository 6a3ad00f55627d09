"""What `costcalc check` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.review import Review
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class CheckView(NamedTuple):
    """What is wrong in the files of a project, and what a change does to its money."""

    result: Review

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told: the verdict, why it fails, what moved, and what else was found."""
        from costcalc.views.check.blocks import review_blocks

        return review_blocks(self.result, detail)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        from costcalc.views.check.record import CHECK

        return CHECK.encode(self.result)
