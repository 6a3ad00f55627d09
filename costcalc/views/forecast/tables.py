"""The tables of a forecast: a line for each month, and for each option its total, with the lowest and the highest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.views.amounts import UNKNOWN, end_cells, total_cell
from costcalc.views.blocks import Cell, Column, Row, Table
from costcalc.views.marks import mark_of
from costcalc.views.words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from costcalc.comparison.forecast import Forecast
    from costcalc.comparison.option_forecast import OptionForecast
    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Figure
    from costcalc.views.forecast.changes import ForecastChange

CHANGED = "+"
NOT_PRICED, OPEN = "not priced", "open"
_MONTH = Column("month", "month", is_key=True, whole=True)


class _Sum(NamedTuple):
    """What an option costs in a line of a table.

    Args:
        figure: The total; None where it has no one value.
        ranged: The lowest and the highest one; None where it is one number.
        otherwise: What stands in place of a total that nobody knows.
    """

    figure: Figure | None
    ranged: RangedValue | None
    otherwise: str = UNKNOWN


def monthly(result: Forecast, changes: Mapping[str, Sequence[ForecastChange]]) -> Table:
    """Return a row for each month, between what is paid once and the totals of years and of all."""
    options = result.options
    rows: list[Row] = []
    if any(option.pays_once for option in options):
        rows.append(_row("once", options, _at_once))
    for nth, month in enumerate(result.months):
        changed = any(one.within(month) for own in changes.values() for one in own)
        rows.append(_row(f"{month.name} {CHANGED}" if changed else month.name, options, _month(nth)))
    years = options[0].years if options else ()
    if len(years) > 1:
        rows += [_row(f"in {year.year}", options, _year(nth)) for nth, year in enumerate(years)]
    rows.append(_row("in all", options, lambda option: _Sum(option.total, option.ranged_total)))
    return Table(_columns(options), tuple(rows))


def cumulative(result: Forecast) -> Table:
    """Return what has been paid at the end of each month."""
    rows = (_row(month.name, result.options, _until(nth)) for nth, month in enumerate(result.months))
    return Table(_columns(result.options), tuple(rows))


def option_mark(option: OptionForecast) -> str:
    """Return what keeps an option from being the cheapest, as a mark."""
    flags = (flag.what for flag in option.flags) if option.total or option.open else ()
    return mark_of(option.id, flags, option.excluded)


def _at_once(option: OptionForecast) -> _Sum:
    return _Sum(option.upfront_total, option.ranged_upfront, OPEN if option.pays_once else "")


def _month(nth: int) -> Callable[[OptionForecast], _Sum]:
    return lambda option: _Sum(
        option.totals[nth], option.ranged[nth], OPEN if option.outcomes[nth].open else NOT_PRICED
    )


def _year(nth: int) -> Callable[[OptionForecast], _Sum]:
    return lambda option: _Sum(option.years[nth].figure, option.years[nth].ranged)


def _until(nth: int) -> Callable[[OptionForecast], _Sum]:
    return lambda option: _Sum(option.cumulative[nth], option.ranged_cumulative[nth])


def _columns(options: Sequence[OptionForecast]) -> tuple[Column, ...]:
    columns = [_MONTH]
    for option in options:
        columns.append(Column(option.id, f"{option.id} {option_mark(option)}".strip() or "total", is_number=True))
        if _is_ranged(option):
            columns += [
                Column(f"{option.id}.{end}", f"{option.id} {end}".strip(), is_number=True) for end in ("low", "high")
            ]
    return tuple(columns)


def _row(title: str, options: Sequence[OptionForecast], of: Callable[[OptionForecast], _Sum]) -> Row:
    return Row((title, *(cell for option in options for cell in _cells(option, of(option)))))


def _cells(option: OptionForecast, found: _Sum) -> Iterator[Cell]:
    """Yield a total, or why there is none; and its ends, where those of the option are told."""
    known = found.ranged is not None and found.ranged.span is not None
    yield total_cell(found.figure, NOTHING if known else found.otherwise)
    if _is_ranged(option):
        yield from end_cells(found.ranged)


def _is_ranged(option: OptionForecast) -> bool:
    """Return whether it has a sum whose lowest and highest value are known: else there is nothing to tell."""
    return any(one and one.span for one in (*option.ranged, option.ranged_upfront))
