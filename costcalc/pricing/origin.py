"""Where a charge comes from, so that whoever has one needs no way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.price_flags import PRICE_FLAGS, flags_of_prices
from costcalc.ratecard import CLAIMED, CONTRACTED, LISTED, PUBLISHED
from costcalc.rules import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from costcalc.expr import Node
    from costcalc.feasibility import Flag
    from costcalc.pricing.quote import Quote
    from costcalc.pricing.segments import Portion
    from costcalc.problem import Place
    from costcalc.ratecard import CardFile, Offer, Rate
    from costcalc.workload import RequestGroup

WORST_FIRST = (CLAIMED, LISTED, CONTRACTED, PUBLISHED)


class Provenance(NamedTuple):
    """The source of a price.

    Args:
        source: The pages, or the contract.
        effective: From when on it holds.
        verified: The last day on which the source was seen to say so.
        confidence: How sure the card is of it.
        disagreement: What other sources say instead.
    """

    source: tuple[str, ...]
    effective: datetime
    verified: datetime | None = None
    confidence: str | None = None
    disagreement: str | None = None


class PriceOrigin(NamedTuple):
    """The price of a model that a charge comes from.

    Args:
        offer: The model, with its cards.
        portion: The time, and how much of the period falls into it.
        terms: The service tier, the region.
        group: The requests; None where the charge is for all of a bill.
        quote: The price; None for what is missing to a minimum, and for what has none.
        part: What tells it from the other charges of its meter: `free`, `slice_2`.
        tier: The formula of which context tier the size of one request comes to; None where that makes no choice.
        published: Whether the vendor says a price of such a charge, or a contract alone.
    """

    offer: Offer
    portion: Portion
    terms: Terms = Terms()
    group: RequestGroup | None = None
    quote: Quote | None = None
    part: str = ""
    tier: Node | None = None
    published: bool = True

    @property
    def rate(self) -> Rate:
        """The rate in force."""
        return self.portion.rate

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rate whose price is paid; none where a contract has the price itself."""
        return () if self.quote and self.quote.own else (self.rate,)

    @property
    def basis(self) -> str:
        """The basis of the card that was named: published, contracted, listed or claimed."""
        return self.offer.file.card.basis

    @property
    def card(self) -> CardFile:
        """The card with the list prices."""
        return self.offer.prices

    @property
    def contract(self) -> CardFile | None:
        """The card of the contract over it; None where there is none."""
        return self.offer.file if self.offer.list_file else None

    @property
    def files(self) -> tuple[CardFile, ...]:
        """The cards that the price comes from: not the vendor's, where a contract alone has one."""
        return self.offer.files if self.published else (self.offer.file,)

    @property
    def verified_in(self) -> CardFile:
        """The card that says when the price was last seen: the vendor's, where it has one of such a charge."""
        return self.card if self.published else self.offer.file

    @property
    def provenance(self) -> Provenance:
        """The source of the price; of a price that only a contract has, the contract."""
        rate, terms = self.rate, self.quote.contract if self.quote else None
        if terms and not self.published:
            return Provenance((terms.source,), terms.effective.at)
        return Provenance(
            source=(*rate.source, terms.source) if terms else rate.source,
            effective=rate.effective.at,
            verified=rate.verified.at if rate.verified else None,
            confidence=rate.confidence,
            disagreement=rate.disagreement,
        )

    @property
    def decided_at(self) -> Place | None:
        """The place where the card says that this is billed as another meter."""
        return self.quote.decided_at if self.quote else None

    @property
    def hours(self) -> str | None:
        """The hours it is for, `peak` or `off_peak`, where the rate makes a difference."""
        window = self.portion.segment.window
        return window.name if window else None

    @property
    def reserved(self) -> bool:
        """Whether it is paid whether it is used or not: capacity for a term, what is missing to a minimum."""
        return self.group is None or (self.quote is not None and self.quote.price.is_held)


class FreeLine(NamedTuple):
    """A line that belongs to no model, with a price that the scenario itself gives.

    Args:
        place: Where that is written.
    """

    place: Place


Origin = PriceOrigin | FreeLine


def codes_at(origin: Origin, flags: Iterable[Flag]) -> list[str]:
    """Return the codes of the flags that a charge has, each once: its option's, but of doubtful prices its own.

    Args:
        origin: Where the charge comes from.
        flags: What speaks against its option.
    """
    own = flags_of_prices(origin.offer, origin.rates) if isinstance(origin, PriceOrigin) else ()
    said = {flag.code for flag in own}
    return [code for code in dict.fromkeys(flag.code for flag in flags) if code in said or code not in PRICE_FLAGS]


def worst(bases: set[str]) -> str:
    """Return the basis of prices that are added up: that of the worst of them."""
    return next((basis for basis in WORST_FIRST if basis in bases), PUBLISHED)
