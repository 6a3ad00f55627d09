"""An option rests on a price that may be wrong.

A list that was imported says what is doubtful about a price: that it is 0 because a plan pays for it, or nobody knows
why; that it is the price of prompts of one size; that its unit is not said. What an option costs is then no more than
a guess: it is never the cheapest, and none of its budgets is known to be kept.

    models:
      coder:
        rates:
          - {effective: 2026-01-15, source: "https://…", input: 0, output: 0, doubts: [plan]}       # bad

    models:
      coder:
        rates:
          - {effective: 2026-01-15, source: "https://…", input: 0, output: 0, verified: 2026-01-20} # good: it is free

Look it up where the rate says that it was read, and append what you found, or choose another model. A price that is
only `listed`, by somebody whose list comes with costcalc, is a notice: it never wins, and may be right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.checks.subject import called
from costcalc.ratecard import DOUBTFUL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject

LEVEL = Level.WARNING
HINT = "look up what it costs, and append a rate that says so"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each option whose price is in doubt."""
    seen: set[str] = set()
    for result in subject.results:
        for outcome in result.outcomes:
            about, flags = called(result, outcome), outcome.plan.price_flags
            doubt = next((flag for flag in flags if flag.code in DOUBTFUL), None)
            unverified = next((flag for flag in flags if flag.bars), None)  # of a list that nobody has chosen
            if (flag := doubt or unverified) and about not in seen:
                seen.add(about)
                level = LEVEL if doubt else Level.NOTICE
                yield Finding("doubtful-price", level, outcome.plan.place, f"{about}: {flag.message}", HINT, about)
