"""The unit prices in a formula, and the prices of others that might have been taken in their place."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.parts import is_price
from costcalc.comparison.name_kinds import NameKind, read_name
from costcalc.expr import Scoped, Symbol, UndefinedError, evaluate
from costcalc.instant import short_instant
from costcalc.pricing.origin import PriceOrigin
from costcalc.rules import BilledAs, UnitPrice, per_usual

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.comparison.audit.parts import FormulaPart
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Exact, Node
    from costcalc.pricing import ChargePlan
    from costcalc.ratecard import Offer, Rate


class PriceList(NamedTuple):
    """What the meters of a model cost.

    Args:
        ref: The model: CARD/MODEL, or the name of a price of the scenario.
        since: From when on; None for a price of the scenario, and where a model has had one rate.
        prices: By meter, for a million tokens, or for one of what is no token.
    """

    ref: str
    since: str | None
    prices: Mapping[str, Fraction]

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.ref} of {self.since}" if self.since else self.ref


class PricePart(NamedTuple):
    """A unit price in a formula.

    Args:
        node: The price.
        meter: Of what.
        scale: How many times as much the formula has as the price of a million tokens, or of one of another thing.
        offer: Whose price it is.
        text: What it is called.
    """

    node: Node
    meter: str
    scale: Fraction
    offer: Offer
    text: str


def price_parts(suspect: Suspect) -> list[PricePart]:
    """Return the unit prices in a formula, with whose they are."""
    options = suspect.planned.figures.names.options
    charged = {id(each.line.unit_price): each for option in options.values() for each in option.charges}
    found: list[PricePart] = []
    for part in suspect.parts:
        if part.of_price or part.in_sum:
            continue
        charge = charged.get(id(part.node))
        if charge is not None:
            found += _of_charge(charge, part)
        elif isinstance(part.node, Symbol) and is_price(part.node):
            found += _named(part.node, part, suspect)
    return found


def _of_charge(charge: ChargePlan, part: FormulaPart) -> Iterator[PricePart]:
    if isinstance(charge.origin, PriceOrigin) and charge.meter:
        offer = charge.origin.offer
        usual = per_usual(offer.meters[charge.meter].unit)
        scale = _value(charge.line.per, {}) / Fraction(usual.value)
        yield PricePart(part.node, charge.meter, scale, offer, part.text)


def _named(node: Symbol, part: FormulaPart, suspect: Suspect) -> Iterator[PricePart]:
    """Yield a price that a formula over results names."""
    names = suspect.planned.figures.names
    meter = node.name.rpartition(".")[2]
    read = read_name(node.name, names.scenario, names.options)
    if read.kind is NameKind.LIST_PRICE:
        yield PricePart(node, meter, Fraction(1), names.offers[read.owner], part.text)
        return
    option = names.options.get(node.option if isinstance(node, Scoped) else part.option or "")
    offers = [each for each in option.offers if meter in each.meters] if option else []
    if offers:
        yield PricePart(node, meter, Fraction(1), offers[0], part.text)


def listed(offer: Offer, rate: Rate, env: Mapping[str, Exact], *, dated: bool = False) -> PriceList:
    """Return the prices of a rate that are one number for one unit.

    Args:
        offer: The model.
        rate: The rate.
        env: The values of assumptions, which prices of a scenario may rest on.
        dated: Whether it is to be said from when on they hold.
    """
    prices: dict[str, Fraction] = {}
    for meter, _ in rate.prices():
        price = rate.price(meter)
        if isinstance(price, BilledAs):
            price = rate.price(price.meter)
        if not isinstance(price, UnitPrice) or price.free or price.minimum or meter not in offer.meters:
            continue
        per = (price.per or offer.prices.card.per).count
        usual = Fraction(per_usual(offer.meters[meter].unit).value)
        try:
            prices[meter] = _value(price.price, env) * usual / Fraction(per.value)
        except UndefinedError:
            continue
    return PriceList(offer.ref, short_instant(rate.effective.at) if dated else None, prices)


def _value(node: Node, env: Mapping[str, Exact]) -> Fraction:
    return Fraction(evaluate(node, env))


def of_scenario(suspect: Suspect) -> list[PriceList]:
    """Return the prices of all models that the scenario has, in the currency of the comparison."""
    names, at = suspect.planned.figures.names, suspect.planned.as_of
    found: dict[str, PriceList] = {}
    for offer in [*names.offers.values(), *(each for option in names.options.values() for each in option.offers)]:
        rate = offer.model.rate_at(at)
        if rate and offer.ref not in found and is_in_currency(offer, suspect):
            found[offer.ref] = listed(offer, rate, suspect.frame.bottom)
    return list(found.values())


def is_in_currency(offer: Offer, suspect: Suspect) -> bool:
    """Return whether the prices of a model are in the currency of the comparison."""
    return offer.prices.card.currency == suspect.planned.exchange.currency
