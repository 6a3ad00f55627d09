"""What programs are told of figures and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import ClaimValue, Comparison, FigureValue
from costcalc.comparison.ranges import RangedValue
from costcalc.expr import Figure, UndefinedError, fraction_text, symbolic
from costcalc.records import NUMBER, PLACE, TEXT, Field, Many, Mapped, Part, Record, number
from costcalc.views.comparison.option_words import formulas_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.expr import Exact

EXACT = "the fractions of those of them that have no last digit"
LOW_SIDE = "those of them that are only `above` or `below` that value, as near as one likes"
HIGH_SIDE = "the same of the highest"


def _fractions(values: Mapping[str, Exact]) -> dict[str, str]:
    return {name: text for name, value in values.items() if (text := fraction_text(value))}


RANGE = Record[RangedValue](
    "range",
    "The lowest and the highest value over all that assumptions may be.",
    number("low", lambda one: one.low, "the lowest; null where it cannot be said", null=True),
    number("high", lambda one: one.high, "the highest; null where it cannot be said", null=True),
    Field("low_at", Mapped(NUMBER), lambda one: one.span.low_at if one.span else {}, "the assumptions at the lowest"),
    Field(
        "high_at", Mapped(NUMBER), lambda one: one.span.high_at if one.span else {}, "the assumptions at the highest"
    ),
    Field("low_at_exact", Mapped(TEXT), lambda one: _fractions(one.span.low_at if one.span else {}), EXACT),
    Field("high_at_exact", Mapped(TEXT), lambda one: _fractions(one.span.high_at if one.span else {}), EXACT),
    Field("low_side", Mapped(TEXT), lambda one: one.span.at_low.sides if one.span else {}, LOW_SIDE),
    Field("high_side", Mapped(TEXT), lambda one: one.span.at_high.sides if one.span else {}, HIGH_SIDE),
    Field(
        "bounds",
        TEXT,
        lambda one: one.bounds,
        "`proven`, or `at corners`: nobody knows whether values inside give less or more",
        null=True,
    ),
    Field("why", TEXT, lambda one: one.why, "why they cannot be said; null where they are", null=True),
)
FIGURE = Record[FigureValue](
    "figure",
    "A formula over results, and what it comes to.",
    Field("name", TEXT, lambda one: one.name),
    number("value", lambda one: one.value, "what it comes to; null where it has no value", null=True),
    Field("formula", TEXT, lambda one: one.figure.formula, "how it is computed"),
    Field("substituted", TEXT, lambda one: one.figure.substituted(), "the same with the numbers put in"),
    Field("sources", Many(PLACE), lambda one: one.figure.places(), "where its numbers are written"),
    Field("why", TEXT, lambda one: one.why, "why it has no value; null where it has one", null=True),
    Field("range", RANGE, lambda one: one.ranged, "how low and how high it can be; null where it is known", null=True),
)


class WrittenClaim(NamedTuple):
    """A claim in a comparison, which has the values that the printed number may be a formula of.

    Args:
        claim: The claim, and what it comes to.
        result: The comparison.
    """

    claim: ClaimValue
    result: Comparison

    @property
    def value(self) -> Exact | None:
        """The number that is printed; None where that is not one number."""
        node = self.claim.written.number()
        try:
            return Figure(node, self.result.frame).value if node else None
        except UndefinedError:
            return None

    @property
    def of(self) -> str | None:
        """The formulas it is a figure of, as they are written; None where nobody says."""
        return "; ".join(map(symbolic, self.claim.written.of)) or None

    @property
    def one(self) -> Figure | None:
        """What it comes to, where it is a figure of one formula that has a value."""
        return self.claim.figures[0].known if len(self.claim.figures) == 1 else None


CLAIM = Record[WrittenClaim](
    "claim",
    "What somebody printed, and what it comes to here: it is not judged.",
    Field("claim", TEXT, lambda one: one.claim.written.claim, "what it is called"),
    Field("printed", TEXT, lambda one: one.claim.written.printed, "as it stands in the text", null=True),
    number("value", lambda one: one.value, "the number that is printed; null where that is not one number", null=True),
    Field("of", TEXT, lambda one: one.of, "the formula it is a figure of; of several all, null of none", null=True),
    Part[WrittenClaim, Figure](
        lambda one: one.one,
        number("recomputed", lambda found: found.value, "what that comes to; null of several, or without a value"),
        Field("formula", TEXT, lambda found: found.formula, "how it is computed"),
        Field("substituted", TEXT, lambda found: found.substituted(), "the same with the numbers put in"),
        null=True,
    ),
    Field("with", Mapped(TEXT), lambda one: formulas_of(one.claim.written.with_), "the assumptions it is meant at"),
    Field("figures", Many(FIGURE), lambda one: one.claim.figures, "each formula it is a figure of"),
    Field("why", TEXT, lambda one: one.claim.written.why, "what to know about it", null=True),
    Field("source", PLACE, lambda one: one.claim.written.place, "where it is written"),
)


def written_claims(result: Comparison) -> Sequence[WrittenClaim]:
    """Return the claims of a comparison."""
    return [WrittenClaim(claim, result) for claim in result.claims]
