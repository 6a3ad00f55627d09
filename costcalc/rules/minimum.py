"""At least so much is billed of every request.

    audio_second: {price: 0.04, per: 3600 seconds, minimum: 10}

Clips of 4 seconds are billed as 10; a request without any audio costs nothing. A thousand of such clips:

    1000 * max(4, 10) * 0.04 / 3600 = 0.111…

The minimum is in the unit of the meter. A minimum of money is `minimum_charge`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Case, Choice, Compare, Difference, Max, Num, added, number

if TYPE_CHECKING:
    from costcalc.expr import Node
    from costcalc.rules.line import Usage


def at_least(usage: Usage, minimum: Num) -> Node:
    """Raise what one request counts to the minimum: all that has this price together, if there is any."""
    raised = _raised(added((*usage.before_each, usage.each)), minimum)
    return Difference(raised, _raised(added(usage.before_each), minimum)) if usage.before_each else raised


def _raised(each: Node, minimum: Num) -> Node:
    if isinstance(each, Num):  # the reader sees for himself whether it is nothing
        return Max((each, minimum)) if each.value else each
    return Choice((Case(Compare(each, "==", number(0)), number(0)),), Max((each, minimum)))
