"""Whole blocks, rounded up: what is begun is paid.

    input: {package: 10, per: 1M tokens, rounded: period}       # packs of 1M tokens, bought for the period
    audio_second: {package: 0.006, per: 15 seconds, rounded: request}

2.3M tokens in a period are 3 packs. 1,000 clips of 20 seconds are 2 blocks each:

    ceil(2300000 / 1000000) * 10 / 1 = 30
    1000 * ceil(20 / 15) * 0.006 / 1 = 12

What is left of a pack of the period serves the next call and the next part of a month whose prices change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from costcalc.expr import Ceil, Difference, Node, Num, Quotient, Sum, Symbol, added, number
from costcalc.problem import InputError
from costcalc.rules.form import UNUSUAL, OnePrice
from costcalc.rules.line import Line, Usage
from costcalc.rules.pool import BAD_POOL, POOL, Quota, pool_text
from costcalc.rules.unit import Per, PricingUnit
from costcalc.source import Amount, FileRecord, OneName, Text, one_of, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

REQUEST, PERIOD = "request", "period"


class PackageTerms(FileRecord):
    """The price of a block."""

    package: Amount = Field(description="the price of one block, begun or used up")
    per: Per = Field(description="how large a block is: 15 seconds")
    rounded: Annotated[str, one_of(REQUEST, PERIOD)] = Field(
        description="whether each request is rounded up to whole blocks, or the period's total"
    )
    pool: OneName | None = Field(None, description=POOL)
    unusual: Text | None = Field(None, description=UNUSUAL)

    def form(self) -> Package:
        """Return the price."""
        if self.pool and self.rounded == REQUEST:
            hint = "leave `pool` out, or say `rounded: period`"
            message = "each request is rounded up by itself, and there is nothing to share"
            raise InputError.of(place_of(self.pool), BAD_POOL, message, hint)
        return Package(self.package, self.per, self.rounded, self.pool, self.unusual)


@dataclass(frozen=True, slots=True)
class Package(OnePrice):
    """The price of a block.

    Args:
        price: Of one block.
        per: How large it is.
        rounded: Whether every request is rounded up, or the period's total.
        pool: The name under which several models share the packages.
        unusual: Why a price out of the ordinary is meant.
    """

    price: Node
    per: PricingUnit
    rounded: str
    pool: str | None
    unusual: str | None
    name: ClassVar[str] = "package"

    @property
    def sold(self) -> tuple[object, ...]:
        """Blocks."""
        return self.per.count.value, self.rounded

    @property
    def by_request(self) -> bool:
        """Whether every request is rounded up by itself."""
        return self.rounded == REQUEST

    @property
    def of_period(self) -> bool:
        """Whether what a request costs depends on all that the period counts."""
        return self.rounded == PERIOD

    @property
    def quota(self) -> Quota | None:
        """The packages, where what is left of one is there for the next call."""
        if self.rounded == REQUEST:
            return None
        price = self.price.value if isinstance(self.price, Num) else None
        return Quota(self.pool, self.name, (self.per.count.value,), price=price)

    def per_name(self, card: PricingUnit, usual: Num) -> str:
        """Return what formulas add to the name of the price: it is that of a package."""
        del card, usual
        return "_per_package"

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the charges of a quantity."""
        if self.rounded == REQUEST:
            blocks = usage.in_period(self._more(usage.each, usage.before_each))
        else:
            blocks = self._more(usage.quantity, usage.before)
        return (Line(blocks, Symbol(usage.symbol, self.price), number(1), unit="package"),)

    def _more(self, quantity: Node, before: Sequence[Node]) -> Node:
        """Return the blocks that a quantity needs beyond those that are begun already."""
        if not before:
            return self._blocks(quantity)
        return Difference(self._blocks(Sum((*before, quantity))), self._blocks(added(before)))

    def _blocks(self, quantity: Node) -> Node:
        return Ceil((Quotient(quantity, self.per.count),))

    def text(self, usual: PricingUnit) -> str:
        """Return it in one line: 0.006 for 15 seconds begun of a request."""
        del usual
        rounded = "of the period" if self.rounded == PERIOD else "of a request"
        return f"{self.amount} for {self.per} begun {rounded}{pool_text(self.pool)}"
