"""The numbers of a loop for which something holds: the turns of a conversation that are too long."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.arithmetic import whole
from costcalc.expr.choice import Where
from costcalc.expr.evaluate import evaluate, holds
from costcalc.expr.nodes import number

if TYPE_CHECKING:
    from costcalc.expr.choice import Condition
    from costcalc.expr.functions import Loop
    from costcalc.expr.values import Values


class TurnsFound(NamedTuple):
    """The numbers of a loop for which a condition holds.

    Args:
        name: What formulas call the running number.
        held: How many they are.
        of: How many there are in all.
        first: The first of them.
        values: The values of all names for that one.
    """

    name: str
    held: int
    of: int
    first: int
    values: Values

    def __str__(self) -> str:
        return f"in {self.held:,} of {self.of:,} turns, the first {self.name}={self.first}"


def turns_where(loop: Loop, condition: Condition, values: Values) -> TurnsFound | None:
    """Return the numbers of a loop for which a condition holds; None where it holds for none.

    Raises:
        UndefinedError: where there are too many of them to look at, and where the condition has no answer.
    """
    found = int(evaluate(loop.over(Where(number(1), condition)), values))
    if not found:
        return None
    first, last = (whole(evaluate(end, values), end, f"the range of `{loop.name}`") for end in loop[1:])
    for turn in range(first, last + 1):
        inside = values.rebound(loop.name, Decimal(turn))
        if holds(condition, inside):
            return TurnsFound(loop.name, found, last - first + 1, turn, inside)
    return None
