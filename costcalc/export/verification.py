"""What became of an export: what moved, why, and what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from costcalc.export.cause import Cause
    from costcalc.export.inputs import InputFile
    from costcalc.export.sum_changes import ExportChange


class WrittenRows(NamedTuple):
    """Rows as they are written today.

    Args:
        data: As CSV.
        numbers: The columns that hold numbers.
        focus_version: The version of FOCUS that the columns are of; None where they are others.
    """

    data: bytes
    numbers: Collection[str]
    focus_version: str | None = None


class MovedCause(NamedTuple):
    """Why some rows are not as they were.

    Args:
        cause: What moved them.
        rows: Which they are, counted in the file from 1; today's of those that are new.
        options: The options that they are of.
    """

    cause: Cause
    rows: tuple[int, ...]
    options: tuple[str, ...]


class InputChange(NamedTuple):
    """An input that is another file than it was, or is read elsewhere.

    Args:
        what: What it is: `the card acme`.
        was: The file that the export was made from; None where it was made from none.
        now: The file of today.
    """

    what: str
    was: InputFile | None
    now: InputFile | None

    @property
    def is_same_content(self) -> bool:
        """Whether there is the same in both."""
        return self.was is not None and self.now is not None and self.was.sha256 == self.now.sha256


class Verification(NamedTuple):
    """What became of an export.

    Args:
        file: Its name.
        rows: How many it has today.
        moved: How many of its rows are not as they were.
        contradictions: What its manifest says that it does not, or that cannot be.
        causes: Why rows moved, the one of most rows first.
        totals: The sums that are others, where rows are.
        budgets: The budgets that are others, and what is left of them, where no row is.
        inputs: The inputs that are other files than they were, or are read elsewhere.
        is_saved_anew: Whether the file has other bytes than were written, and the same cells.
        columns_added: The columns that an export has today and this one did not have.
        versions: The version of costcalc that wrote it, and this one.
        only_sums: Whether it is a workbook of which the sums alone are known to be as they were.
        is_untouched: Whether the file has the bytes that its manifest says.
    """

    file: str
    rows: int
    moved: int
    contradictions: tuple[ExportChange, ...]
    causes: tuple[MovedCause, ...]
    totals: tuple[ExportChange, ...]
    budgets: tuple[ExportChange, ...]
    inputs: tuple[InputChange, ...]
    is_saved_anew: bool
    columns_added: tuple[str, ...]
    versions: tuple[str, str]
    only_sums: bool = False
    is_untouched: bool = False

    @property
    def is_as_it_was(self) -> bool:
        """Whether all rows are as they were, and the file and its manifest agree."""
        return not (self.contradictions or self.moved or self.causes or self.totals or self.budgets)
