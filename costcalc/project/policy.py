"""What a project wants checked: levels, thresholds, budgets and gates, from `costcalc.yaml` or `pyproject.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import ConfigDict, Field

from costcalc.problem import Place, Problem
from costcalc.project.patterns import ProjectPath
from costcalc.shown import cut
from costcalc.source import Amount, Factor, FileId, FileRecord, Many, OneName, Share, SumOfMoney, one_of
from costcalc.source.amounts import WHOLE_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

POLICY_SCHEMA = "costcalc/policy/v1"
LEVELS = ("error", "warning", "notice", "off")

LevelWord = Annotated[str, one_of(*LEVELS, description="the level of this check")]
CheckName = FileId


class PolicyBudget(FileRecord):
    """The most that an option of a scenario may cost in its period."""

    scenario: FileId = Field(description="the id of the scenario")
    option: OneName = Field(description="one of its options")
    max: SumOfMoney = Field(description="the most that it may cost, in the scenario's currency: 900 USD")


class Gate(FileRecord):
    """A limit that stops a change: on a total, or on an increase against the base."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [limit]} for limit in ("total", "increase", "increase_percent")]}
    )

    scenario: FileId | None = Field(None, description="the scenario it is for, if not for all")
    option: OneName | None = Field(None, description="the option it is for, if not for all")
    total: SumOfMoney | None = Field(None, description="the most that it may cost")
    increase: SumOfMoney | None = Field(None, description="the most by which a change may raise it")
    increase_percent: Share | None = Field(
        None, description="the same as a part of the base: 10%", json_schema_extra={"not": {"const": 1}}
    )


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
    budgets: Many[PolicyBudget] = Field((), description="the most that options may cost")
    gates: Many[Gate] = Field((), description="what stops a change")
    broken_budgets: Annotated[str, one_of("report", "block")] | None = Field(
        None, description="whether a budget that was broken before blocks although nothing got worse; usually report"
    )


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
        if (most := gate.increase_percent) and most.value == 1 and not most.text.endswith("%"):
            message = f"`{cut(most.text)}` could be one percent, or all of it"
            yield Problem(most.place or place, "bad-number", message, "write 1% or 100%")
        places = [
            *(money.place for money in (gate.total, gate.increase) if money),
            *([gate.increase_percent.place] if gate.increase_percent else []),
        ]
        if not places:
            hint = "give it one of total, increase, increase_percent"
            yield Problem(place, "missing-key", "a gate without a limit stops nothing", hint)
        elif len(places) > 1:
            yield Problem(places[1] or place, "too-many", "a gate has one limit", "write another gate for the other")
