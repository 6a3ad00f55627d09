"""What a policy limits: budgets and gates, each of options or of a sum over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, Field

from costcalc.problem import Place, Problem
from costcalc.scenario import Tags
from costcalc.shown import cut
from costcalc.source import FileId, FileRecord, OneName, Share, SumOfMoney, Text, place_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from costcalc.expr import Num
    from costcalc.source import Money

BUDGET = "max"
"""The one limit of a budget."""
LIMITS = ("total", "increase", "increase_percent", "price_increase", "new")
OF_SUMS = ("total", "increase", "increase_percent")
"""What can be asked of a sum; the others are of single options."""

WITHOUT_BASE = ("total",)
"""What is held where nothing is compared, too."""

PERCENTAGES = ("increase_percent", "price_increase")
ALL = "all"
"""What `sum` says for all scenarios together."""

NOT_ONE: dict[str, Any] = {"not": {"const": 1}}
"""A bare 1 could be one percent, or all of it."""


class Limited(FileRecord):
    """What a budget or a gate is for: options of scenarios, or what the chosen options of several come to."""

    scenario: FileId | None = Field(None, description="the scenario it is for, if not for all")
    option: OneName | None = Field(None, description="the option it is for, if not for all")
    sum: FileId | None = Field(
        None,
        description="for what the chosen options come to in a month: of `all` scenarios, or of each value of this tag",
    )
    tags: Tags = Field(default_factory=dict, description="only of scenarios with these tags: {team: support}")

    @property
    def limit(self) -> str:
        """Which limit it has: the key of it."""
        return next(name for name in (BUDGET, *LIMITS) if getattr(self, name, None) is not None)

    @property
    def most(self) -> Money | Num:
        """What that limits it to: a sum of money, or a part."""
        found: Money | Num = getattr(self, self.limit)
        return found

    @property
    def limit_place(self) -> Place:
        """Where that is written."""
        found: Place = getattr(self, self.limit).place
        return found

    @property
    def needs_base(self) -> bool:
        """Whether it is of by how much something has risen, and not of what it costs."""
        return self.limit not in {BUDGET, *WITHOUT_BASE}

    def is_for(self, scenarios: Container[str], options: Container[str]) -> bool:
        """Whether it is for an option of a scenario, each by all the names that it has."""
        return (self.scenario is None or str(self.scenario) in scenarios) and (
            self.option is None or str(self.option) in options
        )


class PolicyBudget(Limited):
    """The most that an option of a scenario may cost in its period, or the chosen options of several in a month."""

    max: SumOfMoney = Field(description="the most that it may cost: 900 USD")


class Gate(Limited):
    """A limit that stops a change: on a total, or on an increase against the base."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [limit]} for limit in LIMITS]})

    total: SumOfMoney | None = Field(None, description="the most that it may cost")
    increase: SumOfMoney | None = Field(None, description="the most by which a change may raise it")
    increase_percent: Share | None = Field(
        None, description="the same as a part of the base: 10%", json_schema_extra=NOT_ONE
    )
    price_increase: Share | None = Field(
        None,
        description="the same of prices alone: what the base asks for, at the prices of the change",
        json_schema_extra=NOT_ONE,
    )
    new: SumOfMoney | None = Field(None, description="the most that a new option may cost, in a month")
    message: Text | None = Field(None, description="what to do about it, said with every finding: ask finops first")


def validate_limit(held: Limited, place: Place) -> Iterator[Problem]:
    """Yield what cannot be meant of a budget or a gate.

    Args:
        held: What was read.
        place: Where the policy begins.
    """
    yield from _target(held, place)
    if isinstance(held, Gate):
        yield from _limit(held, place)


def _limit(gate: Gate, place: Place) -> Iterator[Problem]:
    """Yield what cannot be meant of the limit of a gate: none, several, a percentage without its sign."""
    for most in (getattr(gate, name) for name in PERCENTAGES):
        if most and most.value == 1 and not most.text.endswith("%"):
            message = f"`{cut(most.text)}` could be one percent, or all of it"
            yield Problem(most.place or place, "bad-number", message, "write 1% or 100%")
    places = [limit.place for name in LIMITS if (limit := getattr(gate, name)) is not None]
    if not places:
        hint = f"give it one of {', '.join(LIMITS)}"
        yield Problem(place, "missing-key", "a gate without a limit stops nothing", hint)
    elif len(places) > 1:
        yield Problem(places[1] or place, "too-many", "a gate has one limit", "write another gate for the other")


def _target(held: Limited, place: Place) -> Iterator[Problem]:
    """Yield what cannot be meant of what a budget or a gate is for."""
    kind = "gate" if isinstance(held, Gate) else "budget"
    named = next((place_of(name) for name in (held.scenario, held.option) if name), None)
    if held.sum is not None:
        if named:
            message = f"a {kind} is for options, or for a sum over them"
            yield Problem(named, "too-many", message, "write one for each")
        if isinstance(held, Gate) and (
            single := [name for name in LIMITS if name not in OF_SUMS and getattr(held, name)]
        ):
            message = f"`{single[0]}` is asked of single options"
            yield Problem(place_of(held.sum), "too-many", message, f"of a sum: {', '.join(OF_SUMS)}")
        return
    if held.tags:
        hint = f"add `sum: {next(iter(held.tags))}`, or `sum: {ALL}`"
        yield Problem(named or place, "missing-key", "tags say of which scenarios a sum is", hint)
    if kind == "budget" and not (held.scenario and held.option):
        message = "a budget is for an option of a scenario, or for a sum"
        yield Problem(named or place, "missing-key", message, "give it `scenario` and `option`, or `sum`")
