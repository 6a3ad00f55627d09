"""How a printed number stands to the recomputed one: exactly the same, rounded, cut, or another one."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from costcalc.expr import Exact


class Relation(Enum):
    """What recomputing a printed figure says of it; where several hold, the first one."""

    NOT_CHECKABLE = "not-checkable"
    IMPOSSIBLE = "impossible"
    POSSIBLE = "possible"
    INCONSISTENT = "inconsistent"
    DIFFERS = "differs"
    CUT = "cut"
    RAISED = "raised"
    ROUNDED = "rounded"
    AGREES = "agrees"

    @property
    def is_false(self) -> bool:
        """Whether the figure is wrong."""
        return self in {Relation.IMPOSSIBLE, Relation.INCONSISTENT, Relation.DIFFERS}

    @property
    def is_open(self) -> bool:
        """Whether something would have to be otherwise for the figure to be right: it is wrong, or only possible."""
        return self.is_false or self is Relation.POSSIBLE

    @property
    def rank(self) -> int:
        """Its place in the order in which one of several is said."""
        return list(Relation).index(self)


MEANINGS = {
    Relation.NOT_CHECKABLE: "it is a figure of nothing that can be computed here",
    Relation.IMPOSSIBLE: "whatever the assumptions that are left open, it does not come out",
    Relation.POSSIBLE: "it does not come out at the stated values, but at others that are left open",
    Relation.INCONSISTENT: "it does not fit another printed figure",
    Relation.DIFFERS: "another number comes out",
    Relation.CUT: "its last digits were cut off, and not rounded",
    Relation.RAISED: "it was rounded up, and not to the nearest",
    Relation.ROUNDED: "it was rounded to the nearest",
    Relation.AGREES: "exactly this comes out",
}
"""What each one says."""

HALF_UP, HALF_EVEN = "half-up", "half-even"
BOTH = f"{HALF_UP} and {HALF_EVEN}"


class Reading(NamedTuple):
    """A printed number with the step it is written to.

    Args:
        value: The number.
        step: What its last digit counts; 0 where every digit of it is meant.
    """

    value: Fraction
    step: Fraction

    @property
    def low(self) -> Fraction:
        """The least that rounds to it."""
        return self.value - self.step / 2

    @property
    def high(self) -> Fraction:
        """The most that rounds to it; what is rounded half up to the next is not."""
        return self.value + self.step / 2

    def rounding(self, exact: Exact) -> str | None:
        """Return how a number is rounded to this one; None where it is not."""
        value = Fraction(exact)
        apart = abs(value - self.value)
        if apart * 2 < self.step or not apart:
            return BOTH
        if apart * 2 > self.step:
            return None
        # The tie: away from 0, or to the even last digit.
        up = abs(value) < abs(self.value)
        even = self.value % (2 * self.step) == 0
        return {(True, True): BOTH, (True, False): HALF_UP, (False, True): HALF_EVEN}.get((up, even))

    def relation(self, exact: Exact) -> tuple[Relation, str | None]:
        """Return how it stands to a recomputed number, and how that is rounded to it."""
        value = Fraction(exact)
        if value == self.value:
            return Relation.AGREES, None
        if rounding := self.rounding(exact):
            return Relation.ROUNDED, rounding
        beyond = value - self.value if self.value + value > 0 else self.value - value
        if abs(beyond) >= self.step or self.value * value < 0:
            return Relation.DIFFERS, None
        if beyond > 0:
            return Relation.CUT, None
        # Of one step, as $1M is, anything less could be rounded up to it.
        return (Relation.RAISED if abs(self.value) > self.step else Relation.DIFFERS), None

    def prints(self, exact: Exact) -> bool:
        """Return whether a number is written like this, rounded to the nearest."""
        return self.rounding(exact) is not None
