"""What a format is given, and what it gives back: finished results in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from costcalc.comparison import Comparison
    from costcalc.formats.blocks import Block
    from costcalc.pricing import Estimate


class Style(NamedTuple):
    """How a report should look, where a format has the choice.

    Args:
        width: Columns of the terminal.
        color: Whether colours may be used.
        brief: Whether the working is left out.
    """

    width: int = 80
    color: bool = False
    brief: bool = False


class Sheet(NamedTuple):
    """A table for a spreadsheet.

    Args:
        columns: Always the same, in the same order.
        numbers: Those that hold numbers, which are never touched.
        rows: What is not in a row is empty.
    """

    columns: tuple[str, ...]
    numbers: frozenset[str]
    rows: Sequence[Mapping[str, str]]


class Report(Protocol):
    """A result that says itself what there is to say of it, to people, programs and spreadsheets."""

    def blocks(self, width: int | None, *, brief: bool) -> Iterable[Block]:
        """Say it to people; tables are split where they are wider than `width`."""

    def document(self) -> dict[str, Any]:
        """Say it to programs: JSON with a `schema`."""

    def sheet(self) -> Sheet:
        """Say it to a spreadsheet."""


class Format(Protocol):
    """A module of this folder."""

    def comparisons(self, results: Sequence[Comparison], look: Style) -> str:
        """Write comparisons."""

    def estimate(self, result: Estimate, look: Style) -> str:
        """Write one estimate."""

    def report(self, result: Report, look: Style) -> str:
        """Write any other result."""
