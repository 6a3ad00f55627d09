"""What programs and spreadsheets are told of a bill beside an estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.export.actuals import Variance, VarianceLine, VarianceTotal
from costcalc.export.actuals.items import Item, Side
from costcalc.export.actuals.variance import MATCHED, NOT_BILLED, NOT_ESTIMATED
from costcalc.expr import simplest
from costcalc.records import TEXT, DocumentRecord, Field, Many, Part, Record, figure, number, one_of

if TYPE_CHECKING:
    from costcalc.expr import Exact

_ITEM: tuple[Field[Item], ...] = (
    Field("month", TEXT, lambda item: item.month),
    Field("scenario", TEXT, lambda item: item.scenario or None, "null where a bill names none", null=True),
    Field("option", TEXT, lambda item: item.option or None, "null where there is none", null=True),
    Field("model", TEXT, lambda item: item.model or None, "null of what is no model's", null=True),
    Field("meter", TEXT, lambda item: item.meter or None, "the entry, of what is no model's", null=True),
    Field("allocated_to", TEXT, lambda item: item.allocated_to or None, "whose part it is: `team: search`", null=True),
)


def _side(name: str) -> tuple[Part[Side, Exact], ...]:
    return (
        number(f"{name}_cost", lambda side: simplest(side.cost), "null where there is none", null=True),
        number(
            f"{name}_quantity",
            lambda side: None if side.quantity is None else simplest(side.quantity),
            "null where nobody says, or in another unit",
            null=True,
        ),
    )


VARIANCE_LINE = Record[VarianceLine](
    "variance_line",
    "An item of a bill beside what was estimated of it.",
    Part[VarianceLine, Item](lambda line: line.item, *_ITEM),
    Field("kind", one_of(MATCHED, NOT_BILLED, NOT_ESTIMATED), lambda line: line.kind),
    Field("currency", TEXT, lambda line: line.currency),
    Field("unit", TEXT, lambda line: line.unit or None, "what one of the quantity is", null=True),
    number("per", lambda line: simplest(line.per), "how many units a price buys"),
    Part[VarianceLine, Side](lambda line: line.estimated, *_side("estimated"), null=True),
    Part[VarianceLine, Side](lambda line: line.billed, *_side("actual"), null=True),
    figure("estimated_price", lambda line: line.estimated_price, "of `per` units, on average", null=True),
    figure("actual_price", lambda line: line.actual_price, "of `per` units, on average", null=True),
    figure("variance", lambda line: line.variance, "by how much the bill is above the estimate"),
    figure("by_price", lambda line: line.by_price, "the part that is by the price", null=True),
    figure("by_quantity", lambda line: line.by_quantity, "the part that is by the quantity", null=True),
    number("other", lambda line: simplest(line.other), "the part of which nobody can say by what it is"),
)
_TOTAL = Record[VarianceTotal](
    "variance_total",
    "What items come to together.",
    Field("month", TEXT, lambda total: total.month, "null of all months", null=True),
    number("estimated", lambda total: simplest(total.estimated)),
    number("actual", lambda total: simplest(total.actual)),
    figure("variance", lambda total: total.variance, "by how much the bill is above the estimate"),
    number("by_price", lambda total: simplest(total.by_price), "the part that is by prices"),
    number("by_quantity", lambda total: simplest(total.by_quantity), "the part that is by quantities"),
    number("other", lambda total: simplest(total.other), "the part of what is on one side only, or has no quantity"),
)
VARIANCE = DocumentRecord[Variance](
    "variance",
    "What `costcalc export SCENARIO --actuals FILE --format json` prints.",
    Field("file", TEXT, lambda found: found.file, "what was billed"),
    Field("cost", TEXT, lambda found: found.cost, "the column of it that is compared"),
    Field("currency", TEXT, lambda found: found.currency, "of all costs"),
    Field("total", _TOTAL, lambda found: found.total),
    Field("months", Many(_TOTAL), lambda found: found.months),
    Field("lines", Many(VARIANCE_LINE), lambda found: found.lines),
)
