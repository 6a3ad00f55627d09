"""What `costcalc export --actuals` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.export.actuals import Variance
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class VarianceView(NamedTuple):
    """A bill beside an estimate.

    Args:
        found: What was found.
    """

    found: Variance

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Return what people are told."""
        from costcalc.views.variance.blocks import variance_blocks

        del detail
        return variance_blocks(self.found)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        from costcalc.views.variance.record import VARIANCE

        return VARIANCE.encode(self.found)

    def rows(self) -> Rows[Any]:
        """Return a row for each item, with no totals between."""
        from costcalc.records import Rows, long_text
        from costcalc.views.variance.record import VARIANCE_LINE

        return Rows([*VARIANCE_LINE.fields()], self.found.lines, long_text)
