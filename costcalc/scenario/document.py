"""A scenario as it is written: assumptions, the calls of a workload, and the options to compare."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from pydantic import Field

from costcalc.expr import Node, Num, Symbol, added
from costcalc.instant import NOMINAL, Period, parse_period
from costcalc.meters import METERS, ByMeter, each_meter
from costcalc.problem import did_you_mean
from costcalc.rules import Terms
from costcalc.shown import cut
from costcalc.source import (
    Count,
    Currency,
    FieldKind,
    FileId,
    FileRecord,
    Formula,
    Id,
    Instant,
    Many,
    Mapping,
    One,
    OneName,
    Scalar,
    SumOfMoney,
    Text,
    bind,
    one_of,
    rejected,
)
from costcalc.source.amounts import read_count
from costcalc.source.fields import PERIOD_SCHEMA, read_at, read_formula, read_name

SCHEMA = "costcalc/scenario/v1"
MAX_ASSUMPTIONS = 1_000
MAX_CALLS = 200
MAX_OPTIONS = 200
MAX_PARTS = 100

FORMULA_SCHEMA = {"type": ["string", "number"], "description": "a number or a formula over the assumptions"}


class Assumption(FileRecord):
    """A named number that the user chose."""

    value: Formula
    unit: Text | None = None
    why: Text | None = None


def _assumption(value: Any) -> Assumption:
    if isinstance(value, Mapping):
        return bind(Assumption, value, [])
    return Assumption.model_construct(value=read_formula(value), unit=None, why=None)


def _quantity(meter: str, value: Any) -> Node:
    """Read a quantity: one formula, or named parts that add up."""
    if not isinstance(value, Mapping):
        return read_count(value)
    if not value:
        raise rejected("empty-list", "name at least one part")
    terms = []
    if len(value) > MAX_PARTS:
        raise rejected("too-many", f"a quantity has at most {MAX_PARTS} parts", "add some of them up in an assumption")
    for name, part in value.items():
        read_at(value.places[name], read_name, name)
        formula = read_at(part.place, read_count, part)
        # A bare number is worth a name in the formula, with a dot in it, as no assumption has one; anything
        # else speaks for itself.
        terms.append(Symbol(f"{meter}.{name}", formula) if isinstance(formula, Num) else formula)
    return added(terms)


AssumptionField = Annotated[Assumption, FieldKind(_assumption, records=(Assumption,), anyOf=[FORMULA_SCHEMA])]

QUANTITY_SCHEMA = {
    "anyOf": [FORMULA_SCHEMA, {"type": "object", "minProperties": 1, "additionalProperties": FORMULA_SCHEMA}]
}


class Shape(ByMeter):
    """Quantities by meter."""

    counted: Annotated[dict[str, Node], each_meter(_quantity, "Quantity")] = Field(
        default_factory=dict, alias="by meter"
    )
    other: dict[OneName, Count] = Field(
        default_factory=dict, description="quantities of meters that the rate card names itself"
    )

    def quantities(self) -> dict[str, Node]:
        """Yield each meter with its price, in the order of the registry."""
        known = {meter: self.counted[meter] for meter in METERS if meter in self.counted}
        return known | {str(name): quantity for name, quantity in self.other.items()}


class Termed:
    """What may say how something is asked for: it has a field for every word of `Terms`."""

    @property
    def terms(self) -> Terms:
        """The terms that are stated."""
        words = (getattr(self, word) for word in Terms._fields)
        return Terms(*(str(name) if name else None for name in words))


class Call(Shape, Termed):
    """A kind of request, and how often it is made in the period."""

    call: OneName = Field(description="a name for it, which begins the keys of its charges")
    requests: Count | None = Field(None, description="how many in the period; the meters beside it are per request")
    totals: Shape | None = Field(None, description="quantities of the whole period, where no request's size is known")
    service: OneName | None = Field(None, description="the service tier, such as batch; else the option's")
    region: Id | None = Field(None, description="where the data must stay, if that has a price; else the option's")
    peak_share: Formula | None = Field(None, description="the part of its requests that is made in peak hours")


class Option(FileRecord, Termed):
    """One thing to compare."""

    model: Id = Field(description="CARD/MODEL")
    service: OneName | None = Field(None, description="the service tier of calls that do not say theirs")
    region: Id | None = Field(None, description="the region of calls that do not say theirs")


class Budget(FileRecord):
    """The most that an option may cost."""

    option: OneName
    max: SumOfMoney = Field(description="in the currency of the comparison: 200 USD")


def _period(value: Scalar) -> Period:
    try:
        return parse_period(value)
    except ValueError as error:
        raise rejected("unknown-word", f"`{cut(value)}` is no period: {error}", did_you_mean(value, NOMINAL)) from None


PeriodField = Annotated[Period, One("a period", _period, **PERIOD_SCHEMA)]


class Scenario(FileRecord):
    """One file of a workload and the options to run it on."""

    schema_: Annotated[str, one_of(SCHEMA)] = Field(alias="schema")
    id: FileId
    title: Text
    description: Text | None = None
    as_of: Instant | None = Field(None, description="the instant whose prices count; --as-of beats it")
    period: PeriodField = Field(
        description="a day, week, month or year on average, `once`, or a month of the calendar: 2026-08"
    )
    currency: Currency | None = Field(None, description="what to compare in, where cards have several: needs --fx")
    peak_share: Formula | None = Field(None, description="the part of all requests that is made in peak hours")
    assumptions: dict[OneName, AssumptionField] = Field(default_factory=dict, max_length=MAX_ASSUMPTIONS)
    workload: Many[Call] = Field(min_length=1, max_length=MAX_CALLS)
    options: dict[OneName, Option] = Field(min_length=1, max_length=MAX_OPTIONS)
    budgets: Many[Budget] = Field((), description="the most that options may cost in the period")
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
