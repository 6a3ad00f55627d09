"""What a review says to people, in blocks that text and Markdown both draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.formats.blocks import Block, Bullets, Heading, Paragraph
from costcalc.formats.cards.words import counted
from costcalc.formats.check.moves import announced_blocks, largest, moved_blocks, workings
from costcalc.formats.check.reported import reported
from costcalc.formats.check.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.formats.check.reported import Reported
    from costcalc.review import Review

MOST_MOVES = 100
MOST_WORKINGS = 20
MOST_FINDINGS = 100


def opening(result: Review) -> Iterator[Block]:
    """Say what was checked, and what came of it."""
    yield Heading("Costs as this change leaves them" if result.base is not None else "Costs as they are", 1)
    yield Paragraph(sentence(result))


def money_blocks(result: Review) -> Iterator[Block]:
    """Say what moves, and what will."""
    if result.base is not None and not result.moves:
        yield Paragraph("No cost moves.", strong=True)
    yield from moved_blocks(result, largest(result.moves, MOST_MOVES))
    yield from announced_blocks(result.upcoming)


def finding_blocks(result: Review) -> Iterator[Block]:
    """List findings, the gravest first."""
    found = reported(result)
    if found:
        yield Heading("Findings")
        yield Bullets(tuple(map(in_line, found[:MOST_FINDINGS])))
    if missing := len(found) - MOST_FINDINGS if len(found) > MOST_FINDINGS else 0:
        yield Paragraph(f"…and {counted(missing, 'finding')} more: the JSON report has all of them.", strong=True)


def working_blocks(result: Review) -> Iterator[Block]:
    """Show how the costs that moved were computed, before and after."""
    moves = largest(largest(result.moves, MOST_MOVES), MOST_WORKINGS)
    if moves:
        yield Heading("How it was computed")
        yield from workings(result, moves)
    if missing := len(result.moves) - len(moves):
        yield Paragraph(f"…and the formulas of {counted(missing, 'smaller move')}: the JSON report has all of them.")


def in_line(one: Reported) -> str:
    """Write a finding as compilers do: FILE:LINE:COLUMN: level[name]: sentence."""
    hint = f"; hint: {one.hint}" if one.hint else ""
    return f"{one.place}: {one.level.word}[{one.rule}]: {one.message}{hint}"
