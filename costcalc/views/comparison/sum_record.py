"""What programs are told of several scenarios together: the sum of their chosen options, in all and by tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.comparison.ranges import AT_CORNERS, PROVEN
from costcalc.records import TEXT, Field, Many, Part, Record, figure, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison import Comparison
    from costcalc.comparison.sums import OptionsSum, ScenarioSum, SummedOption, TagSum

_SUMMED: Record[SummedOption] = Record(
    "summed_option",
    "The option of a scenario that is added up.",
    Field("scenario", TEXT, lambda one: one.scenario),
    Field("option", TEXT, lambda one: one.outcome.id, "the chosen one, else the baseline, else the only one"),
    figure("total", lambda one: one.outcome.total, "what it costs", null=True),
)
_SUM: tuple[Part[OptionsSum, Any], ...] = (
    figure("total", lambda one: one.figure, "the sum; null where it is not one number", null=True),
    Part(
        lambda one: one.ends,
        number("low", lambda ends: ends.low, "the lowest sum; null where it is one number", null=True),
        number("high", lambda ends: ends.high, "the highest sum; null where it is one number", null=True),
        Field("bounds", TEXT, lambda ends: PROVEN if ends.proven else AT_CORNERS, "`proven`, or `at corners`"),
        null=True,
    ),
    figure("upfront", lambda one: one.paid_once, "the sum of what is paid once; null where there is no sum", null=True),
)
_TAG: Record[TagSum] = Record(
    "tag_sum",
    "What the scenarios of a tag cost together.",
    Field("tag", TEXT, lambda one: one.tag),
    Field("value", TEXT, lambda one: one.value, "null for the scenarios that do not have it", null=True),
    Part(lambda one: one.sum, *_SUM),
)
SUM: Record[ScenarioSum] = Record(
    "scenario_sum",
    "What the scenarios cost together, in the same money and the same time.",
    Part(lambda one: one.sum, *_SUM, null=True),
    Field("options", Many(_SUMMED), lambda one: one.options, "what is added up"),
    Field("tags", Many(_TAG), lambda one: one.tags, "the sums by tag"),
    Field("why", Many(TEXT), lambda one: one.why, "why there is none, in sentences"),
)


def summed(results: Sequence[Comparison]) -> ScenarioSum:
    """Return what scenarios cost together."""
    from costcalc.comparison.sums import sum_of

    return sum_of(results)
