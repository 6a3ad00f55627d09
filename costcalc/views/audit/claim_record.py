"""What programs are told of a claim that was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison import FigureValue
from costcalc.comparison.audit.printing import Printing
from costcalc.comparison.audit.relation import HALF_EVEN, HALF_UP, Relation
from costcalc.comparison.audit.tags import TAGS, Tag
from costcalc.comparison.audit.verdict import Verdict
from costcalc.expr import Figure, simplest, symbolic
from costcalc.records import COUNT, FLAG, PLACE, TEXT, Field, Many, Mapped, Part, Record, number, one_of
from costcalc.views.audit.cause_record import HYPOTHESIS, NEED, intervals_of
from costcalc.views.audit.formula import written_out
from costcalc.views.comparison.figure_record import FIGURE
from costcalc.views.comparison.option_words import formulas_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Exact


def deciding(verdict: Verdict) -> FigureValue | None:
    """Return the formula that decides how a claim is judged: the only one, of several the first of the worst.

    Where none is judged, as of a figure that nobody printed, it is the only one; None of several.
    """
    judged = verdict.figure
    figures = verdict.claim.figures
    return judged or (figures[0] if len(figures) == 1 else None)


def position(verdict: Verdict) -> int | None:
    """Return which of several formulas decides, from 1; None where there is one, or none decides."""
    figures: Sequence[FigureValue] = verdict.claim.figures
    one = deciding(verdict)
    return next((nth for nth, figure in enumerate(figures, 1) if figure is one and len(figures) > 1), None)


def of_text(verdict: Verdict) -> str | None:
    """Return the formulas that a claim is a figure of, as they are written; None where nobody says."""
    return "; ".join(map(symbolic, verdict.claim.written.of)) or None


def known_figure(verdict: Verdict) -> Figure | None:
    """Return the formula that decides, written out; None where it has no one value."""
    one = deciding(verdict)
    return written_out(one.known) if one and one.known else None


def range_of(verdict: Verdict) -> RangedValue | None:
    """Return how low and how high it can be what a claim is a figure of; None where it is one number."""
    one = deciding(verdict)
    return one.ranged if one else None


def tag_names(verdict: Verdict) -> list[str]:
    """Return the tags of a claim, each once."""
    return list(dict.fromkeys(tag.name for tag in verdict.tags))


def published(verdict: Verdict) -> Exact | None:
    """Return what the formula that decides would come to at the published prices; None where its own are these."""
    nth = position(verdict) or 1
    return next((tag.figure.value for tag in verdict.tags if tag.figure and tag.nth == nth), None)


_NOTE = Record[Tag](
    "audit_note",
    "What is to be said of a claim beside how it comes out.",
    Field("tag", one_of(*TAGS), lambda tag: tag.name),
    Field("text", TEXT, lambda tag: tag.text, "what it is here"),
    number(
        "value",
        lambda tag: tag.figure.value if tag.figure else None,
        "what the claim would come to at the published prices; null where that is not the point",
        null=True,
    ),
)
AUDITED = Record[Verdict](
    "audited_claim",
    "A claim, recomputed and judged; a figure that nobody printed is not judged.",
    Field("claim", TEXT, lambda one: one.name, "what it is called"),
    Field("printed", TEXT, lambda one: one.claim.written.printed, "as it stands in the text", null=True),
    Part[Verdict, Printing](
        lambda one: one.printing,
        number(
            "value",
            lambda found: None if found.is_interval else simplest(found.low.value),
            "the number that is printed; null of an interval",
            null=True,
        ),
        number("printed_low", lambda found: simplest(found.low.value), "the lower end that is printed"),
        number("printed_high", lambda found: simplest(found.high.value), "the upper end that is printed"),
        number("step", lambda found: simplest(found.low.step), "what its last digit counts; 0 where all are meant"),
        Field("bound", TEXT, lambda found: found.bound.value if found.bound else None, "`over`, `up to` …", null=True),
        null=True,
    ),
    Field("of", TEXT, of_text, "the formula it is a figure of; of several all, null of none", null=True),
    Field("decides", COUNT, position, "which of several formulas decides, from 1; null of one", null=True),
    Part[Verdict, Figure](
        known_figure,
        number("recomputed", lambda found: found.value, "what that comes to; null where it has no one value"),
        Field("formula", TEXT, lambda found: found.formula, "how it is computed"),
        Field("substituted", TEXT, lambda found: found.substituted(), "the same with the numbers put in"),
        null=True,
    ),
    Part[Verdict, "RangedValue"](
        range_of,
        number("low", lambda found: found.low, "the lowest it can be; null where it is one number", null=True),
        number("high", lambda found: found.high, "the highest it can be; null where it is one number", null=True),
        null=True,
    ),
    Field("with", Mapped(TEXT), lambda one: formulas_of(one.claim.written.with_), "the assumptions it is meant at"),
    Field("figures", Many(FIGURE), lambda one: one.claim.figures, "each formula it is a figure of"),
    Field(
        "relation",
        one_of(*(each.value for each in Relation)),
        lambda one: one.relation.value if one.relation else None,
        "how what is printed stands to what comes out; null of a figure",
        null=True,
    ),
    Field(
        "rounding",
        TEXT,
        lambda one: one.judgement.rounding if one.judgement else None,
        f"of what is rounded: `{HALF_UP}`, `{HALF_EVEN}` or both",
        null=True,
    ),
    Field(
        "reason",
        TEXT,
        lambda one: one.judgement.why if one.judgement else None,
        "what more there is to say of the relation",
        null=True,
    ),
    Field("false", FLAG, lambda one: one.is_false, "whether it is wrong"),
    Field("tags", Many(one_of(*TAGS)), tag_names, "what is to be said beside that"),
    Field("notes", Many(_NOTE), lambda one: one.tags, "what each tag means here"),
    number(
        "published",
        published,
        "what it would come to at the published prices; null where that is not the point",
        null=True,
    ),
    Field("would_need", Many(NEED), intervals_of, "what would make it true"),
    Field("would_not", Many(TEXT), lambda one: one.would_not, "assumptions of which no value alone makes it true"),
    Field("unsolved", Many(TEXT), lambda one: one.unsolved, "assumptions of which nobody can say"),
    Field("looks_like", Many(HYPOTHESIS), lambda one: one.looks_like.shown, "the likeliest first, at most three"),
    Field("tried", COUNT, lambda one: one.looks_like.tried, "how many changes were looked at"),
    Field("fitting", COUNT, lambda one: one.looks_like.fitting, "how many of them would print the same"),
    Field("cut_short", FLAG, lambda one: one.looks_like.is_cut_short, "whether there was more to look at than was"),
    Field("coarse", FLAG, lambda one: one.looks_like.is_coarse, "whether it has too few digits to tell causes apart"),
    Field("expect", Many(TEXT), lambda one: one.expected, "what the file says is known about it"),
    Field("unmet", Many(TEXT), lambda one: one.unmet, "what of that is not so"),
    Field("unexpected", FLAG, lambda one: one.is_unexpected, "whether it is wrong, and nobody said so"),
    Field("why", TEXT, lambda one: one.claim.written.why, "what the file says of it", null=True),
    Field("source", PLACE, lambda one: one.claim.written.place, "where it is written"),
)
