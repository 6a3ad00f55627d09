"""What must hold inside a rate card beyond its shape: times that follow each other, prices that can be meant."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.meters import METERS
from costcalc.problem import Problem
from costcalc.ratecard.card import OF_REQUESTS
from costcalc.ratecard.contract_validation import validate_contract
from costcalc.ratecard.pool_validation import pools_of
from costcalc.ratecard.price_validation import validate_rate
from costcalc.rules import validate_pools
from costcalc.source import place_of
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.ratecard.card import Model, Rate, RateCard


def validate_card(card: RateCard, file_id: str) -> list[Problem]:
    """Return the problems of a card whose shape is right.

    Args:
        card: The card.
        file_id: What its file is called, without the ending.
    """
    return [
        *_identity(card, file_id),
        *_aliases(card),
        *_own_meters(card),
        *_models(card),
        *validate_contract(card),
        *validate_pools(pools_of(card)),
    ]


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


def _own_meters(card: RateCard) -> Iterator[Problem]:
    for name, meter in card.meters.items():
        if name in METERS:
            yield Problem(place_of(name), "duplicate-key", f"`{name}` is a meter already", "use it as it is")
        if name in OF_REQUESTS:
            message = f"`{name}` is a word for requests, and no meter"
            yield Problem(place_of(name), "bad-name", message, "call what is counted something else")
        if meter.part_of and meter.part_of not in METERS:
            hint = did_you_mean(meter.part_of, METERS)
            yield Problem(place_of(meter.part_of), "unknown-meter", f"there is no meter `{meter.part_of}`", hint)


def _models(card: RateCard) -> Iterator[Problem]:
    for model in card.models.values():
        if model.released and model.retired and model.retired.at <= model.released.at:
            yield Problem(model.retired.place, "retired-before-release", "this is not after `released`")
        yield from _times(model)
        for rate in model.rates:
            yield from validate_rate(card, rate)


def _ends(rate: Rate) -> Iterator[Problem]:
    for end in (*rate.ends(), *([rate.until] if rate.until else [])):
        if end.at <= rate.effective.at:
            yield Problem(end.place, "empty-rate", "this is not after `effective`")
    if rate.ended and rate.until is None:
        yield Problem(place_of(rate.ended), "missing-key", "`until` is missing", "say since when it has ended")


def _times(model: Model) -> Iterator[Problem]:
    seen: set[object] = set()
    newest = None
    for rate in model.rates:
        start = rate.effective
        yield from _ends(rate)
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
