"""What must hold of a contract: a card beneath it, terms that say something, and none that contradict each other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from costcalc.problem import Problem
from costcalc.ratecard.price_validation import unknown_meter, validate_sheet
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.ratecard.card import RateCard
    from costcalc.rules import Contract


def validate_contract(card: RateCard) -> Iterator[Problem]:
    """Yield the problems of a card's contract, or of a missing one."""
    if not card.extends:
        if card.contract:
            hint = "say which card it is laid over: `extends: openai`"
            yield Problem(card.contract[0].effective.place, "missing-key", "a contract needs `extends`", hint)
        elif not card.models:
            yield Problem(place_of(card.id), "empty-list", "this card has no models", "list them under `models`")
        return
    place = place_of(card.extends)
    if card.models:
        hint = "a card that extends another has its models; put these into a card of their own"
        yield Problem(place, "contract-and-models", "this card has models of its own and those of another", hint)
    if not card.contract:
        yield Problem(place, "empty-list", "this card has no terms of its own", "list them under `contract`")
    if card.basis != "contracted":
        message = f"the basis of a contract is `contracted`, not `{card.basis}`"
        yield Problem(place, "unknown-word", message)
    for terms in card.contract:
        yield from _terms(card, terms)
    yield from validate_term_ranks(card, {})


def validate_term_ranks(card: RateCard, names: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for terms that are as special as others in force at the same time.

    Args:
        card: The card of the contract.
        names: The own name of every model, by each of its names; those it has in the contract where left out.
    """
    for one, other in combinations(card.contract, 2):
        if _clash(card, one, other, names):
            message = "these terms are as special as others that are in force at the same time"
            hint = "end one of them with `until`, or say which `models` or `meters` it is for"
            yield Problem(other.effective.place, "overlapping-terms", message, hint)


def _terms(card: RateCard, terms: Contract) -> Iterator[Problem]:
    if terms.discount is None and not any(True for _ in terms.prices()):
        hint = "give a `discount`, or prices"
        yield Problem(terms.effective.place, "no-price", "these terms change no price", hint)
    if terms.discount is not None and terms.discount.value > 1:
        yield Problem(terms.discount.place or terms.effective.place, "bad-number", "a discount is at most 100%", "15%")
    if terms.until and terms.until.at <= terms.effective.at:
        yield Problem(terms.until.place, "empty-rate", "this is not after `effective`")
    if terms.meters is not None and terms.discount is None:
        yield Problem(terms.effective.place, "missing-key", "these terms have `meters` and no `discount` for them")
    for meter in terms.meters or ():
        if meter not in card.all_meters:
            yield unknown_meter(card, meter, place_of(meter))
    yield from validate_sheet(card, terms)


def _clash(card: RateCard, one: Contract, other: Contract, names: Mapping[str, str]) -> bool:
    first, second = sorted((one, other), key=lambda terms: terms.effective.at)
    if first.until and first.until.at <= second.effective.at:
        return False
    if (one.models is None) != (other.models is None):
        return False
    mine, theirs = ({names.get(model, model) for model in terms.models or ()} for terms in (one, other))
    if mine and mine.isdisjoint(theirs):
        return False
    ranks = [(one.rank([meter]), other.rank([meter])) for meter in card.all_meters]
    return any(first_rank is not None and first_rank == second_rank for first_rank, second_rank in ranks)
