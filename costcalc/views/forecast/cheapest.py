"""Which option costs least over all months, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.comparison.forecast_winner import forecast_contenders
from costcalc.views.winner import EXCLUDED, NOT_PRICED, barred_by, none_is_able, none_is_proven
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.forecast import Forecast
    from costcalc.comparison.option_forecast import OptionForecast


def cheapest_text(result: Forecast) -> str:
    """Return which option costs least over all months, or why that is none."""
    if len(result.options) == 1 and not result.options[0].id:  # it is compared with nothing
        return _total(result, result.options[0])
    if not result.cheapest:
        return f"Cheapest in all: {_why_none(result)}."
    best = next(option for option in result.options if option.id in result.cheapest)
    left_out = ", of those with a total in every month" if _is_partly(result, best) else ""
    named = f"{' and '.join(result.cheapest)}, " if any(result.cheapest) else ""
    anywhere = "" if best.total else ", wherever in the ranges"
    months = counted(len(result.months), "month")
    return f"Cheapest in all{left_out}: {named}{_cost(best)} {result.currency} in {months}{anywhere}."


def _total(result: Forecast, option: OptionForecast) -> str:
    if option.total or option.ends:
        return f"Total: {_cost(option)} {result.currency} in {counted(len(result.months), 'month')}."
    return "Total: not known."


def _cost(option: OptionForecast) -> str:
    if option.total:
        return money.total(option.total.value)
    return " to ".join(map(money.total, option.ends or ()))


def _is_partly(result: Forecast, best: OptionForecast) -> bool:
    """Return whether an option that nobody knows enough of could be cheaper than the cheapest."""
    if result.problems or best.total is None:
        return bool(result.problems)
    others = [one for one in forecast_contenders(result.options) if one.total is None]
    return any(one.ends is None or one.ends[0] <= best.total.value for one in others)


def _why_none(result: Forecast) -> str:
    if able := forecast_contenders(result.options):
        return none_is_proven(able)
    return f"{none_is_able(word for option in result.options for word in _barred_by(option))} in some month"


def _barred_by(option: OptionForecast) -> Iterator[str]:
    yield from barred_by(one.what for one in option.flags)
    yield from [EXCLUDED] if option.excluded else []
    yield from [NOT_PRICED] if option.not_priced else []
