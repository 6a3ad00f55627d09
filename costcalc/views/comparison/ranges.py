"""Results over the ranges of assumptions: how low and how high they can be, where, and what moves them most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc import money
from costcalc.comparison.names import corner_text, name_of
from costcalc.comparison.ranges import AT_CORNERS, UNPROVEN
from costcalc.views.amounts import total_amount
from costcalc.views.blocks import Block, Bullets, Column, Heading, Row, Table
from costcalc.views.words import figure_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.comparison import Comparison, Outcome
    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Exact

COLUMNS = (
    Column("option", "option", is_key=True, whole=True),
    Column("assumption", "assumption", is_key=True, whole=True),
    Column("at_low", "total at its least", is_number=True),
    Column("at_high", "at its most", is_number=True),
    Column("moved", "difference", is_number=True),
)


class NamedRange(NamedTuple):
    """A result with a lowest and a highest value.

    Args:
        name: What the result is called.
        ranged: The values.
        shown: Writes one of them.
    """

    name: str
    ranged: RangedValue
    shown: Callable[[Exact], str]


def range_blocks(result: Comparison) -> Iterator[Block]:
    """Yield how low and how high results can be, at which corner, and which assumption moves a total most."""
    found = list(_ranged(result))
    if not found:
        return
    yield Heading("Ranges")
    yield Bullets(tuple(map(range_text, found)))
    rows = [row for outcome in result.outcomes for row in _swings(outcome)]
    if len({row.cells[1] for row in rows}) > 1:
        yield Heading("What moves a total, one assumption at a time")
        yield Table(COLUMNS, tuple(rows))


def _ranged(result: Comparison) -> Iterator[NamedRange]:
    for outcome in result.outcomes:
        if outcome.ranged_total:
            yield NamedRange(name_of(outcome.id, "total"), outcome.ranged_total, money.total)
        if outcome.ranged_saving and outcome.id != outcome.baseline_id:
            yield NamedRange(f"saving of {outcome.id}", outcome.ranged_saving, money.percent)
        for figure in outcome.figures:
            if figure.ranged:
                yield NamedRange(name_of(outcome.id, figure.name), figure.ranged, figure_text)
    for figure in result.figures:
        if figure.ranged:
            yield NamedRange(figure.name, figure.ranged, figure_text)


def range_text(found: NamedRange) -> str:
    """Return how low and how high a result can be, where that is, and whether it is proven."""
    span = found.ranged.span
    if span is None:
        return f"{found.name}: {found.ranged.why}"
    low, high = found.shown(span.low), found.shown(span.high)
    text = f"{found.name}: {low} where {corner_text(span.at_low)}, to {high} where {corner_text(span.at_high)}"
    if span.low == span.high:
        text = f"{found.name}: {low} at every value of {', '.join(span.low_at)}"
    return f"{text}; {UNPROVEN}" if found.ranged.bounds == AT_CORNERS else text


def _swings(outcome: Outcome) -> Iterator[Row]:
    for nth, swing in enumerate(outcome.swings):
        amounts = map(total_amount, (swing.at_low, swing.at_high, swing.apart))
        yield Row(("" if nth else outcome.id, swing.name, *amounts))
