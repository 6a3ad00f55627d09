"""How a printed figure may have come about. One file per kind of cause; a new one is a file and a line in this list.

An explanation is a module with a docstring (what, and an example), its `BITS`, and a function `candidates`, which
yields everything of its kind that could be, whether it prints the figure or not: the more there is, the less it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from costcalc.comparison.audit.explanations import (
    calendar,
    conversion,
    follows,
    off_by_one,
    other_card,
    other_meter,
    other_model,
    other_rate,
    part,
    parts_rounded,
    percent_base,
    power_of_ten,
    rounded_and_slipped,
    rounded_coarser,
    rounded_first,
    transposed,
)
from costcalc.comparison.audit.explanations.candidate import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.comparison.audit.suspect import Suspect


class Explanation(Protocol):
    """A module of this folder."""

    BITS: float
    """How much less likely a cause of this kind is than others: one bit is half as likely."""

    def candidates(self, suspect: Suspect) -> Iterator[Candidate]:
        """Yield every way of this kind in which a figure may have come about, with what it would come to."""


EXPLANATIONS: Mapping[str, Explanation] = {
    "follows": follows,
    "parts-rounded": parts_rounded,
    "rounded-first": rounded_first,
    "rounded-coarser": rounded_coarser,
    "power-of-ten": power_of_ten,
    "percent-base": percent_base,
    "part": part,
    "calendar": calendar,
    "off-by-one": off_by_one,
    "transposed": transposed,
    "other-rate": other_rate,
    "other-meter": other_meter,
    "other-model": other_model,
    "rounded-and-slipped": rounded_and_slipped,
    "conversion": conversion,
    "other-card": other_card,
}
"""The likeliest first: of two that say as much, the first is shown first."""

__all__ = ["EXPLANATIONS", "Candidate", "Explanation"]
