"""What people are told of options that a comparison of the cheapest leaves out: how many there are, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.blocks import Block, Paragraph
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.ranking import Ranking


def ranking_blocks(ranking: Ranking | None) -> Iterator[Block]:
    """Yield how many options are not listed, and why; nothing where all are."""
    if ranking is None:
        return
    named = f"Patterns name {counted(ranking.named, 'model')}. " if ranking.named else ""
    left_out = ", ".join(f"{number:,} {why}" for why, number in ranking.left_out.items() if number)
    if named or left_out:
        yield Paragraph(f"{named}{f'Not listed: {left_out}.' if left_out else ''}".rstrip())
