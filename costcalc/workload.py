"""From calls to request groups: how many requests there are, and how large each is, as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import (
    Compare,
    Difference,
    Exact,
    Name,
    Node,
    Num,
    Sum,
    UndefinedError,
    Values,
    decimal_text,
    evaluate,
    first_place,
    formula_place,
    names_in,
    number,
    product,
    turns_where,
    undefined,
    within_bits,
)
from costcalc.lazy import lazy
from costcalc.meters import METERS, links, parts_of, remainder
from costcalc.problem import Place, Problem
from costcalc.rules import Terms
from costcalc.shown import cut

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
        return tuple(_fits(self, METERS))

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

    @property
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


def validate_quantities(group: RequestGroup, env: Mapping[str, Exact], named: str = "") -> list[Problem]:
    """Return the quantities that cannot be, with these values: negative ones, and parts that exceed their whole.

    What rests on an assumption without a value is left out: nobody knows whether it can be.

    Args:
        group: The requests.
        env: The values.
        named: Whose values these are, for the message.
    """
    problems: list[Problem] = []
    values = env if isinstance(env, Values) else Values(env)
    problems += _turns(group, values)
    for meter, node in group.counted.items():
        try:
            problems += _quantity(group, meter, node, values, named)
        except UndefinedError as error:
            if not _is_open(error, env):
                problems.append(undefined(error, node))
    if problems:
        return problems
    if not group.fits:
        return []
    return list(validate_parts(group, env, {meter: formula_place(node) for meter, node in group.shape.items()}))


def _turns(group: RequestGroup, values: Values) -> Iterator[Problem]:
    """Yield that a loop ends before it begins; that it has no turn at all is possible: nobody asks a second time."""
    if group.loop is None:
        return
    try:
        first, last = (evaluate(end, values) for end in group.loop[1:])
    except UndefinedError:
        return  # it is said where it is asked
    if last < first - 1:
        message = f"`each` of `{group.call}` ends before it begins: from {decimal_text(first)} to {decimal_text(last)}"
        place = first_place(group.loop.first) or formula_place(group.loop.last)
        yield Problem(place, "bad-range", message, "the first comes first: {k: 1..turns}")


def _is_open(error: UndefinedError, env: Mapping[str, Exact]) -> bool:
    """Return whether something has no value because an assumption has none."""
    return isinstance(error.node, Name) and error.node.name not in env


def _quantity(group: RequestGroup, meter: str, node: Node, values: Values, named: str) -> Iterator[Problem]:
    """Yield why a quantity cannot be."""
    place = formula_place(node)
    turn, inside = named, values
    if group.loop and group.rests_on_turn(node):
        found = turns_where(group.loop, Compare(node, "<", number(0)), values)
        if found is None:
            return
        turn, inside = f"{named} {found}", found.values
    value = evaluate(node, inside)
    if value < 0:
        message = f"`{meter}` of `{group.call}` comes out negative{turn}: {cut(decimal_text(value))}"
        yield Problem(place, "negative-number", message, "a quantity is 0 or more")
    elif not within_bits(value):
        message = f"`{meter}` of `{group.call}` has grown out of all proportion"
        yield Problem(place, "undefined", message)
    elif node is group.peak_share and value > 1:
        message = f"`peak_share` of `{group.call}` is more than the whole: {cut(decimal_text(value))}"
        hint = f"write {node.text}%" if isinstance(node, Num) else "it is a part of 1"
        yield Problem(place, "bad-number", message, hint)


def validate_parts(
    group: RequestGroup, env: Mapping[str, Exact], places: Mapping[str, Place], meters: Mapping[str, Meter] = METERS
) -> Iterator[Problem]:
    """Yield a problem for each whole whose parts are more than it.

    Args:
        group: The requests.
        env: The value of every name.
        places: Where each meter was given.
        meters: What can be counted; others have no parts here.
    """
    values = env if isinstance(env, Values) else Values(env)
    for whole, parts, rest in group.fits if meters is METERS else _fits(group, meters):
        turn, inside = "", values
        try:
            if group.loop and group.rests_on_turn(rest):
                found = turns_where(group.loop, Compare(rest, "<", number(0)), values)
                if found is None:
                    continue
                turn, inside = f" {found}", found.values
            exceeds = evaluate(rest, inside) < 0
        except UndefinedError:  # an assumption without a value, or too many turns: that is said where it is asked
            continue
        if exceeds:
            counts = " and ".join(f"`{part}` ({decimal_text(evaluate(group.shape[part], inside))})" for part in parts)
            all_of_it = decimal_text(evaluate(group.shape[whole], inside))
            message = f"{counts} of `{group.call}` is more than the `{whole}` it is part of ({all_of_it}){turn}"
            hint = f"`{whole}` counts everything, its parts included"
            yield Problem(places[parts[0]], "part-exceeds-whole", message, hint)


def _fits(group: RequestGroup, meters: Mapping[str, Meter]) -> Iterator[Fit]:
    given = links(meters, [name for name in group.shape if name in meters])
    for whole, _ in given:
        if parts := parts_of(whole, given):
            yield Fit(whole, parts, group.remainder(whole, meters))
