"""What is compared of many models, and what is left out of a comparison of the cheapest."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Ranking(NamedTuple):
    """What a comparison leaves out, where somebody asked for the cheapest, or for all models of a pattern.

    Args:
        top: How many are asked for; None for all.
        named: How many models patterns name.
        left_out: How many options are not listed, by why.
    """

    top: int | None
    named: int
    left_out: Mapping[str, int]


class Candidates(NamedTuple):
    """The models that are added to a comparison.

    Args:
        models: Each a CARD/MODEL.
        named: How many models patterns name.
        left_out: How many of these are not added, by why.
    """

    models: tuple[str, ...]
    named: int = 0
    left_out: Mapping[str, int] = MappingProxyType({})

    def ranking(self, top: int | None) -> Ranking | None:
        """Return what is left out; None where nobody asked for the cheapest or gave a pattern."""
        return Ranking(top, self.named, self.left_out) if self.named or top is not None else None
