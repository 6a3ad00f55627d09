"""What something costs, as formulas: bills and lines, before any number of an assumption is put in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from costcalc.expr import Node, Product, added
from costcalc.feasibility import Flag, RequestLimits, fixed_flags, limits_of
from costcalc.instant import Period
from costcalc.pricing.origin import PriceOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from costcalc.expr import Exact, Settled
    from costcalc.pricing.bill import Bill
    from costcalc.pricing.charge import ChargePlan
    from costcalc.ratecard import CardFile, Conversion

ONCE = Period("once")


@dataclass(frozen=True, eq=False)
class EstimatePlan:
    """All charges of an option as formulas. It is asked what they come to in one frame after the other.

    Args:
        bills: One for each model.
        lines: What is no model's.
        period: What the quantities are for.
        currency: Of the total.
        conversions: What brings other currencies into it.
        charges: Those of the bills, and the lines.
        total: Their sum, in one currency.
        limits: What one request may be, on each model.
        uncounted: The charges of which only totals are known.
        decided: Why some hours, where an instant decides.
        priced: Whether everything has a price.
        kept: The flags of the last instant that was asked about.
    """

    bills: tuple[Bill, ...]
    lines: tuple[ChargePlan, ...]
    period: Period
    currency: str
    conversions: Mapping[str, Conversion | None]
    charges: tuple[ChargePlan, ...]
    total: Node
    limits: tuple[RequestLimits, ...]
    uncounted: tuple[ChargePlan, ...]
    decided: tuple[Settled, ...]
    priced: bool
    kept: list[tuple[datetime, tuple[Flag, ...]]] = field(default_factory=list, repr=False)

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
        if self.kept and self.kept[-1][0] == as_of:
            return self.kept[-1][1]
        # The end of a period does not belong to it.
        period = self.period
        times = (period.start or as_of, period.end - timedelta(microseconds=1) if period.end else as_of)
        found = tuple(flag for bill in self.bills for flag in fixed_flags(bill.offer, *times))
        self.kept[:] = [(as_of, found)]
        return found

    def total_of(self, env: Mapping[str, Exact]) -> Node:
        """Return the sum of the charges that are some, with these values."""
        if self.priced:
            return self.total
        return _total([charge for charge in self.charges if charge.counts(env)] or self.charges, self.conversions)


def estimate_plan(
    bills: tuple[Bill, ...],
    period: Period = ONCE,
    *,
    lines: tuple[ChargePlan, ...] = (),
    currency: str | None = None,
    conversions: Mapping[str, Conversion | None] | None = None,
) -> EstimatePlan:
    """Put bills and lines together.

    Args:
        bills: One for each model.
        period: What the quantities are for.
        lines: What is no model's.
        currency: Of the total; that of the first charge where left out.
        conversions: What brings other currencies into it.
    """
    charges = (*(charge for bill in bills for charge in bill.charges), *lines)
    conversions = conversions or {}
    return EstimatePlan(
        bills=bills,
        lines=lines,
        period=period,
        currency=currency or charges[0].currency,
        conversions=conversions,
        charges=charges,
        total=_total(charges, conversions),
        limits=tuple(limit for bill in bills for limit in _limits(bill)),
        uncounted=tuple(charge for charge in charges if _is_uncounted(charge)),
        priced=all(charge.unpriced is None for charge in charges),
        decided=tuple(portion.reason for bill in bills for portion in bill.portions if portion.reason),
    )


def _total(charges: Iterable[ChargePlan], conversions: Mapping[str, Conversion | None]) -> Node:
    terms = []
    for charge in charges:
        conversion = conversions.get(charge.currency)
        terms.append(Product((charge.named, conversion.rate)) if conversion else charge.named)
    return added(terms)


def _is_uncounted(charge: ChargePlan) -> bool:
    origin = charge.origin
    return isinstance(origin, PriceOrigin) and bool(origin.quote and origin.group and origin.group.count is None)


def _limits(bill: Bill) -> Iterator[RequestLimits]:
    rates = {portion.rate.effective.at: portion.rate for portion in bill.portions}
    for rate in rates.values():
        for group in bill.groups:
            yield limits_of(bill.offer, rate, group)
