"""Whether a model can do at all what is asked of it: limits of one request, and its lifetime."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Sum, evaluate
from costcalc.instant import short_instant
from costcalc.money import count
from costcalc.ratecard import CLAIMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.ratecard import Offer, RateTerms
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
    offer: Offer, rate: RateTerms, groups: Iterable[RequestGroup], env: Mapping[str, Exact], as_of: datetime
) -> tuple[Flag, ...]:
    """List what speaks against running request groups on a model at an instant."""
    found = list(_lifetime(offer, as_of))
    for group in groups:
        found += _sizes(offer, rate, group, env)
    if offer.file.card.basis == CLAIMED:
        found.append(Flag("claimed-price", f"{offer.file.card.id} lists what somebody printed; no vendor sells at it"))
    return tuple(found)


def _lifetime(offer: Offer, as_of: datetime) -> Iterator[Flag]:
    released, retired = offer.model.released, offer.model.retired
    if released and as_of < released.at:
        yield Flag("not-released", f"{offer.name} is not released before {short_instant(released.at)}")
    if retired and as_of >= retired.at:
        yield Flag("retired", f"{offer.name} was shut down on {short_instant(retired.at)}")


def _sizes(offer: Offer, rate: RateTerms, group: RequestGroup, env: Mapping[str, Exact]) -> Iterator[Flag]:
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
