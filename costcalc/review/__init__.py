"""The CI check: what is wrong in a project's files, and what a change does to its money."""

from costcalc.review.moves import ChargeMove, Move, Upcoming
from costcalc.review.run import Review, review

__all__ = ["ChargeMove", "Move", "Review", "Upcoming", "review"]
