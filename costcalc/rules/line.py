"""What a price is asked, and the charges it answers with: always quantity * unit price / per."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Difference, Max, Min, Node, Sum, Where, added, number, product

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from costcalc.expr import Condition, Loop
    from costcalc.rules.unit import PricingUnit


class Line(NamedTuple):
    """The parts of one charge: a quantity, a unit price and its unit.

    Args:
        quantity: How much, in the period.
        unit_price: The price of `per` units.
        per: How many units that is.
        part: What tells it from the other charges of the same meter: `free`, `slice_2`.
        unit: What is counted, where it is not the meter's unit: a package.
    """

    quantity: Node
    unit_price: Node
    per: Node
    part: str = ""
    unit: str | None = None


class Usage(NamedTuple):
    """A quantity to be priced.

    Args:
        each: How much in one request; in the whole period where nobody knows the requests.
        requests: How many; None where nobody knows.
        times: How often all of it is asked in the period; None is once.
        share: The part of the period this is for; None for all of it.
        before: What counts before it in the period at the same price.
        total: Gives what the whole period counts at this price.
        symbol: What formulas call the price.
        per: The card's pricing unit.
        periods: Gives how often a day, a month … passes while the rate is in force.
        in_all: Gives the same of the whole period, of which `share` is the part; of what is taken once, all of the time
            that is committed to.
        before_each: What counts before it in the same request at the same price.
        loop: What it is asked once for each of, with a size and a number of requests of its own; None is once.
        only: What must hold of the turns that count.
    """

    each: Node
    requests: Node | None
    times: Node | None
    share: Node | None
    before: Sequence[Node]
    total: Callable[[], Node]
    symbol: str
    per: PricingUnit
    periods: Callable[[str], Node]
    in_all: Callable[[str, PricingUnit | None], Node]
    before_each: Sequence[Node] = ()
    loop: Loop | None = None
    only: tuple[Condition, ...] = ()

    def where(self, condition: Condition) -> Usage:
        """Return the usage of those turns of a loop for which something holds."""
        return self._replace(only=(*self.only, condition))

    def in_requests(self, each: Node) -> Node:
        """Return what so much in each request is in all of them."""
        asked = product(self.requests, each)
        for condition in self.only:
            asked = Where(asked, condition)
        return self.loop.over(asked) if self.loop else asked

    def in_period(self, each: Node) -> Node:
        """Return what so much in each request is in the period."""
        if self.loop:
            return product(self.share, self.times, self.in_requests(each))
        return product(self.share, self.times, self.requests, each)

    @property
    def quantity(self) -> Node:
        """The quantity of the whole period."""
        return self.in_period(self.each)

    @staticmethod
    def slices(quantity: Node, bounds: Iterable[Node], before: Sequence[Node] = ()) -> list[Node]:
        """Return a quantity cut at some bounds, counted from where the quantities before it ended.

        Returns:
            One quantity per slice: up to each bound, and above the last. They add up to the whole.
        """
        edges: list[Node | None] = [None, *bounds, None]
        cut: list[Node] = []
        for low, high in itertools.pairwise(edges):
            if before:
                earlier = added(before)
                cut.append(Difference(_within(Sum((*before, quantity)), low, high), _within(earlier, low, high)))
            else:
                cut.append(_within(quantity, low, high))
        return cut


def _within(quantity: Node, low: Node | None, high: Node | None) -> Node:
    """Return the part of a quantity between two bounds."""
    above = Max((Difference(quantity, low), number(0))) if low else quantity
    if not high:
        return above
    return Min((above, Difference(high, low) if low else high))
