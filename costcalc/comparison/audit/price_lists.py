"""The prices of models that a scenario could be priced with: what might have been taken in place of its own."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.parts import is_price
from costcalc.comparison.audit.price_part import named_price, priced_by
from costcalc.comparison.audit.published import NOTHING, PublishedPrice
from costcalc.expr import Symbol, UndefinedError, evaluate
from costcalc.instant import short_instant
from costcalc.lazy import lazy
from costcalc.problem import InputError
from costcalc.ratecard import CLAIMED, Offer
from costcalc.rules import BilledAs, UnitPrice, per_usual
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from costcalc.comparison.audit.parts import FormulaPart
    from costcalc.comparison.audit.price_part import PricePart
    from costcalc.comparison.plan import Plan
    from costcalc.expr import Exact, Node
    from costcalc.problem import Place
    from costcalc.ratecard import Catalogue, Rate

MOST_CARDS = 20


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


class PriceShelf:
    """All price lists that a scenario could be priced with, each worked out once.

    Args:
        planned: The scenario, as it is priced.
        cards: The cards at hand.
    """

    def __init__(self, planned: Plan, cards: Catalogue) -> None:
        self.planned = planned
        self.cards = cards
        self._paid: dict[str, PriceList | None] = {}
        self._charged = {
            id(charge.line.unit_price): (charge, option)
            for option in planned.figures.names.options.values()
            for charge in option.charges
        }

    def parts(self, parts: Iterable[FormulaPart], *, in_sums: bool = False) -> tuple[PricePart, ...]:
        """Return the unit prices among the parts of a formula, with whose they are.

        Args:
            parts: The parts.
            in_sums: Whether those inside of sums are meant, too: what every turn of a conversation pays.
        """
        found: list[PricePart] = []
        for part in parts:
            if part.of_price or (part.in_sum and not in_sums):
                continue
            known = self._charged.get(id(part.node))
            if known is not None:
                found += priced_by(*known, part)
            elif isinstance(part.node, Symbol) and is_price(part.node):
                found += named_price(part.node, part, self.planned)
        return tuple(found)

    def at_instant(self, offer: Offer, as_of: datetime | None = None) -> PriceList | None:
        """Return the prices of a model at an instant, without promotions; None where it has none then."""
        rate = offer.model.rate_at(as_of or self.planned.as_of)
        return listed(offer, rate, self.planned_values) if rate else None

    def paid(self, offer: Offer) -> PriceList | None:
        """Return what is paid for the meters of a model in small requests, promotions included."""
        if offer.ref not in self._paid:
            found = self.at_instant(offer)
            if found and not offer.file.inline:
                known = {
                    meter: PublishedPrice(offer, meter, self.planned.as_of).value(self.place) for meter in found.prices
                }
                found = found._replace(prices={meter: price for meter, price in known.items() if price is not None})
            self._paid[offer.ref] = found
        return self._paid[offer.ref]

    def paid_in(
        self, part: PricePart, offer: Offer, env: Mapping[str, Exact], without: frozenset[str] = NOTHING
    ) -> Fraction | None:
        """Return what is paid for a unit price in the requests that it is of; None where that is not one number.

        Args:
            part: The unit price.
            offer: The model that is paid for it.
            env: The values of assumptions, which the size of a request rests on.
            without: Modifiers that are not to count.
        """
        at = part.as_of or self.planned.as_of
        if offer.file.inline:
            found = self.at_instant(offer, at)
            return found.prices.get(part.meter) if found else None
        asked = PublishedPrice(offer, part.meter, at, part.terms, self.planned.period, part.group, env, without)
        return asked.value(self.place)

    @property
    def place(self) -> Place:
        """The scenario, as the place at which models are named."""
        return place_of(self.planned.scenario.scenario.id)

    @lazy
    def planned_values(self) -> Mapping[str, Exact]:
        """The values of assumptions, which prices of a scenario may rest on."""
        return self.planned.frame()

    @lazy
    def of_scenario(self) -> tuple[PriceList, ...]:
        """The prices of all models that the scenario has, in the currency of the comparison."""
        names = self.planned.figures.names
        offers = [*names.offers.values(), *(each for option in names.options.values() for each in option.offers)]
        by_ref = {offer.ref: offer for offer in offers if self.is_in_currency(offer)}
        return tuple(found for offer in by_ref.values() if (found := self.paid(offer)))

    @lazy
    def of_cards(self) -> tuple[PriceList, ...]:
        """The prices of all models of all cards, in the currency of the comparison, each set of prices once."""
        found: dict[frozenset[tuple[str, Fraction]], PriceList] = {}
        for card_id in self.cards.ids()[:MOST_CARDS]:
            try:
                file = self.cards.file(card_id)
            except InputError:  # it is said by whoever prices with it
                continue
            if file.card.basis == CLAIMED or file.card.extends:
                continue
            for name, model in file.card.models.items():
                offer = Offer(file, str(name), model)
                one = self.at_instant(offer) if self.is_in_currency(offer) else None
                if one:
                    found.setdefault(frozenset(one.prices.items()), one)
        return tuple(found.values())

    def dated(self, offer: Offer) -> Offer | None:
        """Return the model with dated rates that a price is of: what one of the scenario stands for; None of others."""
        if not offer.file.inline:
            return offer
        stands_for = self.planned.scenario.scenario.prices[offer.ref].stands_for
        try:
            return self.cards.find(str(stands_for), place_of(stands_for)) if stands_for else None
        except InputError:  # it was found when it was priced; a contract that has changed since is nobody's price
            return None

    def is_in_currency(self, offer: Offer) -> bool:
        """Return whether the prices of a model are in the currency of the comparison."""
        return bool(offer.prices.card.currency == self.planned.exchange.currency)


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
