"""Values at which a difference passes 0 without being 0: the bound of a tier, the next step of a rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.numbers import Exact, simplest
from costcalc.expr.solving.found import JumpOver
from costcalc.expr.solving.polynomial import Ratio, Spot, direction, sign_of

if TYPE_CHECKING:
    from fractions import Fraction

    from costcalc.expr.solving.pieces import FormulaPiece, FormulaPieces


HALVINGS = 64


class BesideValue(NamedTuple):
    """What a difference is on one side of a value.

    Args:
        sign: Its sign; None where it has none.
        limit: What it comes to; None where that is not known, or has no end.
    """

    sign: int | None
    limit: Fraction | None


def jump_at(
    found: tuple[FormulaPiece | None, FormulaPiece, FormulaPiece | None], pieces: FormulaPieces
) -> JumpOver | None:
    """Return the jump over 0 at a piece that is one value; None where there is none.

    Args:
        found: The piece before it, the piece, and the one after it.
        pieces: What can be asked at more places.
    """
    before, piece, after = found
    value = piece.start
    if value is None:
        return None
    here = _apart(piece)
    known = here.constant if here else None
    at = None if known is None else direction(known)
    below, above = _below(before, value), _above(after, value)
    signs = {sign for sign in (below.sign, at, above.sign) if sign is not None}
    if at == 0 or not {-1, 1} <= signs:
        return None
    if above.limit is None and after and after.parts is None:
        parts = pieces.around(Spot(value, beyond=True))[0]
        above = BesideValue(above.sign, parts[0].plus(parts[1], -1).limit(value) if parts else None)
    if below.limit is None and before and before.parts is None and before.start is not None:
        below = BesideValue(below.sign, _just_below(before.start, value, pieces))
    return JumpOver(value, _exact(below.limit), _exact(known), _exact(above.limit))


def _just_below(start: Fraction, value: Fraction, pieces: FormulaPieces) -> Fraction | None:
    """Return what the difference comes to just below a value, where nobody looked at the way to it."""
    for _ in range(HALVINGS):
        start = (start + value) / 2
        parts = pieces.around(Spot(start, beyond=True))[0]
        if not any(start < turn < value for turn in pieces.inquiry.turns):
            return parts[0].plus(parts[1], -1).limit(value) if parts else None
    return None


def _apart(piece: FormulaPiece | None) -> Ratio | None:
    return piece.parts[0].plus(piece.parts[1], -1) if piece and piece.parts else None


def _below(piece: FormulaPiece | None, value: Fraction) -> BesideValue:
    apart = _apart(piece)
    if apart is None:
        return BesideValue(piece.settled if piece else None, None)
    before = Spot(-value, beyond=True)
    return BesideValue(
        sign_of(_mirrored(apart.top), before) * sign_of(_mirrored(apart.bottom), before), apart.limit(value)
    )


def _above(piece: FormulaPiece | None, value: Fraction) -> BesideValue:
    apart = _apart(piece)
    if apart is None:
        return BesideValue(piece.settled if piece else None, None)
    return BesideValue(apart.sign(Spot(value, beyond=True)), apart.limit(value))


def _mirrored(of: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Return a polynomial of the opposite of the unknown."""
    return tuple(-each if power % 2 else each for power, each in enumerate(of))


def _exact(value: Fraction | None) -> Exact | None:
    return None if value is None else simplest(value)
