"""The blocks a report for people is made of, before it is decided how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.expr import Exact


class Heading(NamedTuple):
    """A title; level 1 is the report's."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """Running text."""

    text: str
    strong: bool = False


class Bullets(NamedTuple):
    """A list."""

    items: tuple[str, ...]


class Row(NamedTuple):
    """Cells of a table; `best` is the row to look at."""

    cells: tuple[str, ...]
    best: bool = False


class Table(NamedTuple):
    """Columns, of which those named in `right` hold numbers."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    right: frozenset[str]


class Step(NamedTuple):
    """How one number was made: its formula, with the numbers put in, the result, and where they are written."""

    name: str
    formula: str
    substituted: str
    result: str
    places: tuple[str, ...] = ()


class Working(NamedTuple):
    """Steps of a calculation: of what, and where its prices were read."""

    steps: tuple[Step, ...]
    title: str
    source: str


class Series(NamedTuple):
    """A price that went up and down in steps: from each instant on this much, or None where there was none."""

    name: str
    steps: tuple[tuple[datetime, Exact | None], ...]


class Chart(NamedTuple):
    """Prices over time; what is right of `as_of` is announced."""

    series: tuple[Series, ...]
    as_of: datetime


Block = Heading | Paragraph | Bullets | Table | Working | Chart
