"""Price equal requests on one model: the question that `costcalc price` and `costcalc.price` ask."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, Inexact
from functools import lru_cache, reduce
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.arguments import argument, not_empty
from costcalc.expr import EXACT, Name, Values, exact_number, within_bits
from costcalc.expr.arithmetic import opposite
from costcalc.instant import as_instant
from costcalc.meters import METERS, links, remainder, without_whole
from costcalc.pricing.bill import bill
from costcalc.pricing.estimate import Estimate, evaluate_estimate
from costcalc.pricing.estimate_plan import ONCE, EstimatePlan
from costcalc.pricing.quote import REQUEST
from costcalc.problem import InputError, Place, Problem
from costcalc.ratecard import Catalogue
from costcalc.rules import STANDARD, Terms
from costcalc.shown import cut
from costcalc.spelling import NEARER, did_you_mean, some_of
from costcalc.workload import RequestGroup, validate_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from costcalc.expr import Exact
    from costcalc.meters import Meter
    from costcalc.ratecard import Offer

COMMON = 10**18
"""Below it a whole number needs no closer look."""

NOWHERE: Mapping[str, Place] = MappingProxyType({})


def price(
    cards: Catalogue,
    model: str,
    usage: Mapping[str, Exact | int],
    requests: Exact | int = 1,
    *,
    as_of: datetime | date | str,
    service: str | None = STANDARD,
    region: str | None = None,
    peak_share: Exact | int | None = None,
    places: Mapping[str, Place] = NOWHERE,
) -> Estimate:
    """Price equal requests on one model.

    Args:
        cards: What `load_cards` gave.
        model: CARD/MODEL, or a bare name that only one card has.
        usage: Meter to quantity, of one request: `{"input": 3000, "cache_read": 2000, "output": 500}`. `input`
            is the whole prompt and `output` the whole answer; the other meters say what part of them is
            something else. Empty for a model that charges by the request alone.
        requests: How many.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        service: The service tier, such as `batch`.
        region: Where the data must stay, if that has a price.
        peak_share: The part of the requests made in peak hours; where left out, the hour of `as_of` decides.
        places: Where the user gave the `model`, the `requests` and each meter, for problems to refer to.

    Returns:
        An estimate, with `.total` (a Decimal, in `.currency`) and `.charges`.

    Raises:
        InputError: for an unknown model or meter, a negative quantity, or a missing price.
        TypeError: for an argument of another type, and for a float, whose digits were lost before it came here.
        ValueError: for an `as_of` that is no point in time, and for a term that is empty.
    """
    if not (
        type(cards) is Catalogue
        and type(model) is type(service) is str
        and service
        and type(usage) is dict
        and region is None
        and places is NOWHERE
    ):
        _typed(cards, model, usage, (service, region), places)
    here = _place("model", places)
    offer = cards.find(model, here)
    quantities = {meter: exact_quantity(amount, meter, places) for meter, amount in usage.items()}
    counted = fitting(quantities, offer.meters, places)
    # Only what the plan counts: a meter of which there is nothing has no price in it, and cannot be given later.
    asked_for = {meter: quantities[meter] for meter in counted}
    asked_for["requests"] = exact_quantity(requests, "requests", places)
    share = None
    if peak_share is not None:
        asked_for["peak_share"] = _share(peak_share, places)
        share = Name("peak_share")
    env = Values(asked_for)
    wanted = _BillKey(counted, Terms(service, region), share)
    moment = as_instant(as_of)
    return evaluate_estimate(_plan(cards, offer, wanted, moment, here), env, moment, here)


def _typed(cards: Any, model: Any, usage: Any, terms: tuple[Any, Any], places: Any) -> None:
    """Check the type of every argument. It is called only where one is not of the usual type, to keep calls fast."""
    argument(cards, Catalogue, "cards", "what load_cards gave")
    argument(model, str, "model", "a text such as openai/gpt-4o")
    argument(usage, Mapping, "usage", "a mapping of meters to quantities: {'input': 3000, 'output': 500}")
    for word, name, such in zip(terms, Terms._fields, ("batch", "eu"), strict=True):
        wanted = f"a text such as {such}, or None"
        not_empty(argument(word, (str, type(None)), name, wanted), name, wanted)
    argument(places, Mapping, "places", "a mapping of names to places")


class _BillKey(NamedTuple):
    """All that a bill's formulas depend on besides the model and the instant; quantities are not among it."""

    meters: tuple[str, ...]
    terms: Terms
    peak_share: Name | None


def _plan(cards: Catalogue, offer: Offer, wanted: _BillKey, moment: datetime, place: Place) -> EstimatePlan:
    """Return the bill as formulas, kept from an earlier call where there is one: they hold for every quantity.

    Where an hour, a promotion or a contract decides, it holds for that instant alone, and is not kept.
    """
    rate = offer.model.rate_at(moment)
    key = (offer.ref, rate.effective.at if rate else None, wanted)
    found: EstimatePlan | None = cards.bills.get(key)
    if found:
        return found
    shape = {meter: Name(meter) for meter in wanted.meters}
    group = RequestGroup("request", Name("requests"), shape, wanted.terms, wanted.peak_share)
    result = EstimatePlan((bill(offer, (group,), moment, ONCE, place),))
    if rate and not (rate.is_timed or offer.list_file):
        cards.keep(key, result)
    return result


