"""From calls to request groups: how many requests there are, and how large each is, as formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import (
    Difference,
    Exact,
    Node,
    Num,
    Sum,
    decimal_text,
    evaluate,
    formula_place,
    product,
    value_of,
    within_bits,
)
from costcalc.lazy import lazy
from costcalc.meters import METERS, links, parts_of, remainder
from costcalc.problem import InputError, Place, Problem
from costcalc.rules import Terms
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from costcalc.meters import Meter
    from costcalc.scenario import Option, Scenario


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
    """

    call: str
    count: Node | None
    shape: Mapping[str, Node]
    terms: Terms = Terms()
    peak_share: Node | None = None
    times: Node | None = None

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
            **({"peak_share": self.peak_share} if self.peak_share else {}),
        }

    @lazy
    def fits(self) -> tuple[Fit, ...]:
        """The conditions on the meters that all cards have: no part is more than its whole."""
        return tuple(_fits(self, METERS))

    def quantity(self, meter: str, meters: Mapping[str, Meter] = METERS) -> Node:
        """Return the quantity of a meter in the period."""
        return product(self.times, self.count, self.remainder(meter, meters))


def request_groups(scenario: Scenario) -> tuple[RequestGroup, ...]:
    """Return the calls of a scenario as request groups: formulas, whatever their values are."""
    groups = []
    for call in scenario.workload:
        shape = call.totals.quantities() if call.totals else call.quantities()
        share = call.peak_share or scenario.peak_share
        groups.append(RequestGroup(str(call.call), call.requests, shape, call.terms, share))
    return tuple(groups)


def asked_of(option: Option | None, groups: Iterable[RequestGroup]) -> tuple[RequestGroup, ...]:
    """Return the request groups as an option has them served: what a call does not say is the option's to say."""
    if option is None or option.terms == Terms():
        return tuple(groups)
    return tuple(replace(group, terms=group.terms.over(option.terms)) for group in groups)


def times_over(groups: Iterable[RequestGroup], times: Node) -> tuple[RequestGroup, ...]:
    """Return request groups repeated as often as a period is in another one: a day's, 31 times in August."""
    return tuple(replace(group, times=times) for group in groups)


def validate_quantities(group: RequestGroup, env: Mapping[str, Exact]) -> list[Problem]:
    """Return the quantities that cannot be, with these values: negative ones, and parts that exceed their whole."""
    problems: list[Problem] = []
    for meter, node in group.counted.items():
        try:
            value = value_of(node, env)
        except InputError as error:
            problems += error.problems
            continue
        if value < 0:
            message = f"`{meter}` of `{group.call}` comes out negative: {cut(decimal_text(value))}"
            problems.append(Problem(formula_place(node), "negative-number", message, "a quantity is 0 or more"))
        elif not within_bits(value):
            message = f"`{meter}` of `{group.call}` has grown out of all proportion"
            problems.append(Problem(formula_place(node), "undefined", message))
        elif node is group.peak_share and value > 1:
            message = f"`peak_share` of `{group.call}` is more than the whole: {cut(decimal_text(value))}"
            hint = f"write {node.text}%" if isinstance(node, Num) else "it is a part of 1"
            problems.append(Problem(formula_place(node), "bad-number", message, hint))
    if problems:
        return problems
    if not group.fits:
        return []
    return list(validate_parts(group, env, {meter: formula_place(node) for meter, node in group.shape.items()}))


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
    for whole, parts, rest in group.fits if meters is METERS else _fits(group, meters):
        if evaluate(rest, env) < 0:
            counts = " and ".join(f"`{part}` ({decimal_text(evaluate(group.shape[part], env))})" for part in parts)
            all_of_it = decimal_text(evaluate(group.shape[whole], env))
            message = f"{counts} of `{group.call}` is more than the `{whole}` it is part of ({all_of_it})"
            hint = f"`{whole}` counts everything, its parts included"
            yield Problem(places[parts[0]], "part-exceeds-whole", message, hint)


def _fits(group: RequestGroup, meters: Mapping[str, Meter]) -> Iterator[Fit]:
    given = links(meters, [name for name in group.shape if name in meters])
    for whole, _ in given:
        if parts := parts_of(whole, given):
            yield Fit(whole, parts, group.remainder(whole, meters))
