"""What is compared of many models, and what is left out of a comparison of the cheapest."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr import Exact


DEARER = "dearer"
"""Why an option is left out that could be listed: it is ranked behind those that are."""


def rank(ends: tuple[Exact, Exact] | None) -> tuple[bool, Exact | int]:
    """Return what options are sorted by: the most that one can cost; last are those of which nobody knows it."""
    return (False, ends[1]) if ends else (True, 0)


class Ranking(NamedTuple):
    """What a comparison leaves out, where somebody asked for the cheapest, or for all models of a pattern.

    Args:
        top: How many are asked for; None for all.
        named: How many models patterns name.
        left_out: How many options are not listed, by why.
        left_out_from: The least that one of those could cost that are left out as dearer; None where there are none.
        cheapest: The cheapest of all, listed or not; None where that is to be found among those that are listed.
    """

    top: int | None
    named: int
    left_out: Mapping[str, int]
    left_out_from: Exact | None = None
    cheapest: tuple[str, ...] | None = None


class Candidates(NamedTuple):
    """The models that are added to a comparison.

    Args:
        models: Each a CARD/MODEL.
        named: How many models patterns name.
        left_out: How many of these are not added, by why.
        left_out_from: The least that one of those could cost that are not added because they are dearer.
    """

    models: tuple[str, ...]
    named: int = 0
    left_out: Mapping[str, int] = MappingProxyType({})
    left_out_from: Exact | None = None

    def ranking(self, top: int | None) -> Ranking | None:
        """Return what is left out; None where nobody asked for the cheapest or gave a pattern."""
        return Ranking(top, self.named, self.left_out, self.left_out_from) if self.named or top is not None else None
