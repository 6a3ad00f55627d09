"""A scenario as it is written: assumptions, a workload, the options to compare, and what is asked of the results."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import ConfigDict, Field

from costcalc.instant import NO_PERIOD, NOMINAL, Period, parse_period
from costcalc.scenario.assumption import AssumptionField
from costcalc.scenario.entries import Call, EntryField, LineEntry
from costcalc.scenario.figures import FigureField
from costcalc.scenario.later import later
from costcalc.scenario.option import Option
from costcalc.scenario.tags import AllocationField, Tags
from costcalc.shown import cut
from costcalc.source import (
    Currency,
    FileId,
    FileRecord,
    Instant,
    Many,
    One,
    OneName,
    Scalar,
    Text,
    one_of,
    rejected,
)
from costcalc.source.amounts import PartFormula
from costcalc.source.fields import PERIOD_SCHEMA
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from costcalc.scenario.budget import Budget
    from costcalc.scenario.claims import Claim
    from costcalc.scenario.inline_price import InlinePrice
    from costcalc.scenario.requirements import Requirements
else:
    Budget, Claim = later("budget", "Budget"), later("claims", "Claim")
    InlinePrice, Requirements = later("inline_price", "InlinePrice"), later("requirements", "Requirements")

SCHEMA = "costcalc/scenario/v1"
MAX_ASSUMPTIONS = 1_000
MAX_ENTRIES = 200
MAX_OPTIONS = 200
MAX_PRICES = 200
MAX_FIGURES = 200
MAX_CLAIMS = 1_000


def _period(value: Scalar) -> Period:
    try:
        return parse_period(value)
    except ValueError as error:
        raise rejected("unknown-word", f"`{cut(value)}` is no period: {error}", did_you_mean(value, NOMINAL)) from None


PeriodField = Annotated[Period, One("a period", _period, **PERIOD_SCHEMA)]


class Scenario(FileRecord):
    """One file of a workload and the options to run it on."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [asked]} for asked in ("workload", "figures", "claims")]}
    )

    schema_: Annotated[str, one_of(SCHEMA)] = Field(alias="schema", description="what kind of file this is")
    id: FileId = Field(description="what reports and exports call it")
    title: Text = Field(description="one line for people")
    description: Text | None = Field(None, description="what else to know about it")
    tags: Tags = Field(
        default_factory=dict, description="what rows of an export are grouped by: {team: support}; any keys"
    )
    allocate: AllocationField | None = Field(
        None, description="whom every row of an export is divided among: {team: {search: 60%, ads: 40%}}"
    )
    as_of: Instant | None = Field(None, description="the instant whose prices count; --as-of beats it")
    period: PeriodField = Field(
        NO_PERIOD, description="a day, week, month or year on average, `once`, or a month of the calendar: 2026-08"
    )
    currency: Currency | None = Field(None, description="what to compare in, where cards have several: needs --fx")
    peak_share: PartFormula | None = Field(None, description="the part of all requests that is made in peak hours")
    assumptions: dict[OneName, AssumptionField] = Field(
        default_factory=dict, max_length=MAX_ASSUMPTIONS, description="the numbers that it rests on, by name"
    )
    prices: dict[OneName, InlinePrice] = Field(
        default_factory=dict, max_length=MAX_PRICES, description="prices without a card, each a model by its name"
    )
    workload: Many[EntryField] = Field(
        (),
        min_length=1,
        max_length=MAX_ENTRIES,
        description="what is asked for: calls of models, and lines of anything else",
    )
    options: dict[OneName, Option] = Field(
        default_factory=dict,
        min_length=1,
        max_length=MAX_OPTIONS,
        description="what is compared, each by a name of your own",
    )
    baseline: OneName | None = Field(None, description="the option that the others are compared with")
    chosen: OneName | None = Field(None, description="the option that is really used")
    require: Requirements | None = Field(None, description="what the models of an option must fulfil to be chosen")
    figures: dict[OneName, FigureField] = Field(
        default_factory=dict, max_length=MAX_FIGURES, description="formulas over results, by name"
    )
    budgets: Many[Budget] = Field((), description="the most that options and figures may come to")
    claims: Many[Claim] = Field((), max_length=MAX_CLAIMS, description="what somebody printed")

    @property
    def calls(self) -> list[Call]:
        """The entries that are requests to models."""
        return [entry for entry in self.workload if isinstance(entry, Call)]

    @property
    def lines(self) -> list[LineEntry]:
        """The entries that are no model's."""
        return [entry for entry in self.workload if isinstance(entry, LineEntry)]

    @property
    def tag_values(self) -> dict[str, set[str]]:
        """The values of each tag: one, or those by which its cost is divided."""
        divided = {str(self.allocate.tag): set(self.allocate.shares)} if self.allocate else {}
        return {name: {value} for name, value in self.tags.items()} | divided

    def instant(self, asked: datetime | None, otherwise: datetime) -> datetime:
        """Return the instant whose prices count.

        Args:
            asked: The one that is asked for, which comes first; None where nobody asks for one. Then it is its own.
            otherwise: The one that it is, where it has none of its own.
        """
        return asked or (self.as_of.at if self.as_of else otherwise)


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

    def costs_alone(self, **others: object) -> ScenarioFile:
        """Return the scenario without what is asked of its results: figures, budgets and claims.

        Args:
            others: Values of other fields, in place of what it says.
        """
        # They are of all its entries and options, and of its own period: of a part, or of months, they mean nothing.
        changed = {"figures": {}, "budgets": (), "claims": (), **others}
        return self._replace(scenario=self.scenario.model_copy(update=changed))
