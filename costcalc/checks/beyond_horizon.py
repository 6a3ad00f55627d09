"""A price is announced for a day so far ahead that no budget and no gate is held against it.

Once it is merged, it is what the base announces, and no news any more: it comes into force without ever having been
held against anything. Looked at with `--base` only, at what the change announces.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.40}
      - {effective: 2030-01-01, source: "https://…", input: 40}         # bad: the horizon is 400 days

    horizon: 1500 days                                                  # good, in the policy: then it is held

"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.instant import short_instant
from costcalc.project.policy import HORIZON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject

LEVEL = Level.WARNING
HINT = "append it nearer to its day, or let `horizon` in the policy reach so far"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each rate of a change that comes into force after the horizon."""
    end = subject.as_of + (HORIZON if subject.policy.horizon is None else subject.policy.horizon)
    for change in subject.changed:
        for name, one in change.rates:
            if one.new and one.since > end:
                message = (
                    f"{change.id}/{name} has a price from {short_instant(one.since)}, which no gate is held against"
                )
                about = f"{change.id}/{name} {short_instant(one.since)}"
                yield Finding("beyond-horizon", LEVEL, one.new.effective.place, message, HINT, about)
