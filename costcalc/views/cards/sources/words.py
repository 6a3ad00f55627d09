"""A source, and how far its prices are from those of another, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.inventory import NO, ONLY, OTHER_FORM, OTHER_PRICE, SAME
from costcalc.rules import BilledAs
from costcalc.spelling import some_of
from costcalc.views.card import file_name
from costcalc.views.words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.inventory import ModelSource, ModelSources, PriceGap

MOST_SAID = 4
"""Differences of one source in a cell; programs are told all of them."""


def source_name(source: ModelSource) -> str:
    """Return what a source is called: CARD/MODEL, and what it is if that name does not find it."""
    if source.price_list:
        return f"{source.price_list.partition('=')[0]}: {source.offer.ref}"
    return source.offer.ref if source.is_used else f"{source.offer.ref} (shipped)"


def source_file(source: ModelSource) -> str:
    """Return the file, or the list, that a source was read from."""
    return source.price_list or file_name(source.offer.file)


def difference_words(source: ModelSource, found: ModelSources) -> str:
    """Return how far the prices of a source are from those that all are compared with."""
    other = found.compared_with
    if source.why_none or other is None or source is other:
        return source.why_none or NOTHING
    if source.currency != other.currency:
        return f"in {source.currency}, not {other.currency}"
    differences = [one for one in source.differences(other) if one.relation != SAME]
    said = [_words(one, source) for one in differences if one.meter.name in found.meters or _is_own(one, source, other)]
    return some_of(said, MOST_SAID) or SAME


def _is_own(one: PriceGap, source: ModelSource, other: ModelSource) -> bool:
    """Whether both have a price of a meter that is not shown, and not only that of another meter."""
    rates = (source.overview.rate, other.overview.rate)
    written = [rate.price(one.meter.name) for rate in rates if rate]
    return one.relation in {OTHER_PRICE, OTHER_FORM} and not all(isinstance(price, BilledAs) for price in written)


def _words(one: PriceGap, source: ModelSource) -> str:
    name = one.meter.name
    if one.relation != NO and (other := source.billed_as(name)):
        return f"{name} as {other}"
    if one.change:
        return f"{name} {money.change(-one.change.value)}"
    return {NO: f"no {name}", ONLY: f"{name} only here", OTHER_PRICE: f"{name} is not 0"}.get(
        one.relation, f"{name} in another form"
    )


def remarks(found: ModelSources) -> Iterator[str]:
    """Yield what is to be known of the prices besides: what is alike is said once, of all that it is true of."""
    said: dict[str, list[str]] = {}
    for source in found.sources:
        for text in _remarks_on(source):
            said.setdefault(text, []).append(source_name(source))
    yield from (f"{some_of(dict.fromkeys(names), MOST_SAID)}: {text}" for text, names in said.items())
    for each in found.lists:
        reasons: dict[str, list[str]] = {}
        for left in each.left_out:
            reasons.setdefault(f"{left.key}: {left.why}", []).append(left.model)
        for reason, models in reasons.items():
            yield f"{each.name}: {some_of(dict.fromkeys(models), MOST_SAID)}: {reason}"
    yield from (f"{each.name} has no price of this model" for each in found.silent)


def _remarks_on(source: ModelSource) -> Iterator[str]:
    rate, model, as_of = source.overview.rate, source.offer.model, source.overview.as_of
    if not source.is_used:
        yield "not used, since a card of this id in the project is laid over it"
    if model.retired and model.retired.at <= as_of:
        yield "the model is shut down"
    yield from (doubt.says for doubt in source.doubts)
    if rate and rate.disagreement:
        yield f"disagreement: {rate.disagreement}"
