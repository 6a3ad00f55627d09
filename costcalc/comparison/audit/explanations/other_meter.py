"""The price of another meter was taken: a cache-hit price for the input, the input price for the output.

claims: [{claim: month, printed: $2.80, of: flash.answer.input}]      # 28.00 at 0.14; 2.80 at a price of cache hits
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect

BITS = 3.0


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with each unit price replaced by those of the other meters of its model, and these alone."""
    yield from _swapped(suspect)
    alone: set[tuple[str, str]] = set()
    for part in suspect.prices:
        found = suspect.shelf.paid(part.offer)
        for meter, price in found.prices.items() if found else ():
            if meter == part.meter:
                continue
            figure = suspect.changed({id(part.node): written(price * part.scale)})
            if figure:
                yield Candidate(f"the price of `{meter}`, for that of `{part.meter}`, of {part.offer.ref}", figure)
            if (part.offer.ref, meter) not in alone and part.node is not suspect.node and not suspect.is_ratio:
                alone.add((part.offer.ref, meter))
                figure = suspect.figure(written(price))
                if figure:
                    yield Candidate(f"it is the price of `{meter}` of {part.offer.ref}", figure)


def _swapped(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with the prices of two meters of a model in each other's place."""
    for one, other in combinations(suspect.prices, 2):
        if one.offer.ref == other.offer.ref and one.meter != other.meter and one.option == other.option:
            figure = suspect.changed({id(one.node): other.node, id(other.node): one.node})
            if figure:
                yield Candidate(f"the prices of `{one.meter}` and `{other.meter}` of {one.offer.ref} swapped", figure)
