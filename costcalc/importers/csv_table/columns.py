"""Which column is what: `--columns 'input=Input price'`, or a heading in our own words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.csv_table.beside import UnreadColumn
from costcalc.importers.csv_table.currencies import money_in
from costcalc.importers.csv_table.grid import Grid, columns_there, read_grid
from costcalc.importers.csv_table.units import bought_at_the_head
from costcalc.importers.draft import is_service
from costcalc.meters import METERS
from costcalc.problem import InputError, Place
from costcalc.shown import cut
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from costcalc.importers.csv_table.units import UnitsBought
    from costcalc.importers.files.origin import File
    from costcalc.meters.meter import Meter

OTHERS = (
    "model",
    "provider",
    "effective",
    "until",
    "currency",
    "per",
    "context_window",
    "max_output",
    "source",
    "title",
    "note",
)
"""What a column may be, beside the price of a meter."""

IGNORE = "ignore"
"""Is not read: it says nothing of the prices. Any number of columns may be so."""

_LIKELY = {"model": ("model", "name"), "input": ("input", "prompt"), "output": ("output", "completion")}
_NEXT = re.compile(r",(?=\s*[a-z][a-z0-9_.]*=)")


class TableColumns(NamedTuple):
    """The columns of a table.

    Args:
        grid: The table.
        named: What is read, and in which column.
        ignored: The names of those that the user says nothing of prices stands in.
    """

    grid: Grid
    named: Mapping[str, int]
    ignored: Collection[str] = ()

    def priced(self) -> Iterator[PriceColumn]:
        """Yield the columns that hold prices."""
        for key, nth in self.named.items():
            service, _, meter = key.rpartition(".")
            if meter in METERS:
                head = self.grid.heading.cells[nth]
                yield PriceColumn(
                    service, METERS[meter], head, nth, bought_at_the_head(head), money_in(head).currencies
                )

    def head(self, word: str) -> str:
        """Return the name of the column that is something; "" where none is."""
        return self.grid.heading.cells[self.named[word]] if word in self.named else ""

    def cells(self, word: str) -> list[str]:
        """Return what stands in the column that is something; nothing where none is."""
        return [row.cell(self.named[word]) for row in self.grid.rows] if word in self.named else []

    def unread(self) -> list[UnreadColumn]:
        """Return the other columns: those without a name, too."""
        used = set(self.named.values())
        heads = enumerate(self.grid.heading.cells)
        return [UnreadColumn(head, nth) for nth, head in heads if nth not in used and head not in self.ignored]


class PriceColumn(NamedTuple):
    """A column of prices.

    Args:
        service: "" for the standard one.
        meter: What is priced.
        head: The name of the column.
        nth: Where it is.
        per: What its name says that a price is for.
        currencies: Those of which its name says one.
    """

    service: str
    meter: Meter
    head: str
    nth: int
    per: UnitsBought | None
    currencies: frozenset[str] | None


def find_columns(file: File, asked: Sequence[str]) -> TableColumns:
    """Return the columns of a table.

    Raises:
        InputError: where one that was asked for is not there, or twice, or the heading has no word of ours.
    """
    names, ignored = _asked(asked)
    wanted = {*names.values(), *ignored}
    if names:
        grid = read_grid(file, lambda cells: wanted <= set(cells))
        if grid is None:
            raise _not_there(file, wanted)
        keys = names
    else:
        grid = read_grid(file, lambda cells: wanted <= set(cells) and _has_our_words(cells))
        if grid is None:
            raise _unnamed(file)
        keys = {cell: cell for cell in grid.heading.cells if _is_ours(cell)}
    often = Counter(grid.heading.cells)
    if twice := next((name for name in keys.values() if often[name] > 1), None):
        message = f"there are two columns `{cut(twice)}`, and nobody says which is meant"
        raise InputError.of(grid.place, "duplicate-key", message, "give each a name of its own")
    return TableColumns(grid, {key: list(grid.heading.cells).index(name) for key, name in keys.items()}, ignored)


def _asked(texts: Sequence[str]) -> tuple[dict[str, str], set[str]]:
    """Return which column is what, and those that are not to be read."""
    found: dict[str, str] = {}
    ignored: set[str] = set()
    for text in texts:
        for part in _NEXT.split(text):
            key, equals, name = (word.strip() for word in part.partition("="))
            place = Place.start_of("--columns", text)
            if not (key and equals and name):
                hint = "METER=COLUMN, as in 'model=Model,input=Input price'"
                raise InputError.of(place, "bad-setting", f"`{cut(part)}` names no column", hint)
            if key == IGNORE:
                ignored.add(" ".join(name.split()))
                continue
            if not _is_ours(key):
                ours = [*OTHERS, IGNORE]
                words = did_you_mean(key, [*ours, *METERS], f"a meter, as in docs/meters.md, or {', '.join(ours)}")
                raise InputError.of(place, "unknown-meter", f"there is no meter `{cut(key)}`", words)
            if key in found:
                raise InputError.of(place, "duplicate-key", f"`{key}` is named twice", "name one column for it")
            found[key] = " ".join(name.split())
    if found and ("model" not in found or not any(_is_price(key) for key in found)):
        message = "a table needs a column for `model` and one for the price of a meter"
        place = Place.start_of("--columns", texts[-1])
        raise InputError.of(place, "missing-key", message, "--columns 'model=…,input=…,output=…'")
    return found, ignored


def _is_price(key: str) -> bool:
    service, dot, meter = key.rpartition(".")
    return meter in METERS and (is_service(service) if dot else True)


def _is_ours(key: str) -> bool:
    return key in OTHERS or _is_price(key)


def _has_our_words(cells: Sequence[str]) -> bool:
    return "model" in cells and any(_is_price(cell) for cell in cells)


def _not_there(file: File, names: Collection[str]) -> InputError:
    there = columns_there(file)
    missing = [name for name in sorted(names) if name not in there] or sorted(names)
    message = f"there is no column `{cut(missing[0])}`"
    hint = did_you_mean(missing[0], there, f"there are {', '.join(there)}" if there else None)
    return InputError.of(file.place, "missing-key", message, hint)


def _unnamed(file: File) -> InputError:
    there = columns_there(file)
    if not there:
        hint = "the first row that has all columns is the heading"
        return InputError.of(file.place, "wrong-format", "this is no table with a heading", hint)
    filled = ",".join(f"{key}={_likely(words, there)}" for key, words in _LIKELY.items())
    message = f"nobody says which column is what: {', '.join(there)}"
    return InputError.of(file.place, "missing-key", message, f"say so, as in --columns '{filled}'")


def _likely(words: Sequence[str], there: Sequence[str]) -> str:
    """Return the column that a user probably means, for a hint."""
    return next((name for word in words for name in there if word in name.lower()), "…")
