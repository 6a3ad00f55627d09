"""So much costs nothing in every day or month; the rest has its price.

    web_search: {price: 35, per: 1K searches, free: {quantity: 1500, per: day}}

Two charges: what is free at 0, and what is left at the price. The quota is taken as used evenly: a month is
365 / 12 days. 60,000 searches a month, of which 1500 * 365 / 12 = 45,625 are free:

    45625 * 0 / 1000 = 0
    (60000 - 45625) * 35 / 1000 = 503.125

The quota is that of all calls of an option on this model together, and the first calls use it first. Where several
models share it, see the rule `pool`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from costcalc.expr import Symbol, number, product
from costcalc.money import count
from costcalc.rules.line import Line, Usage
from costcalc.rules.pool import POOL, Quota, pool_text
from costcalc.rules.unit import PeriodWord
from costcalc.source import Amount, FileRecord, OneName

if TYPE_CHECKING:
    from costcalc.expr import Node


FREE_PART = "free"

FREE = "what costs nothing: {quantity: 1500, per: day}"
"""What `free` is, wherever it stands."""


class FreeTerms(FileRecord):
    """A free quota."""

    quantity: Amount = Field(description="how much of it costs nothing")
    per: PeriodWord = Field(description="in which time, each time anew")
    pool: OneName | None = Field(None, description=POOL)

    @property
    def quota(self) -> Quota:
        """What is given."""
        return Quota(self.pool, "free", (self.quantity.value,), self.per)

    @property
    def text(self) -> str:
        """What a price in one line adds."""
        return f", {count(self.quantity.value)} free a {self.per}{pool_text(self.pool)}"

    def in_period(self, usage: Usage) -> Node:
        """Return the quota of the whole period."""
        return product(self.quantity, usage.periods(self.per))


def with_quota(line: Line, free: FreeTerms, usage: Usage) -> tuple[Line, ...]:
    """Split a charge into what is free and what is not."""
    given, left = usage.slices(line.quantity, [free.in_period(usage)], usage.before)
    return (
        Line(given, Symbol(f"{usage.symbol}.free", number(0)), line.per, FREE_PART),
        Line(left, line.unit_price, line.per),
    )
