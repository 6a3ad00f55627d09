"""A row of a table as the offer of a model; what cannot be read leaves a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.csv_table.cells import UnclearCellError
from costcalc.importers.csv_table.prices import PriceReader, currency_cell
from costcalc.importers.csv_table.units import bought
from costcalc.importers.draft import DraftModel, DraftRate, Note, card_id, is_id
from costcalc.importers.fields import Notes, has_price, limit, note_zero, prose, with_reasoning
from costcalc.instant import parse_instant, short_instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.importers.csv_table.columns import Changing, TableColumns
    from costcalc.importers.csv_table.grid import TableRow
    from costcalc.importers.draft import ImportQuery, TableQuery
    from costcalc.importers.fields import Leave

SOURCE = "a table of prices"

_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._:/@+-]+")
_OF_ONE_SIZE = re.compile(r"[<>≤≥]")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)([KM])(?: tokens)?", re.IGNORECASE | re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)
_ZEROS = {"K": 3, "M": 6}


class TableOffer(NamedTuple):
    """A model at the prices of a row.

    Args:
        card: The id of its provider's card.
        provider: As the table spells it.
        currency: Of its prices.
        model: What the row says of it.
        rate: Its prices.
    """

    card: str
    provider: str
    currency: str
    model: DraftModel
    rate: DraftRate


def read_offers(
    columns: TableColumns, asked: TableQuery, name: str, wanted: ImportQuery, notes: list[Note]
) -> Iterator[TableOffer]:
    """Yield what the rows of a table offer.

    Args:
        columns: Of the table.
        asked: What the user says of them.
        name: The card's id, and its provider, where no column has that.
        wanted: What is taken of it.
        notes: What it says that a card cannot.

    Raises:
        InputError: where nobody says what a price is for, or its currency.
    """
    reader, changing = PriceReader(columns, asked), columns.changing()
    for row in columns.grid.rows:
        entry = _Entry(columns, changing, row, name)
        if wanted.takes_provider(entry.provider) and wanted.takes_model(entry.name):
            leave = Notes(entry.card or name, entry.id or row.label, notes).leave
            if offer := _offer(entry, reader, wanted.effective, leave):
                yield offer


@dataclass(frozen=True)
class _Entry:
    """A row with the words of its columns."""

    columns: TableColumns
    changing: Sequence[Changing]
    row: TableRow
    table: str

    def cell(self, word: str) -> str:
        nth = self.columns.named.get(word)
        return "" if nth is None else self.row.cell(nth)

    @cached_property
    def name(self) -> str:
        return self.cell("model")

    @cached_property
    def id(self) -> str:
        """What a card calls the model; "" where it cannot."""
        made = self.name if is_id(self.name) else _NOT_IN_AN_ID.sub("-", self.name).strip("-._:/@+")
        return made if is_id(made) and not _OF_ONE_SIZE.search(self.name) else ""

    @cached_property
    def provider(self) -> str:
        return self.cell("provider") if "provider" in self.columns.named else self.table

    @cached_property
    def card(self) -> str:
        return card_id(self.provider)

    def misfit(self) -> tuple[str, str] | None:
        """Return the column for which the row is left out, and why."""
        beyond = self.row.cells[len(self.columns.grid.heading.cells) :]
        for wrong, column, why in (
            (any(beyond), "row", "it has more cells than the heading"),
            (not self.name, "model", "it has no model"),
            (_OF_ONE_SIZE.search(self.name), "model", "a name with < or > has the price of some prompts only"),
            (not self.id, "model", "a card cannot call a model so"),
            (not self.card, "provider", "it has none that a card can be called after"),
        ):
            if wrong:
                return column, f"{why}, and the row is left out"
        for changing in self.changing:
            if changing.changes(self.row):
                return changing.head, "it may change what the prices beside it mean, and the row is left out"
        return None


def _offer(entry: _Entry, reader: PriceReader, effective: str, leave: Leave) -> TableOffer | None:
    if why := entry.misfit():
        leave(*why)
        return None
    try:
        start, end = _day("effective", entry), _day("until", entry)
        currency = currency_cell("currency", entry.cell("currency"))
        per = bought(f"per {entry.cell('per')}")
        if per is None and entry.cell("per"):
            leave("per", "it does not say what a price is for, and the row is left out")
            return None
    except UnclearCellError as error:
        leave(*error.args)
        return None
    found = reader.read(entry.row, per, currency, leave)
    standard = found.sheets.get("", {})
    if len(found.currencies) > 1 or not has_price(standard):
        why_not = "its prices are in several currencies" if len(found.currencies) > 1 else "it has no price"
        leave("row", f"{why_not}, and is left out")
        return None
    note_zero("row", standard, leave)
    rate = DraftRate(
        effective=start or effective,
        until=end,
        source=prose(entry.cell("source")) or SOURCE,
        sheet=with_reasoning(standard),
        services={service: sheet for service, sheet in found.sheets.items() if service},
        note=prose(entry.cell("note")),
    )
    (own,) = found.currencies
    return TableOffer(entry.card, entry.provider, own, _model(entry, leave), rate)


def _model(entry: _Entry, leave: Leave) -> DraftModel:
    if entry.id != entry.name:
        leave("model", "a card cannot call a model so: blanks and signs are - here, and its title is as written")
    return DraftModel(
        name=entry.id,
        rates=(),
        title=prose(entry.cell("title")) or (entry.name if entry.id != entry.name else None),
        context_window=limit("context_window", _size(entry.cell("context_window")), leave),
        max_output=limit("max_output", _size(entry.cell("max_output")), leave),
    )


def _day(word: str, entry: _Entry) -> str | None:
    text = entry.cell(word)
    if not text:
        return None
    try:
        return short_instant(parse_instant(text))
    except ValueError:
        raise UnclearCellError(word, "this is no date as 2026-01-31, and the row is left out") from None


def _size(text: str) -> str | None:
    """Return a number of tokens without its letter: 128K is 128,000, as everywhere here."""
    if _GROUPED.fullmatch(text):
        return text.replace(",", "")
    if size := _SIZE.fullmatch(text):
        return f"{size[1]}e{_ZEROS[size[2].upper()]}"
    return text if text not in {"", "-"} else None
