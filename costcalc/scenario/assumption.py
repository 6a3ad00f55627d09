"""An assumption as it is written: a number or a formula, a range, or nothing but a name for what is not known."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from costcalc.expr import Missing, Node
from costcalc.problem import Place
from costcalc.scenario.ranges import Ends, RangeEnds
from costcalc.source import FieldKind, FileRecord, Formula, Mapping, Text, bind
from costcalc.source.fields import read_formula
from costcalc.source.patterns import FORMULA_SCHEMA


class Assumption(FileRecord):
    """A named number that the user chose."""

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"range": ["value"]}, "not": {"required": ["between", "range"]}}
    )

    value: Formula | None = Field(None, description="a number, or a formula over other assumptions")
    between: Ends | None = Field(None, description="the least and the most that it can be: 150 to 250")
    range: Ends | None = Field(
        None, description="between what it lies nine times of ten, the 5th to the 95th percentile: 150 to 250"
    )
    unit: Text | None = Field(None, description="what it is counted in: tokens/request")
    why: Text | None = Field(None, description="why it is this much, and who says so")

    @property
    def ends(self) -> RangeEnds | None:
        """The least and the most of it; None where it is one number, or nobody knows it at all."""
        return self.between or self.range

    def formula(self, name: str, place: Place) -> Node:
        """Return its formula; where it has no value, what says so.

        Args:
            name: What it is called.
            place: Where that is written.
        """
        return self.value if self.value is not None else Missing(f"`{name}` has no value", name, place)


def _assumption(value: Any) -> Assumption:
    if isinstance(value, Mapping):
        return bind(Assumption, value, [])
    return Assumption.model_construct(value=read_formula(value), between=None, range=None, unit=None, why=None)


AssumptionField = Annotated[
    Assumption,
    FieldKind(
        _assumption,
        records=(Assumption,),
        anyOf=[FORMULA_SCHEMA],
        description="a number, a formula over other assumptions, or a mapping with a unit, a reason, a range",
    ),
]
