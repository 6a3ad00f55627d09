"""Units: what one unit price buys, and the periods of quotas and terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from costcalc.expr import Node, Num, NumberError, Quotient, number, read_number
from costcalc.shown import cut
from costcalc.source import One, Scalar, one_of, rejected
from costcalc.source.fields import NUMBER_PATTERN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.instant import Period
    from costcalc.problem import Place

_UNIT = "[a-z]+(?:[ -][a-z]+)?"
_PER = re.compile(rf"(\S+) ({_UNIT})", re.ASCII)

DAYS: Mapping[str, Node] = {
    "hour": Quotient(number(1), number(24)),
    "day": number(1),
    "week": number(7),
    "month": Quotient(number(365), number(12)),
    "year": number(365),
}
"""How many days a period has, on average: a year is 365 of them, and a month the twelfth part of it."""


def periods_in(period: Period, word: str) -> Node:
    """Return how often a day, a month … passes in a scenario's period.

    Args:
        period: The period. What is done once is done within one of them, whatever it is.
        word: A key of `DAYS`.
    """
    if period.name in {"once", word}:
        return number(1)
    if (period.name, word) == ("year", "month"):
        return number(12)
    if not period.start or not period.end:
        whole: Node = DAYS[period.name]
    elif word in {"month", "year"}:
        months = number((period.end.year - period.start.year) * 12 + period.end.month - period.start.month)
        return months if word == "month" else Quotient(months, number(12))
    else:
        whole = number((period.end - period.start).days)
    return whole if word == "day" else Quotient(whole, DAYS[word])


PeriodWord = Annotated[str, one_of(*DAYS)]


@dataclass(frozen=True, slots=True)
class PricingUnit:
    """So many of a unit: 1M tokens.

    Args:
        count: How many.
        unit: Of what, in the singular.
        place: Where it is written.
    """

    count: Num
    unit: str
    place: Place

    def unless(self, own: PricingUnit | None) -> str:
        """Return ` per 1K searches`; empty where a price buys as much as usual, which is this."""
        same = own is None or (own.count.value, own.unit) == (self.count.value, self.unit)
        return "" if same else f" per {own}"

    def __str__(self) -> str:
        return f"{self.count.text} {self.unit if self.count.value == 1 else plural(self.unit)}"


def plural(unit: str) -> str:
    """Return the word for several: searches, token-hours."""
    return f"{unit}{'es' if unit.endswith(('ch', 'sh', 's', 'x')) else 's'}"


def singular(word: str) -> str:
    """Return the word for one."""
    if word.endswith("es") and plural(word[:-2]) == word:
        return word[:-2]
    return word if word.endswith("ss") else word.removesuffix("s")


def _read(value: Scalar) -> PricingUnit:
    match = _PER.fullmatch(value)
    hint = "write a number and a unit: 1M tokens, 1K requests"
    if not match:
        raise rejected("bad-unit", f"`{cut(value)}` is no pricing unit", hint)
    try:
        count = Num(read_number(match[1]), match[1], value.place)
    except NumberError as error:
        raise rejected("bad-unit", str(error), error.hint or hint) from None
    if not count.value:
        raise rejected("bad-unit", "a price is per something, not per 0", hint)
    return PricingUnit(count, singular(match[2]), value.place)


Per = Annotated[
    PricingUnit,
    One("a pricing unit such as 1M tokens", _read, type="string", pattern=rf"^(?!0(\.0+)? ){NUMBER_PATTERN} {_UNIT}$"),
]
