"""The currency that options are compared in, and how others are brought into it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import short_instant
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.ratecard import conversion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from costcalc.instant import Period
    from costcalc.ratecard import Conversion, FxFile

HINT = "give exchange rates with --fx FILE; `check` takes a file of them beside the cards, as pricing/fx.yaml"
USUAL = "USD"
"""What a comparison is in where nothing in it has a currency."""


class CurrencyExchange(NamedTuple):
    """The currency to compare in, and how each other one is brought into it."""

    currency: str
    conversions: dict[str, Conversion | None]


def compared_in(wanted: str | None, currencies: Mapping[str, Place]) -> str:
    """Return the currency to compare in: the one that the scenario names, or the one that all prices have.

    Args:
        wanted: What the scenario says.
        currencies: Those that prices say, each with where it is asked for.

    Raises:
        InputError: where there are several, and the scenario does not say which.
    """
    target = str(wanted or next(iter(currencies), USUAL))
    if not wanted and len(currencies) > 1:
        names = " and ".join(sorted(currencies))
        other = next(place for currency, place in currencies.items() if currency != target)
        hint = f"say which one to compare in, `currency: {target}` in the scenario, and give exchange rates with --fx"
        raise InputError.of(other, "currency-mismatch", f"options in {names} cannot be compared", hint)
    return target


def exchange_of(
    target: str, currencies: Mapping[str, Place], fx: FxFile | None, as_of: datetime, period: Period
) -> CurrencyExchange:
    """Return how each currency is brought into that of the comparison.

    Args:
        target: The currency of the comparison.
        currencies: Those of its prices, each with where it is asked for.
        fx: The exchange rates, where there are any.
        as_of: The instant that counts, where the period is a nominal one.
        period: The period.

    Raises:
        InputError: where there is no rate.
    """
    conversions: dict[str, Conversion | None] = {target: None}
    problems: list[Problem] = []
    for currency, place in currencies.items():
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
    if not period.first or not period.end:
        return conversion(fx.fx, *pair, as_of, place)
    first = conversion(fx.fx, *pair, period.first, place)
    last = conversion(fx.fx, *pair, period.end - timedelta(microseconds=1), place)
    if first != last:
        message = f"the rate from {pair[0]} to {pair[1]} changes on {short_instant(last.since)}, inside {period}"
        raise InputError.of(place, "no-exchange-rate", message, "give one for the period, such as the month's average")
    return first
