"""How much is priced in one run: a file of a few lines can ask for millions of charges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError
from costcalc.rules import plural

if TYPE_CHECKING:
    from collections.abc import Sized

    from costcalc.instant import Period
    from costcalc.problem import Place
    from costcalc.ratecard import Offer

TERMS = 25
"""So many terms are as much work as a charge: where quotas and volumes pool, each call names the others; and a quantity
may have a hundred parts."""

MOST_CHARGES = 2_500
"""Of one question: the options of a scenario with their calls, in all times that have prices of their own, or an export
with all its scenarios and months. It is what two seconds are enough for in every format."""

TOO_MUCH = "too-much-work"
HINT = "ask for a shorter period, for fewer months, or with fewer options at a time"


class Work:
    """The charges of a run, and what is as much work, which must not become too many.

    Args:
        most: As many as there may be.
        hint: What makes them fewer.
    """

    def __init__(self, most: int = MOST_CHARGES, hint: str = HINT) -> None:
        self.most = most
        self.hint = hint
        self.done = 0
        self.terms = 0

    @property
    def exceeded(self) -> bool:
        """Whether there are too many."""
        return self.done > self.most

    def add(self, charges: int, place: Place, of: str = "") -> None:
        """Count charges.

        Args:
            charges: How many, at least.
            place: Where they are asked for.
            of: What they are of, multiplied out.

        Raises:
            InputError: where there are too many now.
        """
        repeated, self.terms = divmod(self.terms, TERMS)
        self.done += charges + repeated
        if self.exceeded:
            amount = f"{of} = {charges:,} charges" if of else f"the work of {self.done:,} charges"
            before = f", after {self.done - charges:,} before them" if of and self.done > charges else ""
            message = f"this is too much at once: {amount}{before}, and {self.most:,} are the most"
            raise InputError.of(place, TOO_MUCH, message, self.hint)

    def repeat(self, terms: int) -> None:
        """Count terms that the formula of a charge has beyond what is usual."""
        self.terms += terms

    def foresee(self, offer: Offer, calls: Sized, period: Period, place: Place) -> None:
        """Count what a model is asked for before it is priced: each call in each time with a price of its own."""
        times = len(offer.breaks(period.first, period.until)) + 1 if period.first and period.until else 1
        of = multiplied((len(calls), "call"), (times, "time"))
        self.add(times * len(calls), place, f"{of} with prices of their own")


def multiplied(*factors: tuple[int, str]) -> str:
    """Format a product of counts: 10 calls × 365 times."""
    return " × ".join(f"{count:,} {word if count == 1 else plural(word)}" for count, word in factors)
