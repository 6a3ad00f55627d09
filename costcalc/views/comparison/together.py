"""What people are told of several scenarios together: the sum of their chosen options, in all and by tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.ranges import UNPROVEN
from costcalc.views.amounts import end_cells, total_amount, total_cell
from costcalc.views.blocks import Block, Cell, Column, Heading, Paragraph, Row, Step, Working, dense
from costcalc.views.comparison.summary import option_mark
from costcalc.views.marks import mark_blocks
from costcalc.views.view import Detail
from costcalc.views.words import NOTHING, period_name
from costcalc.views.working import ONCE, step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import Outcome
    from costcalc.comparison.sums import OptionsSum, ScenarioSum, SummedOption

COLUMNS = (
    Column("total", "total", is_number=True),
    Column("low", "low", is_number=True),
    Column("high", "high", is_number=True),
    Column("upfront", "once", is_number=True),
)


def sum_blocks(found: ScenarioSum, detail: Detail) -> Iterator[Block]:
    """Yield what people are told of several scenarios together.

    Args:
        found: The sum.
        detail: How much they are told.
    """
    yield Heading("All scenarios together", 1)
    if found.sum is None:
        yield Paragraph(f"There is no sum: {'; '.join(found.why)}.")
        return
    result = found.options[0].result
    yield Paragraph(
        f"{result.currency} {period_name(result.period)}, each scenario on its chosen option or its baseline"
    )
    columns = (
        Column("scenario", "scenario", is_key=True, whole=True),
        Column("option", "option", whole=True),
        *COLUMNS,
    )
    rows = [
        Row((one.scenario, f"{one.outcome.id} {option_mark(one.outcome)}".strip(), *_option_cells(one)))
        for one in found.options
    ]
    yield dense(columns, (*rows, Row(("in all", "", *_cells(found.sum)), best=True)))
    yield from mark_blocks(option_mark(one.outcome) for one in found.options)
    if found.tags:
        yield dense(
            (Column("tag", "tag", is_key=True), Column("value", "value", is_key=True), *COLUMNS),
            tuple(Row((one.tag, one.value or NOTHING, *_cells(one.sum))) for one in found.tags),
        )
    if found.sum.ends and not found.sum.ends.proven:
        yield Paragraph(f"Low and high are {UNPROVEN}.")
    if detail is not Detail.BRIEF:
        yield Working(tuple(_steps(found)), "")


def _named(outcome: Outcome) -> str:
    return f"{outcome.id} {option_mark(outcome)}".strip()


def _option_cells(one: SummedOption) -> tuple[Cell, ...]:
    outcome = one.outcome
    low, high = end_cells(outcome.ranged_total)
    return total_cell(outcome.total, NOTHING), low, high, total_cell(outcome.upfront_total)


def _cells(found: OptionsSum) -> tuple[Cell, ...]:
    low, high = (total_amount(found.ends.low), total_amount(found.ends.high)) if found.ends else ("", "")
    return total_cell(found.figure, NOTHING), low, high, total_cell(found.upfront)


def _steps(found: ScenarioSum) -> Iterator[Step]:
    sums = [("in all", found.sum), *((f"{one.tag} {one.value or NOTHING}", one.sum) for one in found.tags)]
    for name, one in sums:
        if one and one.figure:
            yield step(name, one.figure)
        if one and one.upfront:
            yield step(f"{name}{ONCE}", one.upfront)
