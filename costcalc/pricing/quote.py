"""Which price counts for a meter: that of the rate, and what services, regions, hours and contracts do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Node, Symbol, product
from costcalc.pricing.query import CONTRACT, PriceQuery
from costcalc.pricing.refused import conflict, no_price, unserved
from costcalc.pricing.segments import key_of
from costcalc.pricing.size import Request, by_size
from costcalc.problem import InputError
from costcalc.rules import (
    STANDARD,
    BilledAs,
    Change,
    Circumstances,
    Multiplied,
    Priced,
    PriceForm,
    PriceSheet,
    TieredSheet,
    Unpriced,
    UnservedError,
    named,
    per_usual,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Place
    from costcalc.rules import ContextTier, Contract, Line, Usage

REQUEST = "request"
LIST_PRICE = "list"
"""What formulas call a price that is multiplied by something before it is paid."""


class PoolKey(NamedTuple):
    """What several models share a quota by: the file that says so, and the name it has there."""

    file: str
    name: str


class Quote(NamedTuple):
    """The price of a meter.

    Args:
        price: What it is.
        symbol: What formulas call it.
        pool: What tells the prices apart whose slices and quotas go on one after the other, whatever multiplies them.
        tiers: What it is for large requests.
        factors: What it is multiplied by, in their order.
        decided_at: Where the card says that this is billed as another meter.
        contract: The terms of a contract that change it.
        own: Whether the contract has a price of its own, and does not only change the vendor's.
        shared: What it shares its quota by with other prices; None where it has its own, or none.
    """

    price: PriceForm
    symbol: str
    pool: str
    tiers: tuple[tuple[ContextTier, PriceForm | Unpriced], ...]
    factors: tuple[Node, ...]
    decided_at: Place | None
    contract: Contract | None = None
    own: bool = False
    shared: PoolKey | None = None

    def billed(self, asked: Usage) -> Usage:
        """Return what is billed of a quantity."""
        return self.price.billed(asked._replace(symbol=self.symbol))

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
    if contract and (other := _as_listed(contract, meter)):
        return _billed_as(query, meter, other, contract)
    own = _own(contract, meter, billed) if contract else None
    if contract and own:
        sheet, symbol, (billed, price) = contract, CONTRACT, own
    when = _circumstances(query, contract, contracted=own is not None)
    for change in _changes(query, when):
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
    factors += query.rate.factors(when, query.without)
    # Where a variant or a contract bills it as something else than the rate does, that one's tiers count.
    asked = (meter if billed in usual else billed, billed)
    tiers = tuple(_tiers(sheet, *asked) if _has_tiers(sheet, rate) else _unknown_tiers(rate, *usual))
    called = f"{LIST_PRICE if factors and sheet is rate else symbol}.{billed}{_per(query, price, billed)}"
    called = key_of(query.called, f"{called}_{query.part}" if query.part else called)
    pool = f"{symbol}.{billed}"
    quota = price.quota
    written_in = query.offer.file if own else query.offer.prices
    shared = PoolKey(written_in.file, quota.pool) if quota and quota.pool else None
    return Quote(price, called, pool, tiers, tuple(factors), decided_at, contract, own is not None, shared)


def _per(query: PriceQuery, price: PriceForm, meter: str) -> str:
    """Return what formulas add to the name of a price that is not of a million tokens, or of one piece.

    `price.input` is one number wherever it stands: one that is paid for another number of units has another name.
    """
    card = query.offer.prices.card
    return price.per_name(card.per, usual=per_usual(card.all_meters[meter].unit))


def prices_requests(query: PriceQuery) -> bool:
    """Return whether anything gives a request as such a price."""
    contract = query.offer.terms((REQUEST,), query.moment)
    variants = [change.variant for change in _changes(query, _circumstances(query, contract, contracted=False))]
    return any(sheet.price(REQUEST) for sheet in (query.rate, *variants, *([contract] if contract else [])))


def _in_sheet(sheet: PriceSheet, meter: str) -> tuple[str, Place | None, Priced | None]:
    """Return the meter that a meter is billed as, where the card says so, and its price."""
    written = sheet.price(meter)
    if isinstance(written, BilledAs):
        return written.meter, written.place, sheet.price(written.meter)
    return meter, None, written


def _as_listed(contract: Contract, meter: str) -> BilledAs | None:
    """Return as which other meter of the card it is laid over a contract bills a meter; None where it does not."""
    written = contract.price(meter)
    return written if isinstance(written, BilledAs) and contract.price(written.meter) is None else None


def _billed_as(query: PriceQuery, meter: str, other: BilledAs, contract: Contract) -> Quote:
    """Return the price of another meter, under the contract, as that of one that a contract bills so."""
    deeper = query.offer.terms((other.meter,), query.moment)
    if deeper and _as_listed(deeper, other.meter):
        raise InputError([no_price(query, meter)])
    when = _circumstances(query, contract, contracted=True)
    for change in _changes(query, when):
        written = change.variant.price(meter)
        if written and not (isinstance(written, BilledAs) and written.meter in {STANDARD, other.meter}):
            raise InputError([conflict(query, meter, CONTRACT, change.name)])
    found = quote(query, other.meter)
    return found._replace(decided_at=other.place, contract=found.contract or contract)


def _own(contract: Contract, meter: str, billed: str) -> tuple[str, Priced] | None:
    """Return the price that a contract has for a meter itself."""
    for name in dict.fromkeys((meter, billed)):
        target, _, price = _in_sheet(contract, name)
        if price is not None:
            return target, price
    return None


def _circumstances(query: PriceQuery, contract: Contract | None, *, contracted: bool) -> Circumstances:
    window = query.segment.window
    return Circumstances(
        moment=query.moment,
        usage={term.word: name for term, name in query.terms.asked()},
        hours=window.name if window and window.inside else None,
        contracted=contracted,
        discount=contract.factor if contract else None,
    )


def _changes(query: PriceQuery, when: Circumstances) -> Iterator[Change]:
    """Yield what changes the price, in the order in which it does."""
    try:
        yield from query.rate.changes(when, query.without)
    except UnservedError as error:
        raise InputError([unserved(query, error.word, error.name, error.known)]) from None


def _in_variant(query: PriceQuery, change: Change, meters: tuple[str, str]) -> tuple[Priced | Symbol | None, str]:
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
    """Whether a sheet speaks for requests of every size: the rate does, and who writes `context_tiers: []`."""
    return sheet is rate or "context_tiers" in sheet.model_fields_set


def _unknown_tiers(rate: TieredSheet, meter: str, billed: str) -> Iterator[tuple[ContextTier, Unpriced]]:
    """Return the rate's tiers without a price: nobody says what a long request costs at another than the rate's."""
    yield from ((tier, Unpriced(tier.when.place)) for tier, _ in _tiers(rate, meter, billed))


def _tiers(sheet: TieredSheet, meter: str, billed: str) -> Iterator[tuple[ContextTier, PriceForm | Unpriced]]:
    keeps = False  # the price that a lower tier gave it by itself: what it was billed as no longer decides
    for tier in sheet.context_tiers:
        written = tier.price(meter)
        if isinstance(written, BilledAs):
            written = tier.price(written.meter)
        keeps = keeps or (written is not None and meter != billed)
        written = written or (None if keeps else tier.price(billed))
        if written is not None and not isinstance(written, (BilledAs, Multiplied)):
            yield tier, written
