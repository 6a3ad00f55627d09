"""Which option costs least over all months of a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.cheapest import cheapest_of, is_proven_less
from costcalc.expr import Sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.option_forecast import OptionForecast
    from costcalc.expr import Node


def forecast_contenders(options: Iterable[OptionForecast]) -> list[OptionForecast]:
    """List the options that may be the cheapest in every month, and are priced in every month, but for open values."""
    return [one for one in options if (one.total or (one.open and not one.not_priced)) and one.may_win]


def cheapest_forecast(options: Sequence[OptionForecast], results: Sequence[Comparison]) -> tuple[str, ...]:
    """Return the options of the lowest total of all months among those that may win in each; several where they tie.

    Args:
        options: The options.
        results: The comparisons of the months.
    """

    def is_always_less(one: OptionForecast, other: OptionForecast) -> bool:
        months = enumerate(results)
        return all(is_proven_less(_cost(one, nth), _cost(other, nth), result.ranges) for nth, result in months)

    return cheapest_of(forecast_contenders(options), is_always_less)


def _cost(option: OptionForecast, nth: int) -> Node | None:
    """Return what an option costs in a month, in the first one with what is paid once."""
    totals = option.outcomes[nth].plan.totals
    if nth or totals.total is None or totals.upfront is None:
        return totals.total
    return Sum((totals.total, totals.upfront))
