"""The CI check: what is wrong in a project's files, and what a change does to its money."""

from costcalc.review.move import ChargeMove, Move
from costcalc.review.result import Review
from costcalc.review.run import review
from costcalc.review.sums import SumMove
from costcalc.review.upcoming import Upcoming

__all__ = ["ChargeMove", "Move", "Review", "SumMove", "Upcoming", "review"]
