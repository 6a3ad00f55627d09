"""It is at the prices of another model of a rate card: those of a predecessor, or of a namesake.

    claims: [{claim: month, printed: $120.00, of: opus.total}]        # 40.00; 120.00 at 15 / 75 of claude-opus-4-1

Of one or two digits nothing is said: some price of some card always fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.at_prices import at_prices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.explanations.candidate import Candidate
    from costcalc.comparison.audit.suspect import Suspect

BITS = 4.0
FEWEST_DIGITS = 3


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure at the prices of all models of all cards at the instant that is asked about."""
    if suspect.printing.digits >= FEWEST_DIGITS and suspect.prices:
        for found in suspect.shelf.of_cards:
            yield from at_prices(suspect, found)
