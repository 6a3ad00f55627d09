"""Claims over ranges: whether some value in them makes one true, found by solving, where the ends do not say it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.asked_assumption import SPENT, AskedAssumption
from costcalc.comparison.audit.effort import MOST_BESIDE
from costcalc.comparison.audit.needs import beside_others
from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.audit.verdict import TOO_LONG
from costcalc.comparison.audit.windows import wide_window_of
from costcalc.expr.solving.inquiry import TooLongError

if TYPE_CHECKING:
    from costcalc.comparison.audit.claim_case import ClaimCase
    from costcalc.comparison.audit.effort import Effort
    from costcalc.comparison.audit.verdict import Verdict

INSIDE = "some value inside the range that is left open makes it true"
NOWHERE = "no value inside the range that is left open makes it true"
NOT_FOUND = "it lies inside the range that is left open, and no values were found that make it true"


def settled(case: ClaimCase, effort: Effort) -> Verdict:
    """Return what is said of a claim when the values inside of ranges have been looked at.

    The lowest and the highest value of a formula say nothing of what lies between them: `ceil` leaves out most of it,
    what rises and falls goes beyond its ends, and of several formulas each may want another value.

    Args:
        case: The claim.
        effort: How much may be looked at.
    """
    judgement = case.verdict.judgement
    if judgement is None or not case.suspects or case.span is None or case.printing.is_interval:
        return case.verdict
    if judgement.relation not in {Relation.POSSIBLE, Relation.DIFFERS, Relation.NOT_CHECKABLE}:
        return case.verdict
    try:
        found = _is_made_true(case, effort)
    except TooLongError:
        return case.verdict._replace(judgement=judgement._replace(relation=Relation.NOT_CHECKABLE, why=TOO_LONG))
    relation: Relation = judgement.relation
    why = judgement.why
    if found is False:
        relation, why = Relation.IMPOSSIBLE, NOWHERE
    elif found and relation is not Relation.POSSIBLE:
        relation, why = Relation.POSSIBLE, INSIDE
    elif found is None and relation is not Relation.NOT_CHECKABLE:
        relation, why = Relation.NOT_CHECKABLE, NOT_FOUND if relation is Relation.POSSIBLE else why
    return case.verdict._replace(judgement=judgement._replace(relation=relation, why=why))


def _is_made_true(case: ClaimCase, effort: Effort) -> bool | None:
    """Return whether some values inside of ranges make a claim true; None where none were found, and may be.

    Raises:
        TooLongError: where it takes too long to look.
    """
    if _is_at_an_end(case):
        return True
    window = wide_window_of(case.printing)
    names = case.open_names
    if len(names) == 1:
        values = AskedAssumption(names[0], case, effort, {}).values(window)
        return None if values is None else bool(values)
    for suspect in case.suspects:
        alone = case._replace(suspects=(suspect,))
        own = alone.open_names
        if len(own) == 1 and AskedAssumption(own[0], alone, effort, {}).values(window) == ():
            return False  # whatever the others are
    return bool(_beside(case, effort)) or None


def _beside(case: ClaimCase, effort: Effort) -> bool:
    """Return whether values of several assumptions were found that make a claim true.

    Raises:
        TooLongError: where nothing more may be looked at.
    """
    if effort.is_spent:
        raise TooLongError(SPENT, case.suspects[0].node)
    with effort.lent(min(MOST_BESIDE, effort.left)) as own:
        return bool(beside_others(case, own, wide=True))


def _is_at_an_end(case: ClaimCase) -> bool:
    """Return whether the one formula of a claim comes to what is printed where it is lowest, or where it is highest."""
    window = wide_window_of(case.printing)
    ends = ((case.span.low, case.span.at_low), (case.span.high, case.span.at_high)) if case.span else ()
    return len(case.suspects) == 1 and any(window.has(Fraction(value)) and not at.beside for value, at in ends)
