"""A claim as it is looked into: what is said of it, and each of its formulas with all that may explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.witnesses import suspects_of
from costcalc.expr import Dependence, Footing

if TYPE_CHECKING:
    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.audit.witnesses import Evidence
    from costcalc.comparison.comparison import Comparison
    from costcalc.expr.ranges.span import Span


class ClaimCase(NamedTuple):
    """A claim as it is looked into.

    Args:
        verdict: What is said of it.
        suspects: Each of its formulas: what it prints is a figure of every one of them. None where that is no number.
        decides: The one that decides what is said.
        result: What its scenario costs.
    """

    verdict: Verdict
    suspects: tuple[Suspect, ...]
    decides: Suspect | None
    result: Comparison

    @property
    def printing(self) -> Printing:
        """What it prints; of a claim with formulas alone."""
        return self.suspects[0].printing

    @property
    def span(self) -> Span | None:
        """The lowest and the highest value of the formula that decides; None where it is one number."""
        figure = self.verdict.figure
        return figure.ranged.span if figure and figure.ranged else None

    @property
    def open_names(self) -> list[str]:
        """The assumptions with a range that it rests on."""
        return [name for name in self.result.ranges.ends if self.rests_on(name)]

    def rests_on(self, assumption: str) -> bool:
        """Whether any of its formulas rests on an assumption."""
        asked = Dependence(frozenset({assumption}))
        return any(asked.names(each.node, Footing.on(each.frame)) for each in self.suspects)


def case_of(verdict: Verdict, evidence: Evidence) -> ClaimCase:
    """Return a claim as it is looked into.

    Args:
        verdict: What is said of it so far.
        evidence: What is known of all claims.
    """
    found = list(suspects_of(verdict, evidence))
    decides = next((suspect for of, suspect in found if of is verdict.figure), None)
    return ClaimCase(verdict, tuple(suspect for _, suspect in found), decides, evidence.result)
