"""What `costcalc forecast` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.project.age import longest_age

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import timedelta

    from costcalc.comparison.forecast import Forecast
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class ForecastsView(NamedTuple):
    """What scenarios cost on each of their options, month by month.

    Args:
        results: The forecasts.
        longest: Returns how long ago a price may have been checked at most; asked only by who tells people.
    """

    results: Sequence[Forecast]
    longest: Callable[[], timedelta] = longest_age

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told, one scenario after the other."""
        from costcalc.views.forecast.blocks import forecast_blocks

        longest = self.longest()
        for result in self.results:
            yield from forecast_blocks(result, detail, longest)

    def document(self) -> dict[str, Any]:
        """Return what programs are told: one forecast alone, several as a list."""
        from costcalc.views.forecast.record import FORECAST, FORECASTS

        several = len(self.results) != 1
        return FORECASTS.encode(self.results) if several else FORECAST.encode(self.results[0])

    def rows(self) -> Rows[Any]:
        """Return a row for each option and month."""
        from costcalc.views.forecast.rows import forecast_rows

        return forecast_rows(self.results)
