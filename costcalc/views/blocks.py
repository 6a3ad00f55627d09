"""The blocks that an answer is made of for people, and the cells of its tables, before it is decided how they look."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.problem import Place


class Amount(NamedTuple):
    """A number. A column of them shows as many decimals as the one that needs most.

    Args:
        value: The exact number.
        digits: How many decimals it needs itself.
        cut: Whether digits beyond them are cut off with `…`, where they have no end, and not rounded away.
        mark: What stands before it, for the reader to look at.
    """

    value: Exact
    digits: int
    cut: bool = False
    mark: str = ""


class Code(NamedTuple):
    """A word to be written exactly so: a name, an option of the command line, a formula."""

    text: str


class Ref(NamedTuple):
    """Where something is written."""

    places: tuple[Place, ...]


Cell = str | Amount | Code | Ref
"""What stands in a table, or in running text."""

Line = str | tuple[Cell, ...]
"""Running text, in one piece or in several, of which some are more than text."""


class Heading(NamedTuple):
    """A title; level 1 is the answer's."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """Running text.

    Args:
        line: What it says.
        strong: Whether it is what to look at first.
        whole: Whether it stays in one line, however long, because logs are searched for it.
    """

    line: Line
    strong: bool = False
    whole: bool = False


class Bullets(NamedTuple):
    """A list."""

    items: tuple[Line, ...]


class Column(NamedTuple):
    """A column of a table.

    Args:
        id: What views call it.
        title: What is written above it.
        is_number: Whether its cells are numbers, which stand on the right and are never broken.
        is_key: Whether its cells say what a row is about: a table that is cut has them in each part.
        whole: Whether its cells are one word each, which is never broken.
    """

    id: str
    title: str
    is_number: bool = False
    is_key: bool = False
    whole: bool = False


class Row(NamedTuple):
    """Cells of a table; `best` is the row to look at."""

    cells: tuple[Cell, ...]
    best: bool = False


class Table(NamedTuple):
    """Columns and rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Step(NamedTuple):
    """How one number was made.

    Args:
        name: What it is called.
        formula: How it is computed.
        substituted: The same with the numbers put in.
        result: What it comes to.
        places: Where the numbers are written.
        remark: What to know about it, such as how it grows from the first turn of a conversation to the last.
    """

    name: str
    formula: str
    substituted: str
    result: str
    places: tuple[Place, ...] = ()
    remark: str = ""

    @property
    def sides(self) -> list[str]:
        """What stands between the equals signs, each once."""
        return list(dict.fromkeys([self.formula, self.substituted, self.result]))


class Working(NamedTuple):
    """Steps of a calculation, of what, and a remark below them, such as where its prices were read."""

    steps: tuple[Step, ...]
    title: str
    remark: str = ""


class More(NamedTuple):
    """What `Detail.EXPLAINED` would add, for a reader who can ask for it."""

    what: str


class Series(NamedTuple):
    """A price that went up and down in steps: from each instant on this much, or None where there was none."""

    name: str
    steps: tuple[tuple[datetime, Exact | None], ...]


class Chart(NamedTuple):
    """Prices over time; what is right of `as_of` is announced."""

    series: tuple[Series, ...]
    as_of: datetime


class Listing(NamedTuple):
    """Lines that stay as they are: an example of a file, or of a command with what it answers."""

    lines: tuple[str, ...]


class Comment(NamedTuple):
    """The beginning of an answer that becomes a comment on a change: it has no more room than such a comment.

    Args:
        mark: What a job finds it by when it writes it anew; it does not show.
    """

    mark: str


class Either(NamedTuple):
    """Blocks of which a page has some, and a terminal others.

    A page folds away what is long. A terminal cannot, but shows the command, and problems beside the answer.
    """

    page: tuple[Block, ...] = ()
    terminal: tuple[Block, ...] = ()


Block = Heading | Paragraph | Bullets | Table | Working | More | Chart | Listing | Comment | Either


def _chosen(side: Literal["page", "terminal"], blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Either):
            yield from _chosen(side, block.page if side == "page" else block.terminal)
        else:
            yield block


for_page = partial(_chosen, "page")
"""Yields the blocks that a page has."""
for_terminal = partial(_chosen, "terminal")
"""Yields the blocks that a terminal has."""


def pieces(line: Line) -> tuple[Cell, ...]:
    """Return the pieces of running text."""
    return (line,) if isinstance(line, str) else line


def places_by_file(places: tuple[Place, ...]) -> str:
    """Return places in one line, each file once: a.yaml:12:16 15:6, b.yaml:3:1."""
    found: dict[str, list[str]] = {}
    for place in places:
        found.setdefault(place.source.name, []).append(f"{place.line}:{place.column}")
    return ", ".join(f"{file}:{' '.join(positions)}" for file, positions in found.items())


def dense(columns: tuple[Column, ...], rows: tuple[Row, ...], nothing: str = "") -> Table:
    """Return a table without the columns in which nothing stands but the title.

    Args:
        columns: All the columns there may be.
        rows: Their cells.
        nothing: What stands in a cell where there is nothing.
    """
    nths = range(len(columns))
    kept = [nth for nth in nths if not rows or any(row.cells[nth] not in {"", nothing} for row in rows)]
    return Table(
        tuple(columns[nth] for nth in kept),
        tuple(Row(tuple(row.cells[nth] for nth in kept), row.best) for row in rows),
    )
