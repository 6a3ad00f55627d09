"""All that is said of one claim: how it was recomputed, why it does not hold, and what would make it true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.relation import MEANINGS, Relation
from costcalc.expr import Figure, UndefinedError, grouped
from costcalc.views.audit.causes import cause_blocks
from costcalc.views.audit.formula import written_out
from costcalc.views.audit.numbers import decides, ordinal, shown
from costcalc.views.audit.words import printed_text, relation_text
from costcalc.views.blocks import Block, Bullets, Heading, Paragraph, Step, Working
from costcalc.views.working import step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.comparison import FigureValue
    from costcalc.comparison.audit.tags import Tag
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.expr import Exact

LEVEL = 3


def claim_blocks(verdict: Verdict, *, places: bool) -> Iterator[Block]:
    """Yield all that is said of a claim.

    Args:
        verdict: The claim.
        places: Whether to say where its numbers are written, and how every one of several formulas came about.
    """
    yield Heading(": ".join(filter(None, (verdict.name, ", ".join(_title(verdict))))), LEVEL)
    if why := _why(verdict):
        yield Paragraph(why, strong=verdict.is_unexpected)
    if verdict.unmet:
        yield Paragraph(f"Expected and not so: {', '.join(verdict.unmet)}", strong=True)
    if verdict.claim.written.why:
        yield Paragraph(f"The file says: {verdict.claim.written.why}")
    if steps := tuple(claim_steps(verdict, places=places)):
        yield Working(steps, "")
    if verdict.tags:
        yield Bullets(tuple(tag_text(tag, verdict) for tag in verdict.tags))
    yield from cause_blocks(verdict)


def claim_steps(verdict: Verdict, *, places: bool) -> Iterator[Step]:
    """Yield how what a claim is a figure of came about; of several formulas the one that decides.

    Args:
        verdict: The claim.
        places: Whether to say where numbers are written, and to yield all formulas.
    """
    judged = verdict.figure
    for figure in verdict.claim.figures:
        if places or judged is None or figure is judged:
            nth = f" ({decides(verdict)})" if figure is judged and decides(verdict) else ""
            yield _step(figure, f"{verdict.name}{nth}", verdict, places=places)


def tag_text(tag: Tag, verdict: Verdict) -> str:
    """Return what a tag says of a claim, with what the claim would come to at the published prices."""
    if tag.figure is None:
        return f"{tag.name}: {tag.text}"
    which = f"the {ordinal(tag.nth)}" if len(verdict.claim.figures) > 1 else "it"
    return f"{tag.name}: {tag.text}; at the published prices {which} is {shown(tag.figure.value, verdict.printing)}"


def _title(verdict: Verdict) -> Iterator[str]:
    if printed := printed_text(verdict):
        yield printed
    if relation := relation_text(verdict):
        yield relation
    if verdict.is_false and not verdict.fails:
        yield "as expected"


def _why(verdict: Verdict) -> str:
    """Return why it has its relation; where that says all, what the relation means."""
    judgement = verdict.judgement
    if judgement is None or (judgement.relation is Relation.DIFFERS and not judgement.why):
        return ""  # that another number comes out is seen at once
    return judgement.why or MEANINGS[judgement.relation]


def _step(figure: FigureValue, name: str, verdict: Verdict, *, places: bool) -> Step:
    written = tuple(dict.fromkeys([figure.place, *figure.figure.places()])) if places else ()
    span = figure.ranged.span if figure.ranged else None
    remark = ""
    if span:
        low, high = shown(span.low, verdict.printing), shown(span.high, verdict.printing)
        which = "" if span.proven else "at the corners "
        remark = f"{which}from {low}{_at(span.low_at)} to {high}{_at(span.high_at)}"
    if figure.known:
        made = step(name, written_out(figure.known), written)._replace(remark=remark)
        named = figure.figure.formula
        return made if made.formula == named else made._replace(formula=f"{named} = {made.formula}")
    return Step(name, figure.figure.formula, _numbers(figure.figure), remark or f"no value: {figure.why}", written)


def _numbers(figure: Figure) -> str:
    """Return a formula with its numbers, as far as it has some."""
    try:
        return figure.substituted(grouped)
    except UndefinedError:
        return figure.formula


def _at(values: Mapping[str, Exact]) -> str:
    said = ", ".join(f"{name} = {shown(value, None)}" for name, value in values.items())
    return f" (at {said})" if said else ""
