"""Whether a model can do at all what is asked of it: limits of one request, and its lifetime."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Sum, evaluate
from costcalc.instant import instant_text, short_instant
from costcalc.money import count
from costcalc.ratecard import CLAIMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.ratecard import Offer, Rate
    from costcalc.rules import InWindow, MeterAbove
    from costcalc.workload import RequestGroup


class Flag(NamedTuple):
    """Something to know about an option before choosing it.

    Args:
        code: A stable kebab-case name.
        message: A sentence.
        bars: Whether it keeps the option from being called the cheapest.
    """

    code: str
    message: str
    bars: bool = True


def flags(
    offer: Offer,
    rates: Iterable[Rate],
    groups: Iterable[RequestGroup],
    env: Mapping[str, Exact],
    times: tuple[datetime, datetime],
) -> tuple[Flag, ...]:
    """List what speaks against running request groups on a model.

    Args:
        offer: The model.
        rates: Those in force at some time of it.
        groups: What is asked.
        env: The value of every name.
        times: The first instant, and the last.
    """
    found = list(_lifetime(offer, *times))
    for rate in rates:
        for group in groups:
            found += _sizes(offer, rate, group, env)
    if offer.prices.card.basis == CLAIMED:
        found.append(
            Flag("claimed-price", f"{offer.prices.card.id} lists what somebody printed; no vendor sells at it")
        )
    return tuple(dict.fromkeys(found))


def unknown_size(group: RequestGroup, bounds: Iterable[MeterAbove], env: Mapping[str, Exact]) -> Iterator[Flag]:
    """Say so where a total is large enough to hold requests of another price, and nobody knows whether it does."""
    for bound in bounds:
        size = group.shape.get(bound.meter)
        total = evaluate(size, env) if size else None
        if total is not None and (total > bound.bound.value or (bound.operator == ">=" and total == bound.bound.value)):
            large = f"{bound.meter} {bound.operator} {bound.bound.text}"
            message = f"{group.call}: only totals are known; requests of {large} have another price"
            yield Flag("request-size-unknown", message, bars=False)


def unknown_minimum(group: RequestGroup, meter: str) -> Flag:
    """Say that what is rounded up request by request was rounded up once, as if there were one alone."""
    message = f"{group.call}: only totals are known; `{meter}` is rounded up for each request"
    return Flag("request-size-unknown", message, bars=False)


def unknown_hour(as_of: datetime, reasons: Sequence[InWindow]) -> Iterator[Flag]:
    """Say so where the hour decides and nobody said which one: 00:00 UTC is a date, and no hour."""
    if reasons and short_instant(as_of) != instant_text(as_of):
        state = "in" if reasons[0].inside else "not in"
        message = f"prices depend on the hour; {instant_text(as_of)} is {state} the {reasons[0].label}"
        yield Flag("time-of-day-unknown", f"{message}. Give a time, or a `peak_share`", bars=False)


def _lifetime(offer: Offer, first: datetime, last: datetime) -> Iterator[Flag]:
    released, retired = offer.model.released, offer.model.retired
    if released and first < released.at:
        yield Flag("not-released", f"{offer.name} is not released before {short_instant(released.at)}")
    if retired and last >= retired.at:
        yield Flag("retired", f"{offer.name} was shut down on {short_instant(retired.at)}")


def _sizes(offer: Offer, rate: Rate, group: RequestGroup, env: Mapping[str, Exact]) -> Iterator[Flag]:
    limits = offer.model.limits(rate)
    prompt, answer = group.shape.get("input"), group.shape.get("output")
    both = tuple(node for node in (prompt, answer) if node)
    sizes = [
        ("context-window-exceeded", Sum(both) if both else None, limits.context_window, "context window"),
        ("max-output-exceeded", answer, limits.max_output, "longest answer"),
    ]
    over = [
        (code, tokens, f"{what} is {count(limit.value)}")
        for code, node, limit, what in sizes
        if node and limit and (tokens := evaluate(node, env)) > limit.value
    ]
    if group.count is None and over:
        said = " and its ".join(said for _, _, said in over)
        yield Flag("request-size-unknown", f"{group.call}: only totals are known; {offer.name}'s {said}", bars=False)
        return
    for code, tokens, said in over:
        yield Flag(code, f"{group.call}: {count(tokens)} tokens in one request; {offer.name}'s {said}")
