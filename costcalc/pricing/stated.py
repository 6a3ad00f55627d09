"""What an answer says itself that it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from costcalc.expr import Exact


class StatedMoney(NamedTuple):
    """An amount of money that an API writes into its answer.

    Args:
        amount: How much.
        currency: Of the amount.
        key: Where the answer says so: `usage.cost`.
    """

    amount: Decimal
    currency: str
    key: str


class StatedTotal(NamedTuple):
    """What answers say themselves that they cost.

    Args:
        amount: The amounts together.
        currency: Of them.
        key: Where the answers say so.
        answers: How many answers say so.
        difference: By how much that is more than what these cost here; None in another currency.
    """

    amount: Exact
    currency: str
    key: str
    answers: int
    difference: Exact | None


class AnswersSaid(NamedTuple):
    """What answers say of themselves, that were priced together.

    Args:
        answers: How many there are; 0 where the numbers were given.
        documents: In how many JSON documents they stood: of a stream, one answer stands in several.
        failed: How many requests failed beside them, which count nothing.
        stated: The money that they say; None where they say nothing.
    """

    answers: int = 0
    documents: int = 0
    failed: int = 0
    stated: StatedTotal | None = None
