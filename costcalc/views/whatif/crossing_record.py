"""What programs are told of where options cost the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.whatif import WhatIf
from costcalc.comparison.whatif.crossing import EQUAL, JUMP, STRETCH, Crossing, UnsaidPair
from costcalc.records import COUNT, FLAG, TEXT, Field, Many, Record, figure, number, one_of

if TYPE_CHECKING:
    from costcalc.expr import Exact, Figure


class _Fixed(NamedTuple):
    name: str
    value: Exact


class _Crossing(NamedTuple):
    result: WhatIf
    one: Crossing


class _Unsaid(NamedTuple):
    result: WhatIf
    one: UnsaidPair


def _fixed(of: _Crossing | _Unsaid) -> list[_Fixed]:
    return [_Fixed(varied.name, value) for varied, value in zip(of.result.varied, of.one.others, strict=False)]


def _total(of: _Crossing, nth: int) -> Figure | None:
    return of.one.outcomes[nth].total if of.one.outcomes else None


_FIXED = Record[_Fixed](
    "fixed_value",
    "The value of the assumption that is varied first.",
    Field("name", TEXT, lambda found: found.name),
    number("value", lambda found: found.value),
)
_CROSSING = Record[_Crossing](
    "crossing",
    "Where two options cost the same, or pass each other.",
    Field("options", Many(TEXT), lambda of: of.one.pair, "the two, in the order of the file"),
    Field("where", Many(_FIXED), _fixed, "the value of the other assumption that is varied; none where one is"),
    Field("of", TEXT, lambda of: of.result.varied[-1].name, "the assumption whose value it is"),
    Field(
        "kind",
        one_of(EQUAL, STRETCH, JUMP),
        lambda of: of.one.kind,
        "`equal`: both cost the same at this value; `stretch`: from `low` to `high`; `jump`: they pass each other here,"
        " or between this value and `next`, and do not cost the same",
    ),
    number("low", lambda of: of.one.low, "the value, or where a stretch begins"),
    number("high", lambda of: of.one.high, "the same, or where a stretch ends"),
    Field("low_closed", FLAG, lambda of: of.one.low_closed, "whether `low` is a part of a stretch"),
    Field("high_closed", FLAG, lambda of: of.one.high_closed, "whether `high` is a part of a stretch"),
    Field("exact", FLAG, lambda of: of.one.exact, "else the value lies between `low` and `high`"),
    number("next", lambda of: of.one.next, "the next whole number; null where any number can be", null=True),
    figure("value", lambda of: of.one.working, "the value as it is computed; null where no formula says it", null=True),
    Field(
        "cheaper_below",
        TEXT,
        lambda of: of.one.cheaper.below,
        "the option that costs less below it; empty where they cost the same, null where nothing is below",
        null=True,
    ),
    Field("cheaper_at", TEXT, lambda of: of.one.cheaper.at, "the same of the value itself", null=True),
    Field("cheaper_above", TEXT, lambda of: of.one.cheaper.above, "the same above it", null=True),
    figure("total", lambda of: _total(of, 0), "what the first one costs there; null where it is not exact", null=True),
    figure("other_total", lambda of: _total(of, 1), "what the second one costs there", null=True),
)
_UNSAID = Record[_Unsaid](
    "unsaid_pair",
    "Two options of which it cannot be said everywhere where they cost the same.",
    Field("options", Many(TEXT), lambda of: of.one.pair),
    Field("where", Many(_FIXED), _fixed, "the value of the other assumption that is varied"),
    Field("why", TEXT, lambda of: of.one.why),
)
CROSSINGS = Record[WhatIf](
    "crossings",
    "Where options cost the same, along the last of the assumptions that are varied.",
    Field(
        "found",
        Many(_CROSSING),
        lambda result: [_Crossing(result, one) for one in result.crossings.found],
        "for each value of what is varied first, from the lowest up",
    ),
    Field(
        "unsaid",
        Many(_UNSAID),
        lambda result: [_Unsaid(result, one) for one in result.crossings.unsaid],
        "the pairs of which not all is known",
    ),
    Field("left_out", COUNT, lambda result: result.crossings.left_out, "pairs that were not looked at, of too many"),
)
