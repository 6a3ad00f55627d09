"""A scenario as it is written: assumptions, the calls of a workload, and the options to compare."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import Field, create_model

from costcalc.expr import Node, Num, Symbol, added
from costcalc.meters import METERS
from costcalc.source import (
    FileId,
    Formula,
    Id,
    Instant,
    Kind,
    Many,
    Mapping,
    OneName,
    Record,
    Text,
    bind,
    one_of,
    rejected,
)
from costcalc.source.fields import read_at, read_formula, read_name

SCHEMA = "costcalc/scenario/v1"
MAX_ASSUMPTIONS = 1_000
MAX_CALLS = 200
MAX_OPTIONS = 200
MAX_PARTS = 100

FORMULA_SCHEMA = {"type": ["string", "number"], "description": "a number or a formula over the assumptions"}


class Assumption(Record):
    """A named number that the user chose."""

    value: Formula
    unit: Text | None = None
    why: Text | None = None


def _assumption(value: Any) -> Assumption:
    if isinstance(value, Mapping):
        return bind(Assumption, value, [])
    return Assumption.model_construct(value=read_formula(value), unit=None, why=None)


def _quantity(value: Any, meter: str) -> Node:
    """Read a quantity: one formula, or named parts that add up."""
    if not isinstance(value, Mapping):
        return read_formula(value)
    if not value:
        raise rejected("empty-list", "name at least one part")
    terms = []
    if len(value) > MAX_PARTS:
        raise rejected("too-many", f"a quantity has at most {MAX_PARTS} parts", "add some of them up in an assumption")
    for name, part in value.items():
        read_at(value.places[name], read_name, name)
        formula = read_at(part.place, read_formula, part)
        # A bare number is worth a name in the formula, with a dot in it, as no assumption has one; anything
        # else speaks for itself.
        terms.append(Symbol(f"{meter}.{name}", formula) if isinstance(formula, Num) else formula)
    return added(terms)


AssumptionField = Annotated[
    Assumption,
    Kind(
        _assumption,
        anyOf=[
            FORMULA_SCHEMA,
            {
                "type": "object",
                "required": ["value"],
                "additionalProperties": False,
                "properties": {"value": FORMULA_SCHEMA, "unit": {"type": "string"}, "why": {"type": "string"}},
            },
        ],
    ),
]


def _quantity_of(meter: str) -> Any:
    """Make the field of a meter."""
    parts = {"type": "object", "minProperties": 1, "additionalProperties": FORMULA_SCHEMA}
    return Annotated[Node, Kind(partial(_quantity, meter=meter), anyOf=[FORMULA_SCHEMA, parts])]


class ShapeTerms(Record):
    """Quantities by meter; the meters are added below."""

    def quantities(self) -> dict[str, Node]:
        """Give what is written for each meter, in the order of the registry."""
        written = ((meter, getattr(self, meter, None)) for meter in METERS)
        return {meter: quantity for meter, quantity in written if quantity is not None}


class CallTerms(ShapeTerms):
    """A kind of request, and how often it is made in the period."""

    call: OneName = Field(description="a name for it, which begins the keys of its charges")
    requests: Formula | None = Field(None, description="how many in the period; the meters beside it are per request")


_QUANTITIES: dict[str, Any] = {
    name: (_quantity_of(name) | None, Field(None, description=meter.summary)) for name, meter in METERS.items()
}

if TYPE_CHECKING:
    Shape = ShapeTerms

    class Call(CallTerms):
        """A kind of request, with its meters."""

        totals: ShapeTerms | None
else:
    Shape = create_model("Shape", __base__=ShapeTerms, **_QUANTITIES)
    Call = create_model(
        "Call",
        __base__=CallTerms,
        **_QUANTITIES,
        totals=(
            Shape | None,
            Field(None, description="quantities of the whole period, where no request's size is known"),
        ),
    )


class Option(Record):
    """One thing to compare."""

    model: Id = Field(description="CARD/MODEL")


class Scenario(Record):
    """One file of a workload and the options to run it on."""

    schema_: Annotated[str, one_of(SCHEMA)] = Field(alias="schema")
    id: FileId
    title: Text
    description: Text | None = None
    as_of: Instant | None = Field(None, description="the instant whose prices count; --as-of beats it")
    period: Annotated[str, one_of("day", "week", "month", "year", "once")]
    assumptions: dict[OneName, AssumptionField] = Field(default_factory=dict, max_length=MAX_ASSUMPTIONS)
    workload: Many[Call] = Field(min_length=1, max_length=MAX_CALLS)
    options: dict[OneName, Option] = Field(min_length=1, max_length=MAX_OPTIONS)
    baseline: OneName | None = Field(None, description="the option that the others are compared with")


class ScenarioFile(NamedTuple):
    """A scenario with the file it was read from.

    Args:
        scenario: What it says.
        file: The path, as it was given.
        sha256: Of its bytes.
    """

    scenario: Scenario
    file: str
    sha256: str
