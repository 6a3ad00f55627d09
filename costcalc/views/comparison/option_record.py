"""What programs are told of an option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison import Outcome
from costcalc.comparison.ranges import RangedValue
from costcalc.expr import Figure
from costcalc.records import INSTANT, TEXT, Field, Many, Mapped, Record, figure, number
from costcalc.views.charge import CHARGE
from costcalc.views.comparison.figure_record import FIGURE, RANGE
from costcalc.views.comparison.option_words import entries_of, formulas_of
from costcalc.views.problem import FLAG_RECORD, NOT_PRICED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.expr.ranges.span import Swing
    from costcalc.pricing import Charge

_DIFFERENCE = Record[tuple[str, Figure]](
    "difference",
    "How much more a meter costs than in the baseline.",
    Field("meter", TEXT, lambda found: found[0], "the meter; the line, of what is no model's"),
    figure("amount", lambda found: found[1]),
)


def _as_of(outcome: Outcome) -> datetime | None:
    return outcome.plan.as_of if outcome.planned.dated else None


def _charges(outcome: Outcome) -> Sequence[Charge]:
    return outcome.estimate.charges if outcome.estimate else ()


def _upfront_charges(outcome: Outcome) -> Sequence[Charge]:
    return outcome.upfront.charges if outcome.upfront else ()


def _end(get: Callable[[RangedValue], Exact | None]) -> Callable[[Outcome], Exact | None]:
    return lambda outcome: get(outcome.ranged_total) if outcome.ranged_total else None


_SWING: Record[Swing] = Record(
    "swing",
    "What one assumption alone does to the total.",
    Field("assumption", TEXT, lambda swing: swing.name),
    number("at_low", lambda swing: swing.at_low, "the total where it is at its least"),
    number("at_high", lambda swing: swing.at_high, "the total where it is at its most"),
)
OPTION = Record[Outcome](
    "option",
    "One thing that is compared.",
    Field("id", TEXT, lambda outcome: outcome.id, "empty where a scenario has no options"),
    Field("model", TEXT, lambda outcome: outcome.model, "CARD/MODEL; null for a mix, and without a model", null=True),
    Field("models", Mapped(TEXT), lambda outcome: outcome.plan.models, "the model of each call"),
    Field("use", Many(TEXT), entries_of, "the entries of the workload that it has"),
    Field("with", Mapped(TEXT), lambda outcome: formulas_of(outcome.plan.layer), "its own values of assumptions"),
    Field("as_of", INSTANT, _as_of, "the instant whose prices were taken; null where none depends on it", null=True),
    Field(
        "basis",
        TEXT,
        lambda outcome: outcome.basis if outcome.offers else None,
        "published, contracted, listed or claimed; of several the worst; null without a model",
        null=True,
    ),
    figure("total", lambda one: one.total, "what it costs", null=True),
    number("low", _end(lambda ranged: ranged.low), "the lowest total; null where it is one number", null=True),
    number("high", _end(lambda ranged: ranged.high), "the highest total; null where it is one number", null=True),
    Field("total_range", RANGE, lambda one: one.ranged_total, "with the corners that give these", null=True),
    Field("saving_range", RANGE, lambda one: one.ranged_saving, "how little and how much is saved", null=True),
    Field("upfront_range", RANGE, lambda one: one.ranged_upfront, "how little and how much is paid once", null=True),
    Field("swings", Many(_SWING), lambda one: one.swings, "what moves the total most first"),
    figure("saving", lambda one: one.saving, "the part of the baseline that is saved", null=True),
    figure("ratio", lambda one: one.ratio, "how many times the baseline costs what this does", null=True),
    figure("per_request", lambda one: one.per_request, "the total over all requests", null=True),
    figure("per_year", lambda one: one.per_year, "the total over a year of such periods", null=True),
    figure("upfront", lambda outcome: outcome.paid_once, "what is paid once, beside the total", null=True),
    figure("payback", lambda one: one.payback, "in how many periods that is saved against the baseline", null=True),
    Field("difference", Many(_DIFFERENCE), lambda one: one.differences, "to the baseline, the largest first"),
    Field("charges", Many(CHARGE), _charges, "they add up to the total"),
    Field("upfront_charges", Many(CHARGE), _upfront_charges, "what is paid once; they add up to `upfront`"),
    Field("figures", Many(FIGURE), lambda one: one.figures, "the user's figures that each option has a value of"),
    Field("flags", Many(FLAG_RECORD), lambda one: one.flags),
    Field("excluded", Many(TEXT), lambda one: one.excluded, "what is required of it, and is not so"),
    Field("open", Many(TEXT), lambda one: one.unknown, "the assumptions without a value that some of its cost needs"),
    Field("not_priced", Many(NOT_PRICED), lambda one: one.not_priced, "why it has no price"),
)
