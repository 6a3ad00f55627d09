"""How long ago a price may have been checked, where somebody says so, and usually."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from costcalc.expr import Num
    from costcalc.project.policy import Policy

STALE_AFTER = 60
LONGEST = 100_000
"""Days beyond which Python has no date."""


def longest_age(policy: Policy | None = None) -> timedelta:
    """Return how long ago a price may have been checked at most: what the policy says, else 60 days."""
    return days(policy.stale_after_days if policy else None, STALE_AFTER)


def days(limit: Num | None, usual: int) -> timedelta:
    """Return a threshold: what the policy says, or the usual one."""
    return timedelta(days=min(int(limit.value), LONGEST) if limit else usual)
