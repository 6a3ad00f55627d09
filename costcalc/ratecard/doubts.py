"""What is doubtful about a price, as data: a word that a card has for it, and what an answer says of it.

A list that is imported says more than a number. That a price is 0 because a plan pays for it, or holds for small
prompts only, has to reach whoever reads the answer, and to keep the number from winning by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class PriceDoubt(NamedTuple):
    """A doubt about a price.

    Args:
        code: Of the flag.
        says: The doubt in words, after the name of the model.
        bars: Whether it keeps what rests on the price from being the cheapest.
    """

    code: str
    says: str
    bars: bool = True


PLAN, SMALL_ONLY, LARGE_ONLY = "plan", "small_prompts_only", "large_prompts_only"
UNIT_UNSTATED, OUTLYING, UNDATED = "unit_unstated", "outlying", "undated"
ONE_FEE = "one_size_fee"
UNVERIFIED = "unverified-price"

DOUBTS: Mapping[str, PriceDoubt] = {
    PLAN: PriceDoubt("plan-price", "the price is 0: free, or part of a subscription, and nobody says which"),
    SMALL_ONLY: PriceDoubt("one-size-price", "the price is that of small prompts, and nobody says that of larger ones"),
    LARGE_ONLY: PriceDoubt(
        "one-size-price", "the price is that of large prompts, and nobody says that of smaller ones"
    ),
    ONE_FEE: PriceDoubt("one-size-price", "a fee in it is that of one size of several, which cost more or less"),
    UNIT_UNSTATED: PriceDoubt("unit-unstated", "nobody says what the price buys, and it was taken for the usual unit"),
    UNDATED: PriceDoubt("undated-price", "the price is that of a later list, and nobody says since when it holds"),
    OUTLYING: PriceDoubt("outlying-price", "the price is far from what others cost: a slip of the unit?"),
}
"""What a card can say of a rate, the gravest first."""

DOUBTFUL = frozenset(doubt.code for doubt in DOUBTS.values())
"""The flags that say that an amount itself may be wrong, so that no budget is known to be kept."""

OF_PRICES = DOUBTFUL | {UNVERIFIED}
"""All flags that are about the prices themselves, and not about what is asked of a model."""
