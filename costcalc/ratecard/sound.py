"""What must hold inside a rate card beyond its shape: times that follow each other, prices that can be meant."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.meters import METERS
from costcalc.problem import Problem, did_you_mean
from costcalc.rules import BilledAs
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.ratecard.card import Model, RateCard, RateTerms


def unsound(card: RateCard, file_id: str) -> list[Problem]:
    """List what is wrong in a card whose shape is right.

    Args:
        card: The card.
        file_id: What its file is called, without the ending.
    """
    return [*_identity(card, file_id), *_aliases(card), *_models(card)]


def _identity(card: RateCard, file_id: str) -> Iterator[Problem]:
    if card.id != file_id:
        message = f"the card calls itself `{card.id}`, its file `{file_id}`"
        yield Problem(place_of(card.id), "id-mismatch", message, "a card is found by its file name: make them the same")


def _aliases(card: RateCard) -> Iterator[Problem]:
    taken = {str(name): str(name) for name in card.models}
    for name, model in card.models.items():
        for alias in model.aliases:
            if alias in taken:
                message = f"`{alias}` already stands for `{taken[alias]}`"
                yield Problem(place_of(alias), "alias-taken", message, "a name stands for one model")
            taken[alias] = name


def _models(card: RateCard) -> Iterator[Problem]:
    for model in card.models.values():
        if model.released and model.retired and model.retired.at <= model.released.at:
            yield Problem(model.retired.place, "retired-before-release", "this is not after `released`")
        yield from _times(model)
        for rate in model.rates:
            yield from _prices(card, rate)


def _times(model: Model) -> Iterator[Problem]:
    seen: set[object] = set()
    newest = None
    for rate in model.rates:
        start = rate.effective
        if rate.until and rate.until.at <= start.at:
            yield Problem(rate.until.place, "empty-rate", "this is not after `effective`")
        if rate.corrects:
            if start.at not in seen:
                message = f"no rate above has `effective: {short_instant(start.at)}`, so this corrects nothing"
                yield Problem(start.place, "nothing-corrected", message, "a correction has the same `effective`")
        elif start.at in seen:
            hint = "to correct the rate above, say `corrects:` and why"
            yield Problem(start.place, "duplicate-rate", "another rate has the same `effective`", hint)
        elif newest and start.at < newest:
            yield Problem(start.place, "rates-out-of-order", "this rate starts before the one above it", "oldest first")
        seen.add(start.at)
        newest = max(newest or start.at, start.at)
    for before, after in pairwise(model.history):
        until = before.rate.until
        if until and until.at > after.start:
            message = (
                f"this rate goes on until {short_instant(until.at)}, but the next starts {short_instant(after.start)}"
            )
            yield Problem(
                until.place, "overlapping-rates", message, "leave `until` out: a rate ends where the next starts"
            )


def _prices(card: RateCard, rate: RateTerms) -> Iterator[Problem]:
    prices = rate.prices()
    if not prices:
        hint = f"give at least one of {', '.join(METERS)}"
        yield Problem(rate.effective.place, "no-price", "this rate has no price in it", hint)
    for meter, price in prices.items():
        if isinstance(price, BilledAs):
            yield from _billed_as(meter, price, rate)
            continue
        per = price.per or card.per
        if per.unit != METERS[meter].unit:
            message = f"`{meter}` is counted in {METERS[meter].unit}s, and its price is per {per}"
            hint = f"give a price per so many {METERS[meter].unit}s"
            yield Problem(price.place, "unit-mismatch", message, hint)
        elif price.is_implausible(card.per):
            message = f"{price.price.text} {card.currency} per {per} is out of the ordinary"
            hint = f"check the unit; where it is meant, say why: {{price: {price.price.text}, per: {per}, unusual: …}}"
            yield Problem(price.place, "implausible-price", message, hint)


def _billed_as(meter: str, billed: BilledAs, rate: RateTerms) -> Iterator[Problem]:
    if billed.meter not in METERS:
        hint = did_you_mean(billed.meter, METERS, f"there are {', '.join(METERS)}")
        yield Problem(billed.place, "unknown-meter", f"there is no meter `{billed.meter}`", hint)
    elif METERS[billed.meter].unit != METERS[meter].unit:
        message = f"`{meter}` is not counted in the same unit as `{billed.meter}`"
        yield Problem(billed.place, "unit-mismatch", message)
    elif billed.meter == meter or not rate.price(billed.meter) or isinstance(rate.price(billed.meter), BilledAs):
        message = f"`{billed.meter}` has no price of its own in this rate"
        yield Problem(billed.place, "no-price", message, "name a meter that has one")
