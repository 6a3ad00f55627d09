"""What programs are told of what would make a claim true, and of what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.comparison.audit.hypotheses import Hypothesis
from costcalc.comparison.audit.plain import bits_of
from costcalc.comparison.audit.verdict import Need, Verdict
from costcalc.expr import simplest, symbolic
from costcalc.expr.solving.found import ValueInterval
from costcalc.records import FIXED, FLAG, NUMBER, TEXT, Field, Mapped, Record, number, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from fractions import Fraction

    from costcalc.expr import Exact
    from costcalc.records import Part


class NeedInterval(NamedTuple):
    """Values of an assumption that make a claim true, from one to another.

    Args:
        need: All such values.
        values: Some of them.
    """

    need: Need
    values: ValueInterval


def intervals_of(verdict: Verdict) -> list[NeedInterval]:
    """Return the values that make a claim true, one interval after the other."""
    return [NeedInterval(need, values) for need in verdict.needs for values in need.values]


def interval_fields(get: Callable[[Any], ValueInterval]) -> Iterator[Field[Any] | Part[Any, Any]]:
    """Yield the fields of an interval: its ends, and whether each is one of its values.

    Args:
        get: Takes it from the result.
    """
    yield number("from", lambda one: _end(get(one).low), "the least of them; null where there is none", null=True)
    yield number("to", lambda one: _end(get(one).high), "the most of them; null where there is none", null=True)
    yield Field("from_closed", FLAG, lambda one: get(one).low_closed, "whether `from` is one of them")
    yield Field("to_closed", FLAG, lambda one: get(one).high_closed, "whether `to` is one of them")
    yield Field("whole", FLAG, lambda one: get(one).whole, "whether whole numbers alone are meant")
    yield Field(
        "exact", FLAG, lambda one: get(one).exact, "whether the ends are known exactly; else they lie just outside"
    )


def _end(value: Fraction | None) -> Exact | None:
    return None if value is None else simplest(value)


NEED = Record[NeedInterval](
    "would_need",
    "Values of an assumption that make a claim true, with all others as they are. A fact, and no cause.",
    Field("assumption", TEXT, lambda one: one.need.assumption),
    number("value", lambda one: simplest(one.need.roundest), "the one of all that is written with the fewest digits"),
    *interval_fields(lambda one: one.values),
    Field(
        "beside",
        Mapped(NUMBER),
        lambda one: {name: simplest(value) for name, value in one.need.beside.items()},
        "the values of other open assumptions with which they do; none where they need none",
    ),
)
HYPOTHESIS = Record[Hypothesis](
    "looks_like",
    "A hypothesis of how a printed figure came about, which was tested exactly.",
    Field("kind", TEXT, lambda one: one.kind, "the name of an explanation"),
    Field("text", TEXT, lambda one: one.text, "what somebody would have done"),
    number("value", lambda one: one.figure.value, "what that comes to"),
    Field("formula", TEXT, lambda one: one.figure.formula, "how it is computed"),
    Field("substituted", TEXT, lambda one: one.figure.substituted(), "the same with the numbers put in"),
    Field(
        "given",
        Mapped(TEXT),
        lambda one: {name: symbolic(node) for name, node in one.given.items()},
        "what assumptions are in it, where that is not what the claim has; none where they are the same",
    ),
    Field("bits", FIXED, bits_of, "how long its description is: the fewer, the likelier"),
    Field(
        "rounding",
        one_of("agrees", "rounded", "cut", "raised"),
        lambda one: one.rounding,
        "how the value becomes what is printed",
    ),
)
