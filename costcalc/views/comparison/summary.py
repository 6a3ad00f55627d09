"""The options side by side, and which of them is the cheapest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc import money
from costcalc.comparison.cheapest import contenders
from costcalc.comparison.ranges import AT_CORNERS, UNPROVEN
from costcalc.views.amounts import end_cells, total_amount, total_cell
from costcalc.views.blocks import Amount, Block, Cell, Column, Paragraph, Row, Table, dense
from costcalc.views.comparison.option_words import models_of, terms_of
from costcalc.views.marks import mark, mark_blocks
from costcalc.views.room import has_room
from costcalc.views.winner import EXCLUDED, NOT_PRICED, barred_by, none_is_able, none_is_proven
from costcalc.views.words import NOTHING, figure_digits, in_period, named_options, periods

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
        yield Paragraph(_cheapest(result), strong=True)
        if chosen := result.scenario.scenario.chosen:
            yield Paragraph(f"Chosen: {_chosen(result, str(chosen))}.")
    yield from mark_blocks(map(_mark, result.outcomes))
    unproven = [one.id for one in result.outcomes if one.ranged_total and one.ranged_total.bounds == AT_CORNERS]
    if unproven:
        yield Paragraph(f"Low and high{named_options(unproven)} are {UNPROVEN}.")


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
    name = f"{outcome.id} {_mark(outcome)}".strip()
    figures = outcome.figures if names else ()
    return Row(
        (
            name,
            _total_or_why(outcome),
            *end_cells(outcome.ranged_total),
            total_cell(outcome.upfront_total, NOTHING if outcome.estimate else ""),
            total_cell(outcome.per_request),
            total_cell(outcome.per_year),
            *map(_figure, figures),
            _against(outcome),
        ),
        best,
    )


def _mark(outcome: Outcome) -> str:
    """Return what keeps an option from being the cheapest, as a mark; one without a name is compared with nothing."""
    if not outcome.id:
        return ""
    barred = (outcome.estimate or outcome.open) and any(flag.bars for flag in outcome.flags)
    return mark(barred=bool(barred), excluded=bool(outcome.excluded))


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


def _cheapest(result: Comparison) -> str:
    outcomes = [outcome for outcome in result.outcomes if outcome.id in result.cheapest]
    if len(result.outcomes) == 1 and not result.outcomes[0].id:  # it is compared with nothing
        return f"Total: {_cost(result, result.outcomes[0])}."
    if not outcomes:
        return f"Cheapest: {_why_none(result)}."
    best, alone = outcomes[0], len(outcomes) == 1
    where = _asked(best) if alone else ""
    some = result.problems or (not best.open and any(outcome.open for outcome in result.outcomes))
    left_out = ", of those that are priced" if some else ""
    cost = _cost(result, best) if alone else ", and ".join([_total_of(result, best), *_at_once(result, outcomes)])
    anywhere = ", wherever in the ranges" if best.open else ""
    return f"Cheapest{left_out}: {' and '.join(result.cheapest)}{where}, {cost}{anywhere}."


def _chosen(result: Comparison, option: str) -> str:
    """Return the option that is really used, with what it costs."""
    outcome = next((outcome for outcome in result.outcomes if outcome.id == option), None)
    if outcome is None:
        return f"{option}, which is not listed"
    if outcome.estimate or outcome.has_ends:
        return f"{option}{_asked(outcome)}, {_cost(result, outcome)}"
    return f"{option}, which {'is open' if outcome.open else 'has no price'}"


def _asked(outcome: Outcome) -> str:
    """Return the models of an option behind its name, and how they are asked, of which the name says nothing."""
    models = models_of(outcome)
    words = ", ".join(filter(None, ("" if models == outcome.id else models, terms_of(outcome))))
    return f" ({words})" if words else ""


def _why_none(result: Comparison) -> str:
    """Return why no option is called the cheapest."""
    if able := contenders(result.outcomes):
        return none_is_proven(able)
    return none_is_able(word for outcome in result.outcomes for word in _barred_by(outcome))


def _barred_by(outcome: Outcome) -> Iterator[str]:
    yield from barred_by(outcome.flags if outcome.estimate or outcome.open else ())
    yield from [EXCLUDED] if outcome.excluded else []
    yield from [] if outcome.estimate or outcome.open else [NOT_PRICED]


def _total_of(result: Comparison, outcome: Outcome) -> str:
    """Return what an option costs in every period."""
    span = outcome.ranged_total.span if outcome.ranged_total else None
    total = f"{money.total(span.low)} to {money.total(span.high)}" if span else ""
    if outcome.estimate:
        total = money.total(outcome.estimate.value)
    return in_period(f"{total} {result.currency}", result.period)


def _at_once(result: Comparison, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield what each of several options costs at once, of those that do."""
    for outcome in outcomes:
        if outcome.upfront:
            yield f"{outcome.id} {money.total(outcome.upfront.value)} {result.currency} once"


def _cost(result: Comparison, outcome: Outcome) -> str:
    """Return what an option costs in every period, and what it costs once, with when that pays back."""
    every = _total_of(result, outcome)
    if not outcome.upfront:
        return every
    once = f"{every}, and {money.total(outcome.upfront.value)} {result.currency} once"
    if not outcome.payback:
        return once
    return f"{once}, which pays back in {periods(outcome.payback.value, result.period)} against {outcome.baseline_id}"
