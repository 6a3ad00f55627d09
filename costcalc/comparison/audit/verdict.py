"""What recomputing a claim says."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.hypotheses import NONE, Hypotheses
from costcalc.comparison.audit.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from costcalc.comparison.audit.held import HeldPrice
    from costcalc.comparison.audit.judge import Judgement
    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.audit.tags import Tag
    from costcalc.comparison.figure_value import ClaimValue, FigureValue
    from costcalc.expr.solving.found import ValueInterval


TOO_LONG = "it takes too long to look at all that its ranges leave open"
"""Why a claim is not checkable that can be computed."""


class Need(NamedTuple):
    """The values of an assumption that make a claim true, each of them with all others as they are, or as is said.

    Args:
        assumption: The assumption.
        values: All of its values that print the same.
        roundest: The one of them that is written with the fewest digits, of those nearest to the stated value.
        beside: The values of other open assumptions with which they do.
    """

    assumption: str
    values: tuple[ValueInterval, ...]
    roundest: Fraction
    beside: Mapping[str, Fraction] = MappingProxyType({})


class Verdict(NamedTuple):
    """What recomputing a claim says.

    Args:
        claim: The claim, with what its formulas come to.
        printing: What it prints; None where it prints nothing, and where that is no number.
        judgement: How that stands to what comes out; None of a figure, which is shown and not judged.
        tags: What is to be said beside that.
        needs: What would make it true.
        would_not: The assumptions of which no value alone does, within its range where it has one.
        unsolved: The assumptions of which nobody can say that.
        looks_like: Hypotheses of how it came about.
        prices: The printed prices in it, each held against the published one.
    """

    claim: ClaimValue
    printing: Printing | None
    judgement: Judgement | None
    tags: tuple[Tag, ...] = ()
    needs: tuple[Need, ...] = ()
    would_not: tuple[str, ...] = ()
    unsolved: tuple[str, ...] = ()
    looks_like: Hypotheses = NONE
    prices: tuple[HeldPrice, ...] = ()

    @property
    def name(self) -> str:
        """What the claim is called."""
        return str(self.claim.written.claim)

    @property
    def relation(self) -> Relation | None:
        """How what is printed stands to what comes out; None of a figure."""
        return self.judgement.relation if self.judgement else None

    @property
    def figure(self) -> FigureValue | None:
        """The formula that decides what is said of it; None where none does."""
        return self.judgement.figure if self.judgement else None

    @property
    def is_unsettled(self) -> bool:
        """Whether it may be wrong, and nobody knows, since it took too long to look."""
        return self.judgement is not None and self.judgement.why == TOO_LONG

    @property
    def is_false(self) -> bool:
        """Whether it is wrong."""
        return self.relation is not None and self.relation.is_false

    @property
    def words(self) -> tuple[str, ...]:
        """Its relation and its tags, as `expect` has them."""
        tags = dict.fromkeys(tag.name for tag in self.tags)
        return (*([self.relation.value] if self.relation else []), *tags)

    @property
    def expected(self) -> Sequence[str]:
        """What the file says is known about it."""
        return self.claim.written.expect

    @property
    def unmet(self) -> tuple[str, ...]:
        """What is expected of it, and is not so."""
        return tuple(word for word in self.expected if word not in self.words)

    @property
    def is_unexpected(self) -> bool:
        """Whether it is wrong or unsettled, and nobody said so."""
        is_wrong = self.is_false or self.is_unsettled
        return is_wrong and self.relation is not None and self.relation.value not in self.expected

    @property
    def fails(self) -> bool:
        """Whether somebody who wants to be strict stops here."""
        return self.is_unexpected or bool(self.unmet)
