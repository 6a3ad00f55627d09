"""Pricing units: what one unit price buys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from costcalc.expr import Num, NumberError, read_number
from costcalc.source import One, Scalar, rejected

if TYPE_CHECKING:
    from costcalc.problem import Place

_PER = re.compile(r"(\S+) ([a-z]+(?:[ -][a-z]+)?)", re.ASCII)


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

    def __str__(self) -> str:
        return f"{self.count.text} {self.unit}{'' if self.count.value == 1 else 's'}"


def _read(value: Scalar) -> PricingUnit:
    match = _PER.fullmatch(value)
    hint = "write a number and a unit: 1M tokens, 1K requests"
    if not match:
        raise rejected("bad-unit", f"`{value[:40]}` is no pricing unit", hint)
    try:
        count = Num(read_number(match[1]), match[1], value.place)
    except NumberError as error:
        raise rejected("bad-unit", str(error), error.hint or hint) from None
    if not count.value:
        raise rejected("bad-unit", "a price is per something, not per 0", hint)
    return PricingUnit(count, match[2].removesuffix("s"), value.place)


Per = Annotated[PricingUnit, One("a pricing unit such as 1M tokens", _read, type="string")]
