"""An entry of the workload that no option has.

It looks as if it were paid for, and nobody pays for it: every option says with `use` which entries it has, and none
says this one.

    workload:
      - {call: plain, requests: 1M, input: 200, output: 500}
      - {call: cached, requests: 1M, input: 200, cache_read: 150, output: 500}      # bad: who uses it?
    options:
      small: {model: acme/small, use: [plain]}

    workload:
      - {call: plain, requests: 1M, input: 200, output: 500}
      - {call: cached, requests: 1M, input: 200, cache_read: 150, output: 500}      # good
    options:
      small: {model: acme/small, use: [plain]}
      small_cached: {model: acme/small, use: [cached]}

An option without `use` has all entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject

LEVEL = Level.WARNING
HINT = "name it in the `use` of an option, or take it out"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each entry that no option has."""
    for file in subject.head.scenarios:
        uses = [option.use for option in file.scenario.options.values()]
        used = {str(name) for use in uses for name in use or ()}
        if not uses or None in uses:
            continue
        for entry in file.scenario.workload:
            if entry.name not in used:
                about = f"{file.scenario.id}/{entry.name}"
                message = f"no option has the entry `{entry.name}`"
                yield Finding("unused-entry", LEVEL, place_of(entry.name), message, HINT, about)
