"""The currency that options are compared in, and how others are brought into it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import short_instant
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.ratecard import conversion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.instant import Period
    from costcalc.ratecard import Conversion, FxFile, Offer
    from costcalc.scenario import ScenarioFile

HINT = "give exchange rates with --fx FILE; `check` takes a file of them from the folders it checks"


class CurrencyExchange(NamedTuple):
    """The currency to compare in, and how each other one is brought into it."""

    currency: str
    conversions: dict[str, Conversion | None]


def exchange_of(
    scenario: ScenarioFile,
    offers: Sequence[tuple[Offer, Place]],
    fx: FxFile | None,
    as_of: datetime,
    period: Period,
) -> CurrencyExchange:
    """Return the currency to compare in: the one that the scenario names, or the one that all cards have."""
    currencies = {offer.prices.card.currency: place for offer, place in offers}
    wanted = scenario.scenario.currency
    target = str(wanted or next(iter(currencies)))
    if not wanted and len(currencies) > 1:
        names = " and ".join(sorted(currencies))
        other = next(place for currency, place in currencies.items() if currency != target)
        hint = f"say which one to compare in, `currency: {target}` in the scenario, and give exchange rates with --fx"
        raise InputError.of(other, "currency-mismatch", f"options in {names} cannot be compared", hint)
    conversions: dict[str, Conversion | None] = {}
    problems: list[Problem] = []
    for currency, place in currencies.items():
        conversions[currency] = None
        if currency == target:
            continue
        if fx is None:
            message = f"this is priced in {currency}, and the comparison is in {target}"
            problems.append(Problem(place, "no-exchange-rate", message, HINT))
            continue
        with collected(problems):
            conversions[currency] = _of_period(fx, (currency, target), period, as_of, place)
    if problems:
        raise InputError(problems)
    return CurrencyExchange(target, conversions)


def _of_period(fx: FxFile, pair: tuple[str, str], period: Period, as_of: datetime, place: Place) -> Conversion:
    """Find the one rate of a period: a month whose rate changes inside it has none."""
    if not period.start or not period.end:
        return conversion(fx.fx, *pair, as_of, place)
    first = conversion(fx.fx, *pair, period.start, place)
    last = conversion(fx.fx, *pair, period.end - timedelta(microseconds=1), place)
    if first != last:
        message = f"the rate from {pair[0]} to {pair[1]} changes on {short_instant(last.since)}, inside {period}"
        raise InputError.of(place, "no-exchange-rate", message, "give one for the period, such as the month's average")
    return first
