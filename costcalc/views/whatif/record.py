"""What programs are told of a what-if."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import AssumptionValue, Outcome
from costcalc.comparison.ranges import RangedValue
from costcalc.comparison.whatif import VariedAssumption, WhatIf, WhatIfPoint
from costcalc.expr import Exact
from costcalc.pricing import Charge
from costcalc.records import (
    FLAG,
    INSTANT,
    TEXT,
    DocumentRecord,
    Field,
    Many,
    Mapped,
    Record,
    figure,
    number,
)
from costcalc.views.card import USED_CARD
from costcalc.views.comparison.figure_record import RANGE
from costcalc.views.comparison.record import RANKING, SCENARIO
from costcalc.views.problem import FLAG_RECORD, NOT_PRICED, PROBLEM
from costcalc.views.whatif.crossing_record import CROSSINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.comparison.option_plan import OptionPlan


class _Varied(NamedTuple):
    one: VariedAssumption
    unit: str | None


class _Value(NamedTuple):
    name: str
    value: Exact


class _Point(NamedTuple):
    result: WhatIf
    point: WhatIfPoint


def _varied(result: WhatIf) -> Iterator[_Varied]:
    written = result.scenario.scenario.assumptions
    return (_Varied(one, written[one.name].unit) for one in result.varied)


def _values(of: _Point) -> list[_Value]:
    names = (one.name for one in of.result.varied)
    return [_Value(*both) for both in zip(names, of.point.values, strict=True)]


def _end(end: str) -> Callable[[Outcome], Exact | None]:
    def found(outcome: Outcome) -> Exact | None:
        ranged: RangedValue | None = outcome.ranged_total
        return getattr(ranged, end) if ranged else None

    return found


_EXACT = Record[Exact]("exact_value", "A number.", number("value", lambda value: value))
_VARIED = Record[_Varied](
    "varied_assumption",
    "An assumption that is varied.",
    Field("name", TEXT, lambda found: found.one.name),
    Field("unit", TEXT, lambda found: found.unit, null=True),
    Field("values", Many(_EXACT), lambda found: found.one.values, "in the order in which they were asked for"),
)
_VALUE = Record[_Value](
    "varied_value",
    "An assumption with one of its values.",
    Field("name", TEXT, lambda found: found.name),
    number("value", lambda found: found.value),
)
_SET = Record[AssumptionValue](
    "what_if_setting",
    "An assumption that --set put in place of what the file says.",
    Field("name", TEXT, lambda one: one.name),
    figure("value", lambda one: one.figure, "with the first of the values", null=True),
)
_CHARGE = Record[Charge](
    "what_if_charge",
    "What an option pays for one thing.",
    Field("charge", TEXT, lambda charge: charge.key),
    figure("amount", lambda charge: charge.figure),
    Field("currency", TEXT, lambda charge: charge.currency),
)
_CELL = Record[Outcome](
    "what_if_cell",
    "What an option costs with some values.",
    Field("option", TEXT, lambda outcome: outcome.id, "empty where a scenario has no options"),
    figure("total", lambda outcome: outcome.total, "null where it has no one value", null=True),
    number("low", _end("low"), "the lowest total; null where it is one number, or not known", null=True),
    number("high", _end("high"), "the highest total; null where it is one number, or not known", null=True),
    Field("total_range", RANGE, lambda outcome: outcome.ranged_total, "with the corners that give these", null=True),
    figure("upfront", lambda outcome: outcome.upfront_total, "what is paid once; null where nothing is", null=True),
    Field(
        "charges", Many(_CHARGE), lambda outcome: outcome.charges, "those that are paid once last; `total` names them"
    ),
    Field("flags", Many(FLAG_RECORD), lambda outcome: outcome.flags),
    Field("may_be_cheapest", FLAG, lambda outcome: outcome.may_win),
    Field("not_priced", Many(NOT_PRICED), lambda outcome: outcome.not_priced, "why it has no price"),
    Field("open", Many(TEXT), lambda outcome: outcome.unknown, "the assumptions without a value that it depends on"),
)
_POINT = Record[_Point](
    "what_if_point",
    "What the options cost with some values.",
    Field("values", Many(_VALUE), _values, "of what is varied"),
    Field("cheapest", Many(TEXT), lambda of: of.point.cheapest, "the options that cost least here"),
    Field(
        "options",
        Many(_CELL),
        lambda of: of.point.result.outcomes if of.point.result else (),
        "in the order of the file; none where the workload cannot be with these values",
    ),
    Field(
        "impossible",
        Many(PROBLEM),
        lambda of: () if of.point.result else of.point.problems,
        "why the workload cannot be with these values",
    ),
)
_OPTION: Record[OptionPlan] = Record(
    "what_if_option",
    "One thing that is compared.",
    Field("id", TEXT, lambda option: option.id, "empty where a scenario has no options"),
    Field("models", Mapped(TEXT), lambda option: option.models, "the model of each call"),
    Field("excluded", Many(TEXT), lambda option: option.excluded, "what is required of it and is not so"),
)
WHATIF = DocumentRecord[WhatIf](
    "whatif",
    "What `costcalc compare --vary --format json` prints of one scenario.",
    Field("scenario", SCENARIO, lambda result: result.scenario),
    Field(
        "as_of",
        INSTANT,
        lambda result: result.plan.as_of if result.plan.dated else None,
        "the instant whose prices were taken; null where no price is dated, and the file has no `as_of`",
        null=True,
    ),
    Field("cards", Many(USED_CARD), lambda result: result.plan.cards),
    Field("currency", TEXT, lambda result: result.currency, "of every total"),
    Field("period", TEXT, lambda result: result.plan.period.name or None, "what the totals are for", null=True),
    Field("baseline", TEXT, lambda result: result.scenario.scenario.baseline, null=True),
    Field("overridden", Many(_SET), lambda result: result.overridden),
    Field("varied", Many(_VARIED), lambda result: list(_varied(result)), "one or two assumptions"),
    Field("ranking", RANKING, lambda result: result.ranking, "null where nobody gave a pattern", null=True),
    Field("options", Many(_OPTION), lambda result: result.plan.options, "in the order of the file"),
    Field(
        "points",
        Many(_POINT),
        lambda result: [_Point(result, point) for point in result.points],
        "one for each value, or pair of values",
    ),
    Field("crossings", CROSSINGS, lambda result: result, "where options cost the same"),
)
WHATIFS = DocumentRecord[Sequence[WhatIf]](
    "whatifs",
    "What `costcalc compare --vary --format json` prints of several scenarios.",
    Field("whatifs", Many(WHATIF), lambda results: results),
)
