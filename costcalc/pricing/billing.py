"""What the charges of a bill share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Node, added, number, product
from costcalc.pricing.asked import billed_of
from costcalc.pricing.charge_plan import ChargePlan
from costcalc.pricing.origin import PriceOrigin
from costcalc.pricing.query import PriceQuery
from costcalc.pricing.segments import key_of
from costcalc.rules import MARKUP, Terms, periods_in
from costcalc.rules.package import Package

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.instant import Period
    from costcalc.pricing.pools import Pools
    from costcalc.pricing.quote import Quote
    from costcalc.pricing.segments import Portion, TimeWindow
    from costcalc.pricing.stretches import Stretch, T
    from costcalc.pricing.work import Work
    from costcalc.ratecard import Offer
    from costcalc.rules import Line
    from costcalc.workload import RequestGroup


class Billing(NamedTuple):
    """The data that all charges of a bill share.

    Args:
        offer: The model.
        groups: All that is asked of it.
        period: What the quantities are for.
        counted: What was billed so far, by price and start of the rate: slices and quotas go on where the last call
            left them, and begin anew with another rate. Packages are for all of the period, and go on.
        parts: The part of the period's time that a rate is in force, by its start; None is all of it.
        pooled: What all groups count at each price, by the time.
        pools: What this bill counts together with those of other models.
        work: How much all of it is.
        called: What formulas call its prices after, where there are other models beside it.
    """

    offer: Offer
    groups: Sequence[RequestGroup]
    period: Period
    counted: dict[tuple[str, datetime | Exact], list[Node]]
    parts: dict[datetime, Node | None]
    pooled: dict[tuple[datetime | None, TimeWindow | None, datetime], dict[str, list[Node]]]
    pools: Pools
    work: Work
    called: str = ""

    def query(self, group: RequestGroup, portion: Portion) -> PriceQuery:
        """Return what prices are asked for."""
        return PriceQuery(
            self.offer, portion.segment, portion.moment, group.terms, called=self.called, part=portion.part_name
        )

    def before(self, found: Quote, portion: Portion) -> tuple[Node, ...]:
        """Return what counts at a price before what comes next."""
        if found.shared:
            return self.pools.before(found.shared, self.offer, None if _packages(found) else portion)
        return tuple(self.counted.get((found.pool, _counter(found, portion)), ()))

    def add(self, found: Quote, portion: Portion, quantity: Node) -> None:
        """Count a quantity at a price."""
        if found.shared:
            self.pools.count(found.shared, portion, quantity)
        else:
            self.counted.setdefault((found.pool, _counter(found, portion)), []).append(quantity)

    def total(self, price: Quote, portion: Portion) -> Node:
        """Return what all groups count at a price, and those of other models that share its quota."""
        if price.shared:
            shared = self.pools.asked_in_all(price.shared, self.offer, portion)
            self.work.repeat(len(shared))
            return added(shared) if shared else number(0)
        when = (portion.segment.span.start, portion.segment.window, portion.moment)
        if (pooled := self.pooled.get(when)) is None:
            pooled = self.pooled[when] = self._pooled(portion)
        found = pooled.get(price.pool, ())
        self.work.repeat(len(found))
        return product(self.parts.get(portion.rate.effective.at), added(found) if found else number(0))

    def _pooled(self, portion: Portion) -> dict[str, list[Node]]:
        """Return what the groups count at each price."""
        pooled: dict[str, list[Node]] = {}
        for group in self.groups:
            query = self.query(group, portion)
            for found, quantity in billed_of(query, group):
                pooled.setdefault(found.pool, []).append(group.in_period(quantity))
        return pooled

    def periods(self, portion: Portion, word: str) -> Node:
        """Return how often a day, a month … passes while a rate is in force."""
        return product(self.parts.get(portion.rate.effective.at), periods_in(self.period, word))

    def of_all(
        self, word: str, key: str, line: Line, portion: Portion, group: RequestGroup | None = None
    ) -> ChargePlan:
        """Return a charge that is of no meter, but of other charges: what is missing to a minimum, a mark-up.

        Args:
            word: What it is, such as `minimum_charge`.
            key: Its key.
            line: Its parts.
            portion: The time.
            group: The requests it is of; None where it is of all.
        """
        currency = self.offer.prices.card.currency
        listed = number(0) if word == MARKUP else None  # a list price is without it, and so is a contracted one
        terms = group.terms if group else Terms()
        return ChargePlan(
            key=key,
            entry=group.call if group else word,
            meter=word,
            unit=line.unit or currency,
            line=line,
            currency=currency,
            origin=PriceOrigin(self.offer, portion, terms, group),
            list_price=listed,
            contracted_price=listed,
        )

    def of_stretch(self, word: str, called: str, line: Line, stretch: Stretch[T]) -> ChargePlan:
        """Return such a charge of a stretch of the period.

        Args:
            word: What it is.
            called: What it is called after, where there are bills of other models beside it.
            line: Its parts.
            stretch: The stretch.
        """
        return self.of_all(word, key_of(word, called, stretch.label, line.part), line, stretch.portion)


def _packages(found: Quote) -> Package | None:
    """Return a price of packages that are bought for all of a period, whichever rate they are bought at."""
    return found.price if isinstance(found.price, Package) and found.price.of_period else None


def _counter(found: Quote, portion: Portion) -> datetime | Exact:
    """Return what tells a counter of one price from the next one: the size of packages, else the start of the rate."""
    packages = _packages(found)
    return packages.per.count.value if packages else portion.rate.effective.at
