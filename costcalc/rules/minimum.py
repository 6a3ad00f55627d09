"""At least so much is billed of every request.

    audio_second: {price: 0.04, per: 3600 seconds, minimum: 10}

Clips of 4 seconds are billed as 10; a request without any audio costs nothing. A thousand of such clips:

    1000 * max(4, 10) * 0.04 / 3600 = 0.111…

The minimum is in the unit of the meter. It may stand beside every form of a price but `reserved`: what is raised to it
counts in slices, steps and packages, and uses up what is free. Where whole seconds are billed, and at least 15 of a
request, 9.3 seconds cost as much as 15:

    audio_second: {package: 0.0004, per: 1 second, rounded: request, minimum: 15}

    ceil(max(9.3, 15) / 1) * 0.0004 / 1 = 0.006

A minimum of money is `minimum_charge`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Case, Choice, Compare, Difference, Max, Num, added, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.expr import Node


def at_least(each: Node, before: Sequence[Node], minimum: Num) -> Node:
    """Raise what one request counts to the minimum: all that has this price together, if there is any.

    Args:
        each: The quantity of one request.
        before: What counts before it in the same request.
        minimum: The least.
    """
    whole = raised(added((*before, each)), minimum)
    return Difference(whole, raised(added(before), minimum)) if before else whole


def raised(each: Node, minimum: Num) -> Node:
    """Return a quantity, or the minimum where it is less and not nothing."""
    if isinstance(each, Num):  # the reader sees for himself whether it is nothing
        return Max((each, minimum)) if each.value else each
    return Choice((Case(Compare(each, "==", number(0)), number(0)),), Max((each, minimum)))
