"""Prices with an upper end, which slices and steps of a total share."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import Field

from costcalc.expr import formula_place
from costcalc.money import amount
from costcalc.problem import InputError
from costcalc.source import Amount, FileRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.expr import Exact, Num


MAX_SLICES = 100


class Bounded(FileRecord):
    """Something that holds up to an end; the last one has none."""

    up_to: Amount | None = Field(None, description="where it ends; the last one has no end")

    @property
    def written(self) -> Num:
        """What holds in it."""
        raise NotImplementedError


class Slice(Bounded):
    """A price, and up to where it holds; the last one has no end."""

    price: Amount = Field(description="what `per` units cost in it")

    @property
    def written(self) -> Num:
        """The price."""
        return self.price


def slices_text(slices: Sequence[Slice]) -> str:
    """Return prices with their ends: 10 up to 1M, then 8."""
    texts = ((amount(part.price.value), part.up_to) for part in slices)
    return ", ".join(f"{price} up to {up_to.text}" if up_to else f"then {price}" for price, up_to in texts)


def bounds_of(slices: Sequence[Bounded]) -> tuple[Exact, ...]:
    """Return where prices end, all but the last one."""
    return tuple(part.up_to.value for part in slices if part.up_to)


def validate_bounds(slices: Sequence[Bounded]) -> None:
    """Refuse slices whose ends do not rise, or do not end with one that is open.

    Raises:
        InputError: at the first that is wrong.
    """
    *closed, last = slices
    for one in closed:
        if one.up_to is None:
            raise InputError.of(
                formula_place(one.written), "missing-key", "`up_to` is missing", "only the last has no end"
            )
    if last.up_to is not None:
        hint = "the last one is for all that is above: leave `up_to` out"
        raise InputError.of(formula_place(last.up_to), "bounds-out-of-order", "nothing is said of what is above", hint)
    ends = [one.up_to for one in closed if one.up_to]
    for lower, upper in pairwise(ends):
        if upper.value <= lower.value:
            message = f"{upper.text} is not above {lower.text}"
            raise InputError.of(formula_place(upper), "bounds-out-of-order", message, "lowest first")
