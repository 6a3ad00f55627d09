"""The claims of a scenario as they speak for or against each other, and the one that is looked at."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.suspect import OwnClaim, Suspect, Witness
from costcalc.expr import Frame, Symbol
from costcalc.scenario import PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.audit.price_lists import PriceShelf
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.comparison import Comparison


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
            yield Witness(verdict.name, node, frame, exact, printed, reading, kind, position)


def suspect_of(verdict: Verdict, known: Sequence[Witness], shelf: PriceShelf, result: Comparison) -> Suspect | None:
    """Return a claim with all that may explain it; None where it is a figure of nothing, or prints no number.

    Args:
        verdict: What is said of it.
        known: The claims of its scenario that print one number.
        shelf: The price lists that it could be priced with.
        result: What it costs.
    """
    figures = verdict.claim.figures
    judged = verdict.judgement.figure if verdict.judgement else None
    if verdict.printing is None or judged is None:
        return None
    position = next(each for each, claim in enumerate(result.claims) if claim is verdict.claim)
    which = next(each for each, figure in enumerate(figures) if figure is judged)
    frame = judged.figure.env
    if not isinstance(frame, Frame):
        return None
    others = [each for each in known if each.position != position]
    written = verdict.claim.written.of[which]
    own = OwnClaim(written, judged.figure.node, frame, verdict.printing, position)
    return Suspect(own, others, shelf)
