"""The turns of a charge whose requests differ from one to the next: how large its first and its last one is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from costcalc import money
from costcalc.expr import (
    Quotient,
    SumOver,
    Symbol,
    UndefinedError,
    Values,
    Where,
    evaluate,
    names_in,
    number,
    without_trailing_zeros,
)
from costcalc.rules import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.expr import Exact, Node
    from costcalc.pricing import Charge


class Turns(NamedTuple):
    """The turns that a charge is for: all of them, or those whose size has its price.

    Args:
        name: What formulas call the number of a turn.
        start: The first turn.
        end: The last one.
        first: How much of the meter one request of the first turn has.
        last: How much one of the last turn has.
        some: Whether there are others, which have another price.
        unit: What is counted: `token`.
    """

    name: str
    start: int
    end: int
    first: Exact
    last: Exact
    some: bool
    unit: str

    @property
    def text(self) -> str:
        """How it grows, in words; nothing where there is nothing to say."""
        each = f" {plural(self.unit)} each"
        if self.first != self.last:
            ends = ((self.start, self.first), (self.end, self.last))
            return "; ".join(f"{self.name}={turn}: {money.count(size)}" for turn, size in ends) + each
        if not self.some:
            return ""
        turns = f"{self.start}" if self.start == self.end else f"{self.start}..{self.end}"
        return f"{self.name}={turns}: {money.count(self.first)}{each}"


def turns_of(charge: Charge) -> Turns | None:
    """Return the turns of a charge; None where its requests are all equal, or its quantity is not that of turns."""
    group = charge.price.group if charge.price else None
    if group is None or group.loop is None or group.count is None:
        return None
    total = next((node for node in _parts(charge.quantity.node) if isinstance(node, SumOver)), None)
    if total is None or total.index != group.loop.name:
        return None
    env = charge.quantity.env
    # No more of the values than are needed, since every turn has a copy of them.
    values = Values((leaf.name, env[leaf.name]) for leaf in names_in(total) if leaf.name in env)
    where = total.body if isinstance(total.body, Where) else None
    counts = Where(number(1), where.condition) if where else number(1)
    size = Quotient(where.body if where else total.body, group.count)
    try:
        first, last = (int(evaluate(end, values)) for end in group.loop[1:])
        start = _found(range(first, last + 1), counts, total.index, values)
        end = _found(range(last, first - 1, -1), counts, total.index, values)
        if start is None or end is None:
            return None
        least, most = (evaluate(size, values.rebound(total.index, Decimal(turn))) for turn in (start, end))
    except UndefinedError:  # no requests in one of them
        return None
    ends = (without_trailing_zeros(least), without_trailing_zeros(most))
    return Turns(total.index, start, end, *ends, where is not None, charge.unit)


def _parts(node: Node) -> Iterator[Node]:
    """Yield the parts that a formula is written with, itself first; not those of other charges that it names."""
    yield node
    for child in () if isinstance(node, Symbol) else node.children:
        yield from _parts(child)


def _found(turns: Iterable[int], counts: Node, name: str, values: Values) -> int | None:
    """Return the first of some turns that counts; None where none does."""
    return next((turn for turn in turns if evaluate(counts, values.rebound(name, Decimal(turn)))), None)
