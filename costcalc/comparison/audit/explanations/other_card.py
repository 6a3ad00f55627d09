"""It is at the prices of another model of a rate card: those of a predecessor, or of a namesake.

    claims: [{claim: month, printed: $120.00, of: opus.total}]        # 40.00; 120.00 at 15 / 75 of claude-opus-4-1

Of one or two digits nothing is said: some price of some card always fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.at_prices import at_prices
from costcalc.comparison.audit.price_lists import is_in_currency, listed, price_parts
from costcalc.problem import InputError
from costcalc.ratecard import CLAIMED, Offer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.explanations.candidate import Candidate
    from costcalc.comparison.audit.suspect import Suspect

BITS = 4.0
FEWEST_DIGITS = 3
MOST_CARDS = 20


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure at the prices of all models of all cards at the instant that is asked about."""
    if suspect.printing.digits < FEWEST_DIGITS or not price_parts(suspect):
        return
    seen: set[frozenset[tuple[str, object]]] = set()
    cards = suspect.question.cards
    for card_id in cards.ids()[:MOST_CARDS]:
        try:
            file = cards.file(card_id)
        except InputError:  # it is said by whoever prices with it
            continue
        if file.card.basis == CLAIMED or file.card.extends:
            continue
        for name, model in file.card.models.items():
            offer = Offer(file, str(name), model)
            rate = model.rate_at(suspect.planned.as_of)
            if rate is None or not is_in_currency(offer, suspect):
                continue
            found = listed(offer, rate, suspect.frame.bottom)
            if (key := frozenset(found.prices.items())) not in seen:
                seen.add(key)
                yield from at_prices(suspect, found)
