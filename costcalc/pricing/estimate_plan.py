"""What something costs, as formulas: bills and lines, before any number of an assumption is put in."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

from costcalc.expr import Node, Product, added, number
from costcalc.feasibility import (
    Flag,
    RequestLimits,
    assumed_holidays,
    billed_once,
    lifetime_flags,
    limits_of,
    paid_elsewhere,
    quota_shared,
)
from costcalc.instant import Period
from costcalc.price_flags import flags_of_prices
from costcalc.pricing.origin import PriceOrigin
from costcalc.rules import PURCHASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.pricing.bill import Bill
    from costcalc.pricing.charge_plan import ChargePlan
    from costcalc.ratecard import CardFile, Conversion, Rate

ONCE = Period("once")


class EstimatePlan:
    """All charges of an option as formulas. It is asked what they come to in one frame after the other.

    Args:
        bills: One for each model.
        period: What the quantities are for.
        lines: What is no model's.
        currency: Of the total; may be left out where all charges have the same.
        conversions: What brings other currencies into it.
        once: Whether it is paid once, beside what is paid in every period.

    Raises:
        ValueError: where a charge is in another currency, and nothing brings it into that of the total.

    Attributes:
        charges: Those of the bills, and the lines.
        total: Their sum, in one currency.
        limits: What one request may be, on each model.
        uncounted: The charges of which only totals are known.
        decided: Why some hours, where an instant decides.
    """

    def __init__(
        self,
        bills: tuple[Bill, ...],
        period: Period = ONCE,
        *,
        lines: tuple[ChargePlan, ...] = (),
        currency: str | None = None,
        conversions: Mapping[str, Conversion | None] | None = None,
        once: bool = False,
    ) -> None:
        self.bills = bills
        self.period = period
        self.once = once
        self.charges = (*(charge for bill in bills for charge in bill.charges), *lines)
        self.currency = currency or self.charges[0].currency
        self.conversions = conversions or {}
        self.total = _total(self.charges, self.currency, self.conversions)
        self.limits = tuple(limit for bill in bills for limit in _limits(bill))
        self.uncounted = tuple(charge for charge in self.charges if _is_uncounted(charge))
        self.decided = tuple(portion.reason for bill in bills for portion in bill.portions if portion.reason)
        self._fixed: tuple[datetime, tuple[Flag, ...]] | None = None

    @property
    def files(self) -> tuple[CardFile, ...]:
        """All the cards that prices come from."""
        used = {str(file.card.id): file for bill in self.bills for file in bill.offer.files}
        return tuple(used.values())

    @property
    def currencies(self) -> set[str]:
        """Those of its charges."""
        return {charge.currency for charge in self.charges}

    @property
    def model(self) -> str | None:
        """CARD/MODEL; None for several, or none."""
        return self.bills[0].offer.ref if len(self.bills) == 1 else None

    def fixed(self, as_of: datetime) -> tuple[Flag, ...]:
        """Return the flags that no number changes, of one instant after the other."""
        if self._fixed and self._fixed[0] == as_of:
            return self._fixed[1]
        # The end of a period does not belong to it.
        period = self.period
        first = period.asked_at or period.first or as_of  # what is sold when one asks may have been announced before
        last = period.until - timedelta(microseconds=1) if period.until else as_of
        assumed = (portion.assumed for bill in self.bills for portion in bill.portions if portion.assumed)
        found = (
            *(flag for bill in self.bills for flag in _of_model(bill, first, last)),
            *assumed_holidays(assumed),
            *_quotas(self.bills),
            *_fees(self.bills),
            *_billed_once(self.bills, period),
        )
        self._fixed = (as_of, found)
        return found


def _total(charges: Iterable[ChargePlan], currency: str, conversions: Mapping[str, Conversion | None]) -> Node:
    """Return the sum of charges in one currency."""
    terms: list[Node] = []
    for other, together in itertools.groupby(charges, key=lambda charge: charge.currency):
        named = [charge.named for charge in together]
        if other == currency:
            terms += named
            continue
        conversion = conversions.get(other)
        if conversion is None:
            msg = f"there is no exchange rate from {other} to {currency}"
            raise ValueError(msg)
        terms.append(Product((added(named), conversion.rate)))
    return added(terms) if terms else number(0)


def _is_uncounted(charge: ChargePlan) -> bool:
    origin = charge.origin
    return isinstance(origin, PriceOrigin) and bool(origin.quote and origin.group and origin.group.count is None)


def _rates(bill: Bill) -> Iterable[Rate]:
    """Return the rates that a bill rests on, each once."""
    return {portion.rate.effective.at: portion.rate for portion in bill.portions}.values()


def _of_model(bill: Bill, first: datetime, last: datetime) -> Iterator[Flag]:
    yield from lifetime_flags(bill.offer, first, last)
    yield from flags_of_prices(bill.offer, _rates_paid(bill))


def _rates_paid(bill: Bill) -> Sequence[Rate]:
    """Return the rates whose prices are paid, each once: none where a contract has all of them itself."""
    origins = (charge.origin for charge in bill.charges)
    paid = (rate for origin in origins if isinstance(origin, PriceOrigin) for rate in origin.rates)
    return list({rate.effective.at: rate for rate in paid}.values())


def _limits(bill: Bill) -> Iterator[RequestLimits]:
    for rate in _rates(bill):
        for group in bill.groups:
            yield limits_of(bill.offer, rate, group)


def _quotas(bills: Iterable[Bill]) -> Iterator[Flag]:
    """Yield a flag for each card that gives several models a quota of the same units, and no pool of them."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for bill in bills:
        for charge in bill.charges:
            quote = charge.origin.quote if isinstance(charge.origin, PriceOrigin) else None
            if quote and (quota := quote.price.quota) and not quota.pool:
                file = bill.offer.file if quote.own else bill.offer.prices
                if not file.inline and charge.meter:
                    unit = bill.offer.meters[charge.meter].unit
                    found.setdefault((str(file.card.id), unit), {})[bill.offer.name] = None
    yield from (quota_shared(card, list(models)) for (card, _), models in found.items() if len(models) > 1)


def _fees(bills: Iterable[Bill]) -> Iterator[Flag]:
    """Yield the flags of mark-ups: on what is paid elsewhere, and of several models of a card, on each by itself."""
    pooled: dict[str, dict[str, None]] = {}
    for bill in bills:
        found = [portion.rate.fee for portion in bill.portions if portion.rate.fee]
        if any(fee.only for fee in found):
            yield paid_elsewhere(bill.offer.ref)
        if any(fee.pools for fee in found) and not bill.offer.prices.inline:
            pooled.setdefault(str(bill.offer.prices.card.id), {})[bill.offer.name] = None
    what = "a mark-up with a least, a fixed amount or steps"
    yield from (quota_shared(card, list(models), what) for card, models in pooled.items() if len(models) > 1)


def _billed_once(bills: Iterable[Bill], period: Period) -> Iterator[Flag]:
    """Yield a flag for each model of which purchases or invoices are counted in a period that may have several."""
    if period.is_billed_once:
        return
    for bill in bills:
        rates = [*_rates(bill)]
        bought = any(rate.fee and rate.fee.pools and rate.fee.per == PURCHASE for rate in rates)
        rounded = any(rate.round_up and not rate.round_up.of_requests for rate in rates)
        if counted := [*["purchase"] * bought, *["invoice"] * rounded]:
            yield billed_once(bill.offer.ref, period, counted)
