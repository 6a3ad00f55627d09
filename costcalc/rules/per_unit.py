"""One price for every unit.

    input: 0.14                                # per the card's pricing unit
    input: {price: 10, per: 1K tokens}         # per a unit of its own
    cache_read: input                          # billed as another meter

The charge is quantity * price / per. With 200M tokens at 0.14 per 1M tokens:

    200000000 * 0.14 / 1000000 = 28

A price of more than 1,000,000 (of what is no token: for a single unit) or less than 0.000001 (and not 0) per million
units is taken for a slip of the unit; where it is meant, say why: `{price: 2000000, per: 1M tokens, unusual: "…"}`.

`minimum` and `free` may stand beside the price: see the rules of these names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from costcalc.expr import Node, Num, Symbol
from costcalc.rules.form import LEAST, OWN_PER, UNUSUAL, OnePrice, least_text
from costcalc.rules.free import FREE, FreeTerms, with_quota
from costcalc.rules.line import Line, Usage
from costcalc.rules.pool import Quota
from costcalc.rules.unit import Per, PricingUnit
from costcalc.source import Amount, FileRecord, Text
from costcalc.source.amounts import PriceFormula

PRICE = "price"


class UnitPriceTerms(FileRecord):
    """A price with a unit of its own."""

    price: Amount = Field(description="the price of `per` units, in the card's currency")
    per: Per | None = Field(None, description=OWN_PER)
    unusual: Text | None = Field(None, description=UNUSUAL)
    minimum: Amount | None = Field(None, description=LEAST)
    free: FreeTerms | None = Field(None, description=FREE)

    def form(self) -> UnitPrice:
        """Return the price."""
        return UnitPrice(self.price, self.per, self.unusual, self.minimum, self.free)


class FormulaPriceTerms(FileRecord):
    """The same in a scenario, where a price may be a formula over assumptions."""

    price: PriceFormula = Field(description="the price of `per` units: a number, or a formula over assumptions")
    per: Per | None = Field(
        None, description="what the price buys: 1K tokens; a million tokens, or one of what is none"
    )
    minimum: Amount | None = Field(None, description=LEAST)
    free: FreeTerms | None = Field(None, description=FREE)

    def form(self) -> UnitPrice:
        """Return the price."""
        return UnitPrice(self.price, self.per, None, self.minimum, self.free)


@dataclass(frozen=True, slots=True)
class UnitPrice(OnePrice):
    """A price for so many units.

    Args:
        price: The price, in the card's currency.
        per: What it buys; None means what the card says.
        unusual: Why a price out of the ordinary is meant.
        minimum: The least that is billed of one request.
        free: What costs nothing.
    """

    price: Node
    per: PricingUnit | None = None
    unusual: str | None = None
    minimum: Num | None = None
    free: FreeTerms | None = None
    name: ClassVar[str] = "per_unit"

    @property
    def least(self) -> Num | None:
        """The least that is billed of one request."""
        return self.minimum

    @property
    def quota(self) -> Quota | None:
        """What costs nothing of all that a period counts."""
        return self.free.quota if self.free else None

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the charges of a quantity that is billed."""
        # A price that is a formula shows it; one that is a number has a name in formulas.
        price = Symbol(usage.symbol, self.price) if isinstance(self.price, Num) else self.price
        line = Line(usage.quantity, price, (self.per or usage.per).count)
        return with_quota(line, self.free, usage) if self.free else (line,)

    def text(self, usual: PricingUnit) -> str:
        """Return it in one line: 0.006 per 60 seconds, at least 10 a request."""
        said = [self.amount, usual.unless(self.per), least_text(self.minimum)]
        if self.free:
            said.append(self.free.text)
        return "".join(said)
