"""A row of a table as the offer of a model; what cannot be read leaves a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.csv_table.cells import NO_PRICE, UnclearCellError, number
from costcalc.importers.csv_table.prices import PriceReader, currency_cell
from costcalc.importers.csv_table.units import bought
from costcalc.importers.draft import DraftModel, DraftRate, Note, card_id
from costcalc.importers.reading.fields import Notes, has_price, limit, prose, with_reasoning
from costcalc.importers.reading.names import card_name
from costcalc.instant import parse_instant, short_instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.importers.csv_table.beside import UnreadColumn
    from costcalc.importers.csv_table.columns import TableColumns
    from costcalc.importers.csv_table.grid import TableRow
    from costcalc.importers.draft import ImportQuery, TableQuery
    from costcalc.importers.reading.fields import Leave

SOURCE = "a table of prices"
MAY_CHANGE = "it may change what the prices beside it mean, and the row is left out; `ignore=COLUMN` if it does not"

_OF_ONE_SIZE = re.compile(r"[<>≤≥]")
_SIZE = re.compile(
    r"(?P<count>[\d., ]+?) ?(?P<scale>[KM]|thousand|million)?(?: ?tok(?:en)?s?)?", re.IGNORECASE | re.ASCII
)
_SCALED = re.compile(
    r"(?<![^\W_])(?:[km]|thousands?|millions?|mio|tsd)(?![^\W_])|[千万]|(?<![^\W_])[km]tok", re.IGNORECASE
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ ,]\d{3})+", re.ASCII)
_ZEROS = {"": 0, "k": 3, "thousand": 3, "m": 6, "million": 6}
_SUMS = re.compile(
    r"(?:(?:grand|sub)[ -]?)?(?:totals?|sums?|average|avg\.?|mean|median|min(?:imum)?|max(?:imum)?|count|summe|gesamt"
    r"|durchschnitt|mittelwert|moyenne|total général|promedio|合计|平均)",
    re.IGNORECASE,
)


class TableOffer(NamedTuple):
    """A model at the prices of a row.

    Args:
        card: The id of its provider's card.
        provider: As the table spells it.
        model: What the row says of it.
        rate: Its prices.
    """

    card: str
    provider: str
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
    reader, unread = PriceReader(columns, asked), columns.unread()
    for row in columns.grid.rows:
        entry = _Entry(columns, unread, row, name)
        if wanted.takes_provider(entry.provider) and wanted.takes_model(entry.name):
            leave = Notes(entry.card or name, entry.id or row.label, notes).leave
            if offer := _offer(entry, reader, wanted.effective, leave):
                yield offer


@dataclass(frozen=True)
class _Entry:
    """A row with the words of its columns."""

    columns: TableColumns
    unread: Sequence[UnreadColumn]
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
        made = card_name(self.name)
        return made if made and not _OF_ONE_SIZE.search(self.name) else ""

    @cached_property
    def provider(self) -> str:
        return self.cell("provider") if "provider" in self.columns.named else self.table

    @cached_property
    def card(self) -> str:
        return card_id(self.provider)

    def misfit(self) -> tuple[str, str] | None:
        """Return the columns for which the row is left out, and why."""
        beyond = self.row.cells[len(self.columns.grid.heading.cells) :]
        for wrong, column, why in (
            (any(beyond), "row", "it has more cells than the heading"),
            (not self.name, "model", "it has no model (a merged cell has to be filled down)"),
            (_SUMS.fullmatch(self.name), "model", "it sums up other rows"),
            (_OF_ONE_SIZE.search(self.name), "model", "a name with < or > has the price of some prompts only"),
            (not self.id, "model", "a card cannot call a model so"),
            (not self.provider, "provider", "it has none (a merged cell has to be filled down)"),
            (not self.card, "provider", "it has none that a card can be called after"),
        ):
            if wrong:
                return column, f"{why}, and the row is left out"
        others = [other.head or f"column {other.nth + 1}" for other in self.unread if other.may_change(self.row)]
        return (", ".join(others), MAY_CHANGE) if others else None


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
    rate = DraftRate(
        effective=start or effective,
        until=end,
        source=prose(entry.cell("source")) or SOURCE,
        sheet=with_reasoning(standard),
        services={service: sheet for service, sheet in found.sheets.items() if service},
        doubts=reader.doubts,
        note=prose(entry.cell("note")),
    )
    (own,) = found.currencies
    model = replace(_model(entry, leave, commas=reader.commas), currency=own)
    return TableOffer(entry.card, entry.provider, model, rate)


def _model(entry: _Entry, leave: Leave, *, commas: bool) -> DraftModel:
    if entry.id != entry.name:
        leave("model", "a card cannot call a model so: blanks and signs are - here, and its title is as written")
    return DraftModel(
        name=entry.id,
        rates=(),
        title=prose(entry.cell("title")) or (entry.name if entry.id != entry.name else None),
        context_window=_limit("context_window", entry, leave, commas=commas),
        max_output=_limit("max_output", entry, leave, commas=commas),
    )


def _day(word: str, entry: _Entry) -> str | None:
    text = entry.cell(word)
    if not text:
        return None
    try:
        return short_instant(parse_instant(text))
    except ValueError:
        raise UnclearCellError(word, "this is no date as 2026-01-31, and the row is left out") from None


def _limit(word: str, entry: _Entry, leave: Leave, *, commas: bool) -> str | None:
    """Return a number of tokens: 128K is 128,000, as everywhere here. A point before three digits may be either."""
    text = entry.cell(word)
    size = None if text.lower() in NO_PRICE else _SIZE.fullmatch(text)
    if size is None:
        return limit(word, text if text.lower() not in NO_PRICE else None, leave)
    count, scale = size["count"], (size["scale"] or "").lower()
    if not scale and _SCALED.search(entry.columns.head(word)):
        leave(word, "its heading may multiply what is in the cell, and it is left out")
        return None
    if _GROUPED.fullmatch(count) and not (commas and "," in count):
        count = re.sub("[ ,]", "", count)
    try:
        return limit(word, f"{number(count, commas=not scale)}e{_ZEROS[scale]}", leave)
    except UnclearCellError as error:
        leave(word, f"{error}, and is left out")
        return None
