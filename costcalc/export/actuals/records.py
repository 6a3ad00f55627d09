"""A CSV that comes from anywhere, record by record, with the place of every cell."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import parse_instant
from costcalc.problem import InputError, Place, Source
from costcalc.shown import cut
from costcalc.source import MIB, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from costcalc.expr import Exact

LARGEST, LONGEST_LINE = 512 * MIB, MIB
LONGEST_NUMBER, LARGEST_POWER = 60, 30
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]{1,2})?")
_FRACTION = re.compile(r"-?[0-9]+/[1-9][0-9]*")
_INSTANT = re.compile(r"([0-9-]{10})(?:[T ]([0-9:]{5,8})(?:\.[0-9]+)?(Z|[+-][0-9:]{5})?)?")


class BillRecord(NamedTuple):
    """A record of the file.

    Args:
        file: The file.
        line: The line in which it begins, from 1.
        text: All of it as it is written.
        cells: What is in each column.
        columns: Where each column stands, from 0.
    """

    file: Source
    line: int
    text: str
    cells: tuple[str, ...]
    columns: Mapping[str, int]

    def get(self, column: str) -> str:
        """Return the text of a cell; of a column that there is not it is empty."""
        at = self.columns.get(column)
        return "" if at is None else self.cells[at].strip()

    def place(self, column: str) -> Place:
        """Return where the cell of a column begins."""
        line, character = position_of(self.text, self.columns.get(column, 0))
        return Place(self.file, self.line + line, character + 1)

    def number(self, column: str) -> Exact | None:
        """Return a number exactly, by its fraction where that stands beside it; None of an empty cell.

        Raises:
            InputError: for what is no number, and one that no bill needs.
        """
        fraction, text = self.get(f"{column}_exact") or self.get(exact_beside(column)), self.get(column)
        if not text:
            return None
        if len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            raise self.refused(column, "bad-number", "this is not a number", "144.4, without a currency or a comma")
        found = Decimal(text)
        if found and abs(found.adjusted()) > LARGEST_POWER:
            raise self.refused(column, "bad-number", "this is larger or smaller than any bill needs")
        if fraction and len(fraction) <= LONGEST_NUMBER and _FRACTION.fullmatch(fraction):
            digits = max(0, -int(found.as_tuple().exponent))
            if abs(Fraction(fraction) - Fraction(found)) * 10**digits < 1:
                return Fraction(fraction)
            message = f"this is another number than the fraction beside it, {fraction}"
            raise self.refused(column, "bad-number", message, "change both of them, or leave the fraction empty")
        return found

    def instant(self, column: str) -> datetime | None:
        """Return an instant, in UTC where no zone is said; None of an empty cell.

        Raises:
            InputError: for what is none.
        """
        text = self.get(column)
        if not text:
            return None
        match = _INSTANT.fullmatch(text)
        try:
            whole = f"{match[1]}T{match[2]}{match[3] or 'Z'}" if match and match[2] else text
            return parse_instant(whole)
        except ValueError as error:
            raise self.refused(column, "bad-instant", str(error)) from None

    def refused(self, column: str, code: str, message: str, hint: str | None = None) -> InputError:
        """Return the problem of a cell."""
        return InputError.of(self.place(column), code, message, hint)


def exact_beside(column: str) -> str:
    """Return the column of our own that has the fraction of one of FOCUS."""
    return f"x_{column}Exact"


def read_records(path: Path) -> Iterator[BillRecord]:
    """Yield the records of a file, the first of which is not its heading.

    Raises:
        InputError: for what cannot be read, is too large, is not UTF-8, or is no CSV with a heading and as many cells
            in every row.
    """
    place = Place.start_of(str(path), quotable=False)
    with opened(str(path), place) as file:
        lines = _Lines(file, place)
        reader = csv.reader(lines, strict=True)  # else a quote that nobody closes takes all that follows
        columns: dict[str, int] = {}
        wanted = 0
        try:
            for cells in reader:
                line, text = lines.taken()
                if not any(cells):
                    continue
                if not columns:
                    columns = {name.strip(): nth for nth, name in reversed([*enumerate(cells)])}
                    wanted = len(cells)
                    often = Counter(map(str.strip, cells))
                    if twice := next((name for name, times in often.items() if name and times > 1), None):
                        message = f"the column `{cut(twice)}` is there twice"
                        raise InputError.of(
                            Place(place.source, line, 1), "wrong-format", message, "take one of them out"
                        )
                    continue
                if len(cells) != wanted:
                    message = f"this row has {len(cells)} cells, and the heading has {wanted}"
                    hint = "a comma inside a cell, as in 1,540.00, needs quotes around the cell"
                    raise InputError.of(Place(place.source, line, 1), "wrong-format", message, hint)
                yield BillRecord(place.source, line, text, tuple(cells), columns)
        except csv.Error as error:
            here = Place(place.source, max(1, lines.line), 1)
            raise InputError.of(here, "wrong-format", f"this is no CSV: {error}") from None


class _Lines:
    """The lines of a file, of which it is remembered where the present record begins."""

    def __init__(self, file: BinaryIO, place: Place) -> None:
        self._file = file
        self._place = place
        self._left = LARGEST
        self._text: list[str] = []
        self._is_begun = False
        self.line = 0

    def taken(self) -> tuple[int, str]:
        """Return where the lines since the last time begin, and their text."""
        text, first = "".join(self._text), self.line - len(self._text) + 1
        self._text.clear()
        return first, text

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        data = self._file.readline(LONGEST_LINE + 1)
        if not data:
            raise StopIteration
        self.line += 1
        here = Place(self._place.source, self.line, 1)
        self._left -= len(data)
        if len(data) > LONGEST_LINE:
            raise InputError.of(here, "file-too-large", "a line is longer than a MiB")
        if self._left < 0:
            raise InputError.of(self._place, "file-too-large", f"the file is larger than {LARGEST // MIB} MiB")
        try:
            text = data.decode("utf-8-sig" if self.line == 1 else "utf-8")
        except UnicodeDecodeError as error:
            column = len(data[: error.start].decode("utf-8", "replace")) + 1
            where, hint = here._replace(column=column), "save the file as CSV in UTF-8"
            raise InputError.of(where, "not-utf-8", "the file is not UTF-8 text", hint) from None
        if not self._is_begun and text.strip():
            self._is_begun = True
            _refuse_other_separator(text, here)
        self._text.append(text)
        return text


def _refuse_other_separator(heading: str, place: Place) -> None:
    """Refuse a file whose cells are separated by what a comma is for, as where numbers have a decimal comma."""
    for mark, name in SEPARATORS.items():
        if mark in heading and "," not in heading:
            message = f"the cells of this file are separated by {name}, and not by commas"
            hint = "save it as CSV with commas between cells, and points in numbers: 1540.00"
            raise InputError.of(place, "wrong-format", message, hint)


def position_of(text: str, nth: int) -> tuple[int, int]:
    """Return in which line and at which character a cell of a record begins, both from 0.

    Args:
        text: The record as it is written.
        nth: The cell, from 0.
    """
    line = start = 0
    quoted = False
    whole = text.rstrip("\r\n")
    for at, character in enumerate(whole):
        if not nth:
            return line, at - start
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            nth -= 1
        elif character == "\n":
            line, start = line + 1, at + 1
    return line, len(whole) - start
