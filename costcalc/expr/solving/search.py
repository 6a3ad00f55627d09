"""A look at all values of the unknown with bounded work, where a formula may have very many steps.

The first pieces are looked at one by one. Where there are more, bounds say what need not be looked at: there a formula
is proven to lie on one side. What is left is divided until its pieces are few enough.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr.nodes import UndefinedError
from costcalc.expr.solving.inquiry import CountedError, TooLongError
from costcalc.expr.solving.pieces import FormulaPiece, FormulaPieces, ManyPiecesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST = 256
"""Stretches that are looked at one by one, whatever they are."""

FEW = 8
"""As many, where there is a highest value: with ends on both sides bounds soon say where nothing is to be found."""

AT_A_TIME = 24
MOST_CELLS = 2_000
LIMIT = Fraction(10**18)
"""No number of a file is larger; values beyond are looked at only where the steps come to an end."""


class PiecesFound:
    """FormulaPieces in order, looked at no sooner than they are asked for.

    Args:
        pieces: All of them.
    """

    def __init__(self, pieces: Iterator[FormulaPiece]) -> None:
        self.pieces = pieces
        self.known: list[FormulaPiece] = []

    def has(self, nth: int) -> bool:
        """Whether there is a piece of this number."""
        while len(self.known) <= nth:
            piece = next(self.pieces, None)
            if piece is None:
                return False
            self.known.append(piece)
        return True

    def __getitem__(self, nth: int) -> FormulaPiece:
        return self.known[nth]

    def around(self, nth: int) -> tuple[FormulaPiece | None, FormulaPiece, FormulaPiece | None]:
        """Return a piece between its neighbours."""
        return self.known[nth - 1] if nth else None, self.known[nth], self.known[nth + 1] if self.has(nth + 1) else None


def searched(
    pieces: FormulaPieces,
    low: Fraction | None,
    most: Fraction | None,
    settled: Callable[[Fraction, Fraction], int | None],
) -> Iterator[FormulaPiece]:
    """Yield the pieces from a value to another one, in order: values and stretches in turn.

    Args:
        pieces: The formulas.
        low: The lowest value; None for no bound.
        most: The highest value; None for no bound.
        settled: Returns what bounds say of all values between two others, these included; None where they say nothing.

    Raises:
        CountedError: where the unknown must be whole.
    """
    last: FormulaPiece | None = None
    high = LIMIT if most is None else most
    try:
        for piece in pieces.over(low, most, FIRST if most is None else FEW) if low is None or low != most else ():
            last = piece
            yield piece
    except ManyPiecesError as many:
        if many.reached < high:
            yield from _divided(pieces, (many.reached, high), settled, _width(last), AT_A_TIME if most is None else FEW)
    except CountedError:
        raise
    except UndefinedError as error:
        start = last.end if last else low
        yield FormulaPiece(start, most, None, error)
        return
    if most is not None:
        yield pieces.at(most)


def _divided(
    pieces: FormulaPieces,
    ends: tuple[Fraction, Fraction],
    settled: Callable[[Fraction, Fraction], int | None],
    width: Fraction,
    at_a_time: int,
) -> Iterator[FormulaPiece]:
    waiting, cells, reached = [ends], 0, ends[0]
    try:
        while waiting:
            low, high = waiting.pop()
            reached = low
            cells += 1
            if cells > MOST_CELLS:
                message = f"more than {MOST_CELLS:,} steps would have to be looked at"
                raise TooLongError(message, pieces.nodes[0])
            sign = settled(low, high)
            if sign is not None:
                yield pieces.at(low)
                yield FormulaPiece(low, None if high == LIMIT else high, settled=sign)
                continue
            if high - low > at_a_time * width:
                middle = between(low, high)
                waiting += [(middle, high), (low, middle)]
                continue
            try:
                for piece in pieces.over(low, high, at_a_time):
                    reached = piece.end or reached
                    yield piece
            except ManyPiecesError as many:
                width = min(width / 2, (many.reached - low) / at_a_time)
                waiting.append((many.reached, high))
    except CountedError:
        raise
    except UndefinedError as error:
        yield FormulaPiece(reached, ends[1], None, error)


def between(low: Fraction, high: Fraction) -> Fraction:
    """Return a value between two others: in the middle, or far below it where they are of another size."""
    if low > 0 and high > 4 * low:
        return 2 * low
    if high < 0 and low < 4 * high:
        return 2 * high
    if low == 0 and high > 2:  # noqa: PLR2004  # a first cell of a usual size
        return Fraction(1)
    return (low + high) / 2


def _width(piece: FormulaPiece | None) -> Fraction:
    if piece is None or piece.start is None or piece.end is None or piece.start == piece.end:
        return Fraction(1)
    return piece.end - piece.start
