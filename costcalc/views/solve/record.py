"""What programs and spreadsheets are told of a solved equation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import AssumptionValue
from costcalc.comparison.solved import Passed, SidesAt, Solved, SolvedRange, SolvedValue
from costcalc.expr import Exact, Solve, simplest, substituted, symbolic
from costcalc.expr.solving.found import Failed
from costcalc.records import (
    FLAG,
    INSTANT,
    NUMBER,
    TEXT,
    DocumentRecord,
    Field,
    Many,
    Mapped,
    Record,
    Rows,
    figure,
    number,
    one_of,
)
from costcalc.views.card import USED_CARD
from costcalc.views.comparison.record import SCENARIO
from costcalc.views.price_flags import PRICE_FLAG, price_flags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction


VALUE, BETWEEN, STRETCH, JUMP = "value", "between", "stretch", "jump"
"""What a solution is: a value, one between two others, an interval of values; or a jump, which is none."""


class _SolutionOf(NamedTuple):
    result: Solved
    one: SolvedValue


class _Row(NamedTuple):
    kind: str
    unknown: str
    unit: str | None
    low: Exact | None
    high: Exact | None
    sides: SidesAt
    below: str | None
    above: str | None
    why: str | None
    working: str | None


def _kind(one: SolvedValue) -> str:
    return VALUE if one.value is not None else STRETCH if one.is_stretch else BETWEEN


def _substituted(found: _SolutionOf) -> str | None:
    return substituted(found.one.working, found.result.frame) if found.one.working else None


def _formula(result: Solved) -> str:
    return symbolic(Solve(result.unknown, *result.sides), result.frame)


def _exact(value: Fraction | None) -> Exact | None:
    return None if value is None else simplest(value)


_SIDES = Record[SidesAt](
    "sides",
    "Both sides of the equation at a value of what is solved for.",
    number("at", lambda sides: sides.value, "the value"),
    figure("left", lambda sides: sides.left, "the first side; null where it has no value", null=True),
    figure("right", lambda sides: sides.right, "the second side; null where it has no value", null=True),
)
SOLUTION = Record[_SolutionOf](
    "solution",
    "What makes both sides equal.",
    Field("kind", one_of(VALUE, BETWEEN, STRETCH), lambda found: _kind(found.one)),
    number("value", lambda found: found.one.value, "null where it cannot be written down", null=True),
    Field("formula", TEXT, lambda found: _formula(found.result), "what is solved"),
    Field("substituted", TEXT, _substituted, "how the value is computed from the numbers of the equation", null=True),
    number("low", lambda found: found.one.low, "not below this; null where there is no lowest", null=True),
    number("high", lambda found: found.one.high, "not above this; null where there is no highest", null=True),
    Field("low_closed", FLAG, lambda found: found.one.where.low_closed, "whether the lowest is a solution itself"),
    Field("high_closed", FLAG, lambda found: found.one.where.high_closed, "whether the highest is one itself"),
    Field("sides", _SIDES, lambda found: found.one.sides, "both sides there; of an interval inside of it"),
    Field("cheaper_below", TEXT, lambda found: found.one.cheaper_below, "the option that costs less below", null=True),
    Field("cheaper_above", TEXT, lambda found: found.one.cheaper_above, "the option that costs less above", null=True),
    Field("rejected", TEXT, lambda found: found.one.rejected, "why it cannot be; null where it can", null=True),
)
_JUMP = Record[Passed](
    "solve_jump",
    "Where the sides pass each other without being equal.",
    number("value", lambda one: simplest(one.jump.value)),
    number("next", lambda one: _exact(one.jump.next), "the next value, of what must be whole", null=True),
    number("below", lambda one: one.jump.below, "by how much the first side is more, just below", null=True),
    number("at", lambda one: one.jump.at, "the same at the value; null where a side has none", null=True),
    number("above", lambda one: one.jump.above, "the same just above, or at the next value", null=True),
    Field("sides", _SIDES, lambda one: one.sides, "both sides at the value"),
    Field("sides_next", _SIDES, lambda one: one.after, "both sides at the next value", null=True),
    Field("cheaper_below", TEXT, lambda one: one.cheaper_below, "the option that costs less below", null=True),
    Field("cheaper_above", TEXT, lambda one: one.cheaper_above, "the option that costs less above", null=True),
)
_FAILED = Record[Failed](
    "solve_unknown",
    "Values of which nothing can be said.",
    number("low", lambda one: _exact(one.where.low), "from here on; null where there is no lowest", null=True),
    number("high", lambda one: _exact(one.where.high), "up to here; null where there is no highest", null=True),
    Field("why", TEXT, lambda one: one.why),
)
_RANGE = Record[SolvedRange](
    "solve_range",
    "How low and how high the solution is at the corners of the ranges of other assumptions.",
    number("low", lambda one: one.low, null=True),
    number("high", lambda one: one.high, null=True),
    Field("low_at", Mapped(NUMBER), lambda one: one.low_at, "the values of these assumptions where it is lowest"),
    Field("high_at", Mapped(NUMBER), lambda one: one.high_at, "and where it is highest"),
    Field("why", TEXT, lambda one: one.why, "why nobody can say; null where it is known", null=True),
)
_OVERRIDDEN = Record[AssumptionValue](
    "solve_setting",
    "An assumption that --set put in place of what the file says.",
    Field("name", TEXT, lambda one: one.name),
    figure("value", lambda one: one.figure, null=True),
)
SOLVE = DocumentRecord[Solved](
    "solve",
    "What `costcalc solve --format json` prints.",
    Field("scenario", SCENARIO, lambda result: result.scenario),
    Field("as_of", INSTANT, lambda result: result.as_of, "the instant whose prices were taken"),
    Field("currency", TEXT, lambda result: result.currency, "of every total"),
    Field("for", TEXT, lambda result: result.unknown, "the assumption that was solved for"),
    Field("unit", TEXT, lambda result: result.unit, "what it is counted in", null=True),
    Field("left", TEXT, lambda result: result.texts[0], "the first side of the equation"),
    Field("right", TEXT, lambda result: result.texts[1], "the second side"),
    Field("break_even", Many(TEXT), lambda result: result.options or (), "the two options that are compared, if so"),
    Field("whole", FLAG, lambda result: result.whole, "whether the assumption must be whole"),
    Field("solved", FLAG, lambda result: result.is_solved, "whether there is a solution that can be"),
    Field("solutions", Many(SOLUTION), lambda result: list(_found(result)), "in order, also what cannot be"),
    Field("jumps", Many(_JUMP), lambda result: result.passed),
    Field("not_known", Many(_FAILED), lambda result: result.failed),
    Field("range", _RANGE, lambda result: result.ranged, "null where it rests on no range", null=True),
    Field("ends", Many(_SIDES), lambda result: result.ends, "both sides at 0, and at what the file says"),
    Field("overridden", Many(_OVERRIDDEN), lambda result: [one for one in result.overridden if one.figure]),
    Field("cards", Many(USED_CARD), lambda result: result.cards),
    Field("flags", Many(PRICE_FLAG), lambda result: price_flags(result.asked)),
)


def _found(result: Solved) -> Iterator[_SolutionOf]:
    for one in result.values:
        yield _SolutionOf(result, one)


ROW = Record[_Row](
    "solve_row",
    "A row of the answer.",
    Field("kind", one_of(VALUE, BETWEEN, STRETCH, JUMP), lambda row: row.kind),
    Field("for", TEXT, lambda row: row.unknown),
    Field("unit", TEXT, lambda row: row.unit, null=True),
    number("low", lambda row: row.low, null=True),
    number("high", lambda row: row.high, null=True),
    Field("substituted", TEXT, lambda row: row.working, null=True),
    number("left", lambda row: row.sides.left.value if row.sides.left else None, null=True),
    number("right", lambda row: row.sides.right.value if row.sides.right else None, null=True),
    Field("cheaper_below", TEXT, lambda row: row.below, null=True),
    Field("cheaper_above", TEXT, lambda row: row.above, null=True),
    Field("rejected", TEXT, lambda row: row.why, null=True),
)


def solved_rows(result: Solved) -> Rows[_Row]:
    """Return a row for each value, interval and jump."""
    rows = [
        _Row(
            _kind(one),
            result.unknown,
            result.unit,
            one.low,
            one.high,
            one.sides,
            one.cheaper_below,
            one.cheaper_above,
            one.rejected,
            _substituted(_SolutionOf(result, one)),
        )
        for one in result.values
    ]
    for one in result.passed:
        value = simplest(one.jump.value)
        last = _exact(one.jump.next) or value
        around = (one.sides, one.cheaper_below, one.cheaper_above)
        rows.append(_Row(JUMP, result.unknown, result.unit, value, last, *around, None, None))
    return Rows([*ROW.fields()], rows)
