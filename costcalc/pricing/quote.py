"""Which price counts for a meter: that of the rate, and what services, regions, hours and contracts do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Node, Symbol, product
from costcalc.pricing.query import CONTRACT, MARKUP, PROMOTION, WINDOW, PriceQuery
from costcalc.pricing.refused import conflict, no_price, unserved
from costcalc.pricing.size import Request, by_size
from costcalc.problem import InputError
from costcalc.rules import (
    STANDARD,
    BilledAs,
    Multiplied,
    Priced,
    PriceForm,
    PriceSheet,
    TieredSheet,
    UnitPrice,
    Unpriced,
    Variant,
    added_on,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Place
    from costcalc.rules import ContextTier, Contract, Line, Usage

REQUEST = "request"


class Quote(NamedTuple):
    """The price of a meter.

    Args:
        price: What it is.
        symbol: What formulas call it.
        tiers: What it is for large requests.
        factors: What it is multiplied by, in their order.
        decided_at: Where the card says that this is billed as another meter.
        contract: The terms of a contract that change it.
        own: Whether the contract has a price of its own, and does not only change the vendor's.
    """

    price: PriceForm
    symbol: str
    tiers: tuple[tuple[ContextTier, PriceForm | Unpriced], ...]
    factors: tuple[Node, ...]
    decided_at: Place | None
    contract: Contract | None = None
    own: bool = False

    def billed(self, asked: Usage) -> Usage:
        """Return the usage that is billed for a usage."""
        asked = asked._replace(symbol=self.symbol)
        return self.price.billed(asked) if isinstance(self.price, UnitPrice) else asked

    def lines(self, asked: Usage, request: Request) -> Iterator[Line]:
        """Return the lines that a billed usage is charged as.

        Args:
            asked: The quantity.
            request: One request, whose size decides.
        """
        found = by_size(self.price, self.tiers, asked, request)
        return (line._replace(unit_price=product(line.unit_price, *self.factors)) for line in found)


def quote(query: PriceQuery, meter: str) -> Quote:
    """Find the price of a meter.

    Raises:
        InputError: where there is none, or the card does not say how two that meet go together.
    """
    rate = query.rate
    billed, decided_at, price = _in_sheet(rate, meter)
    usual = (meter, billed)
    sheet: TieredSheet = rate
    symbol = "price"
    factors: list[Node] = []
    contract = None if CONTRACT in query.without else query.offer.terms((meter, billed), query.moment)
    own = _own(contract, meter, billed) if contract else None
    if contract and own:
        sheet, symbol, (billed, price) = contract, CONTRACT, own
    for change in _changes(query, contracted=own is not None):
        found, billed_here = _in_variant(query, change, (meter, billed))
        if isinstance(found, Symbol):
            factors.append(found)
            if billed_here != billed:
                billed, price = billed_here, sheet.price(billed_here)
                if price is None:
                    raise InputError([conflict(query, meter, symbol, change.name)])
        elif found is not None:
            if sheet is not rate:
                raise InputError([conflict(query, meter, symbol, change.name)])
            sheet, price, symbol, billed = change.variant, found, change.name, billed_here
    if price is None or isinstance(price, (Unpriced, BilledAs, Multiplied)):
        raise InputError([no_price(query, meter)])
    factors += _last(query, None if own else contract)
    # Where a variant or a contract bills it as something else than the rate does, that one's tiers count.
    asked = (meter if billed in usual else billed, billed)
    tiers = tuple(_tiers(sheet, *asked) if _has_tiers(sheet, rate) else _unknown_tiers(rate, *usual))
    return Quote(price, f"{symbol}.{billed}", tiers, tuple(factors), decided_at, contract, own is not None)


def _last(query: PriceQuery, contract: Contract | None) -> Iterator[Node]:
    """Yield what comes after all the others: a discount, and a mark-up."""
    if contract and contract.discount:
        yield contract.factor
    if query.rate.markup and MARKUP not in query.without:
        yield added_on(query.rate.markup)


def prices_requests(query: PriceQuery) -> bool:
    """Return whether anything gives a request as such a price."""
    variants = [change.variant for change in _changes(query, contracted=False)]
    contract = query.offer.terms((REQUEST,), query.moment)
    return any(sheet.price(REQUEST) for sheet in (query.rate, *variants, *([contract] if contract else [])))


def _in_sheet(sheet: PriceSheet, meter: str) -> tuple[str, Place | None, Priced | None]:
    """Return the meter that a meter is billed as, the place that says so, and its price."""
    written = sheet.price(meter)
    if isinstance(written, BilledAs):
        return written.meter, written.place, sheet.price(written.meter)
    return meter, None, written


def _own(contract: Contract, meter: str, billed: str) -> tuple[str, Priced] | None:
    """Return the price that a contract has for a meter itself; None where it has none."""
    for name in dict.fromkeys((meter, billed)):
        target, _, price = _in_sheet(contract, name)
        if price is not None:
            return target, price
    return None


class _Change(NamedTuple):
    """A change to the price of a rate, such as a service or some hours.

    Args:
        name: What formulas call it.
        variant: Its prices.
        exclusive: Whether what it does not price is not to be had in it; else that keeps its price.
    """

    name: str
    variant: Variant
    exclusive: bool = False


def _changes(query: PriceQuery, *, contracted: bool) -> Iterator[_Change]:
    """Yield what changes the price, in the order in which it does."""
    rate, window = query.rate, query.segment.window
    if rate.promotion and query.moment < rate.promotion.until.at and not contracted and PROMOTION not in query.without:
        yield _Change(PROMOTION, rate.promotion)
    for term, name in query.terms.asked():
        variants = term.variants(rate)
        if name not in variants:
            raise InputError([unserved(query, term.word, name, list(variants))])
        yield _Change(term.symbol(name), variants[name], term.exclusive)
    if rate.window and window and window.inside and WINDOW not in query.without:
        yield _Change(rate.window_name, rate.window)


def _in_variant(query: PriceQuery, change: _Change, meters: tuple[str, str]) -> tuple[Priced | Symbol | None, str]:
    """Find what a variant says of a meter: a price of its own, a factor, or nothing; and as what it is billed."""
    name, variant, exclusive = change
    meter, billed = meters
    unit = query.offer.meters[meter].unit
    for first in dict.fromkeys(meters):
        written = variant.price(first)
        if isinstance(written, BilledAs) and written.meter == STANDARD:
            return None, billed
        target = written.meter if isinstance(written, BilledAs) else first
        written = variant.price(target)
        if isinstance(written, Unpriced):
            raise InputError([no_price(query, meter, name)])
        if isinstance(written, Multiplied):
            return named(name, written.factor), billed if target == meter else target
        if written is not None:
            return written, target
    if factor := next((found for each in meters if (found := variant.factor(each, unit))), None):
        return named(name, factor), billed
    if exclusive:
        raise InputError([no_price(query, meter, name)])
    return None, billed


def _has_tiers(sheet: TieredSheet, rate: TieredSheet) -> bool:
    """Whether a sheet states prices for requests of every size: the rate does, and a sheet with `context_tiers: []`."""
    return sheet is rate or "context_tiers" in sheet.model_fields_set


def _unknown_tiers(rate: TieredSheet, meter: str, billed: str) -> Iterator[tuple[ContextTier, Unpriced]]:
    """Yield the rate's tiers without a price, for a sheet that does not state what a long request costs."""
    yield from ((tier, Unpriced(tier.when.place)) for tier, _ in _tiers(rate, meter, billed))


def _tiers(sheet: TieredSheet, meter: str, billed: str) -> Iterator[tuple[ContextTier, PriceForm | Unpriced]]:
    for tier in sheet.context_tiers:
        written = tier.price(meter)
        if isinstance(written, BilledAs):
            written = tier.price(written.meter)
        written = written or tier.price(billed)
        if written is not None and not isinstance(written, (BilledAs, Multiplied)):
            yield tier, written
