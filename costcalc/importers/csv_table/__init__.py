"""A table of prices as CSV, with columns that the user names.

    costcalc cards import csv prices.csv --columns 'model=Model,input=Input,output=Output' --per 1M --currency USD
    costcalc cards import csv prices.tsv --columns model=Name --columns 'input=In ($/1K),batch.input=Batch' --per 1K

Commas, semicolons or tabs part the cells, and a heading is the first row in which all the columns stand that were
asked for. Without `--columns` the heading must use our words: `model` and meters such as `input`, `output` and
`cache_read`. The table ends with its first empty row. A workbook must be saved as CSV first.

A column may be the price of any meter, or of a meter in a service, as `batch.input`; and `model`, `title`, `provider`
(a card each; else the file gives the card its name), `effective`, `until`, `currency`, `per`, `context_window`,
`max_output`, `source` and `note`; any number of them may be `ignore`. A name that a card cannot hold has `-` for blanks
and signs, and stays as `title`; one with `<` or `>` is the price of prompts of one size, and is left out.

What a price is for is said by its cell (`$3 / 1M tokens`), by the heading (`per 1M`, `/1K tokens`, `$/MTok`, `per
image`) and by the column `per`, and where none of them does by `--per`, which may be repeated: `--per 1M --per '1
image'`. Its currency is that of its cell, of the heading (`USD`, `$`, `R$`), of the column `currency` and of
`--currency`, and where none says it that of the other cells of the column. Neither is ever guessed; where two say
different things there is no price, and a heading that says in other words what its prices are (`cents`, `per page`, `in
thousands`) is refused.

`3.00`, `3,00`, `1,234.50` and `1.234,50` are numbers; `1,234` could be two, and is `unpriced`, and so is every cell
that cannot be read. So it is with sizes: `128.000` may be 128, and is left out. `-`, `n/a`, an empty cell and `free`
are no price, with a note. Reasoning without a column is billed as `output`.

A column that is not named may say that the prices are others: a unit, a region, a discount, in whatever language. A row
that has something there is left out, unless the heading is one of other things (`Context window`, `Notes`) or prices
(`Cached input`), or `--columns ignore=COLUMN` says that it changes nothing. A line above the heading, between rows or
below them that speaks of another unit, another currency or `discount`, `batch` and the like is refused, comments with
`#` included. Rows of sums (`Total`, `Average`) are no models. A model that stands twice for one day with other prices
is left out. Prices hold from the day in `effective`; else from the day of the import, or from `--effective`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.importers.csv_table.columns import find_columns
from costcalc.importers.csv_table.rows import TableOffer, read_offers
from costcalc.importers.draft import DraftCard, DraftModel, ImportResult, Note, TableQuery, card_id
from costcalc.importers.reading.fields import only_file
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import Origin

READS = "a table as CSV or TSV, with a line of headings"
FILES = ("*.csv", "*.tsv")
TAKES_COLUMNS = True

UNNAMED = "prices"
AFTER = "it follows an empty row, where the table ends, and is not read"
TWICE = "it stands twice for one day with other prices, and none is taken"


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of each provider and currency.

    Raises:
        InputError: for a file that is no table, or does not say what a price is for or which currency it is in.
    """
    file = only_file(source)
    asked = wanted.table or TableQuery()
    columns = find_columns(file, asked.columns)
    notes: list[Note] = []
    name = UNNAMED if source.name == "standard input" else card_id(Path(source.name).stem) or UNNAMED
    offers = list(read_offers(columns, asked, name, wanted, notes))
    if unread := [column.head for column in columns.unread() if column.head]:
        notes.append(Note(name, "", "columns", f"these are not read: {', '.join(map(cut, unread))}"))
    notes += [Note(name, row.label, "row", AFTER) for row in columns.grid.after]
    return ImportResult(list(_cards(offers, notes)), notes)


def _cards(offers: Iterable[TableOffer], notes: list[Note]) -> Iterator[DraftCard]:
    by_card: dict[str, list[TableOffer]] = {}
    for offer in offers:
        by_card.setdefault(offer.card, []).append(offer)
    for card, own in by_card.items():
        if models := list(_models(card, own, notes)):
            yield DraftCard(id=card, title=own[0].provider, models=models)


def _models(card: str, offers: Iterable[TableOffer], notes: list[Note]) -> Iterator[DraftModel]:
    by_name: dict[tuple[str, str], list[TableOffer]] = {}
    for offer in offers:
        by_name.setdefault((offer.model.name, offer.model.currency), []).append(offer)
    for (name, _), own in by_name.items():
        rates = {offer.rate.effective: offer.rate for offer in own}
        if any(rates[offer.rate.effective] != offer.rate for offer in own):
            notes.append(Note(card, name, "model", TWICE))
            continue
        newest = max(own, key=lambda offer: offer.rate.effective)
        yield replace(newest.model, rates=[rates[day] for day in sorted(rates)])
