"""The heart: request groups times rates are charges."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from costcalc.charge import Charge, Figure
from costcalc.expr import Exact, Name, Symbol, UndefinedError, added, decimal_text, modest
from costcalc.feasibility import Flag, flags
from costcalc.instant import as_instant, short_instant
from costcalc.meters import METERS, without_whole
from costcalc.problem import NEARER, InputError, Place, Problem, Source, collected, did_you_mean
from costcalc.rules import BilledAs, UnitPrice
from costcalc.workload import RequestGroup, misfits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from costcalc.ratecard import Catalogue, Offer, RateTerms


TOTAL_BITS = 2000
NOWHERE: Mapping[str, Place] = MappingProxyType({})


@dataclass(frozen=True, eq=False, repr=False)
class Estimate:
    """All charges of some request groups on one model, and their total.

    Args:
        offer: The model, with its card.
        as_of: The instant whose prices were taken.
        charges: One for each call and meter.
        flags: What speaks against it.
        env: The value of every name in the formulas.
    """

    offer: Offer
    as_of: datetime
    charges: tuple[Charge, ...]
    flags: tuple[Flag, ...]
    env: Mapping[str, Exact]

    def __repr__(self) -> str:
        return f"<{self.model}: {self.total} {self.currency}>"

    @property
    def model(self) -> str:
        """CARD/MODEL."""
        return self.offer.ref

    @property
    def basis(self) -> str:
        """Of the prices: published, contracted or claimed."""
        return self.offer.file.card.basis

    @property
    def currency(self) -> str:
        """Of the total."""
        return self.offer.file.card.currency

    @cached_property
    def figure(self) -> Figure:
        """The total with its formula, a sum of charges."""
        return Figure(added(Symbol(charge.key, charge.figure.node) for charge in self.charges), self.env)

    @property
    def total(self) -> Decimal:
        """The total, exact; to 15 significant digits where it has no last one (then see `figure.value`)."""
        return Decimal(decimal_text(self.figure.value))


def estimate(
    offer: Offer, groups: Iterable[RequestGroup], env: Mapping[str, Exact], as_of: datetime, place: Place
) -> Estimate:
    """Price request groups on one model.

    Args:
        offer: The model.
        groups: What is asked of it.
        env: The value of every name in the groups' formulas.
        as_of: The instant whose prices count.
        place: Where the model was named.

    Raises:
        InputError: where anything has no price: all of it, since a part of a bill is no answer.
    """
    rate = offer.model.rate_at(as_of)
    if rate is None:
        raise InputError([_not_in_force(offer, as_of, place)])
    charges: list[Charge] = []
    problems: list[Problem] = []
    groups = tuple(groups)
    for group in groups:
        for meter in group.shape:
            with collected(problems):
                charges += _charges(offer, rate, group, meter, env)
    if problems:
        raise InputError(Problem(place, problem.code, problem.message, problem.hint) for problem in problems)
    result = Estimate(offer, as_of, tuple(charges), flags(offer, rate, groups, env, as_of), env)
    try:
        reckonable = modest(result.figure.value, TOTAL_BITS)
    except UndefinedError:
        reckonable = False
    if not reckonable:
        raise InputError.of(place, "undefined", f"the total on {offer.ref} has grown out of all proportion")
    return result


def _charges(
    offer: Offer, rate: RateTerms, group: RequestGroup, meter: str, env: Mapping[str, Exact]
) -> Iterator[Charge]:
    card = offer.file.card
    billed_as, decided_at = meter, None
    price = rate.price(meter)
    if isinstance(price, BilledAs):
        billed_as, decided_at = price.meter, price.place
        price = rate.price(billed_as)
    if not isinstance(price, UnitPrice):
        raise InputError([_no_price(offer, rate, meter)])
    for line in price.lines(group.quantity(meter), f"price.{billed_as}", card.per):
        yield Charge(
            key=f"{group.call}.{meter}",
            call=group.call,
            model=offer.ref,
            meter=meter,
            unit=METERS[meter].unit,
            quantity=Figure(line.quantity, env),
            unit_price=Figure(line.unit_price, env),
            per=Figure(line.per, env),
            currency=card.currency,
            decided_at=decided_at,
            source=rate.source,
            confidence=rate.confidence,
            disagreement=rate.disagreement,
            verified=rate.verified.at if rate.verified else None,
        )


def _no_price(offer: Offer, rate: RateTerms, meter: str) -> Problem:
    whole = METERS[meter].part_of
    hint = f"give it one in {offer.file.file}" + (
        f", or say `{meter}: {whole}` where it is billed as {whole}" if whole else ""
    )
    since = short_instant(rate.effective.at)
    message = f"{offer.ref} has no price for `{meter}` in its rate of {since}"
    return Problem(rate.effective.place, "no-price", message, hint)


def _not_in_force(offer: Offer, as_of: datetime, place: Place) -> Problem:
    stretches: list[list[datetime | None]] = []
    for span in offer.model.history:
        if stretches and stretches[-1][1] == span.start:
            stretches[-1][1] = span.end
        else:
            stretches.append([span.start, span.end])
    times = " and ".join(
        f"from {short_instant(start)} {f'until {short_instant(end)}' if end else 'on'}"
        for start, end in stretches
        if start
    )
    message = f"{offer.ref} has no price at {short_instant(as_of)}"
    return Problem(place, "not-in-force", message, f"it is priced {times}")


def price(
    cards: Catalogue,
    model: str,
    usage: Mapping[str, int | Decimal],
    requests: int | Decimal = 1,
    *,
    as_of: datetime | date | str,
    places: Mapping[str, Place] = NOWHERE,
) -> Estimate:
    """Price equal requests on one model.

    Args:
        cards: What `load_cards` gave.
        model: CARD/MODEL, or a bare name that only one card has.
        usage: Meter to quantity, of one request: `{"input": 3000, "cache_read": 2000, "output": 500}`. `input`
            is the whole prompt and `output` the whole answer; the other meters say what part of them is
            something else.
        requests: How many.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        places: Where the user gave the `model`, the `requests` and each meter, for problems to refer to.

    Returns:
        An estimate, with `.total` (a Decimal, in `.currency`) and `.charges`.

    Raises:
        InputError: for an unknown model or meter, a negative quantity, or a missing price.
        TypeError: for a float, whose digits were lost before it came here.
    """
    offer = cards.find(model, _place("model", places))
    env = {meter: _exact(amount, meter, places) for meter, amount in usage.items()}
    if problems := [*_unfit(env, places)]:
        raise InputError(problems)
    scope = {**env, "requests": _exact(requests, "requests", places)}
    group = RequestGroup("request", Name("requests"), {meter: Name(meter) for meter in METERS if meter in env})
    if problems := list(misfits(group, scope, {meter: _place(meter, places) for meter in env})):
        raise InputError(problems)
    # Zero of something costs nothing whatever its price, so vendors that report zeros need none.
    counted = {meter: node for meter, node in group.shape.items() if env[meter]} or group.shape
    group = RequestGroup("request", Name("requests"), counted)
    return estimate(offer, (group,), scope, as_instant(as_of), _place("model", places))


def _place(name: str, places: Mapping[str, Place]) -> Place:
    return places.get(name) or Place(Source("price()", quotable=False), 1, 1)


def _unfit(usage: Mapping[str, Decimal], places: Mapping[str, Place]) -> Iterator[Problem]:
    if not usage:
        hint = f"give at least one of {', '.join(METERS)}"
        yield Problem(_place("model", places), "no-quantity", "there is nothing to price", hint)
    for meter in usage.keys() - METERS.keys():
        near = did_you_mean(meter, METERS, f"there are {', '.join(METERS)}", NEARER)
        yield Problem(_place(meter, places), "unknown-meter", f"there is no meter `{meter}`", near)
    for meter, whole in without_whole(usage.keys() & METERS.keys()):
        message = f"`{meter}` is part of `{whole}`, which is not given"
        hint = f"`{whole}` counts all of it, this part included"
        yield Problem(_place(meter, places), "missing-whole", message, hint)


def _exact(amount: int | Decimal, name: str, places: Mapping[str, Place]) -> Decimal:
    if isinstance(amount, bool) or not isinstance(amount, (int, Decimal)):
        why = ", which has lost digits already" if isinstance(amount, float) else ""
        msg = f"{name} must be an int or a Decimal, not {type(amount).__name__}{why}"
        raise TypeError(msg)
    value = Decimal(amount)
    if not value.is_finite() or value < 0 or not modest(value, 200):
        raise InputError.of(
            _place(name, places), "bad-number", f"{name} must be a number of 0 or more, not {str(value)[:40]}"
        )
    return value
