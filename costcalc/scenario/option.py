"""An option as it is written: a model, a routing of calls to models, or a way of doing it without any."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from costcalc.expr import Node
from costcalc.scenario.entries import Termed
from costcalc.source import FieldKind, FileRecord, Id, Instant, Many, ModelName, OneName
from costcalc.source.fields import described, read_formula
from costcalc.source.patterns import FORMULA_SCHEMA

MAX_ENTRIES = 200
MAX_REPLACED = 200


CallModel = Annotated[str, described(ModelName, "CARD/MODEL, or one of the `prices`")]
ReplacedValue = Annotated[
    Node,
    FieldKind(read_formula, description="its value here; a name means what it means without this", **FORMULA_SCHEMA),
]


class Option(FileRecord, Termed):
    """One thing to compare."""

    model: ModelName | None = Field(None, description="CARD/MODEL, of calls that no other word here gives a model")
    models: dict[OneName, CallModel] = Field(
        default_factory=dict, description="routing: the model of a call, by its name: {classify: openai/gpt-4o}"
    )
    use: Many[OneName] | None = Field(
        None, min_length=1, max_length=MAX_ENTRIES, description="the entries of the workload it has; all where left out"
    )
    with_: dict[OneName, ReplacedValue] = Field(
        default_factory=dict,
        alias="with",
        max_length=MAX_REPLACED,
        description="other values of assumptions; in a formula here a name means what it means without this",
    )
    as_of: Instant | None = Field(None, description="the instant whose prices count for this option alone")
    service: OneName | None = Field(None, description="the service tier of calls that do not say theirs")
    region: Id | None = Field(None, description="the region of calls that do not say theirs")
