"""Another dated rate of the same model was taken: a price that no longer holds, or does not hold yet.

claims: [{claim: month, printed: $15.00, of: sonnet.total}]       # 3.00 since August; 15.00 before that
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.at_prices import at_prices
from costcalc.comparison.audit.price_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.explanations.candidate import Candidate
    from costcalc.comparison.audit.suspect import Suspect

BITS = 3.0


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure at each rate that its models have had or will have."""
    seen: set[str] = set()
    for part in suspect.prices:
        offer = suspect.shelf.dated(part.offer)
        if offer is None or offer.ref in seen or not suspect.shelf.is_in_currency(offer):
            continue
        seen.add(offer.ref)
        for rate in offer.model.rates:
            yield from at_prices(suspect, listed(offer, rate, suspect.frame.bottom, dated=True), single=True)
