"""What people are told of a forecast: every month, what changes on the way, and how each number came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.feasibility import Flag
from costcalc.instant import short_instant
from costcalc.views.amounts import end_cells, total_cell
from costcalc.views.bill import cards_table, exchange_blocks, prices_from, stale_blocks
from costcalc.views.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Line,
    More,
    Paragraph,
    Ref,
    Row,
    Table,
)
from costcalc.views.comparison.ranking import ranking_blocks
from costcalc.views.comparison.settings import settings_blocks
from costcalc.views.forecast.changes import ForecastChange, changes_of
from costcalc.views.forecast.words import span
from costcalc.views.forecast.workings import option_workings
from costcalc.views.marks import excluded_blocks, mark, mark_blocks, open_blocks
from costcalc.views.view import Detail
from costcalc.views.words import NOTHING, counted, named_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import timedelta

    from costcalc.comparison.forecast import Forecast
    from costcalc.comparison.option_forecast import OfMonths, OptionForecast
    from costcalc.expr import Figure

CHANGED = "+"
_MONTH = Column("month", "month", is_key=True, whole=True)
NOT_PRICED, UNKNOWN, OPEN = "not priced", "not known", "open"


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
    yield _monthly(result, changes)
    if any(changes.values()):
        yield Paragraph(f"{CHANGED} prices change in this month: see below.")
    yield Paragraph(_cheapest(result), strong=True)
    yield from mark_blocks(map(_mark, result.options))
    yield from ranking_blocks(result.ranking)
    if detail is not Detail.BRIEF:
        yield Heading("Cumulative")
        yield _cumulative(result)
        yield from _ranges(result)
    yield from _changes(changes)
    yield from _flags(result)
    yield from excluded_blocks((option.id, option.excluded) for option in result.options)
    yield from open_blocks((option.id, option.open) for option in result.options if not all(option.ranged))
    yield from _not_priced(result)
    yield from stale_blocks(estimates, result.cards, result.as_of, longest)
    if detail is Detail.BRIEF:
        return
    if detail is Detail.EXPLAINED:
        yield Heading("Prices")
        yield cards_table(estimates, result.cards, result.as_of)
        yield from exchange_blocks(estimates, result.fx)
    yield Heading("How it was computed")
    for option in result.options:
        yield from option_workings(option, explained=detail is Detail.EXPLAINED)
    if detail is Detail.USUAL:
        yield More("places, sources and the age of prices")


def _monthly(result: Forecast, changes: Mapping[str, Sequence[ForecastChange]]) -> Table:
    """Return a row for each month, between what is paid once and the totals of years and of all."""
    options = result.options
    rows: list[Row] = []
    if any(option.upfront for option in options):
        rows.append(_row("once", [option.upfront_total for option in options], ""))
    for nth, month in enumerate(result.months):
        changed = any(one.within(month) for own in changes.values() for one in own)
        name = f"{month.name} {CHANGED}" if changed else month.name
        cells = [_total(option, nth) for option in options]
        rows.append(Row((name, *cells)))
    years = options[0].years if options else ()
    if len(years) > 1:
        for nth, year in enumerate(years):
            rows.append(_row(f"in {year.year}", [option.years[nth].figure for option in options], UNKNOWN))
    rows.append(_row("in all", [option.total for option in options], UNKNOWN))
    return Table(_columns(result), tuple(rows))


def _cumulative(result: Forecast) -> Table:
    rows = (
        _row(month.name, [option.cumulative[nth] for option in result.options], UNKNOWN)
        for nth, month in enumerate(result.months)
    )
    return Table(_columns(result), tuple(rows))


def _columns(result: Forecast) -> tuple[Column, ...]:
    return (
        _MONTH,
        *(
            Column(option.id, f"{option.id} {_mark(option)}".strip() or "total", is_number=True)
            for option in result.options
        ),
    )


def _mark(option: OptionForecast) -> str:
    """Return what keeps an option from being the cheapest, as a mark; one without a name is compared with nothing."""
    barred = option.total and any(flag.what.bars for flag in option.flags if isinstance(flag.what, Flag))
    return mark(barred=bool(barred), excluded=bool(option.excluded)) if option.id else ""


def _ranges(result: Forecast) -> Iterator[Block]:
    """Yield the lowest and the highest total of every month, of the options of which it is not one number."""
    options = [option for option in result.options if any(option.ranged)]
    if not options:
        return
    columns = [_MONTH]
    for option in options:
        columns += [
            Column(f"{option.id}.{end}", f"{option.id} {end}".strip(), is_number=True) for end in ("low", "high")
        ]
    rows = (
        Row((month.name, *(cell for option in options for cell in end_cells(option.ranged[nth], NOTHING, NOTHING))))
        for nth, month in enumerate(result.months)
    )
    yield Heading("Ranges")
    yield Table(tuple(columns), tuple(rows))


def _total(option: OptionForecast, nth: int) -> Cell:
    """Return what an option costs in a month, or why that is no number."""
    return total_cell(option.totals[nth], OPEN if option.outcomes[nth].open else NOT_PRICED)


def _row(title: str, figures: Sequence[Figure | None], otherwise: str) -> Row:
    return Row((title, *(total_cell(figure, otherwise) for figure in figures)))


def _cheapest(result: Forecast) -> str:
    if not result.cheapest:
        return "Cheapest: none; every option is flagged, claimed or not priced in every month."
    best = next(option for option in result.options if option.id in result.cheapest)
    partly = result.problems or any(option.open for option in result.options)
    left_out = ", of those with a total in every month" if partly else ""
    total = f"{money.total(best.total.value)} {result.currency}" if best.total else ""
    named = f"{' and '.join(result.cheapest)}, " if any(result.cheapest) else ""
    return f"Cheapest in all{left_out}: {named}{total} in {counted(len(result.months), 'month')}."


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


def _when(option: OptionForecast, one: OfMonths) -> str:
    """Return in which months something is so; nothing where it is in all of them."""
    return "" if len(one.months) == len(option.months) else f" in {span(one.months)}"
