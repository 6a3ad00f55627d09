"""Quantities as they are written: one formula, or named parts that add up."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from pydantic import ConfigDict, Field

from costcalc.expr import Node, Num, Symbol, added
from costcalc.meters import METERS, ByMeter, each_meter
from costcalc.rules.sheet import without
from costcalc.source import FieldKind, Mapping, OneName, rejected
from costcalc.source.amounts import read_count
from costcalc.source.fields import read_at, read_name
from costcalc.source.patterns import COUNT_SCHEMA, NAME_PATTERN

MAX_PARTS = 100

_PART = COUNT_SCHEMA | {"description": "a part of it: a number, or a formula over assumptions"}
QUANTITY_SCHEMA = {
    "anyOf": [
        COUNT_SCHEMA,
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": MAX_PARTS,
            "patternProperties": {NAME_PATTERN: _PART},
            "additionalProperties": False,
        },
    ]
}
OtherQuantity = Annotated[Node, FieldKind(read_count, description="how much: a number, or a formula", **COUNT_SCHEMA)]


class Quantity(NamedTuple):
    """How much of something.

    Args:
        node: All of it.
        parts: Its named parts, which it is the sum of; empty where it is one formula.
    """

    node: Node
    parts: dict[str, Node]


def _quantity(meter: str, value: Any) -> Quantity:
    if not isinstance(value, Mapping):
        return Quantity(read_count(value), {})
    if not value:
        raise rejected("empty-list", "name at least one part")
    if len(value) > MAX_PARTS:
        raise rejected("too-many", f"a quantity has at most {MAX_PARTS} parts", "add some of them up in an assumption")
    parts: dict[str, Node] = {}
    terms = []
    for name, part in value.items():
        read_at(value.places[name], read_name, name)
        formula = read_at(part.place, read_count, part)
        parts[f"{meter}.{name}"] = formula
        # A bare number is worth a name in the formula, with a dot in it, as no assumption has one; anything
        # else speaks for itself.
        terms.append(Symbol(f"{meter}.{name}", formula) if isinstance(formula, Num) else formula)
    return Quantity(added(terms), parts)


WHOLES: dict[str, Any] = {meter.name: list(meter.part_of) for meter in METERS.values() if meter.part_of}
"""What each part is counted in as well, and must stand beside it."""


class Shape(ByMeter):
    """Quantities by meter."""

    model_config = ConfigDict(json_schema_extra={"dependentRequired": WHOLES})

    counted: Annotated[dict[str, Quantity], each_meter(_quantity, "Quantity")] = Field(
        default_factory=dict, alias="by meter"
    )
    other: dict[OneName, OtherQuantity] = Field(
        default_factory=dict,
        description="quantities of meters that the rate card names itself",
        json_schema_extra={"allOf": [without(*METERS)]},
    )

    def quantities(self) -> dict[str, Node]:
        """Return how much of each meter, in the order of the registry."""
        known = {meter: self.counted[meter].node for meter in METERS if meter in self.counted}
        return known | {str(name): quantity for name, quantity in self.other.items()}

    def parts(self) -> dict[str, Node]:
        """Return the named parts of all quantities, each by METER.PART."""
        return {name: part for quantity in self.counted.values() for name, part in quantity.parts.items()}
