"""Budgets as they are written: the most that an option, or any figure, may come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ConfigDict, Field

from costcalc.expr import formula_place
from costcalc.scenario.figures import ResultFormula
from costcalc.source import FileRecord, OneName, SumOfMoney, place_of

if TYPE_CHECKING:
    from costcalc.problem import Place


class Budget(FileRecord):
    """The most that an option may cost, or that a figure may come to."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["option"]}, {"required": ["of"]}]})

    option: OneName | None = Field(None, description="the option whose total it limits")
    of: ResultFormula | None = Field(None, description="what it limits instead: flash.per_ticket")
    max: SumOfMoney = Field(description="in the currency of the comparison: 200 USD")

    @property
    def place(self) -> Place:
        """Where it says what it limits."""
        return place_of(self.option) if self.option else formula_place(self.of) if self.of else self.max.place
