"""What people are told of options that a comparison of the cheapest leaves out: how many there are, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.ranking import DEARER
from costcalc.views.blocks import Block, Paragraph
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.ranking import Ranking


_WORDS = {DEARER: "ranked lower"}  # as dear as the last of those that are listed, or dearer, or not known to be less


def ranking_blocks(ranking: Ranking | None, listed: int) -> Iterator[Block]:
    """Yield how many options are not listed, and why; nothing where all are.

    Args:
        ranking: What is left out.
        listed: How many options are not.
    """
    if ranking is None:
        return
    said = [f"Patterns name {counted(ranking.named, 'model')}."] if ranking.named else []
    if left_out := ", ".join(
        f"{number:,} {_WORDS.get(why, why)}" for why, number in ranking.left_out.items() if number
    ):
        total = counted(listed + sum(ranking.left_out.values()), "option")
        said.append(f"Of {total}, {listed:,} {'is' if listed == 1 else 'are'} listed; not listed: {left_out}.")
    if said:
        yield Paragraph(" ".join(said))
