"""Ranges: `5 to 10` of what is not known exactly, and `1..6` of what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from costcalc.expr import Exact, Loop, Node, formula_place, names_in, parse, parse_loop_ends, value_of
from costcalc.problem import InputError, Place
from costcalc.source import FieldKind, Mapping, One, Scalar, rejected, scalar
from costcalc.source.fields import formula_start, read_at, read_name
from costcalc.source.patterns import LOOP_SCHEMA, RANGE_SCHEMA

if TYPE_CHECKING:
    from costcalc.expr import LoopEnds

BETWEEN = " to "


class RangeEnds(NamedTuple):
    """The least and the most that something may be.

    Args:
        low: The least.
        high: The most.
        text: As it is written: `5 to 10`.
        place: Where.
    """

    low: Exact
    high: Exact
    text: str
    place: Place


class Each(NamedTuple):
    """What a call is made once for: every whole number from the first to the last, both included.

    Args:
        name: What the formulas of the call say for it.
        first: Where it starts.
        last: Where it ends.
        place: Where the index is written.
    """

    name: str
    first: Node
    last: Node
    place: Place

    @property
    def loop(self) -> Loop:
        """The numbers, as formulas sum over them."""
        return Loop(self.name, self.first, self.last)


def _ends(value: Scalar) -> RangeEnds:
    hint = "write the least and the most: 5 to 10"
    left, between, right = value.partition(BETWEEN)
    if not between:
        raise rejected("bad-range", f"`{value}` is no range", hint)
    start = formula_start(value)
    low = _end(left, start)
    high = _end(right, start.shifted(len(left) + len(between)))
    if low > high:
        raise rejected("bad-range", "the least is more than the most", f"write {right.strip()} to {left.strip()}")
    return RangeEnds(low, high, str(value), value.place)


def _end(text: str, place: Place) -> Exact:
    node = parse(text, place.shifted(len(text) - len(text.lstrip())))
    if name := next(names_in(node), None):
        message = f"the ends of a range are numbers, and `{name.name}` is none"
        raise InputError.of(formula_place(name), "bad-range", message, "give that assumption a range of its own")
    return value_of(node, {})


def _each(value: Any) -> Each:
    hint = "write an index and its ends: {k: 1..turns}"
    if not isinstance(value, Mapping) or len(value) != 1:
        raise rejected("bad-range", "`each` has one index", hint)
    ((index, ends),) = value.items()
    place = value.places[index]
    read_at(place, read_name, index)
    if not isinstance(ends, Scalar) or ends.is_null:
        raise InputError.of(place, "bad-range", "the index has no ends", hint)
    found = read_at(ends.place, _loop_ends, ends)
    return Each(str(index), found.first, found.last, place)


def _loop_ends(value: Scalar) -> LoopEnds:
    value = scalar(value, "the first and the last")  # what is too long is empty by now, and refused already
    return parse_loop_ends(value, formula_start(value))


Ends = Annotated[RangeEnds, One("a range such as 5 to 10", _ends, **RANGE_SCHEMA)]
EachIndex = Annotated[
    Each,
    FieldKind(
        _each,
        type="object",
        minProperties=1,
        maxProperties=1,
        additionalProperties=LOOP_SCHEMA | {"description": "from the first to the last: 1..turns"},
    ),
]
