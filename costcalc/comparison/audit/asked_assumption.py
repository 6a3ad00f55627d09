"""An assumption that the formulas of a claim are solved for: all values that make every one of them come out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.effort import NODES_OF_A_STEP, STEPS_OF_A_NEED
from costcalc.comparison.audit.windows import FAR
from costcalc.comparison.impossible import why_impossible
from costcalc.expr import UndefinedError, evaluate, pinned, simplest
from costcalc.expr.solving.found import ValueInterval
from costcalc.expr.solving.inquiry import TooLongError
from costcalc.expr.solving.intervals import shared
from costcalc.expr.solving.trimmed import trimmed
from costcalc.expr.solving.within import values_within
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.comparison.audit.claim_case import ClaimCase
    from costcalc.comparison.audit.effort import Effort
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Frame
    from costcalc.expr.solving.within import NumberWindow

SPENT = "there is more in this answer to look at than it may take"
EVERY = ValueInterval(None, None, low_closed=False, high_closed=False)
HUGE = Fraction(10) ** 9
"""A formula that comes to more than every bill at such a value grows without an end; at a smaller one it has a pole."""


class AskedAssumption(NamedTuple):
    """An assumption that the formulas of a claim are solved for.

    Args:
        name: The assumption.
        case: The claim.
        effort: How much may be looked at.
        beside: The values of others, where these are not what the claim has.
    """

    name: str
    case: ClaimCase
    effort: Effort
    beside: Mapping[str, Fraction]

    def values(self, window: NumberWindow) -> tuple[ValueInterval, ...] | None:
        """Return the values for which every formula lies in a window, and that a workload can have.

        Args:
            window: The numbers that are meant.

        Returns:
            The intervals, in order; None where nobody can say, since a formula cannot be solved for it.

        Raises:
            TooLongError: where it takes too long to look at all.
        """
        found: tuple[ValueInterval, ...] = (EVERY,)
        is_known = True
        for suspect in self.case.suspects:
            some = self._of(suspect, window)
            is_known = is_known and some is not None
            pairs = ((one, other) for one in found for other in (some if some is not None else (EVERY,)))
            found = tuple(both for one, other in pairs if (both := shared(one, other)))
        if not is_known and found:
            return None
        return tuple(each for one in found if (each := self._possible(one)))

    @property
    def stated(self) -> Fraction | None:
        """The value that it has in the claim; None where it has none."""
        value = self.case.suspects[0].frame.bottom.get(self.name)
        return None if value is None else Fraction(value)

    def _frame(self, suspect: Suspect) -> Frame:
        return suspect.frame.given({other: pinned(value) for other, value in self.beside.items()})

    def _of(self, suspect: Suspect, window: NumberWindow) -> tuple[ValueInterval, ...] | None:
        """Return the values for which one formula lies in a window; None where nobody can say."""
        if self.effort.is_spent:
            raise TooLongError(SPENT, suspect.node)
        frame = self._frame(suspect)
        frame.steps[0] = allowed = min(STEPS_OF_A_NEED, 1 + self.effort.left // NODES_OF_A_STEP)
        least, most = self._ends()
        try:
            return values_within(
                suspect.node,
                self.name,
                frame,
                lambda value: frame.given({self.name: value}),
                simplest(window.low),
                simplest(window.high),
                low_closed=window.low_closed,
                high_closed=window.high_closed,
                least=least,
                most=most,
            )
        except TooLongError:
            raise
        except (UndefinedError, InputError):
            return None
        finally:
            self.effort.take((allowed - frame.steps[0]) * NODES_OF_A_STEP)

    def _ends(self) -> tuple[Fraction | None, Fraction | None]:
        """Return the least and the highest value that it can have.

        These are the ends of its range; what has none is 0 or more where it is counted, and a share, a rate, or what is
        negative already may be anything.
        """
        ends = self.case.result.ranges.ends.get(self.name)
        if ends is not None:
            return Fraction(ends.low), Fraction(ends.high)
        return (Fraction(0) if self.stated is None or self.stated >= 1 else None), None

    def _possible(self, values: ValueInterval) -> ValueInterval | None:
        """Return some values as far as a workload can have them: no quantity is negative."""
        if self._is_far(values.low):
            values = values._replace(low=None, low_closed=False)
        if self._is_far(values.high):
            values = values._replace(high=None, high_closed=False)
        return trimmed(values, self._can_be)

    def _can_be(self, value: Fraction) -> bool:
        """Return whether a workload can have a value."""
        options = {option.id: option for option in self.case.result.plan.options}
        try:
            for suspect in self.case.suspects:
                frame = self._frame(suspect).given({self.name: pinned(value)})
                if why_impossible([suspect.node], options, frame):
                    return False
        except InputError:
            return False
        return True

    def _is_far(self, end: Fraction | None) -> bool:
        """Return whether an end is one only because somewhere an end had to be: of `over $2,000` there is none."""
        if end is None or abs(end) < HUGE or not self.case.printing.bound:
            return False
        return any(self._comes_to_much(suspect, end) for suspect in self.case.suspects)

    def _comes_to_much(self, suspect: Suspect, value: Fraction) -> bool:
        try:
            found = evaluate(suspect.node, self._frame(suspect).given({self.name: pinned(value)}))
        except (UndefinedError, InputError):
            return False
        return abs(Fraction(found)) * 2 >= FAR  # steps end before it
