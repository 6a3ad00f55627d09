"""What the bills of an option count together: a card may give one quota, or one total, to several models."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Node, Quotient, number, product
from costcalc.instant import TICK
from costcalc.lazy import lazy
from costcalc.pricing.asked import billed_of
from costcalc.pricing.query import PriceQuery
from costcalc.pricing.segments import portions
from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from costcalc.instant import Period
    from costcalc.pricing.quote import PoolKey
    from costcalc.pricing.segments import Portion
    from costcalc.ratecard import Offer
    from costcalc.workload import RequestGroup

_NOWHERE = Place.start_of("pools", quotable=False)


class Time(NamedTuple):
    """A part of a calendar period."""

    start: datetime
    end: datetime


class Counted(NamedTuple):
    """A quantity, and the time that it is spread over; None where an instant stands for all of the period."""

    quantity: Node
    time: Time | None


class Pools:
    """What is counted in each pool, one bill of an option after the other.

    The models of a card change their prices on different days. A quota begins anew with each rate, as much of it as the
    rate has of the period; of what others count there is as much in it as falls into the same time.

    Args:
        asked: The models of the option, each with what is asked of it.
        as_of: The instant whose prices count, where the period is a nominal one.
        period: What the quantities are for.
    """

    def __init__(self, asked: Sequence[tuple[Offer, Sequence[RequestGroup]]], as_of: datetime, period: Period) -> None:
        self.asked = asked
        self.as_of = as_of
        self.period = period
        self.counted: dict[PoolKey, list[Counted]] = {}

    def count(self, pool: PoolKey, portion: Portion, quantity: Node) -> None:
        """Count a quantity of some part of the period."""
        self.counted.setdefault(pool, []).append(Counted(quantity, _time_of(portion)))

    def before(self, pool: PoolKey, offer: Offer, portion: Portion | None) -> tuple[Node, ...]:
        """Return what is counted so far of the time that a rate is in force; of all times where no portion is given."""
        return tuple(_within(self.counted.get(pool, ()), self._in_force(offer, portion) if portion else None))

    def asked_in_all(self, pool: PoolKey, offer: Offer, portion: Portion) -> tuple[Node, ...]:
        """Return all that the option counts in the time that a rate is in force, on whichever model."""
        return tuple(_within(self._totals.get(pool, ()), self._in_force(offer, portion)))

    def _in_force(self, offer: Offer, portion: Portion) -> Time | None:
        """Return the part of the period in which a rate is in force."""
        start, end = self.period.start, self.period.until
        if not start or not end:
            return None
        span = next(span for span in offer.model.history if span.rate is portion.rate)
        return Time(max(span.start, start), min(span.end or end, end))

    @lazy
    def _totals(self) -> dict[PoolKey, list[Counted]]:
        """What is asked of all models in each pool."""
        totals: dict[PoolKey, list[Counted]] = {}
        for offer, groups in self.asked:
            for group in groups:
                with suppress(InputError):  # what is not priced then is said by its own bill
                    for portion in portions(offer, self.as_of, self.period, group.peak_share, _NOWHERE):
                        self._add(totals, offer, group, portion)
        return totals

    @staticmethod
    def _add(totals: dict[PoolKey, list[Counted]], offer: Offer, group: RequestGroup, portion: Portion) -> None:
        query = PriceQuery(offer, portion.segment, portion.moment, group.terms)
        for found, quantity in billed_of(query, group):
            if found.shared:
                counted = Counted(group.in_period(quantity, portion.share), _time_of(portion))
                totals.setdefault(found.shared, []).append(counted)


def _time_of(portion: Portion) -> Time | None:
    span = portion.segment.span
    return Time(span.start, span.end) if span.start and span.end else None


def _within(counted: Iterable[Counted], time: Time | None) -> Iterator[Node]:
    """Yield what of some quantities falls into a time: they are taken as spread evenly over their own."""
    for quantity, own in counted:
        if time is None or own is None:
            yield quantity
            continue
        common = min(time.end, own.end) - max(time.start, own.start)
        if common > timedelta():
            yield product(_part(common, own.end - own.start), quantity)


def _part(part: timedelta, whole: timedelta) -> Node | None:
    share = Fraction(part // TICK, whole // TICK)
    return None if share == 1 else Quotient(number(share.numerator), number(share.denominator))
