"""The offers that a scenario needs: the models that its options name, and the prices that it gives itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.currency import compared_in
from costcalc.comparison.inline import inline_offer
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from costcalc.comparison.offers import Asked, OptionTerms
    from costcalc.comparison.question import ScenarioQuestion
    from costcalc.ratecard import Offer


class FoundOffers(NamedTuple):
    """The models that calls name, and the currencies of all prices, each with where it is asked for."""

    offers: dict[str, Offer]
    currency: str
    currencies: dict[str, Place]

    @classmethod
    def of(
        cls,
        question: ScenarioQuestion,
        asked: Sequence[Asked],
        terms: Sequence[OptionTerms],
        problems: list[Problem],
    ) -> FoundOffers:
        """Find the models; a name that the scenario has a price for is that one.

        Args:
            question: The scenario, and the cards in which other models are.
            asked: What is asked of models.
            terms: The options, whose models exist also where nothing is asked of them.
            problems: Those met before.

        Raises:
            InputError: for models that do not exist, with the problems met before.
        """
        scenario, cards = question.scenario, question.cards
        own = scenario.prices
        offers: dict[str, Offer] = {}
        currencies: dict[str, Place] = {}
        for _, ref, place in asked:
            if ref in own:
                if (currency := own[ref].currency) is not None:
                    currencies[str(currency)] = place
                continue
            with collected(problems):
                offers[ref] = cards.find(ref, place)
                currencies[str(offers[ref].prices.card.currency)] = place
        for ref, place in _idle(terms, {*own, *offers}).items():
            with collected(problems):
                offers[ref] = cards.find(ref, place)
                if not scenario.workload:
                    currencies[str(offers[ref].prices.card.currency)] = place
        stated = (line.currency for line in scenario.lines)
        currencies = {str(currency): place_of(currency) for currency in stated if currency} | currencies
        if problems:
            raise InputError(problems)
        target = compared_in(scenario.currency, currencies)
        for name in own:
            with collected(problems):
                offers[str(name)] = inline_offer(str(name), question, target)
        if problems:
            raise InputError(problems)
        return cls(offers, target, currencies)


def _idle(terms: Sequence[OptionTerms], known: Collection[str]) -> dict[str, Place]:
    """Return the models of options that nothing is asked of, with where they are named."""
    named = {str(one.written.model): one.place for one in terms if one.written.model}
    return {ref: place for ref, place in named.items() if ref not in known}
