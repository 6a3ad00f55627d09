"""What people are told of several scenarios together: the sum of their chosen options, in all and by tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.amounts import total_cell
from costcalc.views.blocks import Block, Column, Heading, Paragraph, Row, Table, Working, dense
from costcalc.views.view import Detail
from costcalc.views.words import NOTHING, period_name
from costcalc.views.working import step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.sums import ScenarioSum


def sum_blocks(found: ScenarioSum, detail: Detail) -> Iterator[Block]:
    """Yield what people are told of several scenarios together.

    Args:
        found: The sum.
        detail: How much they are told.
    """
    yield Heading("All scenarios together", 1)
    if found.figure is None:
        yield Paragraph(f"There is no sum: {'; '.join(found.why)}.")
        return
    result = found.options[0].result
    yield Paragraph(
        f"{result.currency} {period_name(result.period)}, each scenario on its chosen option or its baseline"
    )
    columns = (
        Column("scenario", "scenario", is_key=True, whole=True),
        Column("option", "option", whole=True),
        Column("total", "total", is_number=True),
        Column("upfront", "once", is_number=True),
    )
    rows = [
        Row((one.scenario, one.outcome.id, total_cell(one.outcome.total), total_cell(one.outcome.upfront_total)))
        for one in found.options
    ]
    yield dense(columns, (*rows, Row(("in all", "", total_cell(found.figure), total_cell(found.upfront)), best=True)))
    if found.tags:
        yield Table(
            (Column("tag", "tag", is_key=True), Column("value", "value"), Column("total", "total", is_number=True)),
            tuple(Row((one.tag, one.value or NOTHING, total_cell(one.figure))) for one in found.tags),
        )
    if detail is not Detail.BRIEF:
        steps = [step("in all", found.figure)]
        steps += [step("once", found.upfront)] if found.upfront else []
        steps += [step(f"{one.tag} {one.value or NOTHING}", one.figure) for one in found.tags]
        yield Working(tuple(steps), "")
