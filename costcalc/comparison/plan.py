"""Plan a comparison: all formulas of all options, with no number of an assumption in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument, list_argument
from costcalc.comparison.beside import ALONE, Beside, beside
from costcalc.comparison.currency import CurrencyExchange, exchange_of
from costcalc.comparison.offers import free_name, in_formulas, offers_of
from costcalc.comparison.period_override import PeriodOverride, validate_override
from costcalc.expr import Node, Scoped, Symbol, added, product
from costcalc.instant import as_instant
from costcalc.pricing import TOO_MUCH, EstimatePlan, Work, bill
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.ratecard import Catalogue, FxFile
from costcalc.scenario import ScenarioFile, resolve
from costcalc.workload import asked_of, request_groups, times_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from costcalc.expr import Frame, Setting
    from costcalc.instant import Period
    from costcalc.pricing import Bill, ChargePlan
    from costcalc.ratecard import CardFile, Offer
    from costcalc.workload import RequestGroup


class OptionPlan(NamedTuple):
    """One option, as formulas.

    Args:
        id: Of the option.
        place: Where its model is named.
        as_of: The instant whose prices are taken.
        offers: The models it runs on.
        estimate: What it costs; None where that cannot be said, whatever the numbers.
        problems: Why not.
        total: What formulas of other options call its total; None where it has none.
        beside: Its total beside that of the baseline.
    """

    id: str
    place: Place
    as_of: datetime
    offers: tuple[Offer, ...]
    estimate: EstimatePlan | None
    problems: tuple[Problem, ...]
    total: Scoped | None
    beside: Beside

    @property
    def work(self) -> int:
        """The size of the plan, counted in charges."""
        return sum(bill.work for bill in self.estimate.bills) if self.estimate else 0

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The formulas that every answer needs the values of."""
        if self.estimate is None:
            return ()
        sizes = (limit.size for requests in self.estimate.limits for limit in requests.limits)
        return (self.estimate.total, *sizes, *([self.beside.saving] if self.beside.saving else []))


class Plan(NamedTuple):
    """A scenario on its cards, before any number is put in.

    Args:
        scenario: The scenario, with its file.
        as_of: The instant whose prices are taken.
        period: What the totals are for.
        groups: What its workload asks for.
        requests: How many requests there are in the period; None where only totals are known.
        options: One for each option, in the order of the file.
        exchange: The one currency of all totals, and what brings others into it.
        fx: The exchange rates, where some are needed.
        baseline: The option that the others are compared with; None where there is none.
    """

    scenario: ScenarioFile
    as_of: datetime
    period: Period
    groups: tuple[RequestGroup, ...]
    requests: Node | None
    options: tuple[OptionPlan, ...]
    exchange: CurrencyExchange
    fx: FxFile | None
    baseline: OptionPlan | None

    @property
    def work(self) -> int:
        """The size of the plan, counted in charges."""
        return sum(option.work for option in self.options)

    @property
    def cards(self) -> tuple[CardFile, ...]:
        """The cards that prices come from, by id."""
        used = {str(file.card.id): file for option in self.options for offer in option.offers for file in offer.files}
        return tuple(used[card_id] for card_id in sorted(used))

    def frame(self, settings: Mapping[str, Setting] | None = None) -> Frame:
        """Return the values of all assumptions, to ask the plan in.

        Args:
            settings: A number or a formula in place of what the file says, by the name of the assumption.

        Raises:
            InputError: for an assumption that does not exist, and for one without a value.
        """
        return resolve(self.scenario.scenario, settings)


class Bought(NamedTuple):
    """The requests of an option to one model.

    Args:
        offer: The model.
        place: Where it is named.
        groups: What is asked of it.
    """

    offer: Offer
    place: Place
    groups: tuple[RequestGroup, ...]


