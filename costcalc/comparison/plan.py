"""Plan a comparison: all formulas of all options, with no number of an assumption in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.beside import Totals, beside
from costcalc.comparison.bought import Bought
from costcalc.comparison.currency import CurrencyExchange, exchange_of
from costcalc.comparison.figure_plan import FigurePlans, plan_figures
from costcalc.comparison.found_offers import FoundOffers
from costcalc.comparison.inline import is_dated
from costcalc.comparison.offers import OptionTerms, asked_by, lines_of, nameless, options_written
from costcalc.comparison.option_plan import OptionName, OptionPlan, PricedIn, option_plan
from costcalc.comparison.question import ScenarioQuestion
from costcalc.comparison.requirements import unfulfilled
from costcalc.comparison.selection import shown_options
from costcalc.instant import Period
from costcalc.pricing import TOO_MUCH, Work, line_charge
from costcalc.problem import InputError, Problem
from costcalc.ratecard import cards_by_id
from costcalc.scenario import layer_of, names_taken, resolve
from costcalc.scenario.paces import unconverted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from costcalc.comparison.offers import Asked
    from costcalc.comparison.period_override import PeriodOverride
    from costcalc.expr import Frame, Node, Setting
    from costcalc.ratecard import CardFile, Catalogue, FxFile, Offer
    from costcalc.scenario import ScenarioFile
    from costcalc.scenario.paces import Unconverted


class Plan(NamedTuple):
    """A scenario on its cards, before any number is put in.

    Args:
        scenario: The scenario, with its file.
        as_of: The instant whose prices are taken.
        dated: Whether any price depends on that: not, where all of them are the scenario's own.
        period: What the totals are for.
        options: One for each option, in the order of the file; of those that are shown.
        exchange: The one currency of all totals, and what brings others into it.
        fx: The exchange rates, where some are needed.
        baseline: The option that the others are compared with; None where there is none.
        figures: The formulas over results: figures, budgets of figures, claims.
        unconverted: The assumptions that are counted in another time than the period.
    """

    scenario: ScenarioFile
    as_of: datetime
    dated: bool
    period: Period
    options: tuple[OptionPlan, ...]
    exchange: CurrencyExchange
    fx: FxFile | None
    baseline: OptionPlan | None
    figures: FigurePlans
    unconverted: tuple[Unconverted, ...]

    @property
    def work(self) -> int:
        """The size of the plan, counted in charges: also of options that are not shown."""
        return sum(option.work for option in self.figures.names.options.values())

    @property
    def currencies(self) -> set[str]:
        """Those of all its charges."""
        return {charge.currency for option in self.figures.names.options.values() for charge in option.charges}

    @property
    def cards(self) -> tuple[CardFile, ...]:
        """The cards that prices come from, by id; the scenario itself is none."""
        files = (file for option in self.options for offer in option.offers for file in offer.files)
        return cards_by_id(file for file in files if not file.inline)

    def frame(self, settings: Mapping[str, Setting] | None = None, *, steps: list[int] | None = None) -> Frame:
        """Return the values of all assumptions, to ask the plan in.

        Args:
            settings: A number or a formula in place of what the file says, by the name of the assumption.
            steps: How much sums may still compute, in a list of one, for who wants to know what is left of it.

        Raises:
            InputError: for an assumption that does not exist, and for one without a value.
        """
        # Also those of options that are not shown: figures may rest on them.
        layers = {option.id: option.layer for option in self.figures.names.options.values() if option.layer}
        return resolve(self.scenario.scenario, settings, layers, steps)


def plan(
    scenario: ScenarioFile,
    cards: Catalogue,
    *,
    as_of: datetime | date | str,
    models: Iterable[str] = (),
    like: str | None = None,
    only: Iterable[str] = (),
    fx: FxFile | None = None,
    period: PeriodOverride | None = None,
) -> Plan:
    """Return the formulas of all options of a scenario.

    Args:
        scenario: What `load_scenario` gave.
        cards: What `load_cards` gave.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        models: More options, each a CARD/MODEL.
        like: The option that these are like in all but the model; the baseline where left out.
        only: The ids of the options that are shown, beside the baseline; none for all of them.
        fx: What `load_fx` gave, where cards are in several currencies.
        period: Another period than the scenario's own: a month of the calendar, and how often the scenario's is in it.

    Raises:
        InputError: for a model, card or option that does not exist, for currencies that cannot be compared, and for a
            formula over results that there are not.
        TypeError: for an argument of another type.
    """
    asked = ScenarioQuestion.of(scenario, cards, as_of=as_of, models=models, like=like, only=only, fx=fx, period=period)
    return plan_of(asked)


def plan_of(question: ScenarioQuestion) -> Plan:
    """Return the formulas of all options that a question is about.

    Raises:
        InputError: for a model, card or option that does not exist, for currencies that cannot be compared, and for a
            formula over results that there are not.
    """
    scenario, moment, period = question.file, question.as_of, question.priced
    problems: list[Problem] = []
    terms = _terms(question, problems)
    asked = {one.id: list(asked_by(one, scenario.scenario)) for one in terms}
    found = FoundOffers.of(question, [each for calls in asked.values() for each in calls], terms, problems)
    exchange = exchange_of(found.currency, found.currencies, question.fx, moment, period)
    priced = PricedIn(moment, period, exchange)
    times = question.period.times if question.period else None
    options = _options(scenario, terms, asked, found.offers, priced, times)
    baseline = next((option for option in options if option.id == scenario.scenario.baseline), None)
    compared = baseline.totals if baseline else Totals(None, None)
    options = [
        option._replace(beside=beside(option.totals, compared, option.requests, period.name)) for option in options
    ]
    return Plan(
        scenario=scenario,
        as_of=moment,
        dated=scenario.scenario.as_of is not None or any(map(is_dated, found.offers.values())),
        period=period,
        options=shown_options(options, question.only, scenario.scenario),
        exchange=exchange,
        fx=question.fx if any(exchange.conversions.values()) else None,
        baseline=next((option for option in options if baseline and option.id == baseline.id), None),
        figures=plan_figures(scenario.scenario, options, found.offers, priced),
        unconverted=tuple(unconverted(scenario.scenario)),
    )


def _terms(question: ScenarioQuestion, problems: list[Problem]) -> list[OptionTerms]:
    """Return the options of a scenario, and those that somebody adds; add what is wrong with these."""
    written = options_written(question.scenario)
    if not question.models:
        return written or [nameless(question.scenario)]
    from costcalc.comparison.added import options_added  # few questions add any

    return written + options_added(question, written, problems)


def _options(
    scenario: ScenarioFile,
    terms: Sequence[OptionTerms],
    asked: Mapping[str, Sequence[Asked]],
    offers: Mapping[str, Offer],
    priced: PricedIn,
    times: Node | None,
) -> list[OptionPlan]:
    """Return the formulas of all options, if they are not too many."""
    foreseen, work = Work(), Work()
    bought = {one.id: _bought(asked[one.id], offers, times) or _unasked(one, offers) for one in terms}
    for each in (each for own in bought.values() for each in own):
        foreseen.foresee(each.offer, each.groups, priced.period, each.place)
    options = []
    taken = {*names_taken(scenario.scenario), *(one.id for one in terms)}
    for one in terms:
        lines = [
            (entry, line_charge(entry, priced.exchange.currency, times)) for entry in lines_of(one, scenario.scenario)
        ]
        own = _held(priced, one) if one.written.as_of else priced
        made = option_plan(OptionName(one.id, one.place, taken), bought[one.id], lines, own, layer_of(one.written))
        if any(problem.code == TOO_MUCH for problem in made.problems):
            raise InputError(made.problems)  # and not the next, which may be as much
        work.add(made.work, one.place)
        options.append(made._replace(excluded=tuple(unfulfilled(scenario.scenario.require, made))))
    return options


def _unasked(option: OptionTerms, offers: Mapping[str, Offer]) -> list[Bought]:
    """Return the model of an option that nothing is asked of: formulas can name its prices and limits all the same."""
    ref = option.written.model
    return [Bought(offers[str(ref)], option.place, ())] if ref and str(ref) in offers else []


def _bought(asked: Sequence[Asked], offers: Mapping[str, Offer], times: Node | None) -> list[Bought]:
    """Return what is asked of each model, in the order in which it is asked first."""
    found: dict[str, Bought] = {}
    for group, ref, place in asked:
        offer = offers[ref]
        before = found.get(offer.ref, Bought(offer, place, ()))
        found[offer.ref] = before._replace(groups=(*before.groups, group.repeated(times)))
    return list(found.values())


def _held(priced: PricedIn, option: OptionTerms) -> PricedIn:
    """Return the time of an option with an instant of its own, whose prices it keeps whatever is priced."""
    moment = option.written.as_of
    return priced._replace(as_of=moment.at, period=priced.period._replace(is_held=True)) if moment else priced
