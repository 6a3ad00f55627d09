"""Equations whose unknown counts something: the terms of a sum, the exponent of a growth. It must be whole there."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.arithmetic import GROWN
from costcalc.expr.evaluate import evaluate
from costcalc.expr.nodes import UndefinedError
from costcalc.expr.numbers import simplest
from costcalc.expr.solving.inquiry import TOO_LONG, CountedError, Inquiry, NotRationalError, TooLongError
from costcalc.expr.solving.roots import LINEAR
from costcalc.expr.solving.search import LIMIT, MOST_CELLS
from costcalc.expr.values import MAX_STEPS
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.expr.nodes import Node
    from costcalc.expr.numbers import Exact
    from costcalc.expr.values import Values

AT_A_TIME = 64
"""So many values are put in one by one: bounds of a long sum take as long as that."""

MOST_GROWN = 8
"""Values in a row at which numbers grow out of all proportion."""


class Lattice(NamedTuple):
    """The values of the unknown for which a count is whole: `offset + step * nth`.

    Args:
        offset: The one of number 0.
        step: From one to the next.
    """

    offset: Fraction
    step: Fraction

    @classmethod
    def of(cls, error: CountedError) -> Lattice:
        """Return the values for which what has to be whole is whole.

        Raises:
            NotRationalError: for a count that is not linear.
        """
        count = error.count
        if len(count.bottom) > 1 or len(count.top) != LINEAR:
            raise NotRationalError("what has to be a whole number is not linear in what is asked for", error.node)
        step = 1 / abs(count.top[1])
        return cls((-count.top[0] / count.top[1]) % step, step)

    def __getitem__(self, nth: int) -> Fraction:  # type: ignore[override]
        return self.offset + self.step * nth

    def first(self, least: Fraction) -> int:
        """Return the number of the first value that is not below another one."""
        return ceil((least - self.offset) / self.step)

    @property
    def last(self) -> int:
        """The number of the last value: a sum of more terms than one file may have has no value."""
        return self.up_to(LIMIT)

    def up_to(self, most: Fraction) -> int:
        """Return the number of the last value that is not above another one."""
        return min(MAX_STEPS, floor((most - self.offset) / self.step))


class CountedPart(NamedTuple):
    """One value, or several of which all have been settled at once.

    Args:
        first: The number of the first value.
        last: The number of the last one.
        values: What the formulas come to, where it is one value and they have one.
        settled: What bounds say of all of them.
        error: Why nothing can be said.
    """

    first: int
    last: int
    values: tuple[Fraction, ...] | None = None
    settled: int | None = None
    error: UndefinedError | None = None


class CountedValues(NamedTuple):
    """Formulas at values of the unknown.

    Args:
        nodes: The formulas.
        frame: Where they are asked.
        asked: Returns the same frame with another value of the unknown.
        lattice: The values that there are.
    """

    nodes: tuple[Node, ...]
    frame: Values
    asked: Callable[[Exact], Values]
    lattice: Lattice

    def at(self, nth: int) -> CountedPart:
        """Return what the formulas come to at one value.

        Raises:
            UndefinedError: where it takes too long.
        """
        try:
            return CountedPart(nth, nth, put_in(self.nodes, self.lattice[nth], self.frame, self.asked))
        except UndefinedError as error:
            if not self.frame.steps[0] or "more terms than" in str(error):
                raise TooLongError(TOO_LONG, error.node) from None
            return CountedPart(nth, nth, error=error)

    def searched(
        self,
        least: Fraction,
        most: Fraction | None,
        inquiry: Inquiry,
        settled: Callable[[Fraction, Fraction], int | None],
    ) -> Iterator[CountedPart]:
        """Yield what is known of all values from the least to the most, in order."""
        first = self.lattice.first(least)
        last = self.lattice.last if most is None else self.lattice.up_to(most)
        waiting, cells, grown = [(first, last)] if first <= last else [], 0, 0
        try:
            while waiting:
                low, high = waiting.pop()
                first = low
                cells += 1
                if cells > MOST_CELLS:
                    message = f"more than {MOST_CELLS:,} steps would have to be looked at"
                    raise TooLongError(message, self.nodes[0])
                inquiry.visited(self.nodes[0])
                if high - low < AT_A_TIME:
                    for nth in range(low, high + 1):
                        first = nth
                        found = self.at(nth)
                        grown = grown + 1 if str(found.error) == GROWN else 0
                        if grown == MOST_GROWN and found.error:  # and so it goes on
                            raise found.error
                        yield found
                    continue
                sign = settled(self.lattice[low], self.lattice[high])
                if sign is not None:
                    yield CountedPart(low, high, settled=sign)
                    continue
                middle = _between(low, high)
                waiting += [(middle + 1, high), (low, middle)]
        except UndefinedError as error:
            yield CountedPart(first, last, error=error)


def put_in(
    nodes: tuple[Node, ...], value: Fraction, frame: Values, asked: Callable[[Exact], Values]
) -> tuple[Fraction, ...]:
    """Return what formulas come to with a value of the unknown put in, through all layers.

    Raises:
        UndefinedError: where one has no value.
    """
    try:
        there = asked(simplest(value))
    except InputError as error:
        raise UndefinedError(error.problems[0].message, nodes[0]) from None
    there.steps[0] = before = min(there.steps[0], frame.steps[0])
    try:
        return tuple(Fraction(evaluate(node, there)) for node in nodes)
    finally:
        frame.steps[0] -= before - there.steps[0]


def _between(low: int, high: int) -> int:
    if low >= 0 and high > 4 * low + 16:
        return 2 * low + 8
    if high <= 0 and low < 4 * high - 16:
        return 2 * high - 8
    return (low + high) // 2
