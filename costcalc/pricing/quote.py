"""Which price counts for a meter: that of the rate, and what services, regions, hours and contracts do to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Node, Symbol
from costcalc.pricing.refused import conflict, no_price, unserved
from costcalc.pricing.size import Request, by_size
from costcalc.problem import InputError
from costcalc.rules import (
    STANDARD,
    BilledAs,
    Multiplied,
    Priced,
    PriceForm,
    Sheet,
    TieredSheet,
    UnitPrice,
    Unpriced,
    Variant,
    added_on,
    named,
    product,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.pricing.slot import Slot
    from costcalc.problem import Place
    from costcalc.ratecard import Offer
    from costcalc.rules import Asked, ContextTier, Contract, Line

PROMOTION, SERVICE, REGION, WINDOW, CONTRACT, MARKUP = "promotion", "service", "region", "window", "contract", "markup"
REQUEST = "request"
LIST = frozenset({PROMOTION, CONTRACT, MARKUP})
"""What a list price is without."""

LISTED = frozenset({PROMOTION, MARKUP})
"""What a contracted price is without."""


class Wanted(NamedTuple):
    """What a price is wanted for.

    Args:
        offer: The model.
        slot: The time.
        service: The service tier.
        region: Where the data must stay.
        without: Modifiers that are not to count.
    """

    offer: Offer
    slot: Slot
    service: str
    region: str | None
    without: frozenset[str] = frozenset()


class Quote(NamedTuple):
    """The price of a meter.

    Args:
        price: What it is.
        symbol: What formulas call it.
        tiers: What it is for large requests.
        factors: What it is multiplied by, in their order.
        decided_at: Where the card says that this is billed as another meter.
        terms: The contract that changes it.
    """

    price: PriceForm
    symbol: str
    tiers: tuple[tuple[ContextTier, PriceForm | Unpriced], ...]
    factors: tuple[Node, ...]
    decided_at: Place | None
    terms: Contract | None = None

    def billed(self, asked: Asked) -> Asked:
        """Give what is billed of a quantity."""
        asked = asked._replace(symbol=self.symbol)
        return self.price.billed(asked) if isinstance(self.price, UnitPrice) else asked

    def lines(self, asked: Asked, request: Request) -> Iterator[Line]:
        """Price a quantity that is billed.

        Args:
            asked: The quantity.
            request: One request, whose size decides.
        """
        found = by_size(self.price, self.tiers, asked, request)
        return (line._replace(unit_price=product(line.unit_price, *self.factors)) for line in found)


def quote(wanted: Wanted, meter: str) -> Quote:
    """Find the price of a meter.

    Raises:
        InputError: where there is none, or the card does not say how two that meet go together.
    """
    rate = wanted.slot.rate
    billed, decided_at, price = _in_sheet(rate, meter)
    usual = (meter, billed)
    sheet: TieredSheet = rate
    symbol = "price"
    factors: list[Node] = []
    terms = None if CONTRACT in wanted.without else wanted.offer.terms((meter, billed), wanted.slot.moment)
    own = _own(terms, meter, billed) if terms else None
    if terms and own:
        sheet, symbol, (billed, price) = terms, CONTRACT, own
    for stage, name, variant in _variants(wanted, contracted=own is not None):
        found, billed_here = _in_variant(wanted, stage, name, variant, (meter, billed))
        if isinstance(found, Symbol):
            factors.append(found)
            if billed_here != billed:
                billed, price = billed_here, sheet.price(billed_here)
                if price is None:
                    raise InputError([conflict(wanted, meter, symbol, name)])
        elif found is not None:
            if sheet is not rate:
                raise InputError([conflict(wanted, meter, symbol, name)])
            sheet, price, symbol, billed = variant, found, name, billed_here
    if price is None or isinstance(price, (Unpriced, BilledAs, Multiplied)):
        raise InputError([no_price(wanted.offer, wanted.slot, meter)])
    factors += _last(wanted, None if own else terms)
    # Where a variant or a contract bills it as something else than the rate does, that one's tiers count.
    asked = (meter if billed in usual else billed, billed)
    tiers = tuple(_tiers(sheet, *asked) if _has_tiers(sheet, rate) else _unknown_tiers(rate, *usual))
    return Quote(price, f"{symbol}.{billed}", tiers, tuple(factors), decided_at, terms)


def _last(wanted: Wanted, terms: Contract | None) -> Iterator[Node]:
    """Yield what comes after all the others: a discount, and a mark-up."""
    if terms and terms.discount:
        yield terms.factor
    if wanted.slot.rate.markup and MARKUP not in wanted.without:
        yield added_on(wanted.slot.rate.markup)


def prices_requests(wanted: Wanted) -> bool:
    """Say whether anything gives a request as such a price."""
    variants = [variant for _, _, variant in _variants(wanted, contracted=False)]
    terms = wanted.offer.terms((REQUEST,), wanted.slot.moment)
    return any(sheet.price(REQUEST) for sheet in (wanted.slot.rate, *variants, *([terms] if terms else [])))


def _in_sheet(sheet: Sheet, meter: str) -> tuple[str, Place | None, Priced | None]:
    """Give the meter that a meter is billed as, where the card says so, and its price."""
    written = sheet.price(meter)
    if isinstance(written, BilledAs):
        return written.meter, written.place, sheet.price(written.meter)
    return meter, None, written


def _own(terms: Contract, meter: str, billed: str) -> tuple[str, Priced] | None:
    """Give the price that a contract has for a meter itself."""
    for name in dict.fromkeys((meter, billed)):
        target, _, price = _in_sheet(terms, name)
        if price is not None:
            return target, price
    return None


def _variants(wanted: Wanted, *, contracted: bool) -> Iterator[tuple[str, str, Variant]]:
    """Yield what changes the price, in the order in which it does: its stage, its name, its prices."""
    slot, rate = wanted.slot, wanted.slot.rate
    if rate.promotion and slot.moment < rate.promotion.until.at and not contracted and PROMOTION not in wanted.without:
        yield PROMOTION, PROMOTION, rate.promotion
    if wanted.service != STANDARD:
        if wanted.service not in rate.services:
            raise InputError([unserved(wanted, SERVICE, wanted.service, list(rate.services))])
        yield SERVICE, wanted.service, rate.services[wanted.service]
    if wanted.region:
        if wanted.region not in rate.regions:
            raise InputError([unserved(wanted, REGION, wanted.region, list(rate.regions))])
        yield REGION, f"region_{re.sub(r'[^a-z0-9]+', '_', wanted.region.lower())}", rate.regions[wanted.region]
    if slot.in_window and rate.window:
        yield WINDOW, rate.window_name, rate.window


def _in_variant(
    wanted: Wanted, stage: str, name: str, variant: Variant, meters: tuple[str, str]
) -> tuple[Priced | Symbol | None, str]:
    """Find what a variant says of a meter: a price of its own, a factor, or nothing; and as what it is billed."""
    meter, billed = meters
    unit = wanted.offer.meters[meter].unit
    for first in dict.fromkeys(meters):
        written = variant.price(first)
        if isinstance(written, BilledAs) and written.meter == STANDARD:
            return None, billed
        target = written.meter if isinstance(written, BilledAs) else first
        written = variant.price(target)
        if isinstance(written, Unpriced):
            raise InputError([no_price(wanted.offer, wanted.slot, meter, name)])
        if isinstance(written, Multiplied):
            return named(name, written.factor), billed if target == meter else target
        if written is not None:
            return written, target
    if factor := next((found for each in meters if (found := variant.factor(each, unit))), None):
        return named(name, factor), billed
    if stage == SERVICE:
        raise InputError([no_price(wanted.offer, wanted.slot, meter, name)])
    return None, billed


def _has_tiers(sheet: TieredSheet, rate: TieredSheet) -> bool:
    """Say whether a sheet speaks for requests of every size: the rate does, and who writes `context_tiers: []`."""
    return sheet is rate or "context_tiers" in sheet.model_fields_set


def _unknown_tiers(rate: TieredSheet, meter: str, billed: str) -> Iterator[tuple[ContextTier, Unpriced]]:
    """Give the rate's tiers without a price: nobody says what a long request costs at another price than the rate's."""
    yield from ((tier, Unpriced(tier.when.place)) for tier, _ in _tiers(rate, meter, billed))


def _tiers(sheet: TieredSheet, meter: str, billed: str) -> Iterator[tuple[ContextTier, PriceForm | Unpriced]]:
    for tier in sheet.context_tiers:
        written = tier.price(meter)
        if isinstance(written, BilledAs):
            written = tier.price(written.meter)
        written = written or tier.price(billed)
        if written is not None and not isinstance(written, (BilledAs, Multiplied)):
            yield tier, written
