"""What people are told of a forecast: every month, what changes on the way, and how each number came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.instant import short_instant
from costcalc.views.bill import cards_table, exchange_blocks, prices_from, stale_blocks
from costcalc.views.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    More,
    Paragraph,
    Ref,
)
from costcalc.views.comparison.ranking import ranking_blocks
from costcalc.views.comparison.settings import settings_blocks
from costcalc.views.forecast.changes import ForecastChange, changes_of
from costcalc.views.forecast.cheapest import cheapest_text
from costcalc.views.forecast.ranges import range_blocks
from costcalc.views.forecast.tables import CHANGED, cumulative, monthly, option_mark
from costcalc.views.forecast.words import span
from costcalc.views.forecast.workings import OptionWorkings
from costcalc.views.marks import excluded_blocks, mark_blocks, open_blocks
from costcalc.views.ranges import unproven_blocks
from costcalc.views.view import Detail
from costcalc.views.words import counted, named_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import timedelta

    from costcalc.comparison.forecast import Forecast
    from costcalc.comparison.of_months import OfMonths
    from costcalc.comparison.option_forecast import OptionForecast


def forecast_blocks(result: Forecast, detail: Detail, longest: timedelta) -> Iterator[Block]:
    """Yield what people are told of a forecast.

    Args:
        result: The forecast.
        detail: How much they are told.
        longest: How long ago a price may have been checked at most.
    """
    months = result.months
    estimates = [one.estimate for each in result.options for one in each.outcomes if one.estimate]
    yield Heading(result.scenario.scenario.title, 1)
    times = f"{counted(len(months), 'month')} from {months[0].name}"
    yield Paragraph(f"{result.scenario.file}: {result.currency}, {times}, at the prices of their days")
    if detail is not Detail.BRIEF and estimates:
        yield prices_from(result.cards)
    yield from settings_blocks(result.overridden)
    changes = {option.id: tuple(changes_of(option)) for option in result.options}
    yield monthly(result, changes)
    if any(changes.values()):
        yield Paragraph(f"{CHANGED} prices change in this month: see below.")
    yield from unproven_blocks(result.options)
    yield Paragraph(cheapest_text(result), strong=True)
    yield from mark_blocks(map(option_mark, result.options))
    yield from ranking_blocks(result.ranking, len(result.options))
    if detail is not Detail.BRIEF:
        yield Heading("Cumulative")
        yield cumulative(result)
        yield from range_blocks(result.options)
    yield from _changes(changes)
    yield from _flags(result)
    yield from excluded_blocks((option.id, option.excluded) for option in result.options)
    yield from open_blocks((option.id, option.open) for option in result.options if not option.has_ends)
    yield from _not_priced(result)
    yield from stale_blocks(estimates, result.cards, result.as_of, longest)
    if detail is Detail.BRIEF:
        return
    if detail is Detail.EXPLAINED:
        yield Heading("Prices")
        yield cards_table(estimates, result.cards, result.as_of)
        yield from exchange_blocks(estimates, result.fx)
    workings = [OptionWorkings(option, changes[option.id], detail) for option in result.options]
    if any(each.told for each in workings):
        yield Heading("How it was computed")
    for each in workings:
        yield from each.blocks()
    if detail is Detail.USUAL:
        others = "the other months, " if any(each.left_out for each in workings) else ""
        yield More(f"{others}places, sources and the age of prices")


def _changes(changes: Mapping[str, Sequence[ForecastChange]]) -> Iterator[Block]:
    """Yield what changes when, once for all options that it concerns."""
    found: dict[ForecastChange, list[str]] = {}
    for option, own in changes.items():
        for change in own:
            found.setdefault(change._replace(rate=None), []).append(option)
    rates = {change._replace(rate=None): change.rate for own in changes.values() for change in own}
    if found:
        yield Heading("Prices that change")
        ordered = sorted(found.items(), key=lambda item: (item[0].at, item[0].model))
        yield Bullets(tuple(_change(change._replace(rate=rates[change]), options) for change, options in ordered))


def _change(change: ForecastChange, options: Sequence[str]) -> Line:
    said = f"{short_instant(change.at)}: {change.model}{named_options(options)}: {', '.join(change.words)}"
    return (f"{said} (", Ref((change.rate.effective.place,)), ")") if change.rate else said


def _flags(result: Forecast) -> Iterator[Block]:
    """Yield what speaks against options, each flag once, with those it is of and its months."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for option in result.options:
        for one in option.flags:
            found.setdefault((one.what.code, _when(option, one), one.what.message), []).append(option.id)
    if found:
        yield Heading("Flags")
        yield Bullets(
            tuple(f"{code}{named_options(own)}{when}: {message}" for (code, when, message), own in found.items())
        )


def _not_priced(result: Forecast) -> Iterator[Block]:
    """Yield the options without a price, those that have none for the same reason in the same months together."""
    found: dict[tuple[str, str], list[str]] = {}
    for option in result.options:
        for one in option.not_priced:
            when = _when(option, one) or " in every month"
            found.setdefault((when, one.what.message), []).append(option.id or "total")
    if found:
        yield Heading("Not priced")
        yield Bullets(tuple(f"{', '.join(options)}{when}: {message}" for (when, message), options in found.items()))


def _when(option: OptionForecast, one: OfMonths[Any]) -> str:
    """Return in which months something is so; nothing where it is in all of them."""
    return "" if len(one.months) == len(option.months) else f" in {span(one.months)}"
