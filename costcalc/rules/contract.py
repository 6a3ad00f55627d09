"""Negotiated terms, in a card that is laid over another.

    extends: openai
    contract:
      - {effective: 2026-01-01, source: contract 123, discount: 15%}
      - {effective: 2026-01-01, source: contract 123, models: [gpt-4o], input: 2.00, output: 8.00}

The card has every model of the one it extends, under its own id: `acme-openai/gpt-4o`. Its terms hold from `effective`
until `until`. A discount is for all models and meters, or for the `models` and `meters` named; a price of its own takes
the place of the list price. The most special terms hold, and they alone: those for a model and a meter before those for
a model, before those for a meter, before those for all. Two that are as special as each other are an error.

1M tokens of output at a list price of 10, less 15%:

    1000000 * 10 * (1 - 0.15) / 1000000 = 8.5

`cache_write_5m: input` bills a meter as another one, of the terms or of the card below: it costs what that one does
under the contract.

Every charge shows the list price, the contracted one, and what is paid after all the modifiers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ConfigDict, Field

from costcalc.expr import Difference, Node, Symbol, number
from costcalc.rules.context_tier import TieredSheet
from costcalc.rules.modifier import Modifier
from costcalc.rules.sheet import PRICED, without
from costcalc.source import Id, Instant, Many, OneName, Share, Text
from costcalc.source.amounts import PART_OF_ALL_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from costcalc.rules.modifier import Circumstances


class Contract(TieredSheet):
    """Terms that somebody negotiated."""

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"meters": ["discount"]}, "not": without(*PRICED, "discount")}
    )

    effective: Instant = Field(description="in force from here on; a date means 00:00 UTC")
    until: Instant | None = Field(None, description="no longer in force from here on")
    source: Text = Field(description="where the terms are written")
    note: Text | None = Field(None, description="what else is to be said of the terms")
    models: Many[Id] | None = Field(None, description="the models they are for, if not for all")
    meters: Many[OneName] | None = Field(None, description="the meters that the discount is for, if not for all")
    discount: Share | None = Field(
        None, description="what is taken off the list price: 15%", json_schema_extra=PART_OF_ALL_SCHEMA
    )

    def holds(self, names: Collection[str], as_of: datetime) -> bool:
        """Whether the terms are for a model, called so or so, at an instant."""
        if self.effective.at > as_of or (self.until and self.until.at <= as_of):
            return False
        return self.is_for(names)

    def is_for(self, names: Collection[str]) -> bool:
        """Whether the terms are for a model, called so or so, at some time."""
        return self.models is None or not set(names).isdisjoint(self.models)

    def rank(self, meters: Sequence[str]) -> tuple[bool, bool] | None:
        """Return how special the terms are for a meter; None where they are not for it.

        Args:
            meters: The meter, and the one that it is billed as.
        """
        own = any(self.price(meter) is not None for meter in meters)
        if not own and (self.discount is None or (self.meters is not None and set(meters).isdisjoint(self.meters))):
            return None
        return (self.models is not None, own or self.meters is not None)

    @property
    def factor(self) -> Node | None:
        """What remains of a price after the discount; None where there is none."""
        return Difference(number(1), Symbol("contract.discount", self.discount)) if self.discount else None


class _Discount(Modifier[None]):
    """It stands in no rate: its terms are those of the card laid over it."""

    listed = False
    names_prices = True

    def factors(self, written: None, when: Circumstances) -> Iterator[Node]:
        del written
        if when.discount and not when.contracted:
            yield when.discount


CONTRACT = _Discount("contract")
