"""Prices that a scenario gives itself: what somebody printed, or what was agreed, without a card of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from costcalc.expr import Node
from costcalc.meters import each_meter
from costcalc.rules import NO_RATE, ModifiedSheet, Per, Priced, UnitPrice, read_formula_price
from costcalc.source import Currency, Instant, ModelName, Text, Texts, TokenLimit, one_of

CLAIMED, CONTRACTED = "claimed", "contracted"
IN_A_CARD = "a price that its vendor publishes goes into a card, with its dates: costcalc init card"


class InlinePrice(ModifiedSheet):
    """The prices of one model: any keys of a rate, its limits, and what it stands for."""

    model_config = ConfigDict(
        json_schema_extra={
            "not": NO_RATE,
            "if": {"properties": {"basis": {"const": CONTRACTED}}, "required": ["basis"]},
            "then": {"required": ["source"]},
        }
    )

    listed: Annotated[dict[str, Priced], each_meter(read_formula_price, "FormulaPrice")] = Field(
        default_factory=dict, alias="by meter"
    )
    stands_for: ModelName | None = Field(
        None, description="CARD/MODEL: the model that it is a price of, whose limits count"
    )
    basis: Annotated[str, one_of(CLAIMED, CONTRACTED, hint=IN_A_CARD)] = Field(
        CLAIMED, description="claimed by somebody, which is never the cheapest, or contracted, with its `source`"
    )
    source: Texts | None = Field(None, description="where it is printed, or the contract")
    currency: Currency | None = Field(None, description="that of the scenario where left out")
    per: Per | None = Field(None, description="what a price buys, where it does not say: 1M tokens where left out")
    context_window: TokenLimit | None = Field(None, description="the most tokens of one request, prompt and answer")
    max_output: TokenLimit | None = Field(None, description="the most tokens of one answer")
    effective: Instant | None = Field(None, description="in force from here on; always, where left out")
    until: Instant | None = Field(None, description="no longer in force from here on")
    verified: Instant | None = Field(None, description="the last day on which the source was seen to say so")
    confidence: Annotated[str, one_of("high", "medium", "low")] | None = Field(None, description="how sure it is")
    disagreement: Text | None = Field(None, description="what other sources say instead")
    note: Text | None = Field(None, description="what else to know about it")

    def formulas(self) -> list[Node]:
        """List the prices that are formulas over assumptions."""
        return [price.price for _, price in self.prices() if isinstance(price, UnitPrice)]
