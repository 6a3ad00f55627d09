"""What a project wants checked: levels, thresholds, budgets and gates, from `costcalc.yaml` or `pyproject.toml`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import Field

from costcalc.problem import Place, Problem
from costcalc.project.limits import Gate, PolicyBudget, validate_limit
from costcalc.project.patterns import ProjectPath
from costcalc.shown import cut
from costcalc.source import (
    Amount,
    Factor,
    FileId,
    FileRecord,
    Many,
    One,
    Scalar,
    one_of,
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

MOST_DAYS = 3_660
_DAYS = re.compile(r"(0|[1-9][0-9]{0,3}) days?", re.ASCII)


def _days(value: Scalar) -> timedelta:
    match = _DAYS.fullmatch(value)
    if not match or int(match[1]) > MOST_DAYS:
        raise rejected("bad-number", f"`{cut(value)}` is no time of up to {MOST_DAYS:,} days", "write 400 days")
    return timedelta(days=int(match[1]))


Days = Annotated[timedelta, One("a time such as 400 days", _days, type="string", pattern=f"^{_DAYS.pattern}$")]
LevelWord = Annotated[str, one_of(*LEVELS, description="the level of this check")]
CheckName = FileId


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
    for held in (*policy.gates, *policy.budgets):
        yield from validate_limit(held, place)
