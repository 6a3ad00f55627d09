"""What a card says beside its prices: as it is written, what it means, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import short_instant
from costcalc.source import Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.expr import Num
    from costcalc.problem import Place
    from costcalc.source import Moment


class Statement(NamedTuple):
    """A statement in a card that is no price.

    Args:
        text: In one line, as it is written.
        means: What that means, whichever way it is written: 128K is 128000.
        place: Where it stands.
    """

    text: str
    means: object
    place: Place | None


def statement(value: Moment | Num | str | None) -> Statement | None:
    """Return what a value says; None where there is none."""
    if not value:
        return None
    if isinstance(value, str):
        return Statement(str(value), str(value), value.place if isinstance(value, Scalar) else None)
    if isinstance(value, tuple):
        return Statement(short_instant(value.at), value.at, value.place)
    return Statement(value.text, value.value, value.place)


def joined_statement(texts: Sequence[str], between: str = "; ") -> Statement | None:
    """Return what several texts say, in one line; its place is that of the first."""
    joined = statement(between.join(texts))
    first = statement(texts[0]) if texts else None
    return joined._replace(place=first.place) if joined and first else None


def statements(found: Mapping[str, Statement | None]) -> dict[str, Statement]:
    """Return what is said."""
    return {what: each for what, each in found.items() if each}