def fitting(env: Mapping[str, Exact], meters: Mapping[str, Meter], places: Mapping[str, Place]) -> tuple[str, ...]:
    """Check that a usage can be, and list what it counts: nothing of something costs nothing whatever its price.

    Where it counts nothing at all, the model says whether requests have a price themselves.
    """
    if not env:
        return ()
    given = _given(tuple(env)) if meters is METERS else _ordered(tuple(env), meters)
    if given is None:
        for meter in env:
            argument(meter, str, "usage", "a mapping whose keys are names of meters")
        raise InputError(_unknown(env, meters, places))
    if given.missing:
        raise InputError(_without(given.missing, places))
    for left in given.remainders:
        try:
            parts = (env[name] if times > 0 else opposite(env[name]) for name, times in left)
            rest = reduce(EXACT.add, parts)  # type: ignore[arg-type]  # a fraction among them is a TypeError
        except (Inexact, TypeError):
            rest = Decimal(0)  # a fraction, or more digits than decimals hold: the slow way knows
        if rest <= 0:
            group = RequestGroup("request", None, {meter: Name(meter) for meter in given.meters})
            if problems := list(validate_parts(group, env, {meter: _place(meter, places) for meter in env}, meters)):
                raise InputError(problems)
            break
    return tuple(meter for meter in given.meters if env[meter]) or given.meters


class _Given(NamedTuple):
    """The facts that follow from which meters are counted, whatever their quantities.

    Args:
        meters: In the order of the registry.
        missing: Those without a meter that they are part of, with it.
        remainders: What must not be negative: each a sum of meters, taken so many times.
    """

    meters: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    remainders: tuple[tuple[tuple[str, int], ...], ...]


@lru_cache(maxsize=1024)
def _given(names: tuple[str, ...]) -> _Given | None:
    return _ordered(names, METERS)


def _ordered(names: tuple[str, ...], meters: Mapping[str, Meter]) -> _Given | None:
    """Return what follows from the meters counted; None where a name is no meter."""
    given = tuple(meter for meter in meters if meter in names)
    if len(given) < len(names) or REQUEST in given:
        return None
    linked = links(meters, given)
    missing = tuple(without_whole(linked))
    # Each term `(name, times)`; a meter by itself cannot be negative.
    left = [] if missing else [remainder(meter, linked) for meter in given]
    return _Given(given, missing, tuple(each for each in left if len(each) > 1))


def _share(peak_share: Exact | int, places: Mapping[str, Place]) -> Exact:
    share = exact_quantity(peak_share, "peak_share", places)
    if share > 1:
        message = f"peak_share is a part of 1, not {cut(str(share))}"
        raise InputError.of(_place("peak_share", places), "bad-number", message, f"write {cut(str(share))}%")
    return share


def _place(name: str, places: Mapping[str, Place]) -> Place:
    return places.get(name) or _CALLER


_CALLER = Place.start_of("price()", quotable=False)


def _unknown(usage: Mapping[str, Exact], meters: Mapping[str, Meter], places: Mapping[str, Place]) -> Iterator[Problem]:
    known = f"there are {some_of(meters)}"
    if REQUEST in usage:
        message = "requests are counted by themselves, and each of them once"
        yield Problem(_place(REQUEST, places), "unknown-meter", message, "say how many with `requests`")
    for meter in usage.keys() - meters.keys():
        near = did_you_mean(meter, meters, known, NEARER)
        yield Problem(_place(meter, places), "unknown-meter", f"there is no meter `{meter}`", near)


def _without(missing: Iterable[tuple[str, str]], places: Mapping[str, Place]) -> Iterator[Problem]:
    for meter, whole in missing:
        message = f"`{meter}` is part of `{whole}`, which is not given"
        hint = f"`{whole}` counts all of it, this part included"
        yield Problem(_place(meter, places), "missing-whole", message, hint)


def exact_quantity(amount: Exact | int, name: str, places: Mapping[str, Place]) -> Exact:
    """Return a quantity that can be priced: exact, not negative, and of a size that there is.

    Raises:
        InputError: for another one.
    """
    if type(amount) is int and 0 <= amount < COMMON:
        return Decimal(amount)
    value = Decimal(amount) if isinstance(amount, Decimal) else exact_number(amount, name)
    if (isinstance(value, Decimal) and not value.is_finite()) or value < 0 or not within_bits(value, 200):
        raise InputError.of(
            _place(name, places), "bad-number", f"{name} must be a number of 0 or more, not {cut(str(value))}"
        )
    return value
