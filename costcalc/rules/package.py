"""Whole blocks, rounded up: what is begun is paid.

    input: {package: 10, per: 1M tokens, rounded: period}       # packs of 1M tokens, bought for the period
    audio_second: {package: 0.006, per: 15 seconds, rounded: request}

2.3M tokens in a period are 3 packs. 1,000 clips of 20 seconds are 2 blocks each:

    ceil(2300000 / 1000000) * 10 / 1 = 30
    1000 * ceil(20 / 15) * 0.006 / 1 = 12

What is left of a pack of the period serves the next call and the next part of a month whose prices change.

`minimum` may stand beside it: see the rule of this name. So may `free`, where each request is rounded up: the blocks
that are begun use up what is free. 1,000 clips of 20 seconds are 30,000 seconds in blocks, of which an hour is free:

    audio_second: {package: 0.006, per: 15 seconds, rounded: request, free: {quantity: 3600, per: month}}

    max(1000 * ceil(20 / 15) * 15 - 3600, 0) * 0.006 / 15 = 10.56
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from costcalc.expr import Ceil, Difference, Node, Num, Product, Quotient, Sum, Symbol, added, formula_place, number
from costcalc.problem import InputError
from costcalc.rules.form import LEAST, UNUSUAL, OnePrice, least_text
from costcalc.rules.free import FREE, FreeTerms, with_quota
from costcalc.rules.line import Line, Usage
from costcalc.rules.minimum import raised
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
    minimum: Amount | None = Field(None, description=LEAST)
    free: FreeTerms | None = Field(None, description=f"{FREE}, of what is rounded up for each request")
    unusual: Text | None = Field(None, description=UNUSUAL)

    def form(self) -> Package:
        """Return the price."""
        if self.free and self.rounded == PERIOD:
            message = "what is free, and packs of the period: nobody says whether what is free takes up a pack"
            hint = "say `rounded: request`, or a price by the unit: {price: 10, per: 1M tokens, free: …}"
            raise InputError.of(formula_place(self.free.quantity), "unknown-key", message, hint)
        if self.pool and self.rounded == REQUEST:
            hint = "leave `pool` out, or say `rounded: period`"
            message = "each request is rounded up by itself, and there is nothing to share"
            raise InputError.of(place_of(self.pool), BAD_POOL, message, hint)
        return Package(self.package, self.per, self.rounded, self.pool, self.minimum, self.free, self.unusual)


@dataclass(frozen=True, slots=True)
class Package(OnePrice):
    """The price of a block.

    Args:
        price: Of one block.
        per: How large it is.
        rounded: Whether every request is rounded up, or the period's total.
        pool: The name under which several models share the packages.
        minimum: The least that is billed of one request.
        free: What costs nothing of the blocks that requests are rounded up to.
        unusual: Why a price out of the ordinary is meant.
    """

    price: Node
    per: PricingUnit
    rounded: str
    pool: str | None
    minimum: Num | None
    free: FreeTerms | None
    unusual: str | None
    name: ClassVar[str] = "package"

    @property
    def sold(self) -> tuple[object, ...]:
        """Blocks."""
        return self.per.count.value, self.rounded, *super(Package, self).sold  # a class with slots is made anew

    @property
    def least(self) -> Num | None:
        """The least that is billed of one request."""
        return self.minimum

    @property
    def by_request(self) -> bool:
        """Whether every request is rounded up by itself."""
        return self.rounded == REQUEST or self.minimum is not None

    @property
    def of_period(self) -> bool:
        """Whether what a request costs depends on all that the period counts."""
        return self.rounded == PERIOD

    @property
    def quota(self) -> Quota | None:
        """The packages, where what is left of one is there for the next call; else what costs nothing."""
        if self.rounded == REQUEST:
            return self.free.quota if self.free else None
        price = self.price.value if isinstance(self.price, Num) else None
        return Quota(self.pool, self.name, (self.per.count.value,), price=price)

    def per_name(self, card: PricingUnit, usual: Num) -> str:
        """Return what formulas add to the name of the price: it is that of a package."""
        del card, usual
        return "_per_package"

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the charges of a quantity."""
        price = Symbol(usage.symbol, self.price)
        if self.free:
            return with_quota(Line(usage.quantity, price, self.per.count), self.free, usage)
        blocks = usage.quantity if self.rounded == REQUEST else self._more(usage.quantity, usage.before)
        return (Line(blocks, price, number(1), unit="package"),)

    def billed_each(self, each: Node, before: Sequence[Node]) -> Node:
        """Return what is billed of a quantity in one request; where each is rounded up, that is blocks."""
        if self.rounded == PERIOD:
            return super(Package, self).billed_each(each, before)
        blocks = self._more(each, before, self.minimum)
        return Product((blocks, self.per.count)) if self.free else blocks

    def _more(self, quantity: Node, before: Sequence[Node], least: Num | None = None) -> Node:
        """Return the blocks that a quantity needs beyond those that are begun already."""
        if not before:
            return self._blocks(quantity, least)
        return Difference(self._blocks(Sum((*before, quantity)), least), self._blocks(added(before), least))

    def _blocks(self, quantity: Node, least: Num | None) -> Node:
        return Ceil((Quotient(raised(quantity, least) if least else quantity, self.per.count),))

    def text(self, usual: PricingUnit) -> str:
        """Return it in one line: 0.006 for 15 seconds begun of a request."""
        del usual
        rounded = "of the period" if self.rounded == PERIOD else "of a request"
        free = self.free.text if self.free else ""
        return f"{self.amount} for {self.per} begun {rounded}{least_text(self.minimum)}{free}{pool_text(self.pool)}"
