"""What programs are told of what chosen options come to."""

from __future__ import annotations

from costcalc.records import INSTANT, TEXT, Field, Many, Mapped, Record, figure, one_of
from costcalc.review import SumMove
from costcalc.review.members import BASE, HEAD
from costcalc.review.sums import SumStop

_STOP = Record[SumStop](
    "sum_stop",
    "A gate or a budget that a sum does not keep.",
    Field("limit", TEXT, lambda stop: stop.limit, "its key: total, increase, increase_percent; max of a budget"),
    Field("as_of", INSTANT, lambda stop: stop.as_of, "the first day on which it is not kept"),
    Field("under", one_of(BASE, HEAD), lambda stop: stop.under, "whose tags and choices the sum is of then"),
)
SUM = Record[SumMove](
    "check_sum",
    "What chosen options come to in a month, before and after.",
    Field("by", TEXT, lambda one: one.by, "the tag that they have in common; or all"),
    Field("value", TEXT, lambda one: one.value or None, "of the tag; null for all", null=True),
    Field("as_of", INSTANT, lambda one: one.as_of, "the day whose prices were taken"),
    Field("currency", TEXT, lambda one: one.currency, "of the amounts"),
    Field("options", Many(TEXT), lambda one: one.members, "SCENARIO/OPTION of each that is in it"),
    Field("without_number", Many(TEXT), lambda one: one.without_number, "those without a number: then there is no sum"),
    figure("before", lambda one: one.change.old, "under the tags and choices of the base", null=True),
    figure("after", lambda one: one.change.new, "under those of the change", null=True),
    figure("difference", lambda one: one.change.more, "after - before", null=True),
    figure("share", lambda one: one.change.part, "the difference as a part of what was", null=True),
    Field("tags", Mapped(TEXT), lambda one: dict(one.tags), "the tags that scenarios must have, to be in it"),
    Field("stops", Many(_STOP), lambda one: one.stops, "gates and budgets that it does not keep, also on days to come"),
)
