"""Amounts of money as they are written: `200 USD`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from costcalc.expr import Num, NumberError, read_number
from costcalc.shown import cut
from costcalc.source.bind import rejected
from costcalc.source.fields import CURRENCY
from costcalc.source.kind import One
from costcalc.source.patterns import NUMBER_PATTERN

if TYPE_CHECKING:
    from costcalc.problem import Place
    from costcalc.source.tree import Scalar


class Money(NamedTuple):
    """An amount of money in a currency.

    Args:
        amount: How much.
        currency: Of what.
        place: Where it is written.
    """

    amount: Num
    currency: str
    place: Place

    def __str__(self) -> str:
        return f"{self.amount.text} {self.currency}"


def _sum(value: Scalar) -> Money:
    hint = "write an amount and its currency: 200 USD"
    amount, _, currency = value.partition(" ")
    if not CURRENCY.fullmatch(currency):
        raise rejected("bad-sum", f"`{cut(value)}` is no sum of money", hint)
    try:
        return Money(Num(read_number(amount), amount, value.place), currency, value.place)
    except NumberError as error:
        raise rejected("bad-sum", str(error), error.hint or hint) from None


SumOfMoney = Annotated[
    Money,
    One("a sum of money such as 200 USD", _sum, type="string", pattern=f"^{NUMBER_PATTERN} ({CURRENCY.pattern})$"),
]
