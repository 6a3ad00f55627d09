"""Compare the options of a scenario."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from costcalc.budget import Kept, kept
from costcalc.charge import Figure
from costcalc.exchange import Exchange, exchange_of
from costcalc.expr import Exact, Node, Symbol, added
from costcalc.instant import as_instant
from costcalc.outcome import Outcome
from costcalc.pricing import Estimate, estimate
from costcalc.problem import InputError, Place, Problem, Source, collected
from costcalc.rules import product
from costcalc.scenario import formulas, parse_overrides, resolve
from costcalc.source import place_of
from costcalc.workload import asked_of, request_groups, times_over

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date, datetime

    from costcalc.instant import Period
    from costcalc.ratecard import CardFile, Catalogue, FxFile, Offer
    from costcalc.scenario import ScenarioFile
    from costcalc.workload import RequestGroup


class Stretch(NamedTuple):
    """A period to price in place of the scenario's own.

    Args:
        period: The period.
        times: How often the scenario's period is in it.
    """

    period: Period
    times: Node


class Resolved(NamedTuple):
    """An assumption with its value.

    Args:
        name: What formulas call it.
        figure: The value with its formula.
        unit: What it is counted in.
        why: The user's reason.
        overridden: Whether `--set` put it in place of what the file says.
    """

    name: str
    figure: Figure
    unit: str | None
    why: str | None
    overridden: bool


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """What a scenario costs on each of its options.

    Args:
        scenario: The scenario, with its file.
        as_of: The instant whose prices were taken.
        assumptions: Each with its value.
        outcomes: One for each option, in the order of the file.
        cards: The cards that prices came from, by id.
        currency: The one currency of all totals.
        period: What the totals are for.
        fx: The exchange rates, where some were needed.
        budgets: What is left of each budget of the scenario.
    """

    scenario: ScenarioFile
    as_of: datetime
    assumptions: tuple[Resolved, ...]
    outcomes: tuple[Outcome, ...]
    cards: tuple[CardFile, ...]
    currency: str
    period: Period
    fx: FxFile | None = None
    budgets: tuple[Kept, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.scenario.scenario.id}: {', '.join(map(repr, self.outcomes))}>"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some options have no price."""
        return tuple(problem for outcome in self.outcomes for problem in outcome.not_priced)

    @cached_property
    def cheapest(self) -> tuple[str, ...]:
        """The options of the lowest total among those that may win; several where they tie."""
        totals = {v.id: v.estimate.figure.value for v in self.outcomes if v.estimate and v.may_win}
        lowest = min(totals.values(), default=None)
        return tuple(option for option, total in totals.items() if total == lowest)


def compare(
    scenario: ScenarioFile,
    cards: Catalogue,
    *,
    as_of: datetime | date | str,
    settings: Iterable[str] = (),
    models: Iterable[str] = (),
    fx: FxFile | None = None,
    stretch: Stretch | None = None,
) -> Comparison:
    """Price every option of a scenario.

    Args:
        scenario: What `load_scenario` gave.
        cards: What `load_cards` gave.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        settings: `NAME=VALUE` for each assumption to override.
        models: More options, each a CARD/MODEL.
        fx: What `load_fx` gave, where cards are in several currencies.
        stretch: Another period than the scenario's own: a month of the calendar, and how often the scenario's is in it.

    Returns:
        A comparison. An option without a price is in it, with the reason, and no total.

    Raises:
        InputError: for a model, card or assumption that does not exist, and for a workload that cannot be.
    """
    if isinstance(settings, str) or isinstance(models, str):
        msg = "settings and models are lists of texts, not one text"
        raise TypeError(msg)
    moment = as_instant(as_of)
    problems: list[Problem] = []
    with collected(problems):
        overrides = parse_overrides(settings, scenario.scenario)
        nodes = formulas(scenario.scenario, overrides)
        env = resolve(nodes)
        groups = request_groups(scenario.scenario, env)
        if stretch:
            groups = times_over(groups, stretch.times)
    period = stretch.period if stretch else scenario.scenario.period
    with collected(problems):
        offers = _offers(scenario, cards, models)
        exchange = exchange_of(scenario, offers, fx, moment, period)
    if problems:
        raise InputError(problems)
    outcomes = _outcomes(scenario, offers, groups, env, _When(moment, period, exchange))
    used = {file.card.id: file for offer, _ in offers.values() for file in offer.files}
    assumptions = tuple(
        Resolved(str(name), Figure(nodes[name], env), written.unit, written.why, name in overrides)
        for name, written in scenario.scenario.assumptions.items()
    )
    files = tuple(used[card_id] for card_id in sorted(used))
    converted = fx if any(exchange.conversions.values()) else None
    by_id = {outcome.id: outcome for outcome in outcomes}
    with collected(problems):
        budgets = tuple(kept(by_id[one.option], one.max, exchange.currency) for one in scenario.scenario.budgets)
    if problems:
        raise InputError(problems)
    return Comparison(scenario, moment, assumptions, outcomes, files, exchange.currency, period, converted, budgets)


