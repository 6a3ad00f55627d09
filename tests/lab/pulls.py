"""What a row of the table of pull requests says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.lab.changes import Change


class Pull(NamedTuple):
    """A pull request.

    Args:
        sentence: What it does.
        change: The same, done.
        code: The exit code of the gate.
        checks: What must be among the findings, and fail it where the code is 1.
        renamed: What is called otherwise: SCENARIO/OPTION by its new name, and the old one.
    """

    sentence: str
    change: Change
    code: int = 0
    checks: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = {}


GATE, BUDGET = frozenset({"gate"}), frozenset({"budget"})
HISTORY, POLICY = frozenset({"history-edited"}), frozenset({"policy-changed"})
