"""The options side by side, and which of them is the cheapest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc import money
from costcalc.views.amounts import end_cells, total_amount, total_cell
from costcalc.views.blocks import Amount, Block, Cell, Column, Paragraph, Row, Table, dense
from costcalc.views.comparison.cheapest import cheapest_text, chosen_text, open_once
from costcalc.views.marks import mark_blocks, mark_of
from costcalc.views.ranges import unproven_blocks
from costcalc.views.room import has_room
from costcalc.views.words import NOTHING, figure_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import Comparison, FigureValue, Outcome


class Summary(NamedTuple):
    """The options side by side.

    Args:
        table: What each costs, with its own figures where there is room for them.
        figures: The figures alone, where there is none; None where they are in the table, or there are no figures.
    """

    table: Table
    figures: Table | None


def summary(result: Comparison) -> Summary:
    """Return the options side by side."""
    whole = _table(result, figures=True)
    # A table that is too wide is cut, so that figures get one of their own.
    if has_room(whole) or not any(outcome.figures for outcome in result.outcomes):
        return Summary(whole, None)
    return Summary(_table(result, figures=False), _figures(result))


def has_summary(result: Comparison) -> bool:
    """Return whether there is anything to say of the options side by side."""
    known = (figure for outcome in result.outcomes for figure in outcome.figures if figure.known)
    return any(outcome.estimate or outcome.open for outcome in result.outcomes) or any(known)


def summary_blocks(result: Comparison, table: Table) -> Iterator[Block]:
    """Yield the options side by side, the cheapest, and what the marks mean.

    Args:
        result: The comparison.
        table: The options, as `summary` has them.
    """
    if any(not column.is_key for column in table.columns):
        yield table
    if any(outcome.estimate or (outcome.open and outcome.id) for outcome in result.outcomes):
        yield Paragraph(cheapest_text(result), strong=True)
        if chosen := result.scenario.scenario.chosen:
            yield Paragraph(f"Chosen: {chosen_text(result, str(chosen))}.")
    yield from mark_blocks(map(option_mark, result.outcomes))
    yield from unproven_blocks(result.outcomes)


def _table(result: Comparison, *, figures: bool) -> Table:
    baseline = result.scenario.scenario.baseline
    names = _names(result) if figures else []
    columns = (
        Column("option", "option", is_key=True, whole=True),
        Column("total", "total", is_number=True),
        Column("low", "low", is_number=True),
        Column("high", "high", is_number=True),
        Column("upfront", "upfront", is_number=True),
        Column("per_request", "per request", is_number=True),
        Column("per_year", "per year", is_number=True),
        *_columns(names),
        Column("against", f"against {baseline}" if baseline else "against"),
    )
    rows = tuple(_row(outcome, names, best=outcome.id in result.cheapest) for outcome in result.outcomes)
    return dense(columns, rows, NOTHING)


def _figures(result: Comparison) -> Table:
    names = _names(result)
    columns = (Column("option", "option", is_key=True, whole=True), *_columns(names))
    rows = tuple(Row((outcome.id, *map(_figure, outcome.figures))) for outcome in result.outcomes)
    return dense(columns, rows, NOTHING)


def _names(result: Comparison) -> list[str]:
    """List the figures that every option has a value of its own for."""
    return [figure.name for figure in result.outcomes[0].figures] if result.outcomes else []


def _columns(names: Sequence[str]) -> Iterator[Column]:
    return (Column(f"figure.{name}", name, is_number=True) for name in names)


def _row(outcome: Outcome, names: Sequence[str], *, best: bool) -> Row:
    name = f"{outcome.id} {option_mark(outcome)}".strip()
    figures = outcome.figures if names else ()
    return Row(
        (
            name,
            _total_or_why(outcome),
            *end_cells(outcome.ranged_total),
            total_cell(outcome.upfront_total, open_once(outcome) or (NOTHING if outcome.estimate else "")),
            total_cell(outcome.per_request),
            total_cell(outcome.per_year),
            *map(_figure, figures),
            _against(outcome),
        ),
        best,
    )


def option_mark(outcome: Outcome) -> str:
    """Return what keeps an option from being the cheapest, as a mark."""
    return mark_of(outcome.id, outcome.flags if outcome.estimate or outcome.open else (), outcome.excluded)


def _total_or_why(outcome: Outcome) -> Cell:
    if outcome.total:
        return total_amount(outcome.total.value)
    if outcome.open:
        return NOTHING if outcome.has_ends else f"open: {', '.join(outcome.open)}"
    return "not priced" if outcome.not_priced else ""


def _figure(figure: FigureValue) -> Cell:
    value = figure.value
    return NOTHING if value is None else Amount(value, figure_digits(value))


def _against(outcome: Outcome) -> str:
    if outcome.id == outcome.baseline_id:
        return "baseline" if outcome.estimate else ""
    if not outcome.saving:
        return ""
    change = money.change(outcome.saving.value)
    return f"{change}, {money.times(outcome.ratio.value)}" if outcome.ratio and outcome.ratio.value != 1 else change
