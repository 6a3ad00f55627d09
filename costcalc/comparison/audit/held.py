"""Prices that somebody printed, each held against the published one of the model that it stands for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.price_lists import listed
from costcalc.comparison.audit.published import NOTHING
from costcalc.instant import short_instant
from costcalc.pricing.query import LISTED
from costcalc.ratecard import CONTRACTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from costcalc.comparison.audit.price_part import PricePart
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.ratecard import Offer


class HeldPrice(NamedTuple):
    """A printed price, and the published one.

    Args:
        part: The price that was printed.
        offer: The model that it stands for.
        printed: What was printed, for a million tokens or for one of what is no token.
        paid: What is paid at that instant, with a promotion that there is; None where that is not one number, or is not
            published.
        plain: The same without a promotion, which may be meant, too.
        at: The instant.
        before: Until when the printed price was the published one: each time that it was.
    """

    part: PricePart
    offer: Offer
    printed: Fraction
    paid: Fraction | None
    plain: Fraction | None
    at: datetime
    before: tuple[str, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether another price is published."""
        return self.paid is not None and self.printed not in {self.paid, self.plain}


class PrintedPrices(NamedTuple):
    """What is said of a price of the scenario in all claims that it is in.

    Args:
        name: What the scenario calls it.
        meter: Of what.
        first: The price, as the first claim has it.
        claims: The claims, in the order of the file.
    """

    name: str
    meter: str
    first: HeldPrice
    claims: tuple[str, ...]


def held_prices(suspect: Suspect) -> Iterator[HeldPrice]:
    """Yield the prices in a claim that stand for a vendor's, those of what is solved for in it among them."""
    for part in suspect.shelf.parts(suspect.parts, in_sums=True):
        offer = _stood_for(part, suspect)
        value = suspect.value_of(part.node, part.option)
        if offer is None or value is None:
            continue
        at = suspect.planned.period.first or part.as_of or suspect.planned.as_of
        printed = Fraction(value) / part.buys
        env = suspect.frame_of(part.option)
        paid, plain = (suspect.shelf.paid_in(part, offer, env, without) for without in (NOTHING, LISTED))
        yield HeldPrice(part, offer, printed, paid, plain, at, tuple(_before(part, offer, printed, at)))


def _stood_for(part: PricePart, suspect: Suspect) -> Offer | None:
    """Return the model that a printed price stands for.

    None of other prices, of one that was negotiated and is no vendor's, and of a meter it says nothing of.
    """
    inline = part.offer
    is_printed = inline.file.inline and inline.prices.card.basis != CONTRACTED
    rate = inline.model.rate_at(part.as_of or suspect.planned.as_of) if is_printed else None
    offer = suspect.shelf.dated(inline) if rate and any(meter == part.meter for meter, _ in rate.prices()) else None
    return offer if offer and offer.prices.card.currency == inline.prices.card.currency else None


def _before(part: PricePart, offer: Offer, printed: Fraction, at: datetime) -> Iterator[str]:
    for period in offer.model.history:
        if period.end and period.end <= at and listed(offer, period.rate, {}).prices.get(part.meter) == printed:
            yield f"from {short_instant(period.start)} until {short_instant(period.end)}"


def printed_prices(claims: Iterable[tuple[str, Sequence[HeldPrice]]]) -> tuple[PrintedPrices, ...]:
    """Return the printed prices in some claims, each once, in the order in which they come.

    Args:
        claims: What each claim is called, and the prices in it.
    """
    found: dict[tuple[str, str, Fraction, Fraction | None], tuple[HeldPrice, dict[str, None]]] = {}
    for claim, prices in claims:
        for one in prices:
            key = (one.part.offer.ref, one.part.meter, one.printed, one.paid)
            found.setdefault(key, (one, {}))[1][claim] = None
    return tuple(PrintedPrices(name, meter, first, tuple(names)) for (name, meter, *_), (first, names) in found.items())
