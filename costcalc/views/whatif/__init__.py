"""What `costcalc compare --vary` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.project.age import longest_age

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import timedelta

    from costcalc.comparison.whatif import WhatIf
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class WhatIfsView(NamedTuple):
    """What scenarios cost on each of their options, over the values of assumptions.

    Args:
        results: What was found of each scenario.
        longest: Returns how long ago a price may have been checked at most; asked only by who tells people.
    """

    results: Sequence[WhatIf]
    longest: Callable[[], timedelta] = longest_age

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told, one scenario after the other."""
        from costcalc.views.whatif.blocks import what_if_blocks

        longest = self.longest()
        for result in self.results:
            yield from what_if_blocks(result, detail, longest)

    def document(self) -> dict[str, Any]:
        """Return what programs are told: one scenario alone, several as a list."""
        from costcalc.views.whatif.record import WHATIF, WHATIFS

        several = len(self.results) != 1
        return WHATIFS.encode(self.results) if several else WHATIF.encode(self.results[0])

    def rows(self) -> Rows[Any]:
        """Return a row for each value and option."""
        from costcalc.views.whatif.rows import what_if_rows

        return what_if_rows(self.results)
