"""The unit prices in a formula, with whose they are and what of."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.name_kinds import NameKind, read_name
from costcalc.expr import Scoped, Symbol, evaluate
from costcalc.pricing.origin import PriceOrigin
from costcalc.rules import Terms, per_usual

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison.audit.parts import FormulaPart
    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.plan import Plan
    from costcalc.expr import Node
    from costcalc.pricing import ChargePlan
    from costcalc.ratecard import Offer
    from costcalc.workload import RequestGroup


class PricePart(NamedTuple):
    """A unit price in a formula.

    Args:
        node: The price.
        meter: Of what.
        scale: How many times as much the formula has as the list has for a million tokens, or for one of another thing.
        buys: The same, without a service tier and all else that is between it and the list.
        group: The requests that it is paid for; None where it stands for itself.
        offer: Whose price it is.
        text: What it is called.
        option: Whose part of the formula it is; None outside of all options.
        as_of: The instant whose prices count for it; None for that of the comparison.
        terms: The service tier and the region.
    """

    node: Node
    meter: str
    scale: Fraction
    offer: Offer
    text: str
    option: str | None = None
    as_of: datetime | None = None
    terms: Terms = Terms()
    buys: Fraction = Fraction(1)
    group: RequestGroup | None = None


def priced_by(charge: ChargePlan, option: OptionPlan, part: FormulaPart) -> Iterator[PricePart]:
    """Yield the unit price of a charge; none of what is missing to a minimum, which has no meter's price."""
    origin = charge.origin
    if isinstance(origin, PriceOrigin) and origin.quote and charge.meter:
        offer = origin.offer
        usual = per_usual(offer.meters[charge.meter].unit)
        scale = Fraction(evaluate(charge.line.per)) / Fraction(usual.value)
        yield PricePart(
            part.node,
            charge.meter,
            scale,
            offer,
            part.text,
            part.option,
            option.as_of,
            origin.terms,
            scale,
            origin.group,
        )


def named_price(node: Symbol, part: FormulaPart, planned: Plan) -> Iterator[PricePart]:
    """Yield a price that a formula over results names."""
    names = planned.figures.names
    meter = node.name.rpartition(".")[2]
    read = read_name(node.name, names.scenario, names.options)
    if read.kind is NameKind.LIST_PRICE:
        yield PricePart(node, meter, Fraction(1), names.offers[read.owner], part.text)
        return
    option = names.options.get(node.option if isinstance(node, Scoped) else part.option or "")
    offers = [each for each in option.offers if meter in each.meters] if option else []
    if offers:
        groups = [group for group in option.groups if meter in group.shape] if option else []
        served = {group.terms for group in groups}
        terms = served.pop() if len(served) == 1 else Terms()
        group = groups[0] if len(groups) == 1 else None
        as_of = option.as_of if option else None
        yield PricePart(
            node, meter, Fraction(1), offers[0], part.text, part.option, as_of=as_of, terms=terms, group=group
        )
