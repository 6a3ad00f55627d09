"""What would make a claim true, and what it looks like: facts and hypotheses, under headings of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.comparison.audit.plain import bits_of
from costcalc.expr import symbolic
from costcalc.expr.digits import grouped
from costcalc.scenario.printed_words import FigureKind
from costcalc.views.audit.numbers import assumed, values_text
from costcalc.views.blocks import Block, Bullets, Code, Heading, Paragraph, Working
from costcalc.views.words import counted, either
from costcalc.views.working import step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.comparison.audit.hypotheses import Hypotheses, Hypothesis
    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.audit.verdict import Need, Verdict
    from costcalc.views.blocks import Step

LEVEL = 4


def cause_blocks(verdict: Verdict) -> Iterator[Block]:
    """Yield what would make a claim true, and then what it looks like."""
    if facts := (*map(_need, verdict.needs), *_without(verdict)):
        yield Heading("would need", LEVEL)
        yield Bullets(facts)
    found = verdict.looks_like
    if found.tried or found.is_cut_short:
        yield Heading("looks like", LEVEL)
        if said := _said(found):
            yield Bullets((said,))
        if found.shown:
            yield Working(tuple(_hypothesis(one, verdict.printing) for one in found.shown), "")


def legend(verdicts: Iterable[Verdict]) -> Iterator[Block]:
    """Yield how hypotheses are to be read, where there are some."""
    if any(verdict.looks_like.shown for verdict in verdicts):
        likely = "Of what a claim looks like, one bit less is twice as likely; "
        yield Paragraph((likely, Code("costcalc explain KIND"), " says what its kind is."))


def _need(need: Need) -> str:
    return f"{need.assumption} = {values_text(need.roundest, need.values)}{beside_text(need)}"


def _without(verdict: Verdict) -> Iterator[str]:
    """Yield which assumptions alone do not make a claim true, and of which nobody can say."""
    if verdict.would_not:
        yield f"no value of {either(verdict.would_not)} alone makes it true, within its range where it has one"
    if verdict.unsolved:
        yield f"which values of {either(verdict.unsolved)} would make it true cannot be said"


def beside_text(need: Need) -> str:
    """Return the values of other open assumptions with which a claim is true; nothing where it needs none."""
    others = " and ".join(f"{name} = {assumed(value)}" for name, value in need.beside.items())
    return f", with {others}" if others else ""


def _said(found: Hypotheses) -> str:
    """Return how much the hypotheses say; nothing where they speak for themselves."""
    tried = f"{counted(found.tried, 'was', 'were')} tried"
    if found.is_cut_short:
        tried += ", and not all: there is more in this answer to explain than it may take"
    if found.is_cut_short and not found.tried:
        return "nothing was tried: there is more in this answer to explain than it may take"
    if not found.fitting:
        which = "none of those tried" if found.is_cut_short else "no simple change"
        return f"{which} makes it true ({tried})"
    print_it = counted(found.fitting, "change")
    if found.is_coarse:
        apart = "causes apart" if found.fitting > 1 else "a cause from chance"
        return f"too coarse to tell {apart}: {print_it} would print it ({tried})"
    if not found.shown:
        return f"no simple change makes it true: {print_it} would print it, and so would any figure be ({tried})"
    return ""


def _hypothesis(one: Hypothesis, printing: Printing | None) -> Step:
    in_percent = printing is not None and printing.kind is FigureKind.PERCENT
    given = " and ".join(f"{name} = {grouped(symbolic(node))}" for name, node in one.given.items())
    said = (
        f"where {given}" if given else "",
        money.percent(one.figure.value) if in_percent else "",
        one.rounding if one.rounding in {"cut", "raised"} else "",
        f"{one.kind}, {bits_of(one)} bits",
    )
    return step(one.text, one.figure)._replace(remark=", ".join(filter(None, said)))
