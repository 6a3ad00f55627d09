"""What checks look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.comparison import Comparison
    from costcalc.policy import Policy
    from costcalc.workspace import Workspace


class Subject(NamedTuple):
    """A project, as it is and as it was.

    Args:
        head: The files as they are.
        base: The files as they were; None where nothing is compared.
        as_of: The instant that counts as today.
        policy: The thresholds in force, which are the base's where there is one.
        results: Every scenario of the head, priced at `as_of` and at its own instant.
    """

    head: Workspace
    base: Workspace | None
    as_of: datetime
    policy: Policy
    results: Sequence[Comparison]
