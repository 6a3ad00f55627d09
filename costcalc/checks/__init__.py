"""What is looked at beyond what a file must hold. One file per check; a new one is a file and a line in this list.

A check is a module with a docstring (what, why, a bad and a good example), a `LEVEL`, and a function `find`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from costcalc.checks import (
    beyond_horizon,
    budget_matches_nothing,
    cached_above_input,
    claim_dropped,
    doubtful_price,
    false_claim,
    history_edited,
    hours_changed,
    infeasible,
    input_equals_output,
    missing_rate,
    missing_source,
    model_removed,
    period_unit,
    price_jump,
    price_outlier,
    retired_in_use,
    stale_verified,
    unused_assumption,
    unused_entry,
    version_not_bumped,
)
from costcalc.checks.finding import Finding, Level
from costcalc.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Check(Protocol):
    """A module of this folder."""

    LEVEL: Level
    """How grave its findings are, where the policy does not say otherwise; a few of them are less."""

    def find(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each case of what the check looks for."""


CHECKS: Mapping[str, Check] = {
    "history-edited": history_edited,
    "model-removed": model_removed,
    "version-not-bumped": version_not_bumped,
    "price-jump": price_jump,
    "hours-changed": hours_changed,
    "beyond-horizon": beyond_horizon,
    "missing-rate": missing_rate,
    "missing-source": missing_source,
    "stale-verified": stale_verified,
    "cached-above-input": cached_above_input,
    "input-equals-output": input_equals_output,
    "price-outlier": price_outlier,
    "retired-in-use": retired_in_use,
    "infeasible": infeasible,
    "doubtful-price": doubtful_price,
    "unused-assumption": unused_assumption,
    "unused-entry": unused_entry,
    "period-unit": period_unit,
    "budget-matches-nothing": budget_matches_nothing,
    "false-claim": false_claim,
    "claim-dropped": claim_dropped,
}
"""The cards against the base first, then the cards alone, then scenarios and policy."""


__all__ = ["CHECKS", "Check", "Finding", "Level", "Subject"]
