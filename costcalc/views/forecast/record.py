"""What programs are told of a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.comparison.forecast import Forecast
from costcalc.comparison.of_months import OfMonths
from costcalc.comparison.option_forecast import OptionForecast, YearTotal
from costcalc.comparison.ranges import RangedValue
from costcalc.feasibility import Flag
from costcalc.instant import Period
from costcalc.problem import Problem
from costcalc.records import (
    COUNT,
    FLAG,
    INSTANT,
    PLACE,
    TEXT,
    DocumentRecord,
    Field,
    Many,
    Part,
    Record,
    figure,
    number,
)
from costcalc.scenario import MONTH
from costcalc.views.card import USED_CARD
from costcalc.views.charge import CHARGE
from costcalc.views.comparison.figure_record import RANGE
from costcalc.views.comparison.record import RANKING, SCENARIO
from costcalc.views.forecast.changes import ForecastChange, changes_of
from costcalc.views.problem import why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.comparison import Outcome
    from costcalc.expr import Exact, Figure


class _OptionMonth(NamedTuple):
    period: Period
    outcome: Outcome
    cumulative: Figure | None
    ranged_cumulative: RangedValue | None


class _Month(NamedTuple):
    period: Period
    counted: Exact | None


class _Overridden(NamedTuple):
    name: str
    figure: Figure


def _ends(get: Callable[[Any], RangedValue | None]) -> Iterator[Field[Any] | Part[Any, Any]]:
    """Yield the fields of a total that is not one number."""
    said = "null where it is one number, or not known"
    yield number("low", lambda one: _of(get(one), "low"), f"the lowest total; {said}", null=True)
    yield number("high", lambda one: _of(get(one), "high"), f"the highest total; {said}", null=True)
    yield Field("total_range", RANGE, get, "with the corners that give these", null=True)


def _of(ranged: RangedValue | None, end: str) -> Exact | None:
    return getattr(ranged, end) if ranged else None


def _months(result: Forecast) -> Iterator[_Month]:
    for one in result.results:
        yield _Month(one.period, one.frame.get(MONTH))


def _option_months(option: OptionForecast) -> Iterator[_OptionMonth]:
    for found in zip(option.months, option.outcomes, option.cumulative, option.ranged_cumulative, strict=True):
        yield _OptionMonth(*found)


_MONTH = Record[_Month](
    "forecast_month",
    "A month of the calendar.",
    Field("month", TEXT, lambda one: one.period.name),
    Field("from", INSTANT, lambda one: one.period.start),
    Field("until", INSTANT, lambda one: one.period.end, "the first instant after it"),
    number(
        "counted", lambda one: one.counted, "the value of the assumption `month`; null where there is none", null=True
    ),
)
_OVERRIDDEN = Record[_Overridden](
    "forecast_setting",
    "An assumption that --set put in place of what the file says.",
    Field("name", TEXT, lambda one: one.name),
    figure("value", lambda one: one.figure, "in the first month"),
)
_OPTION_MONTH = Record[_OptionMonth](
    "option_month",
    "What an option costs in a month.",
    Field("month", TEXT, lambda one: one.period.name),
    figure("total", lambda one: one.outcome.total, "in the month", null=True),
    figure("cumulative", lambda one: one.cumulative, "up to its end, with what is paid once", null=True),
    *_ends(lambda one: one.outcome.ranged_total),
    Field("cumulative_range", RANGE, lambda one: one.ranged_cumulative, "how low and how high that can be", null=True),
    Field("charges", Many(CHARGE), lambda one: one.outcome.estimate.charges if one.outcome.estimate else ()),
)
_YEAR = Record[YearTotal](
    "forecast_year",
    "What an option costs in the months of a year.",
    Field("year", COUNT, lambda one: one.year),
    Field("months", COUNT, lambda one: one.months, "how many of its months are in the forecast"),
    figure("total", lambda one: one.figure, "of these, with what is paid once in the first year", null=True),
    *_ends(lambda one: one.ranged),
)
_CHANGE = Record[ForecastChange](
    "price_step",
    "A change of prices on the way.",
    Field("at", INSTANT, lambda one: one.at, "from when on"),
    Field("model", TEXT, lambda one: one.model, "CARD/MODEL"),
    Field("changes", Many(TEXT), lambda one: one.words, "what was and what is"),
    Field(
        "source", PLACE, lambda one: one.rate.effective.place if one.rate else None, "where it is written", null=True
    ),
)
_MONTHS = Field[OfMonths[Any]](
    "months", Many(TEXT), lambda one: [month.name for month in one.months], "in which it is so"
)
_FLAG = Record[OfMonths[Flag]](
    "forecast_flag",
    "Something to know about an option before choosing it.",
    Part(
        lambda one: one.what,
        Field("code", TEXT, lambda flag: flag.code),
        Field("message", TEXT, lambda flag: flag.message, "as it is in the first of these months"),
        Field("bars_cheapest", FLAG, lambda flag: flag.bars, "whether it keeps the option from being the cheapest"),
    ),
    _MONTHS,
)
_REASON = Record[OfMonths[Problem]](
    "forecast_reason", "Why an option has no price.", Part(lambda one: one.what, *why()), _MONTHS
)
_FORECAST_OPTION = Record[OptionForecast](
    "forecast_option",
    "One thing that is compared.",
    Field("id", TEXT, lambda one: one.id),
    Field("model", TEXT, lambda one: one.outcomes[0].model, "CARD/MODEL; null for a mix", null=True),
    figure("total", lambda one: one.total, "of all months, with what is paid once; null where one has none", null=True),
    *_ends(lambda one: one.ranged_total),
    figure(
        "upfront",
        lambda one: one.outcomes[0].paid_once,
        "what is paid once, first; null where that is not known",
        null=True,
    ),
    Field("upfront_charges", Many(CHARGE), lambda one: one.upfront.charges if one.upfront else ()),
    Field("months", Many(_OPTION_MONTH), lambda one: list(_option_months(one))),
    Field("years", Many(_YEAR), lambda one: one.years),
    Field("changes", Many(_CHANGE), lambda one: list(changes_of(one)), "of prices, inside and between months"),
    Field("flags", Many(_FLAG), lambda one: one.flags),
    Field("excluded", Many(TEXT), lambda one: one.excluded, "what is required of it and is not so"),
    Field("not_priced", Many(_REASON), lambda one: one.not_priced, "why it has no price, and when"),
    Field(
        "open",
        Many(TEXT),
        lambda one: one.open,
        "the assumptions without a value that its cost depends on",
    ),
)
FORECAST = DocumentRecord[Forecast](
    "forecast",
    "What `costcalc forecast --format json` prints of one scenario.",
    Field("scenario", SCENARIO, lambda result: result.scenario),
    Field("as_of", INSTANT, lambda result: result.as_of, "the instant that was asked for"),
    Field("currency", TEXT, lambda result: result.currency, "of every total"),
    Field("months", Many(_MONTH), lambda result: list(_months(result))),
    Field(
        "overridden",
        Many(_OVERRIDDEN),
        lambda result: [_Overridden(one.name, one.figure) for one in result.overridden if one.figure],
    ),
    Field("baseline", TEXT, lambda result: result.baseline, null=True),
    Field("cheapest", Many(TEXT), lambda result: result.cheapest, "the options that cost least in all"),
    Field("ranking", RANKING, lambda result: result.ranking, "null where nobody gave a pattern", null=True),
    Field("cards", Many(USED_CARD), lambda result: result.cards),
    Field("options", Many(_FORECAST_OPTION), lambda result: result.options, "in the order of the file"),
)
FORECASTS = DocumentRecord[Sequence[Forecast]](
    "forecasts",
    "What `costcalc forecast --format json` prints of several scenarios.",
    Field("forecasts", Many(FORECAST), lambda results: results),
)
