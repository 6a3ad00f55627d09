"""What speaks against an option somewhere in the ranges of its assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.names import corner_text
from costcalc.expr import Compare, UndefinedError, Where, evaluate, number
from costcalc.feasibility import Flag, flags_of
from costcalc.money import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.ranges import Ranges
    from costcalc.expr import Frame, Loop, Node
    from costcalc.feasibility import RequestLimit, RequestLimits


def flags_without_a_value(option: OptionPlan, own: Frame) -> Iterator[Flag]:
    """Yield what speaks against an option that has no total: whatever the numbers are, and at those that are known."""
    for plan in option.plans:
        yield from plan.fixed(option.as_of)
        for requests in plan.limits:
            for limit in requests.limits:
                yield from _known(requests._replace(limits=(limit,)), own)


def _known(requests: RequestLimits, own: Frame) -> Iterator[Flag]:
    """Yield what speaks against requests whose size is known, however many they are."""
    for asked in (requests.where_made, requests):
        try:
            yield from flags_of(asked, own)
        except UndefinedError:  # nobody knows whether any are made, or how large one is
            continue
        return


def flags_at_ends(option: OptionPlan, ranges: Ranges) -> Iterator[Flag]:
    """Yield the limits of one request that are exceeded somewhere in the ranges, and not at the values.

    Where a request has no one size because nobody knows an assumption, that bars the option; else it is to be known.
    """
    if not ranges.ends:
        return
    for plan in option.plans:
        for requests in plan.limits:
            if requests.made is not None:
                yield from _exceeded(requests, ranges)


def _exceeded(requests: RequestLimits, ranges: Ranges) -> Iterator[Flag]:
    for limit, made in zip(requests.limits, requests.where_made.limits, strict=True):
        over, whatever = _over(made, requests.loop), _over(limit, requests.loop)
        found, known = ranges.of(over), _holds(over, ranges)
        if known is None:  # nobody knows whether any are made: then only the size counts
            known = _holds(whatever, ranges)
        if found and found.span is None:
            found = ranges.of(whatever)
        if known or found is None:
            continue  # where it is so at the values, it is flagged already
        if found.span is None:
            message = f"{requests.call}: nobody knows how large one request can be: {found.why}"
            yield Flag("request-size-unknown", f"{message}; {requests.model}'s {limit.phrase}", bars=known is None)
            continue
        if not found.span.high:
            continue
        tokens = count(limit.most.value)
        message = f"{requests.call}: more than {tokens} tokens in one request where {corner_text(found.span.at_high)}"
        yield Flag(limit.code, f"{message}; {requests.model}'s {limit.phrase}", bars=known is None)


def _over(limit: RequestLimit, loop: Loop | None) -> Node:
    """Return what is more than 0 where a request is too large, in any turn of a loop."""
    over = Where(number(1), Compare(limit.size, ">", limit.most))
    return loop.over(over) if loop else over


def _holds(over: Node, ranges: Ranges) -> bool | None:
    """Return whether it is so at the values of the assumptions; None where one of them has none."""
    try:
        return evaluate(over, ranges.frame) > 0
    except UndefinedError:
        return None
