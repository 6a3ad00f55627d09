"""Claims over ranges: whether some value in them makes one true, found by solving, where the ends do not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.needs import AskedAssumption
from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.audit.windows import wide_window_of
from costcalc.expr import Dependence, Footing

if TYPE_CHECKING:
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.comparison import Comparison

INSIDE = "some value inside the range that is left open makes it true"
NOWHERE = "no value inside the range that is left open makes it true"


def settled(verdict: Verdict, suspect: Suspect | None, result: Comparison) -> Verdict:
    """Return a verdict in which the values inside of ranges have been looked at.

    The lowest and the highest value of a formula say nothing of what lies between them: `ceil` leaves out most of it,
    and what rises and falls goes beyond its ends.

    Args:
        verdict: What its ends say.
        suspect: The claim; None where nothing can be computed of it.
        result: What its scenario costs.
    """
    judgement = verdict.judgement
    ranged = judgement.figure.ranged if judgement and judgement.figure else None
    if suspect is None or judgement is None or ranged is None or ranged.span is None or suspect.printing.is_interval:
        return verdict
    if judgement.relation not in {Relation.POSSIBLE, Relation.DIFFERS, Relation.NOT_CHECKABLE}:
        return verdict
    on = Footing.on(suspect.frame)
    names = [name for name in result.ranges.ends if Dependence(frozenset({name})).names(suspect.node, on)]
    known = [AskedAssumption(name, suspect, suspect.frame, result) for name in names]
    found = [one.within(wide_window_of(suspect.printing)) for one in known]
    true = any(one.possible(each) for one, values in zip(known, found, strict=True) for each in values or ())
    if true and judgement.relation is not Relation.POSSIBLE:
        return verdict._replace(judgement=judgement._replace(relation=Relation.POSSIBLE, why=INSIDE))
    if not true and len(names) == 1 and found[0] is not None:
        return verdict._replace(judgement=judgement._replace(relation=Relation.IMPOSSIBLE, why=NOWHERE))
    return verdict
