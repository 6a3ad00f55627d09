"""Moves as people are told of them: the largest first, and once where they are the same at several instants."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import short_instant
from costcalc.review.size import by_size
from costcalc.views.check.moves import figures_of, headroom_of, in_short, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.review import Move, Review

OWN = "its own `as_of`"


class ToldMove(NamedTuple):
    """A move, and where else it is the same.

    Args:
        move: At the first instant.
        again: The same at other instants.
    """

    move: Move
    again: tuple[Move, ...]

    @property
    def also(self) -> tuple[datetime, ...]:
        """The other instants."""
        return tuple(dict.fromkeys(move.as_of for move in self.again))

    @property
    def every(self) -> tuple[Move, ...]:
        """It at each instant."""
        return (self.move, *self.again)

    def in_short(self, today: datetime | None = None) -> str:
        """Return it in one line, with where else it is the same.

        Args:
            today: An instant that goes without saying.
        """
        return "; ".join(filter(None, (in_short(self.move, today), also_at(self.also))))


def told_moves(result: Review) -> list[ToldMove]:
    """Return the moves of a review, each once, the largest first."""
    found: dict[tuple[object, ...], list[Move]] = {}
    for move in result.moves:
        same = (move.scenario, move.option, figures_of(move), headroom_of(result, move), tuple(lines_of(move)))
        found.setdefault(same, []).append(move)
    again = {id(moves[0]): tuple(moves[1:]) for moves in found.values()}
    return [ToldMove(move, again[id(move)]) for move in by_size(moves[0] for moves in found.values())]


def also_at(instants: Sequence[datetime]) -> str:
    """Return where else something is the same: also at 2026-04-28, its own `as_of`."""
    return f"also at {' and '.join(map(short_instant, instants))}, {OWN}" if instants else ""
