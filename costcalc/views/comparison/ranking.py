"""What is said of options that a comparison of the cheapest leaves out: how many there are, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.ranking import Ranking
from costcalc.records import COUNT, Field, Mapped, Record
from costcalc.views.blocks import Block, Paragraph
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

RANKING = Record[Ranking](
    "ranking",
    "What is left out, where somebody asked for the cheapest, or for the models of a pattern.",
    Field("top", COUNT, lambda one: one.top, "how many were asked for; null for all", null=True),
    Field("named", COUNT, lambda one: one.named, "how many models patterns name"),
    Field(
        "left_out",
        Mapped(COUNT),
        lambda one: {why: number for why, number in one.left_out.items() if number},
        "how many options are not listed, by why: dearer, infeasible, claimed, excluded, not priced",
    ),
)


def ranking_blocks(ranking: Ranking | None) -> Iterator[Block]:
    """Yield how many options are not listed, and why; nothing where all are."""
    if ranking is None:
        return
    named = f"Patterns name {counted(ranking.named, 'model')}. " if ranking.named else ""
    left_out = ", ".join(f"{number:,} {why}" for why, number in ranking.left_out.items() if number)
    if named or left_out:
        yield Paragraph(f"{named}{f'Not listed: {left_out}.' if left_out else ''}".rstrip())
