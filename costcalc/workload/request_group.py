"""From calls to request groups: how many requests there are, and how large each is, as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import (
    Difference,
    Node,
    Sum,
    names_in,
    number,
    product,
)
from costcalc.lazy import lazy
from costcalc.meters import METERS, links, parts_of, remainder
from costcalc.rules import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Loop
    from costcalc.meters import Meter
    from costcalc.scenario import Call


class Fit(NamedTuple):
    """A whole and its parts, which must not be more.

    Args:
        whole: A meter.
        parts: Those that count a part of it.
        rest: What the whole counts and none of them does.
    """

    whole: str
    parts: tuple[str, ...]
    rest: Node


@dataclass(frozen=True)
class RequestGroup:
    """A number of equal requests, with the usage of one of them.

    Limits and context tiers look at one request, so a workload is groups, never one bag of totals.

    Args:
        call: The call it comes from.
        count: How many requests in the period; None where only totals are known.
        shape: Quantity of each meter: of one request, or of the whole period where `count` is None.
        terms: The service tier, the region.
        peak_share: The part of the requests that is made in peak hours; None where nobody says.
        times: How often all of it is asked in the period that is priced; None is once.
        loop: What it is asked once for each of, such as the turns of a conversation, with a count and a shape in which
            its running number may stand; None where all requests are equal.
        parts: The named parts that quantities are the sum of, by METER.PART.
        once: Whether it is asked once, and not in every period.
    """

    call: str
    count: Node | None
    shape: Mapping[str, Node]
    terms: Terms = Terms()
    peak_share: Node | None = None
    times: Node | None = None
    loop: Loop | None = None
    parts: Mapping[str, Node] | None = None
    once: bool = False

    def in_period(self, each: Node, share: Node | None = None) -> Node:
        """Return what so much in each request is in the period; where only totals are known, it is all there is.

        Args:
            each: How much in one request.
            share: The part of the period that is meant; None is all of it.
        """
        if self.loop:
            return product(share, self.times, self.loop.over(product(self.count, each)))
        return product(share, self.times, self.count, each)

    def rests_on_turn(self, node: Node) -> bool:
        """Return whether a formula is another one for every number of the loop."""
        return self.loop is not None and any(leaf.name == self.loop.name for leaf in names_in(node))

    def remainder(self, meter: str, meters: Mapping[str, Meter] = METERS) -> Node:
        """Return what a meter counts in one request and none of its parts does."""
        rest = self.shape[meter]
        given = links(meters, [name for name in self.shape if name in meters])
        for name, times in remainder(meter, given)[1:]:
            for _ in range(abs(times)):
                rest = Sum((rest, self.shape[name])) if times > 0 else Difference(rest, self.shape[name])
        return rest

    @lazy
    def counted(self) -> Mapping[str, Node]:
        """Everything about it that is a number, by what problems call it."""
        return {
            **({"requests": self.count} if self.count else {}),
            **self.shape,
            **(self.parts or {}),
            **({"peak_share": self.peak_share} if self.peak_share else {}),
        }

    @lazy
    def fits(self) -> tuple[Fit, ...]:
        """The conditions on the meters that all cards have: no part is more than its whole."""
        return tuple(fits_of(self, METERS))

    def quantity(self, meter: str, meters: Mapping[str, Meter] = METERS) -> Node:
        """Return the quantity of a meter in the period."""
        return self.in_period(self.remainder(meter, meters))

    def served(self, terms: Terms) -> RequestGroup:
        """Return it as an option has it served: what the call does not say is the option's to say."""
        return self if terms == Terms() else replace(self, terms=self.terms.over(terms))

    def repeated(self, times: Node | None) -> RequestGroup:
        """Return it as often as a period is in another one: a day's, 31 times in August.

        What is asked once is asked once, whatever the period.
        """
        return self if self.once or times is None else replace(self, times=times)

    @lazy
    def requests(self) -> Node | None:
        """How many requests there are in the period; None where only totals are known."""
        return None if self.count is None else self.in_period(number(1))


def request_group(call: Call, peak_share: Node | None = None) -> RequestGroup:
    """Return a call of a scenario as a request group: formulas, whatever their values are.

    Args:
        call: The call.
        peak_share: The part of its requests that is made in peak hours, where it does not say.
    """
    return RequestGroup(
        call=str(call.call),
        count=call.requests,
        shape=call.shape.quantities(),
        terms=call.terms,
        peak_share=call.peak_share or peak_share,
        loop=call.each.loop if call.each else None,
        parts=call.shape.parts(),
        once=call.once,
    )


def fits_of(group: RequestGroup, meters: Mapping[str, Meter]) -> Iterator[Fit]:
    """Yield the wholes of a request that have parts in it, with what is left of each."""
    given = links(meters, [name for name in group.shape if name in meters])
    for whole, _ in given:
        if parts := parts_of(whole, given):
            yield Fit(whole, parts, group.remainder(whole, meters))
