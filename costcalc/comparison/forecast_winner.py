"""Which option costs least over all months of a forecast."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.cheapest import cheapest_of, least_difference
from costcalc.expr import Sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.option_forecast import OptionForecast
    from costcalc.expr import Exact, Node


def forecast_contenders(options: Iterable[OptionForecast]) -> list[OptionForecast]:
    """List the options that may be the cheapest in every month, and are priced in every month, but for open values."""
    return [one for one in options if (one.total or (one.open and not one.not_priced)) and one.may_win]


def cheapest_forecast(options: Sequence[OptionForecast], results: Sequence[Comparison]) -> tuple[str, ...]:
    """Return the options of the lowest total of all months among those that may win in each; several where they tie.

    Args:
        options: The options.
        results: The comparisons of the months.
    """

    def least_gap(one: OptionForecast, other: OptionForecast) -> Exact | None:
        gaps: list[Fraction] = []
        for nth, result in enumerate(results):
            found = least_difference(_cost(one, nth), _cost(other, nth), result.ranges)
            if found is None:
                return None
            gaps.append(Fraction(found))
        return sum(gaps, Fraction(0))  # what is so of every month alone is so of them together

    return cheapest_of(forecast_contenders(options), least_gap)


def _cost(option: OptionForecast, nth: int) -> Node | None:
    """Return what an option costs in a month, in the first one with what is paid once."""
    totals = option.outcomes[nth].plan.totals
    if nth or totals.total is None or totals.upfront is None:
        return totals.total
    return Sum((totals.total, totals.upfront))
