"""How much of an answer has room in a comment on a change.

A comment on GitHub has 65,536 characters at most, and other servers count bytes: there are fewer of these, too. What is
too long is cut between rows of tables and items of lists,
and what was left out is counted. No long text crowds out everything else: after 500 characters it ends in `…`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from costcalc.formats.cells import cell_text
from costcalc.views.blocks import Block, Bullets, Comment, Heading, Paragraph, Row, Table, Working, pieces
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from costcalc.views.blocks import Cell, Line

MOST_BYTES = 65_000
NOTICE = 500
PARAGRAPHS = 1_500
"""Bytes that only paragraphs may take: they say what else is missing."""

MOST_OF_A_CELL = 500


def fitted(blocks: Iterable[Block], size: Callable[[Block], int]) -> Iterator[Block]:
    """Yield the blocks of an answer; of a comment those for which there is room, and what was left out.

    Args:
        blocks: The blocks.
        size: Returns how many bytes a block takes.
    """
    coming = iter(blocks)
    for block in coming:
        yield block
        if isinstance(block, Comment):
            yield from _cut(coming, size)


def _cut(blocks: Iterable[Block], size: Callable[[Block], int]) -> Iterator[Block]:
    """Yield what fits of blocks; a heading only above something."""
    room = MOST_BYTES - NOTICE
    missing: Counter[str] = Counter()
    heading: tuple[Block, ...] = ()
    for block in map(_clipped, blocks):
        if isinstance(block, Heading):
            heading = (block,)
            continue
        own = room - sum(map(size, heading))
        most = own - (0 if isinstance(block, Paragraph) else PARAGRAPHS)
        parts, what = _parts(block)
        fits = (
            parts if size(block) <= most else bisect_right(range(1, parts), most, key=lambda n: size(_start(block, n)))
        )
        if fits:
            kept = _start(block, fits)
            yield from (*heading, kept)
            room, heading = own - size(kept), ()
        missing[what] += parts - fits
    if told := [counted(number, what) for what, number in missing.items() if number]:
        said = f"A comment has no more room. Left out: {', '.join(told)}. The JSON report has all of it."
        yield Paragraph(said, strong=True)


def _parts(block: Block) -> tuple[int, str]:
    """Return how many parts a block has between which it may be cut, and what one of them is called."""
    match block:
        case Table(_, rows):
            return len(rows), "row"
        case Bullets(items):
            return len(items), "line"
        case Working():
            return 1, "calculation"
    return 1, "paragraph"


def _start(block: Block, most: int) -> Block:
    """Return the first parts of a block."""
    match block:
        case Table(columns, rows):
            return Table(columns, rows[:most])
        case Bullets(items):
            return Bullets(items[:most])
    return block


def _clipped(block: Block) -> Block:
    """Return a block of which no text is too long."""
    match block:
        case Paragraph(line):
            return block._replace(line=_short_line(line))
        case Bullets(items):
            return Bullets(tuple(map(_short_line, items)))
        case Table(columns, rows):
            return Table(columns, tuple(Row(tuple(map(_short, row.cells)), row.best) for row in rows))
    return block


def _short_line(line: Line) -> Line:
    return tuple(map(_short, pieces(line)))


def _short(cell: Cell) -> Cell:
    text = cell_text(cell)
    return f"{text[:MOST_OF_A_CELL]}…" if len(text) > MOST_OF_A_CELL else cell
