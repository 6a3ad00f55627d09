"""The relation of each claim of a scenario: to what its formulas come to, and to what others print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.conflicts import fits_as_printed, only_printed, other_texts
from costcalc.comparison.audit.effort import MOST_TO_EXPLAIN, Effort
from costcalc.comparison.audit.judge import Judgement, judged
from costcalc.comparison.audit.measure import Measures
from costcalc.comparison.audit.price_lists import PriceShelf
from costcalc.comparison.audit.printing import Printing, printing_of
from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.audit.verdict import Verdict
from costcalc.comparison.audit.witnesses import Evidence, witnesses
from costcalc.scenario import PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.figure_value import ClaimValue
    from costcalc.ratecard import Catalogue


def evidence_of(result: Comparison, cards: Catalogue) -> tuple[list[Verdict], Evidence]:
    """Return the relation of each claim of a scenario, and all that they can be explained with."""
    readings = {str(claim.written.claim): printing_of(claim.written) for claim in result.claims}
    verdicts = list(_judged(result, readings))
    shelf = PriceShelf(result.plan, cards)
    return verdicts, Evidence(result, list(witnesses(verdicts)), shelf, Effort(MOST_TO_EXPLAIN))


def _judged(result: Comparison, readings: Mapping[str, Printing | str | None]) -> Iterator[Verdict]:
    measures = Measures(result.plan)
    printed = {f"{PRINTED}.{name}": each if isinstance(each, Printing) else None for name, each in readings.items()}
    for claim in result.claims:
        printing = readings[str(claim.written.claim)]
        if printing is None:
            yield Verdict(claim, None, None)
        elif isinstance(printing, str):
            yield Verdict(claim, None, Judgement(Relation.NOT_CHECKABLE, why=printing))
        else:
            yield Verdict(claim, printing, _judgement(claim, printing, measures, printed))


def _judgement(
    claim: ClaimValue, printing: Printing, measures: Measures, printed: Mapping[str, Printing | None]
) -> Judgement:
    of = claim.written.of
    if not of:
        return Judgement(Relation.NOT_CHECKABLE, why="nobody says what it is a figure of: give it an `of`")
    if why := measures.why_another_kind(of, printing):
        return Judgement(Relation.NOT_CHECKABLE, why=why)
    found = judged(claim.figures, printing)
    if found.relation is Relation.DIFFERS and only_printed(of):
        if len(of) == 1 and fits_as_printed(of[0], printing, printed):
            return found._replace(relation=Relation.POSSIBLE, why="it fits what the printed figures are rounded from")
        return found._replace(relation=Relation.INCONSISTENT, why="the printed figures do not fit each other")
    return found


def conflicting(verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts with those that another text of the same formula speaks against.

    One that comes out is not wrong because another one does not, nor is what its ranges leave open.

    Args:
        verdicts: What is said of each claim, ranges looked at.
    """
    others = other_texts(verdicts)
    found = []
    for verdict in verdicts:
        other = others.get(verdict.name)
        if other and verdict.judgement:
            right = ", and it comes out" if other.relation in {Relation.AGREES, Relation.ROUNDED} else ""
            why = f"`{other.name}` prints another number of the same formula{right}"
            verdict = verdict._replace(judgement=verdict.judgement._replace(relation=Relation.INCONSISTENT, why=why))  # noqa: PLW2901
        found.append(verdict)
    return found
