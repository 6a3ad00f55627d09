"""All values of an assumption for which a formula lies in a window: everything that prints as the same number."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.nodes import Node
from costcalc.expr.solving.bounds import bounds
from costcalc.expr.solving.counted import CountedValues, Lattice
from costcalc.expr.solving.found import ValueInterval
from costcalc.expr.solving.inquiry import UNSAID, CountedError
from costcalc.expr.solving.pieces import FormulaPiece, FormulaPieces
from costcalc.expr.solving.polynomial import Ratio, constant_ratio
from costcalc.expr.solving.roots import WIDTH, Between, isolated
from costcalc.expr.solving.search import LIMIT, searched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from costcalc.expr.numbers import Exact
    from costcalc.expr.values import Values

    Asked: TypeAlias = Callable[[Exact], Values]

NOTHING = Fraction(0)


def values_within(  # noqa: PLR0913, PLR0917  # as much as an answer depends on
    node: Node,
    unknown: str,
    frame: Values,
    asked: Asked,
    low: Exact,
    high: Exact,
    *,
    low_closed: bool = True,
    high_closed: bool = False,
    least: Fraction | None = NOTHING,
    most: Fraction | None = None,
    width: Fraction = WIDTH,
) -> tuple[ValueInterval, ...]:
    """Return all values of an assumption for which a formula lies between two numbers.

    Args:
        node: The formula.
        unknown: The assumption; it needs no value, and what it has is not looked at.
        frame: Where the formula is asked.
        asked: Returns the same frame with another value of the unknown: `lambda value: frame.given({unknown: value})`.
        low: The lowest number.
        high: The highest one.
        low_closed: Whether the lowest is meant, too.
        high_closed: Whether the highest is meant, too.
        least: The least value that the unknown can have; None for no bound.
        most: The highest; None for no bound.
        width: How close to the true ones ends are that cannot be written down; these lie outside.

    Returns:
        The intervals, in order. Where the formula has no value, nothing lies in the window.

    Raises:
        UndefinedError: where it takes too long to look at all values; it says how far it came.
    """
    window = NumberWindow(Fraction(low), Fraction(high), low_closed, high_closed)
    pieces = FormulaPieces((node,), unknown, frame)

    def settled(start: Fraction, end: Fraction) -> int | None:
        hull = bounds(node, pieces.inquiry, pieces.on, start, end)
        if hull is None:
            return None
        if window.has(hull.low) and window.has(hull.high):
            return 1
        return 0 if window.misses(hull.low, hull.high) else None

    try:
        return tuple(_joined(_pieces_within(searched(pieces, least, most, settled), window, width, pieces)))
    except CountedError as error:
        values = CountedValues((node,), frame, asked, Lattice.of(error))
        ends = (-LIMIT if least is None else least, most)
        return tuple(_counted_within(values, window, pieces, ends, settled))
    finally:
        pieces.spend()


class NumberWindow(NamedTuple):
    """Numbers between two others.

    Args:
        low: The lowest.
        high: The highest.
        low_closed: Whether the lowest is one of them.
        high_closed: Whether the highest is one of them.
    """

    low: Fraction
    high: Fraction
    low_closed: bool
    high_closed: bool

    def has(self, value: Fraction) -> bool:
        """Whether a number is one of them."""
        return (self.low < value or (self.low_closed and value == self.low)) and (
            value < self.high or (self.high_closed and value == self.high)
        )

    def misses(self, low: Fraction, high: Fraction) -> bool:
        """Whether none of the numbers between two others is one of them."""
        return (
            high < self.low
            or (high == self.low and not self.low_closed)
            or low > self.high
            or (low == self.high and not self.high_closed)
        )


def _pieces_within(
    found: Iterator[FormulaPiece], window: NumberWindow, width: Fraction, pieces: FormulaPieces
) -> Iterator[ValueInterval]:
    for piece in found:
        if isinstance(piece.error, UNSAID):
            raise piece.error
        if piece.parts:
            (of,) = piece.parts
            if piece.start is not None and piece.start == piece.end:
                if window.has(of.constant or NOTHING):
                    yield ValueInterval(piece.start, piece.start, low_closed=True, high_closed=True)
            else:
                pieces.inquiry.isolating(of, pieces.nodes[0])
                yield from _stretch_within(of, piece, window, width)
        elif piece.settled:
            yield ValueInterval(piece.start, piece.end, low_closed=False, high_closed=False)


def _stretch_within(of: Ratio, piece: FormulaPiece, window: NumberWindow, width: Fraction) -> Iterator[ValueInterval]:
    """Yield the values of a stretch for which a function lies in a window."""
    crossed: list[tuple[Between, bool]] = []
    for bound in (window.low, window.high):
        closed = window.has(bound)
        apart = of.plus(constant_ratio(bound), -1)
        if not apart.top:
            if closed:
                yield ValueInterval(piece.start, piece.end, low_closed=False, high_closed=False)
            return
        crossed += [(each, closed) for each in isolated(apart.top, piece.start, piece.end, width)]
    crossed.sort()
    starts = [(piece.start, piece.start, False), *((*each, closed) for each, closed in crossed)]
    ends = [*((*each, closed) for each, closed in crossed), (piece.end, piece.end, False)]
    for (low, from_, low_closed), (to, high, _) in zip(starts, ends, strict=True):
        exact = low == from_ and to == high
        if from_ is not None and from_ == low and low_closed:
            yield ValueInterval(low, low, low_closed=True, high_closed=True)
        value = of.limit(_inside(from_, to))
        if value is not None and window.has(value):
            yield ValueInterval(low, high, low_closed=False, high_closed=False, exact=exact)


def _inside(low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return a value between two others."""
    if low is None:
        return NOTHING if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2


def _joined(found: Iterator[ValueInterval]) -> Iterator[ValueInterval]:
    """Yield intervals, those that touch each other as one."""
    last: ValueInterval | None = None
    for each in found:
        if last and last.high is not None and each.low is not None and _touch(last, each):
            closed = each.high_closed
            low_closed = last.low_closed or (last.low == each.low and each.low_closed)
            last = ValueInterval(last.low, each.high, low_closed, closed, last.exact and each.exact)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _touch(one: ValueInterval, other: ValueInterval) -> bool:
    if one.high is None or other.low is None or one.high < other.low:
        return False
    return one.high > other.low or one.high_closed or other.low_closed


def _counted_within(
    values: CountedValues,
    window: NumberWindow,
    pieces: FormulaPieces,
    ends: tuple[Fraction, Fraction | None],
    settled: Callable[[Fraction, Fraction], int | None],
) -> Iterator[ValueInterval]:
    """Yield the whole values for which a formula lies in a window."""
    lattice, run = values.lattice, list[int]()
    least, most = ends

    def told() -> Iterator[ValueInterval]:
        if run:
            has_end = most is not None or run[-1] < lattice.last
            high = lattice[run[-1]] if has_end else None
            yield ValueInterval(lattice[run[0]], high, low_closed=True, high_closed=high is not None, whole=True)
            run.clear()

    for one in values.searched(least, most, pieces.inquiry, settled):
        if one.error and one.first != one.last:
            raise one.error
        if one.settled or (one.values and window.has(one.values[0])):
            run += [one.first, one.last]
        else:
            yield from told()
    yield from told()
