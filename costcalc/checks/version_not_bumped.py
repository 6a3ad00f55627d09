"""The content of a card is not what it was, and its `version` is.

Reports name the version of every card that they were made with, so that a number can be traced back to its prices. Two
cards of one version would make that a lie. Looked at with `--base` only; comments and the way in which something is
written are no content.

    version: 2026-10-01         # bad: so has the base, and not the second rate
    models:
      small:
        rates:
          - {effective: 2026-01-01, source: "https://…", input: 0.40}
          - {effective: 2026-11-20, source: "https://…", input: 0.30}

    version: 2026-11-23         # good
    models:
      small:
        rates:
          - {effective: 2026-01-01, source: "https://…", input: 0.40}
          - {effective: 2026-11-20, source: "https://…", input: 0.30}

On the second change of a day, write `2026-11-23.2`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject

LEVEL = Level.ERROR


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each card that changed and kept its version."""
    for change in subject.changed:
        if change.unversioned:
            version = change.new.card.version
            message = f"{change.id} has another content than before, and is still version {version}"
            hint = "set it to the day of the change"
            yield Finding("version-not-bumped", LEVEL, place_of(version), message, hint, change.id)