def plan(
    scenario: ScenarioFile,
    cards: Catalogue,
    *,
    as_of: datetime | date | str,
    models: Iterable[str] = (),
    fx: FxFile | None = None,
    period: PeriodOverride | None = None,
) -> Plan:
    """Return the formulas of all options of a scenario.

    Args:
        scenario: What `load_scenario` gave.
        cards: What `load_cards` gave.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        models: More options, each a CARD/MODEL.
        fx: What `load_fx` gave, where cards are in several currencies.
        period: Another period than the scenario's own: a month of the calendar, and how often the scenario's is in it.

    Raises:
        InputError: for a model or card that does not exist, and for currencies that cannot be compared.
        TypeError: for an argument of another type.
    """
    argument(scenario, ScenarioFile, "scenario", "what load_scenario gave")
    argument(cards, Catalogue, "cards", "what load_cards gave")
    argument(fx, (FxFile, type(None)), "fx", "what load_fx gave")
    models = list_argument(models, str, "models", "a list of texts such as openai/gpt-4o")
    if period is not None:
        validate_override(period)
    moment = as_instant(as_of)
    groups = request_groups(scenario.scenario)
    if period:
        groups = times_over(groups, period.times)
    priced = period.period if period else scenario.scenario.period
    offers = offers_of(scenario, cards, models)
    exchange = exchange_of(scenario, list(offers.values()), fx, moment, priced)
    options = _options(scenario, offers, groups, moment, priced, exchange)
    counts = [Symbol(f"{group.call}.requests", product(group.times, group.count)) for group in groups if group.count]
    requests = added(counts) if len(counts) == len(groups) else None
    baseline = next((option for option in options if option.id == scenario.scenario.baseline), None)
    compared = baseline.total if baseline else None
    return Plan(
        scenario=scenario,
        as_of=moment,
        period=priced,
        groups=groups,
        requests=requests,
        options=tuple(
            option._replace(beside=beside(option.total, compared, requests, priced.name)) for option in options
        ),
        exchange=exchange,
        fx=fx if any(exchange.conversions.values()) else None,
        baseline=baseline,
    )


def _options(
    scenario: ScenarioFile,
    offers: Mapping[str, tuple[Offer, Place]],
    groups: Sequence[RequestGroup],
    as_of: datetime,
    period: Period,
    exchange: CurrencyExchange,
) -> list[OptionPlan]:
    """Return the formulas of all options, if they are not too many."""
    foreseen, work = Work(), Work()
    for offer, place in offers.values():
        foreseen.foresee(offer, groups, period, place)
    options = []
    for option, (offer, place) in offers.items():
        asked = asked_of(scenario.scenario.options.get(option), groups)
        options.append(option_plan(option, place, [Bought(offer, place, asked)], as_of, period, exchange))
        if any(problem.code == TOO_MUCH for problem in options[-1].problems):
            raise InputError(options[-1].problems)  # and not the next, which may be as much
        work.add(options[-1].work, place)
    return options


def option_plan(
    option: str,
    place: Place,
    bought: Sequence[Bought],
    as_of: datetime,
    period: Period,
    exchange: CurrencyExchange,
    lines: tuple[ChargePlan, ...] = (),
) -> OptionPlan:
    """Return the formulas of one option.

    Args:
        option: Its id.
        place: Where it is named.
        bought: What it asks of each model.
        as_of: The instant whose prices count, where the period is a nominal one.
        period: What the quantities are for.
        exchange: The one currency of all totals, and what brings others into it.
        lines: What is no model's.
    """
    problems: list[Problem] = []
    bills: list[Bill] = []
    names: list[str] = []
    for each in bought:
        names.append(free_name([in_formulas(each.offer.ref)], names))
        with collected(problems):
            called = names[-1] if len(bought) > 1 else ""
            bills.append(bill(each.offer, each.groups, as_of, period, each.place, called=called))
    offers = tuple(each.offer for each in bought)
    if problems:
        return OptionPlan(option, place, as_of, offers, None, InputError(problems).problems, None, ALONE)
    estimate = EstimatePlan(
        tuple(bills), period, lines=lines, currency=exchange.currency, conversions=exchange.conversions
    )
    return OptionPlan(
        option, place, as_of, offers, estimate, (), Scoped(f"{option}.total", estimate.total, option), ALONE
    )
