"""Everything about an equation in one assumption: all values that solve it, and where none does although it seems so.

Both sides are looked at from the least value upwards. A value that is found is put in, through all layers, and has to
make both sides equal.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr.definitions import pinned
from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.numbers import simplest
from costcalc.expr.operators import Difference
from costcalc.expr.solving.bounds import bounds
from costcalc.expr.solving.counted import CountedValues, Lattice, put_in
from costcalc.expr.solving.found import Failed, JumpOver, Root, Solutions, ValueInterval
from costcalc.expr.solving.inquiry import UNSAID, CountedError, TooLongError
from costcalc.expr.solving.passed import jump_at
from costcalc.expr.solving.pieces import FormulaPiece, FormulaPieces
from costcalc.expr.solving.polynomial import cleared, difference, direction
from costcalc.expr.solving.roots import LINEAR, WIDTH, isolated
from costcalc.expr.solving.search import LIMIT, PiecesFound, searched
from costcalc.expr.solving.working import working

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from costcalc.expr.numbers import Exact
    from costcalc.expr.values import Values

    Asked: TypeAlias = Callable[[Exact], Values]

MOST_SOLUTIONS = 64
NOTHING = Fraction(0)
SEVERAL = 3
"""From how many whole numbers in a row on they are told as a stretch."""


def solutions(  # noqa: PLR0913  # as much as an answer depends on
    left: Node,
    right: Node,
    unknown: str,
    frame: Values,
    asked: Asked,
    *,
    least: Fraction | None = NOTHING,
    most: Fraction | None = None,
    width: Fraction = WIDTH,
) -> Solutions:
    """Return everything about an equation in one assumption.

    Args:
        left: A formula.
        right: What it has to be equal to.
        unknown: The assumption; it needs no value, and what it has is not looked at.
        frame: Where the formulas are asked.
        asked: Returns the same frame with another value of the unknown: `lambda value: frame.given({unknown: value})`.
        least: The least value that the unknown can have; None for no bound.
        most: The most that it can be; None for no bound. What lies beyond is not looked at.
        width: How close the ends are between which a solution lies that cannot be written down.

    Returns:
        All that is known. It raises nothing: what cannot be said is in `failed`.
    """
    equation = _EquationLook((left, right), unknown, frame, asked)
    pieces = equation.pieces
    try:
        equation.look((least, most), width)
    except CountedError as error:
        equation.clear()
        equation.whole = True
        try:
            equation.count(Lattice.of(error), -LIMIT if least is None else least, most)
        except UndefinedError as why:
            equation.fail(least, most, why)
    except UndefinedError as error:
        equation.fail(least, most, error)
    finally:
        pieces.spend()
    return equation.found()


class _EquationLook:
    def __init__(self, sides: tuple[Node, Node], unknown: str, frame: Values, asked: Asked) -> None:
        self.sides = sides
        self.frame = frame
        self.asked = asked
        self.pieces = FormulaPieces(sides, unknown, frame)
        self.apart = Difference(*sides)
        self.whole = False
        self.clear()

    def clear(self) -> None:
        self.roots: list[Root] = []
        self.stretches: list[ValueInterval] = []
        self.jumps: list[JumpOver] = []
        self.failed: list[Failed] = []

    def found(self) -> Solutions:
        return Solutions(
            tuple(self.roots),
            tuple(self.stretches),
            tuple(self.jumps),
            tuple(self.failed),
            self.whole,
            self.pieces.depends,
        )

    def settled(self, low: Fraction, high: Fraction) -> int | None:
        """Return the sign of the difference over all values between two others; None where that is not known."""
        hull = bounds(self.apart, self.pieces.inquiry, self.pieces.on, low, high)
        if hull is None or (hull.low <= 0 <= hull.high and not hull.single):
            return None
        return (hull.low > 0) - (hull.low < 0)

    def fail(self, low: Fraction | None, high: Fraction | None, error: UndefinedError) -> None:
        """Note down that of a value, or of those between two others, nothing can be said."""
        one = low is not None and low == high
        where = ValueInterval(low, high, low_closed=one, high_closed=one)
        self.failed.append(Failed(where, str(error), error.node, undefined=not isinstance(error, UNSAID)))

    def look(self, ends: tuple[Fraction | None, Fraction | None], width: Fraction) -> None:
        """Look at all values that there are."""
        found = PiecesFound(searched(self.pieces, *ends, self.settled))
        nth = 0
        while found.has(nth):
            piece = found[nth]
            if len(self.roots) + len(self.stretches) >= MOST_SOLUTIONS:
                message = f"only the first {MOST_SOLUTIONS} solutions are listed"
                self.fail(piece.start, None, TooLongError(message, self.apart))
                return
            if piece.error:
                self.fail(piece.start, piece.end, piece.error)
            if piece.is_value and (jump := jump_at(found.around(nth), self.pieces)):
                self.jumps.append(jump)
            last = nth
            while found.has(last) and _alike(found[last]):
                last += 1
            if last - nth > 1 or (last > nth and not piece.is_value):
                self.stretch(piece, found[last - 1])
            elif last > nth:
                self.put(piece.end or NOTHING, [one for one in found.around(nth) if one and not one.is_value])
            else:
                self.inside(piece, width)
            nth = max(last, nth + 1)

    def inside(self, piece: FormulaPiece, width: Fraction) -> None:
        """Note down where both sides are equal within a piece that is several values."""
        if piece.is_value or not piece.parts:
            return
        apart = piece.parts[0].plus(piece.parts[1], -1)
        try:
            self.pieces.inquiry.isolating(apart, self.apart)
        except UndefinedError as error:
            self.fail(piece.start, piece.end, error)
            return
        for low, high in isolated(apart.top, piece.start, piece.end, width):
            if low == high:
                self.put(low, [piece])
            else:
                self.roots.append(Root(low, high))

    def stretch(self, first: FormulaPiece, last: FormulaPiece) -> None:
        """Note down that both sides are equal from one piece to another."""
        where = ValueInterval(first.start, last.end, low_closed=first.is_value, high_closed=last.is_value)
        self.stretches.append(where)

    def put(self, value: Fraction, beside: Sequence[FormulaPiece] = ()) -> None:
        """Note down a value that makes both sides equal, if it does when it is put in."""
        try:
            left, right = put_in(self.sides, value, self.frame, self.asked)
        except UndefinedError as error:
            self.fail(value, value, error)
            return
        if left != right:
            self.fail(value, value, UndefinedError("put in, it does not make both sides equal", self.apart))
            return
        exact = simplest(value)
        for piece in beside:
            sides = cleared(*piece.parts) if piece.parts else None
            if sides and len(apart := difference(*sides)) == LINEAR and -apart[0] / apart[1] == value:
                self.roots.append(Root(value, value, working(sides, exact)))
                return
        self.roots.append(Root(value, value, pinned(exact)))

    def count(self, lattice: Lattice, least: Fraction, most: Fraction | None) -> None:
        """Look at all values for which what is counted is whole."""
        values = CountedValues(self.sides, self.frame, self.asked, lattice)
        before: tuple[int, int] | None = None
        alike: list[int] = []
        failed_up_to: int | None = None
        for one in values.searched(least, most, self.pieces.inquiry, self.settled):
            if one.error:
                low = lattice[one.first]
                if self.failed and self.failed[-1].why == str(one.error) and failed_up_to == one.first - 1:
                    low = self.failed.pop().where.low or low
                self.fail(low, lattice[one.last], one.error)
                failed_up_to = one.last
            sign = one.settled if one.values is None else direction(one.values[0] - one.values[1])
            if before and sign and before[1] * sign < 0:
                self.jump(before[0], one.first, values)
            if sign == 0:
                alike += [one.first, one.last]
            else:
                self.counted(alike, lattice)
                alike = []
            before = None if sign is None else (one.last, sign)
        self.counted(alike, lattice)

    def counted(self, alike: list[int], lattice: Lattice) -> None:
        """Note down whole values in a row for which both sides are equal."""
        if not alike:
            return
        first, last = alike[0], alike[-1]
        if last - first < SEVERAL - 1:
            for nth in range(first, last + 1):
                self.put(lattice[nth])
            return
        where = ValueInterval(lattice[first], lattice[last], low_closed=True, high_closed=True, whole=True)
        unbounded = last == lattice.last
        self.stretches.append(where._replace(high=None, high_closed=False) if unbounded else where)

    def jump(self, before: int, after: int, values: CountedValues) -> None:
        """Note down that the difference passes 0 from one whole value to the next."""
        apart = []
        for nth in (before, after):
            found = values.at(nth).values
            apart.append(simplest(found[0] - found[1]) if found else None)
        at, above = apart
        self.jumps.append(JumpOver(values.lattice[before], None, at, above, values.lattice[after]))


def _alike(piece: FormulaPiece) -> bool:
    """Return whether both sides are equal on all of a piece."""
    if piece.parts is None:
        return piece.settled == 0
    return not piece.parts[0].plus(piece.parts[1], -1).top
