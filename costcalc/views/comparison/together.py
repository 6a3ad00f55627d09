"""What is said of several scenarios together: the sum of their chosen options, in all and by tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.sums import ScenarioSum, SummedOption, TagSum
from costcalc.expr import Figure, number
from costcalc.records import TEXT, Field, Many, Record, figure
from costcalc.views.amounts import total_cell
from costcalc.views.blocks import Block, Column, Heading, Paragraph, Row, Table, Working, dense
from costcalc.views.view import Detail
from costcalc.views.words import NOTHING, period_name
from costcalc.views.working import step

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUMMED = Record[SummedOption](
    "summed_option",
    "The option of a scenario that is added up.",
    Field("scenario", TEXT, lambda one: one.scenario),
    Field("option", TEXT, lambda one: one.outcome.id, "the chosen one, else the baseline, else the only one"),
    figure("total", lambda one: one.outcome.total, "what it costs", null=True),
)
_TAG = Record[TagSum](
    "tag_sum",
    "What the scenarios of a tag cost together.",
    Field("tag", TEXT, lambda one: one.tag),
    Field("value", TEXT, lambda one: one.value, "null for the scenarios that do not have it", null=True),
    figure("total", lambda one: one.figure, "the sum"),
)
SUM = Record[ScenarioSum](
    "scenario_sum",
    "What the scenarios cost together, in the same money and the same time.",
    figure("total", lambda one: one.figure, "the sum; null where there is none", null=True),
    figure(
        "upfront",
        lambda one: one.upfront or (Figure(number(0)) if one.figure else None),
        "the sum of what is paid once; null where there is no sum",
        null=True,
    ),
    Field("options", Many(_SUMMED), lambda one: one.options, "what is added up"),
    Field("tags", Many(_TAG), lambda one: one.tags, "the sums by tag"),
    Field("why", Many(TEXT), lambda one: one.why, "why there is none, in sentences"),
)


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
