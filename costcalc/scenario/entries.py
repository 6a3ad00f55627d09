"""The entries of a workload: calls, which are requests to models, and lines, which are anything else."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from costcalc.expr import Node
from costcalc.meters import METERS
from costcalc.rules import Per, Terms
from costcalc.scenario.paid_once import CalendarMonthField, MonthsField
from costcalc.scenario.quantities import WHOLES, Shape
from costcalc.scenario.ranges import EachIndex
from costcalc.source import (
    Count,
    Currency,
    FieldKind,
    FileRecord,
    Id,
    Mapping,
    ModelName,
    OneName,
    Switch,
    bind,
    rejected,
)
from costcalc.source.amounts import PartFormula, PriceFormula

ONCE = "paid once, and not in every period: it is in `upfront`, beside the total"
SPREAD: dict[str, Any] = {"amortise": ["once"], "paid_in": ["once"]}
AMORTISE = "over how many months an `export --months` spreads what is paid once: 12 months"
PAID_IN = "in which month an `export --months` has what is paid once, its first where left out: 2026-08"


class Termed:
    """What may say how something is asked for: it has a field for every word of `Terms`."""

    @property
    def terms(self) -> Terms:
        """The terms that are stated."""
        words = (getattr(self, word) for word in Terms._fields)
        return Terms(*(str(name) if name else None for name in words))


class Call(Shape, Termed):
    """A kind of request, and how often it is made in the period."""

    model_config = ConfigDict(
        json_schema_extra={
            "dependentRequired": WHOLES | SPREAD,
            "if": {"required": ["totals"]},
            "then": {"propertyNames": {"not": {"enum": ["requests", "each", "other", *METERS]}}},
            "else": {"required": ["requests"]},
        }
    )

    call: OneName = Field(description="a name for it, which begins the keys of its charges")
    requests: Count | None = Field(None, description="how many in the period; the meters beside it are per request")
    totals: Shape | None = Field(
        None,
        description="quantities of the whole period, where no request's size is known",
        json_schema_extra={"minProperties": 1},
    )
    each: EachIndex | None = Field(
        None, description="made once for every number of these, each of a size of its own: {k: 1..turns}"
    )
    model: ModelName | None = Field(None, description="the model of this call, where it is not the option's")
    once: Switch = Field(default=False, description=ONCE)
    amortise: MonthsField | None = Field(None, description=AMORTISE)
    paid_in: CalendarMonthField | None = Field(None, description=PAID_IN)
    service: OneName | None = Field(None, description="the service tier, such as batch; else the option's")
    region: Id | None = Field(None, description="where the data must stay, if that has a price; else the option's")
    peak_share: PartFormula | None = Field(None, description="the part of its requests that is made in peak hours")

    @property
    def name(self) -> OneName:
        """What it is called."""
        return self.call

    @property
    def shape(self) -> Shape:
        """What is counted, of one request or in all."""
        return self.totals or self

    @property
    def index(self) -> str | None:
        """The index that its formulas may have in them."""
        return self.each.name if self.each else None

    def fixed(self) -> list[Node]:
        """List its formulas that are the same for every number of the index."""
        ends = [self.each.first, self.each.last] if self.each else []
        return ends + ([self.peak_share] if self.peak_share else [])

    def formulas(self) -> list[Node]:
        """List its formulas in which names of assumptions may stand, and the index of `each`."""
        return [node for node in (self.requests, *self.shape.quantities().values()) if node]


class LineEntry(FileRecord):
    """What is no model's: a database, a GPU hour, a seat, labour. A quantity times a price."""

    model_config = ConfigDict(json_schema_extra={"dependentRequired": SPREAD})

    line: OneName = Field(description="a name for it, which is the key of its charge")
    quantity: Count | None = Field(None, description="how much in the period; 1 where left out")
    unit_price: PriceFormula = Field(description="the price of one, or of as many as `per` says")
    per: Per | None = Field(None, description="what the price buys: 1K searches; one where left out")
    currency: Currency | None = Field(None, description="of the price; that of the comparison where left out")
    once: Switch = Field(default=False, description=ONCE)
    amortise: MonthsField | None = Field(None, description=AMORTISE)
    paid_in: CalendarMonthField | None = Field(None, description=PAID_IN)

    @property
    def name(self) -> OneName:
        """What it is called."""
        return self.line

    @property
    def index(self) -> None:
        """A line is made for nothing."""

    def fixed(self) -> list[Node]:
        """List nothing: a line is made for nothing."""
        return []

    def formulas(self) -> list[Node]:
        """List its formulas."""
        return [node for node in (self.quantity, self.unit_price) if node]


Entry = Call | LineEntry


def _entry(value: Any) -> Entry:
    if not isinstance(value, Mapping):
        raise rejected("wrong-type", "this must be a mapping, `key: value` lines", "write {call: answer, …}")
    if "line" in value and "call" in value:
        raise rejected("two-kinds", "an entry is a `call` or a `line`, and not both", "make two entries of it")
    if "line" in value:
        return bind(LineEntry, value, [])
    return bind(Call, value, [])


EntryField = Annotated[Entry, FieldKind(_entry, records=(Call, LineEntry))]
