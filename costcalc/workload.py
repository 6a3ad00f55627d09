"""From calls to request groups: how many requests there are, and how large each is, as formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from costcalc.expr import Difference, Exact, Node, Num, Product, decimal_text, evaluate, formula_place, modest
from costcalc.meters import METERS
from costcalc.problem import InputError, Place, Problem
from costcalc.scenario import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.scenario import Scenario


@dataclass(frozen=True, slots=True)
class RequestGroup:
    """So many equal requests of one shape.

    Limits and context tiers look at one request, so a workload is groups, never one bag of totals.

    Args:
        call: The call it comes from.
        count: How many requests in the period; None where only totals are known.
        shape: Quantity of each meter: of one request, or of the whole period where `count` is None.
    """

    call: str
    count: Node | None
    shape: Mapping[str, Node]

    def remainder(self, meter: str) -> Node:
        """Give what a meter counts and none of its parts does, of one request."""
        rest = self.shape[meter]
        for part, quantity in self.shape.items():
            if METERS[part].part_of == meter:
                rest = Difference(rest, quantity)
        return rest

    def quantity(self, meter: str) -> Node:
        """Give what is charged for a meter in the period."""
        rest = self.remainder(meter)
        once = self.count is None or (isinstance(self.count, Num) and self.count.value == 1)
        return Product((self.count, rest)) if self.count and not once else rest


def request_groups(scenario: Scenario, env: Mapping[str, Exact]) -> tuple[RequestGroup, ...]:
    """Turn the calls of a scenario into request groups.

    Args:
        scenario: The scenario.
        env: The value of every assumption.

    Raises:
        InputError: for a negative quantity, or parts that are more than their whole.
    """
    problems: list[Problem] = []
    groups = []
    for call in scenario.workload:
        shape = call.totals.quantities() if call.totals else call.quantities()
        group = RequestGroup(str(call.call), call.requests, shape)
        problems += _impossible(group, env)
        groups.append(group)
    if problems:
        raise InputError(problems)
    return tuple(groups)


def _impossible(group: RequestGroup, env: Mapping[str, Exact]) -> list[Problem]:
    problems: list[Problem] = []
    counted = {**({"requests": group.count} if group.count else {}), **group.shape}
    for meter, node in counted.items():
        try:
            value = value_of(node, env)
        except InputError as error:
            problems += error.problems
            continue
        if value < 0:
            message = f"`{meter}` of `{group.call}` comes out negative: {decimal_text(value)[:40]}"
            problems.append(Problem(formula_place(node), "negative-number", message, "a quantity is 0 or more"))
        elif not modest(value):
            message = f"`{meter}` of `{group.call}` has grown out of all proportion"
            problems.append(Problem(formula_place(node), "undefined", message))
    if problems:
        return problems
    return list(misfits(group, env, {meter: formula_place(node) for meter, node in group.shape.items()}))


def misfits(group: RequestGroup, env: Mapping[str, Exact], places: Mapping[str, Place]) -> Iterator[Problem]:
    """Report parts that are more than their whole.

    Args:
        group: The requests.
        env: The value of every name.
        places: Where each meter was given.
    """
    for whole, node in group.shape.items():
        parts = [part for part in group.shape if METERS[part].part_of == whole]
        if parts and evaluate(group.remainder(whole), env) < 0:
            said = " and ".join(f"`{part}` ({decimal_text(evaluate(group.shape[part], env))})" for part in parts)
            all_of_it = decimal_text(evaluate(node, env))
            message = f"{said} of `{group.call}` is more than the `{whole}` it is part of ({all_of_it})"
            hint = f"`{whole}` counts everything, its parts included"
            yield Problem(places[parts[0]], "part-exceeds-whole", message, hint)
