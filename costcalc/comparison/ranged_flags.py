"""What speaks against an option somewhere in the ranges of its assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.names import corner_text
from costcalc.expr import Compare, UndefinedError, Where, evaluate, number
from costcalc.feasibility import Flag
from costcalc.money import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.ranges import Ranges
    from costcalc.expr import Node
    from costcalc.feasibility import RequestLimits


def flags_without_a_value(option: OptionPlan) -> Iterator[Flag]:
    """Yield what speaks against an option whatever the numbers are, for one that has no total."""
    for plan in option.plans:
        yield from plan.fixed(option.as_of)


def flags_at_ends(option: OptionPlan, ranges: Ranges) -> Iterator[Flag]:
    """Yield the limits of one request that are exceeded somewhere in the ranges, and not at the values.

    Where a request has no one size because nobody knows an assumption, that bars the option; else it is to be known.
    """
    if not ranges.ends:
        return
    for plan in option.plans:
        for requests in plan.limits:
            if requests.counted:
                yield from _exceeded(requests, ranges)


def _exceeded(requests: RequestLimits, ranges: Ranges) -> Iterator[Flag]:
    for limit in requests.limits:
        over: Node = Where(number(1), Compare(limit.size, ">", limit.most))
        over = requests.loop.over(over) if requests.loop else over
        found, known = ranges.of(over), _holds(over, ranges)
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


def _holds(over: Node, ranges: Ranges) -> bool | None:
    """Return whether it is so at the values of the assumptions; None where one of them has none."""
    try:
        return evaluate(over, ranges.frame) > 0
    except UndefinedError:
        return None
