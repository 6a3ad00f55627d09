"""The prices that a scenario gives itself, as offers like those of cards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from costcalc.expr import Num
from costcalc.instant import ALWAYS
from costcalc.pricing import per_units
from costcalc.problem import InputError, Place
from costcalc.ratecard import CONTRACTED, CalendarFile, CardFile, Model, Offer, Rate, RateCard, validate_rate
from costcalc.rules import MILLION, BilledAs, PricingUnit, UnitPrice, per_usual
from costcalc.source import Moment, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.question import ScenarioQuestion
    from costcalc.expr import Node
    from costcalc.problem import Problem
    from costcalc.scenario import ScenarioFile
    from costcalc.scenario.inline_price import InlinePrice

SLIPS = frozenset({"implausible-price"})
"""What a price may be that somebody printed: it is judged, and not refused."""


def inline_offer(name: str, question: ScenarioQuestion, currency: str) -> Offer:
    """Return the offer of a price that a scenario gives itself.

    Args:
        name: What it is called there.
        question: The scenario, the cards in which the model is that it stands for, and the instant of its limits.
        currency: What it is in, where it does not say.

    Raises:
        InputError: for prices that cannot be, and for a model that does not exist.
    """
    scenario, cards = question.file, question.cards
    written = scenario.scenario.prices[name]
    place = next(place_of(key) for key in scenario.scenario.prices if key == name)
    stands_for = cards.find(str(written.stands_for), place_of(written.stands_for)) if written.stands_for else None
    rate = _rate(written, scenario, place)
    limits = stands_for.limits_at(question.priced.first or question.as_of) if stands_for else None
    model = Model.model_construct(
        title=None,
        context_window=written.context_window or (limits.context_window if limits else None),
        max_output=written.max_output or (limits.max_output if limits else None),
        weights=stands_for.model.weights if stands_for else None,
        license=stands_for.model.license if stands_for else None,
        rates=(rate,),
    )
    card = RateCard.model_construct(
        id=name,
        title=scenario.scenario.title,
        basis=written.basis,
        version=scenario.sha256,
        currency=str(written.currency or currency),
        per=written.per or PricingUnit(Num(MILLION.value, "1M"), "token", place),
        origin=stands_for.origin if stands_for else None,
        models={name: model},
    )
    if problems := list(_problems(card, rate, written, place)):
        raise InputError(problems)
    file = CardFile(card, scenario.file, scenario.sha256, "", Path(scenario.file), _no_calendar, inline=True)
    return Offer(file, name, model)


def is_dated(offer: Offer) -> bool:
    """Return whether the price of an offer depends on an instant; one of a scenario itself does where it says so."""
    if not offer.file.inline:
        return True
    (rate,) = offer.model.rates
    return rate.is_timed or rate.until is not None or rate.effective.at != ALWAYS


def list_price(offer: Offer, meter: str) -> Node | None:
    """Return the price of a meter that a scenario gives itself, in its own currency.

    Args:
        offer: What `inline_offer` gave.
        meter: The meter.

    Returns:
        A formula of the price of a million tokens, or of one of what is no token; None where it has none, or one that
        depends on how much is asked for.
    """
    if meter not in offer.meters:
        return None
    (rate,) = offer.model.rates
    price = rate.price(meter)
    if isinstance(price, BilledAs):
        price = rate.price(price.meter)
    if not isinstance(price, UnitPrice) or price.free or price.minimum or rate.context_tiers:
        return None
    return per_units(price.price, (price.per or offer.file.card.per).count, per_usual(offer.meters[meter].unit))


def _rate(written: InlinePrice, scenario: ScenarioFile, place: Place) -> Rate:
    shared: dict[str, Any] = {
        field: getattr(written, field) for field in type(written).model_fields if field in Rate.model_fields
    }
    shared["effective"] = written.effective or Moment(ALWAYS, place)
    shared["source"] = written.source or (scenario.file,)
    return Rate.model_construct(set(written.model_fields_set), **shared)


def _problems(card: RateCard, rate: Rate, written: InlinePrice, place: Place) -> Iterator[Problem]:
    if written.basis == CONTRACTED and not written.source:
        hint = "say where it was agreed: source: …"
        yield from InputError.of(place, "missing-key", "a contracted price has a `source`", hint).problems
    yield from (problem for problem in validate_rate(card, rate) if problem.code not in SLIPS)


def _no_calendar(name: str, place: Place) -> CalendarFile:
    message = f"a price in a scenario knows no calendar `{name}`"
    raise InputError.of(place, "unknown-calendar", message, "write a rate card, which has a folder of calendars")
