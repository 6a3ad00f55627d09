"""The money of a described laboratory, worked out once more: fractions, and nothing of costcalc.

A price is chosen day by day and, where it depends on the hour, hour by hour. That is slow and plain, and not how
costcalc does it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.lab.described import Call, Lab, Option, Rate, Scenario, Terms

YEARLY = {"day": Fraction(365), "week": Fraction(365, 7), "month": Fraction(12), "year": Fraction(1)}
MILLION = 1_000_000


class Charge(NamedTuple):
    """An amount in the currency it is paid in."""

    entry: str
    meter: str
    amount: Fraction
    currency: str
    once: bool = False


class Asked(NamedTuple):
    """When, and for how much of the work.

    Args:
        day: The day whose prices count; a calendar month counts its own days.
        hours: "peak" or "off_peak" where somebody says so; else midnight, or `peak_share`.
        month: A first day: then it is that month of the calendar, and all hours of it.
        nth: How many months `month` has been counted up.
    """

    day: date
    hours: str | None = None
    month: date | None = None
    nth: int = 0


def total(lab: Lab, scenario: Scenario, option: str, asked: Asked) -> Fraction:
    """Return what an option costs in its period, in USD."""
    return in_usd(lab, (one for one in charges(lab, scenario, option, asked) if not one.once), asked.day)


def upfront(lab: Lab, scenario: Scenario, option: str, asked: Asked) -> Fraction:
    """Return what it costs once, in USD."""
    return in_usd(lab, (one for one in charges(lab, scenario, option, asked) if one.once), asked.day)


def in_usd(lab: Lab, found: Iterable[Charge], day: date) -> Fraction:
    """Return the sum of charges at the exchange rates of a day."""
    return sum((one.amount * rate(lab, one.currency, day) for one in found), Fraction(0))


def rate(lab: Lab, currency: str, day: date) -> Fraction:
    """Return what one of a currency is in USD."""
    if currency == "USD":
        return Fraction(1)
    found = [one for one in lab.fx if one.base == currency and date.fromisoformat(one.effective) <= day]
    return Fraction(found[-1].rate)


def charges(lab: Lab, scenario: Scenario, option: str, asked: Asked) -> Iterator[Charge]:
    """Yield what each meter of each call costs, and each line."""
    often = _times(scenario.period, asked.month)
    chosen = scenario.options[option]
    for call in scenario.calls:
        model = call.model or chosen.model
        for meter in ("input", "cache_read", "output"):
            amount = sum((each for each in _requests(lab, scenario, call, chosen, meter, asked)), Fraction(0))
            if amount:
                yield Charge(call.name, meter, amount * often, lab.card(model.partition("/")[0]).currency)
    for line in scenario.lines:
        amount = Fraction(line.quantity) * Fraction(line.unit_price)
        yield Charge(line.name, "", amount if line.once else amount * often, line.currency, line.once)


def _requests(lab: Lab, scenario: Scenario, call: Call, option: Option, meter: str, asked: Asked) -> Iterator[Fraction]:
    """Yield what a meter of each turn costs; a call without turns is one turn."""
    count = Fraction(call.requests) * Fraction(scenario.growth or 1) ** asked.nth
    for k in range(1, (call.turns or 1) + 1):
        size = call.input * k
        tokens = {"input": size - call.cached, "cache_read": call.cached, "output": call.output}[meter]
        if tokens:
            model = call.model or option.model
            yield count * tokens * mean_price(lab, scenario, model, meter, size, option.service, asked) / MILLION


def mean_price(lab: Lab, scenario: Scenario, model: str, meter: str, size: int, service: str, asked: Asked) -> Fraction:
    """Return the price of a million tokens, over all hours that count."""
    first = asked.month or (_month(scenario.period) if scenario.period[:2] == "20" else None)
    share = Fraction(scenario.peak_share.rstrip("%") or 0) / 100 if scenario.peak_share else None
    days = [first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1])] if first else [asked.day]
    found = Fraction(0)
    for day in days:
        low = price(lab, model, meter, size, service, day, peak=False)
        if not rate_of(lab, model, day).peak:
            found += low
            continue
        high = price(lab, model, meter, size, service, day, peak=True)
        if share is not None:
            part = share
        elif first:
            part = Fraction(sum(is_peak(lab, model, day, hour) for hour in range(24)), 24)
        elif asked.hours:
            part = Fraction(asked.hours == "peak")
        else:
            part = Fraction(is_peak(lab, model, day, 0))
        found += part * high + (1 - part) * low
    return found / len(days)


def price(lab: Lab, model: str, meter: str, size: int, service: str, day: date, *, peak: bool) -> Fraction:
    """Return the price of a million tokens on a day, in or out of its peak hours."""
    card = lab.card(model.partition("/")[0])
    name = model.partition("/")[2]
    terms = [one for one in card.terms if _holds(one, day) and one.model in {"", name}]
    if own := [one for one in terms if meter in one.prices]:
        return Fraction(own[0].prices[meter])
    now = rate_of(lab, model, day)
    in_tier = now.tier and size > now.tier.above and meter in now.tier.prices
    found = Fraction(now.tier.prices[meter] if now.tier and in_tier else now.prices[meter])
    if now.promotion and day < date.fromisoformat(now.promotion.until):
        found *= Fraction(now.promotion.multiplier)
    if service == "batch":
        found *= Fraction(now.batch)
    if now.peak and peak:
        found *= Fraction(now.peak.multiplier)
    discounts = [Fraction(one.discount.rstrip("%")) / 100 for one in terms if one.discount]
    return found * (1 - discounts[0]) if discounts else found


def rate_of(lab: Lab, model: str, day: date) -> Rate:
    """Return the rate in force on a day: the last that began, and of equal ones the one that corrects."""
    card, _, name = model.partition("/")
    rates = lab.card(lab.card(card).extends or card).models[name]
    return [one for one in rates if date.fromisoformat(one.effective) <= day][-1]


def is_peak(lab: Lab, model: str, day: date, hour: int) -> bool:
    """Whether an hour is in the window of the rate in force."""
    window = rate_of(lab, model, day).peak
    if window is None or (window.days == "mon-fri" and day.isoweekday() > 5):
        return False
    return window.first <= hour < window.last


def has_window(lab: Lab, scenario: Scenario, option: str, day: date) -> bool:
    """Whether what an option costs depends on an hour that nobody says."""
    if scenario.peak_share or scenario.period[:2] == "20":
        return False
    models = {call.model or scenario.options[option].model for call in scenario.calls}
    return any(rate_of(lab, model, day).peak for model in models)


def _holds(terms: Terms, day: date) -> bool:
    return date.fromisoformat(terms.effective) <= day and (not terms.until or day < date.fromisoformat(terms.until))


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _times(period: str, month: date | None) -> Fraction:
    """Return how often a period is in a month of the calendar; once where nobody asks for one."""
    if month is None or period not in YEARLY:
        return Fraction(1)
    days = monthrange(month.year, month.month)[1]
    return {"day": Fraction(days), "week": Fraction(days, 7), "month": Fraction(1), "year": Fraction(1, 12)}[period]
