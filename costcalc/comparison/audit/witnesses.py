"""The claims of a scenario as they speak for or against each other, and the one that is looked at."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.parts import inside_of
from costcalc.comparison.audit.suspect import Suspect
from costcalc.comparison.audit.witness import OwnClaim, Witness
from costcalc.expr import Frame, Symbol
from costcalc.scenario import PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.audit.effort import Effort
    from costcalc.comparison.audit.price_lists import PriceShelf
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.figure_value import FigureValue


def witnesses(verdicts: Sequence[Verdict]) -> Iterator[Witness]:
    """Yield the claims that print one number, and are a figure of one formula that comes to one."""
    for position, verdict in enumerate(verdicts):
        number = verdict.claim.written.number()
        reading = verdict.printing.one if verdict.printing else None
        if verdict.printing is None or number is None or reading is None or len(verdict.claim.figures) != 1:
            continue
        (figure,) = verdict.claim.figures
        if figure.value is not None and isinstance(figure.figure.env, Frame):
            printed = Symbol(f"{PRINTED}.{verdict.name}", number)
            exact = Fraction(figure.value)
            node, frame, kind = figure.figure.node, figure.figure.env, verdict.printing.kind
            inside = inside_of(node)
            at = verdict.claim.written.with_
            yield Witness(verdict.name, node, frame, exact, printed, reading, kind, position, at, inside)


class Evidence(NamedTuple):
    """What is known to judge a claim with.

    Args:
        result: What the scenario costs, with what each claim comes to.
        known: The claims that print one number.
        shelf: The price lists that it could be priced with.
        effort: How much may be looked at to explain them.
    """

    result: Comparison
    known: Sequence[Witness]
    shelf: PriceShelf
    effort: Effort


def suspects_of(verdict: Verdict, evidence: Evidence) -> Iterator[tuple[FigureValue, Suspect]]:
    """Yield each formula that a claim is a figure of, with all that may explain it; none of what prints no number.

    Args:
        verdict: What is said of it.
        evidence: What is known.
    """
    if verdict.printing is None or verdict.judgement is None or verdict.judgement.figure is None:
        return
    position = next(each for each, claim in enumerate(evidence.result.claims) if claim is verdict.claim)
    others = [each for each in evidence.known if each.position != position]
    for written, figure in zip(verdict.claim.written.of, verdict.claim.figures, strict=True):
        frame = figure.figure.env
        assert isinstance(frame, Frame)  # as each figure of a comparison has
        own = OwnClaim(written, figure.figure.node, frame, verdict.printing, position, verdict.claim.written.with_)
        yield figure, Suspect(own, others, evidence.shelf, evidence.effort)
