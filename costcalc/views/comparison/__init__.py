"""What `costcalc compare` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.project.age import longest_age

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import timedelta

    from costcalc.comparison import Comparison
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class ComparisonsView(NamedTuple):
    """What scenarios cost on each of their options.

    Args:
        results: The comparisons.
        longest: Returns how long ago a price may have been checked at most; asked only by who tells people.
    """

    results: Sequence[Comparison]
    longest: Callable[[], timedelta] = longest_age

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told, one scenario after the other."""
        from costcalc.views.comparison.blocks import comparison_blocks

        longest = self.longest()
        for result in self.results:
            yield from comparison_blocks(result, detail, longest)
        if len(self.results) > 1:
            from costcalc.comparison.sums import sum_of
            from costcalc.views.comparison.together import sum_blocks

            yield from sum_blocks(sum_of(self.results), detail)

    def document(self) -> dict[str, Any]:
        """Return what programs are told: one comparison alone, several as a list."""
        from costcalc.views.comparison.record import COMPARISON, COMPARISONS

        several = len(self.results) != 1
        return COMPARISONS.encode(self.results) if several else COMPARISON.encode(self.results[0])

    def rows(self) -> Rows[Any]:
        """Return a row for each charge."""
        from costcalc.views.charge_rows import comparison_rows

        return comparison_rows(self.results)
