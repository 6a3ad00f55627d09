"""Another dated rate of the same model was taken: a price that no longer holds, or does not hold yet.

claims: [{claim: month, printed: $15.00, of: sonnet.total}]       # 3.00 since August; 15.00 before that
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.at_prices import at_prices
from costcalc.comparison.audit.price_lists import is_in_currency, listed, price_parts
from costcalc.problem import InputError
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.explanations.candidate import Candidate
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.ratecard import Offer

BITS = 3.0


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure at each rate that its models have had or will have."""
    seen: set[str] = set()
    for part in price_parts(suspect):
        offer = dated(part.offer, suspect)
        if offer is None or offer.ref in seen or not is_in_currency(offer, suspect):
            continue
        seen.add(offer.ref)
        for rate in offer.model.rates:
            yield from at_prices(suspect, listed(offer, rate, suspect.frame.bottom, dated=True))


def dated(offer: Offer, suspect: Suspect) -> Offer | None:
    """Return the model with dated rates that a price is of: what a price of the scenario stands for; None of others."""
    if not offer.file.inline:
        return offer
    written = suspect.planned.scenario.scenario.prices[offer.ref]
    if written.stands_for is None:
        return None
    try:
        return suspect.question.cards.find(str(written.stands_for), place_of(written.stands_for))
    except InputError:  # it was found when it was priced; a contract that has changed since is nobody's price
        return None
