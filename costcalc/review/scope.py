"""How far a review looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class ReviewScope(NamedTuple):
    """How far a review looks.

    Args:
        as_of: Today.
        until: The last instant at which dated changes count.
        steadily: Whether the base's scenarios are priced at the head's prices, too.
        sums: Whether sums are held, for which every scenario counts on every day.
    """

    as_of: datetime
    until: datetime
    steadily: bool = False
    sums: bool = False
