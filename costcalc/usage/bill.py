"""What answers cost: each of their requests by its own size, on one bill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, Inexact
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import EXACT, Exact
from costcalc.feasibility import usage_unsaid
from costcalc.pricing import AnswersSaid, EqualRequests, Estimate, StatedTotal, price, price_each
from costcalc.pricing.work import MOST_CHARGES
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.rules import Terms
from costcalc.usage.envelope import BATCH
from costcalc.usage.overlap import Ask, settled
from costcalc.usage.reported import STANDARD, ReportedUsage
from costcalc.usage.response import validate_served
from costcalc.usage.served import validate_model
from costcalc.usage.unsaid import Unsaid, written

if TYPE_CHECKING:
    from costcalc.feasibility import Flag
    from costcalc.ratecard import Catalogue

ONE = Decimal(1)
NOTHING: Mapping[str, Decimal] = MappingProxyType({})
NOWHERE: Mapping[str, Place] = MappingProxyType({})


class AnswersAsked(NamedTuple):
    """Answers, and how they are to be priced.

    Args:
        answers: What each says of its usage.
        as_of: The instant whose prices count.
        requests: How often each of them was given.
        service: The service that is asked for; None takes what each answer says.
        region: The region that is asked for; the same.
        peak_share: The part that was made in peak hours.
        given: Meters that the user counts beside the answer, where it is one.
        places: Where the user gave these, and the `requests`.
        documents: In how many JSON documents the answers stood.
        failed: How many requests failed beside them.
    """

    answers: Sequence[ReportedUsage]
    as_of: datetime
    requests: Exact = ONE
    service: str | None = None
    region: str | None = None
    peak_share: Exact | None = None
    given: Mapping[str, Decimal] = NOTHING
    places: Mapping[str, Place] = NOWHERE
    documents: int = 0
    failed: int = 0

    def validate(self, cards: Catalogue, model: str, place: Place) -> None:
        """Refuse answers of another model, and those that were served otherwise than is asked for.

        Args:
            cards: What `load_cards` gave.
            model: The model that is priced.
            place: Where it is named.

        Raises:
            InputError: for these.
        """
        offer = cards.find(model, place)
        problems: list[Problem] = []
        # One answer of another service is asked about, as its price may be a surprise; no word is right for many.
        lone = self.answers[0] if len(self.answers) == 1 else None
        in_batch = lone and lone.service and lone.service.name == BATCH
        service = self.service or (STANDARD if lone and not in_batch else None)
        known = {name for rate in offer.model.rates for name in (*rate.services, *rate.regions)}
        held: set[str] = set()
        for answer in self.answers:
            with collected(problems):
                validate_served(answer, service, self.region, known)
                for said in answer.models:
                    if said.name not in held:
                        validate_model(said, offer, cards)
                        held.add(said.name)
        if problems:
            raise InputError(problems)

    def terms(self, answer: ReportedUsage) -> Terms:
        """Return how an answer is priced: as is asked for, else as it was served."""
        served = answer.service.name if answer.service else None
        region = self.region or (answer.region.name if answer.region else None)
        return Terms(self.service or served or STANDARD, region)


class AnswersBill(NamedTuple):
    """What answers cost.

    Args:
        estimate: The charges: of each kind of request, and all on one bill.
        said: What they say of themselves.
    """

    estimate: Estimate
    said: AnswersSaid


def bill_answers(cards: Catalogue, model: str, place: Place, asked: AnswersAsked) -> AnswersBill:
    """Return what answers cost on a model.

    Args:
        cards: What `load_cards` gave.
        model: CARD/MODEL, or a bare name that only one card has.
        place: Where it is named.
        asked: The answers.

    Raises:
        InputError: for what has no price, and where that depends on what the answers do not say.
    """
    kinds, stating, flags = _kinds(cards, model, asked)
    charges = sum(sum(map(bool, one.usage.values())) for one in kinds)
    if charges > MOST_CHARGES:
        message = f"these answers are {charges:,} different charges, and {MOST_CHARGES:,} are the most at once"
        raise InputError.of(asked.answers[0].place, "too-many", message, "price them in several commands")
    found = [one._replace(requests=_times(asked.requests, one.requests)) for one in kinds]
    if len(asked.answers) == len(asked.answers[0].requests) == 1:
        estimate = _one(cards, model, place, asked, found[0])
    else:
        estimate = price_each(cards, model, found, as_of=asked.as_of, place=place, peak_share=asked.peak_share)
    if flags:
        notes = (*estimate.notes, *flags)
        estimate = Estimate(estimate.plan, estimate.env, estimate.as_of, estimate.value, notes)
    stated = _stated(asked, estimate, stating)
    return AnswersBill(estimate, AnswersSaid(len(asked.answers), asked.documents, asked.failed, stated))


def _kinds(cards: Catalogue, model: str, asked: AnswersAsked) -> tuple[list[EqualRequests], set[str], tuple[Flag, ...]]:
    """Return the requests of answers, equal ones together; which of them state money; and what nobody says of them."""
    kinds: dict[object, EqualRequests] = {}
    stating: set[str] = set()
    problems: list[Problem] = []
    unsaid: dict[Terms, Unsaid] = {}
    flags: dict[Flag, None] = {}
    for nth, answer in enumerate(asked.answers, 1):
        terms = asked.terms(answer)
        ask = _asking(cards, model, asked, answer)
        for one, request in enumerate(answer.requests, 1):
            key = (tuple(sorted(request.items())), terms, answer.stated is None, answer.unsaid)
            if known := kinds.get(key):
                kinds[key] = known._replace(requests=known.requests + 1)
                continue
            with collected(problems):
                counted = written(request, asked.given, answer)
                if answer.unsaid:
                    unsaid[terms] = unsaid.get(terms) or Unsaid.of(ask)
                    flags |= dict.fromkeys(unsaid[terms].flags(answer, counted))
                usage = settled(counted, ask, _cached_at(answer))
                called = _called(asked.answers, nth, one)
                kinds[key] = EqualRequests(called, usage, ONE, terms, {**answer.places, **asked.places})
                if answer.stated:
                    stating.add(called)
    if problems:
        raise InputError(problems)
    if unended := sum(answer.is_open for answer in asked.answers):
        who = f"{unended:,} of {len(asked.answers):,} answers" if len(asked.answers) > 1 else "the answer"
        flags[usage_unsaid(f"{who} ended after it was kept, and more may be billed than is counted")] = None
    return list(kinds.values()), stating, tuple(flags)


def _called(answers: Sequence[ReportedUsage], nth: int, request: int) -> str:
    """Return what a request is called: by the number of its answer in the files, and by its own in the answer."""
    if len(answers) == 1:
        return f"request_{request}"
    return f"answer_{nth}" if len(answers[nth - 1].requests) == 1 else f"answer_{nth}_{request}"


def _one(cards: Catalogue, model: str, place: Place, asked: AnswersAsked, only: EqualRequests) -> Estimate:
    return price(
        cards,
        model,
        only.usage,
        only.requests,
        as_of=asked.as_of,
        service=only.terms.service,
        region=only.terms.region,
        peak_share=asked.peak_share,
        places={**only.places, "model": place},
    )


def _cached_at(answer: ReportedUsage) -> Place:
    """Return where an answer says how much was cached, or else how much was read."""
    return next((answer.places[meter] for meter in ("cache_read", "input") if meter in answer.places), answer.place)


def _asking(cards: Catalogue, model: str, asked: AnswersAsked, answer: ReportedUsage) -> Ask:
    """Return what prices some meters as an answer was served."""
    terms = asked.terms(answer)

    def ask(meters: Mapping[str, Decimal], requests: int) -> Estimate:
        one = EqualRequests("", meters, Decimal(requests), terms, answer.places)
        return _one(cards, model, _cached_at(answer), asked, one)

    return ask


def _times(one: Exact, other: Exact) -> Exact:
    return _exact(Fraction(one) * Fraction(other))


def _exact(value: Fraction) -> Exact:
    """Return a number as a decimal where it has a last digit."""
    try:
        return EXACT.divide(value.numerator, value.denominator)
    except Inexact:
        return value


def _stated(asked: AnswersAsked, estimate: Estimate, stating: set[str]) -> StatedTotal | None:
    """Return what answers say that they cost; None where none of them says anything."""
    said = [answer.stated for answer in asked.answers if answer.stated]
    if not said:
        return None
    amount = _times(asked.requests, reduce(EXACT.add, [one.amount for one in said]))
    keys = ", ".join(dict.fromkeys(one.key for one in said))
    currency = said[0].currency
    if {one.currency for one in said} != {estimate.currency}:
        return StatedTotal(amount, currency, keys, len(said), None)
    ours = estimate.value
    if len(said) < len(asked.answers):
        charges = [charge for charge in estimate.charges if charge.entry in stating]
        ours = sum((Fraction(charge.figure.value) for charge in charges), Fraction())
    return StatedTotal(amount, currency, keys, len(said), _exact(Fraction(amount) - Fraction(ours)))
