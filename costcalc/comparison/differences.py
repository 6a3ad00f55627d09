"""What makes the difference between two options: how much more each meter costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.names import name_of
from costcalc.expr import Difference, Figure, Node, Scoped, absolute, added, number, product

if TYPE_CHECKING:
    from costcalc.pricing import Estimate


class PricedOption(NamedTuple):
    """An option with what it costs."""

    id: str
    estimate: Estimate


def differences(own: PricedOption, compared: PricedOption) -> list[tuple[str, Figure]]:
    """Return each meter with the difference of its cost to that of another option, the largest first."""
    ours, theirs = _by_meter(own), _by_meter(compared)
    charged = dict.fromkeys(charge.meter or charge.key for each in (own, compared) for charge in each.estimate.charges)
    found = [
        (meter, Figure(Difference(ours.get(meter, number(0)), theirs.get(meter, number(0))), own.estimate.env))
        for meter in charged
    ]
    return sorted(found, key=lambda item: absolute(item[1].value), reverse=True)


def _by_meter(priced: PricedOption) -> dict[str, Node]:
    """Return what each meter costs; also what is nothing in this frame, and may be something in another."""
    terms: dict[str, list[Node]] = {}
    plan = priced.estimate.plan
    for charge in plan.charges:
        conversion = plan.conversions.get(charge.currency)
        cost = product(charge.amount, conversion.rate) if conversion else charge.amount
        named = Scoped(name_of(priced.id, charge.key), cost, priced.id)
        terms.setdefault(charge.meter or charge.key, []).append(named)
    return {meter: added(nodes) for meter, nodes in terms.items()}
