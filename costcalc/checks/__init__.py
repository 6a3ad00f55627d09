"""What is looked at beyond what a file must hold. One file per check; a new one is a file and a line in this list.

A check is a module with a docstring (what, why, a bad and a good example), a `LEVEL`, and a function `find`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from costcalc.checks import stale_verified
from costcalc.checks.finding import Finding, Level
from costcalc.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Check(Protocol):
    """A module of this folder."""

    LEVEL: Level
    """How grave its findings are, where the policy does not say otherwise."""

    def find(self, subject: Subject) -> Iterator[Finding]:
        """Look for what it is about."""


CHECKS: Mapping[str, Check] = {
    "stale-verified": stale_verified,
}

__all__ = ["CHECKS", "Check", "Finding", "Level", "Subject"]
