"""What a project wants checked: levels, thresholds, budgets and gates, from `costcalc.yaml` or `pyproject.toml`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import ConfigDict, Field

from costcalc.problem import Place, Problem
from costcalc.project.patterns import ProjectPath
from costcalc.scenario import Tags
from costcalc.shown import cut
from costcalc.source import (
    Amount,
    Factor,
    FileId,
    FileRecord,
    Many,
    One,
    OneName,
    Scalar,
    Share,
    SumOfMoney,
    Text,
    one_of,
    place_of,
    rejected,
)
from costcalc.source.amounts import WHOLE_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

HORIZON = timedelta(days=400)
"""How far ahead dated changes are looked at, where the policy does not say."""

POLICY_SCHEMA = "costcalc/policy/v1"
LEVELS = ("error", "warning", "notice", "off")

LIMITS = ("total", "increase", "increase_percent", "price_increase", "new")
OF_SUMS = ("total", "increase", "increase_percent")
"""What can be asked of a sum; the others are of single options."""

WITHOUT_BASE = ("total",)
"""What is held where nothing is compared, too."""

PERCENTAGES = ("increase_percent", "price_increase")
ALL = "all"
"""What `sum` says for all scenarios together."""

MOST_DAYS = 3_660
_DAYS = re.compile(r"(0|[1-9][0-9]{0,3}) days?", re.ASCII)


def _days(value: Scalar) -> timedelta:
    match = _DAYS.fullmatch(value)
    if not match or int(match[1]) > MOST_DAYS:
        raise rejected("bad-number", f"`{cut(value)}` is no time of up to {MOST_DAYS:,} days", "write 400 days")
    return timedelta(days=int(match[1]))


Days = Annotated[timedelta, One("a time such as 400 days", _days, type="string", pattern=f"^{_DAYS.pattern}$")]
NOT_ONE: dict[str, Any] = {"not": {"const": 1}}
"""A bare 1 could be one percent, or all of it."""

LevelWord = Annotated[str, one_of(*LEVELS, description="the level of this check")]
CheckName = FileId


class Limited(FileRecord):
    """What a budget or a gate is for: options of scenarios, or what the chosen options of several come to."""

    scenario: FileId | None = Field(None, description="the scenario it is for, if not for all")
    option: OneName | None = Field(None, description="the option it is for, if not for all")
    sum: FileId | None = Field(
        None,
        description="for what the chosen options come to in a month: of `all` scenarios, or of each value of this tag",
    )
    tags: Tags = Field(default_factory=dict, description="only of scenarios with these tags: {team: support}")


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

    @property
    def limit(self) -> str:
        """Which limit it has."""
        return next(name for name in LIMITS if getattr(self, name) is not None)


class Policy(FileRecord):
    """What is checked, and what stops a change."""

    schema_: Annotated[str | None, one_of(POLICY_SCHEMA)] = Field(
        None, alias="schema", description="what kind of file this is"
    )
    paths: Many[ProjectPath] = Field(
        (), description="files, folders and globs that are looked through; usually all below the current folder"
    )
    scenarios: Annotated[str, one_of("none")] | None = Field(
        None, description="none: a project of cards alone, in which no scenario is missed"
    )
    checks: dict[CheckName, LevelWord] = Field(default_factory=dict, description="levels other than the usual ones")
    fail_on: Annotated[str, one_of("error", "warning", "notice")] | None = Field(
        None, description="the level from which on findings fail the run; usually error"
    )
    stale_after_days: Amount | None = Field(
        None, description="the age at which `verified` is too old; usually 60", json_schema_extra=WHOLE_SCHEMA
    )
    retiring_within_days: Amount | None = Field(
        None, description="how soon a retirement is near; usually 90", json_schema_extra=WHOLE_SCHEMA
    )
    jump: Factor | None = Field(
        None,
        description="the factor by which no price moves without a look; usually 3",
        json_schema_extra={"exclusiveMinimum": 1},
    )
    horizon: Days | None = Field(
        None, description="how far ahead dated changes are held against budgets and gates; usually 400 days"
    )
    budgets: Many[PolicyBudget] = Field((), description="the most that options may cost")
    gates: Many[Gate] = Field((), description="what stops a change")
    broken_budgets: Annotated[str, one_of("report", "block")] | None = Field(
        None, description="whether a budget that was broken before blocks although nothing got worse; usually report"
    )

    def horizon_end(self, as_of: datetime) -> datetime:
        """Return the last instant at which dated changes are held against budgets and gates."""
        return as_of + (HORIZON if self.horizon is None else self.horizon)


class PolicyFile(NamedTuple):
    """A policy with the place it was read from; the usual one where there is no file.

    Args:
        policy: What it says.
        place: Where it begins.
        sha256: Of the file.
    """

    policy: Policy
    place: Place
    sha256: str = ""


def validate_policy(policy: Policy, place: Place) -> Iterator[Problem]:
    """Yield what cannot be meant: gates without a limit, or with several; thresholds that are none.

    Args:
        policy: What was read.
        place: Where it begins.
    """
    for name, days in (
        ("stale_after_days", policy.stale_after_days),
        ("retiring_within_days", policy.retiring_within_days),
    ):
        if days is not None and (days.value != days.value.to_integral_value() or not days.value):
            yield Problem(days.place or place, "bad-number", f"`{name}` is a whole number of days, at least 1")
    if policy.jump is not None and policy.jump.value <= 1:
        yield Problem(policy.jump.place or place, "bad-number", "`jump` is a factor above 1", "3")
    for gate in policy.gates:
        yield from _target(gate, place)
        yield from _limit(gate, place)
    for budget in policy.budgets:
        yield from _target(budget, place)


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


def _target(held: PolicyBudget | Gate, place: Place) -> Iterator[Problem]:
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