def _offers(scenario: ScenarioFile, cards: Catalogue, models: Iterable[str]) -> dict[str, tuple[Offer, Place]]:
    """Find the models of the options, and of those added; refuse what cannot be compared."""
    problems: list[Problem] = []
    offers: dict[str, tuple[Offer, Place]] = {}
    for option, ref, place in _named(scenario, models):
        try:
            offer = cards.find(ref, place)
        except InputError as error:
            problems += error.problems
        else:
            offers[option or _free_id(offer, {*scenario.scenario.options, *offers})] = (offer, place)
    if problems:
        raise InputError(problems)
    return offers


class _When(NamedTuple):
    """What options are priced at."""

    as_of: datetime
    period: Period
    exchange: Exchange


def _named(scenario: ScenarioFile, models: Iterable[str]) -> Iterator[tuple[str | None, str, Place]]:
    for option, named in scenario.scenario.options.items():
        yield str(option), str(named.model), place_of(named.model)
    for ref in models:
        yield None, ref, Place(Source("--with", ref), 1, 1)


def _free_id(offer: Offer, taken: Container[str]) -> str:
    """Call an added option what its model is called, as far as formulas can: gpt_4o for openai/gpt-4o."""
    short, long = (re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") for name in (offer.name, offer.ref))
    names = [name if name[:1].isalpha() else f"m_{name}" for name in (short, long)]
    return next(name for name in chain(names, (f"{names[1]}_{nth}" for nth in count(2))) if name not in taken)


def _outcomes(
    scenario: ScenarioFile,
    offers: Mapping[str, tuple[Offer, Place]],
    groups: tuple[RequestGroup, ...],
    env: Mapping[str, Exact],
    when: _When,
) -> tuple[Outcome, ...]:
    estimates: dict[str, Estimate] = {}
    reasons: dict[str, tuple[Problem, ...]] = {}
    for option, (offer, place) in offers.items():
        asked = asked_of(scenario.scenario.options.get(option), groups)
        change = when.exchange.conversions[offer.prices.card.currency]
        try:
            estimates[option] = estimate(offer, asked, env, when.as_of, place, when.period, change)
        except InputError as error:
            reasons[option] = error.problems
    baseline = scenario.scenario.baseline
    counts = [Symbol(f"{group.call}.requests", product(group.times, group.count)) for group in groups if group.count]
    requests = added(counts) if len(counts) == len(groups) else None
    return tuple(
        Outcome(
            id=option,
            offer=offer,
            estimate=estimates.get(option),
            not_priced=reasons.get(option, ()),
            baseline=estimates.get(baseline) if baseline else None,
            baseline_id=baseline,
            requests=requests,
            period=when.period.name,
        )
        for option, (offer, _) in offers.items()
    )
