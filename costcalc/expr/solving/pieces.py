"""Formulas over all values of the unknown, one piece after another: single values, and stretches between them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.dependence import Footing
from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.solving.inquiry import TOO_LONG, VISITS_A_STEP, CountedError, Inquiry, TooLongError
from costcalc.expr.solving.polynomial import Ratio, Spot
from costcalc.expr.solving.rational import rational

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr.values import Values

MOST_VISITS = 60_000


class FormulaPiece(NamedTuple):
    """A value of the unknown, or all values between two others, these excluded.

    Args:
        start: Where it begins; None where it has no beginning.
        end: Where it ends: at `start` where it is one value; None where it has no end.
        parts: Each formula as a function of the unknown; None where one has no value, or nobody looked.
        error: Why one has none.
        settled: What its bounds say of all of it, where nobody looked: see `search`.
    """

    start: Fraction | None
    end: Fraction | None
    parts: tuple[Ratio, ...] | None = None
    error: UndefinedError | None = None
    settled: int | None = None

    @property
    def is_value(self) -> bool:
        """Whether it is one value."""
        return self.start is not None and self.start == self.end


class ManyPiecesError(Exception):
    """There are more pieces than are looked at one by one.

    Attributes:
        reached: Where the last piece ended.
    """

    def __init__(self, reached: Fraction) -> None:
        super().__init__(reached)
        self.reached = reached


class FormulaPieces:
    """Formulas over the values of the unknown.

    Args:
        nodes: The formulas.
        unknown: The assumption.
        frame: Where they are asked.
    """

    def __init__(self, nodes: tuple[Node, ...], unknown: str, frame: Values) -> None:
        self.nodes = nodes
        self.frame = frame
        self.on = Footing.on(frame)
        self.allowed = min(MOST_VISITS, frame.steps[0] * VISITS_A_STEP)
        self.inquiry = Inquiry(unknown, self.allowed)

    @property
    def depends(self) -> bool:
        """Whether any of the formulas rests on the unknown."""
        return any(self.inquiry.dependence.names(node, self.on) for node in self.nodes)

    def spend(self) -> None:
        """Take what was looked at off the allowance of the frame."""
        spent = (self.allowed - max(0, self.inquiry.visits)) // VISITS_A_STEP
        self.frame.steps[0] = max(0, self.frame.steps[0] - spent)

    def around(self, spot: Spot) -> tuple[tuple[Ratio, ...] | None, UndefinedError | None]:
        """Return the formulas around a spot, or why one has no value there.

        Raises:
            CountedError: where the unknown must be whole.
            UndefinedError: where it takes too long.
        """
        self.inquiry.turns = set()
        try:
            return tuple(rational(node, self.inquiry, self.on, spot) for node in self.nodes), None
        except CountedError:
            raise
        except UndefinedError as error:
            if self.inquiry.visits < 0 or not self.frame.steps[0]:
                raise TooLongError(TOO_LONG, error.node) from None
            return None, error

    def at(self, value: Fraction) -> FormulaPiece:
        """Return the piece of one value."""
        return FormulaPiece(value, value, *self.around(Spot(value, beyond=False)))

    def over(self, low: Fraction | None, high: Fraction | None, most: int) -> Iterator[FormulaPiece]:
        """Yield the pieces from one value, which is one of them, to another one, which is not.

        Args:
            low: The lower value; None for no bound.
            high: The higher value; None for no bound.
            most: How many stretches may be looked at.

        Raises:
            ManyPiecesError: where there are more.
        """
        start, seen = low, 0
        while True:
            if start is not None:
                yield self.at(start)
            parts, error = self.around(Spot(start, beyond=start is not None))
            turns = [turn for turn in self.inquiry.turns if start is None or turn > start]
            end = min(turns, default=None)
            if high is not None and (end is None or end >= high):
                end = high
            yield FormulaPiece(start, end, parts, error)
            seen += 1
            if end is None or end == high:
                return
            if seen == most:
                raise ManyPiecesError(end)
            start = end
