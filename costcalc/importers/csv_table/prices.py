"""The prices of a row: each with what it is for and its currency, which somebody must have said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.csv_table.beside import Spoken, strange_lines
from costcalc.importers.csv_table.cells import PriceCell, UnclearCellError, has_decimal_comma, price_cell, readable
from costcalc.importers.csv_table.currencies import agreed, coded, the_one
from costcalc.importers.csv_table.units import UnitsBought, bought, multiplies, speaks_of_units
from costcalc.importers.files.exact import NotExactError
from costcalc.problem import InputError, Place, Problem
from costcalc.ratecard.doubts import LARGE_ONLY, SMALL_ONLY
from costcalc.rules.form import UNPRICED
from costcalc.rules.unit import plural
from costcalc.shown import cut
from costcalc.source.fields import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.importers.csv_table.columns import PriceColumn, TableColumns
    from costcalc.importers.csv_table.grid import TableRow
    from costcalc.importers.draft import TableQuery, Value
    from costcalc.importers.reading.fields import Leave
    from costcalc.meters.meter import Meter

PER_HINT = "--per 1M, --per '1K tokens', --per '1 image'; or in the heading: Input (per 1M tokens)"

SIZED = (
    (re.compile("[<≤]|up to", re.IGNORECASE), SMALL_ONLY),
    (re.compile("[>≥]|above|over", re.IGNORECASE), LARGE_ONLY),
)
"""What a heading says of the prompts whose price stands under it."""


class RowPrices(NamedTuple):
    """The prices of a row.

    Args:
        sheets: Service, "" for the standard one, to meter to price.
        currencies: Those of its prices.
    """

    sheets: Mapping[str, Mapping[str, Value]]
    currencies: set[str]


class PriceReader:
    """What holds for all cells of a table.

    Raises:
        InputError: for a column of which nobody says what a price is for, or its currency.
    """

    def __init__(self, columns: TableColumns, asked: TableQuery) -> None:
        self._columns, self._prices = columns, list(columns.priced())
        self._per = _asked_per(asked.per)
        self._currency = _asked_currency(asked.currency)
        texts = {price.nth: [row.cell(price.nth) for row in columns.grid.rows] for price in self._prices}
        self.doubts = [doubt for sign, doubt in SIZED if any(sign.search(price.head) for price in self._prices)]
        self.commas = any(has_decimal_comma(text) for column in texts.values() for text in column)
        self._cells = {nth: list(readable(column, commas=self.commas)) for nth, column in texts.items()}
        self._signed = {nth: agreed(cell.currencies for cell in column) for nth, column in self._cells.items()}
        read = [(price, self._cells[price.nth]) for price in self._prices if self._cells[price.nth]]
        if unsaid := [problem for price, column in read for problem in self._unsaid(price, column)]:
            raise InputError(unsaid)
        nths = [price.nth for price in self._prices]
        if strange := list(
            strange_lines(columns.grid, columns.named["model"], nths, self._spoken(), commas=self.commas)
        ):
            raise InputError(strange)

    def _spoken(self) -> Spoken:
        """Return what the prices are for and in, whoever says so."""
        cells = [cell for column in self._cells.values() for cell in column]
        said = [(price.per or self._usual(price.meter), price.meter.unit) for price in self._prices]
        said += [(cell.per, "token") for cell in cells]
        said += [(bought(f"per {text}"), "token") for text in self._columns.cells("per")]
        money = [agreed((price.currencies, self._currency, self._signed[price.nth])) for price in self._prices]
        money += [*(cell.currencies for cell in cells), *map(coded, self._columns.cells("currency"))]
        return Spoken(
            {per._replace(unit=per.unit or unit) for per, unit in said if per},
            {code for each in money if (code := the_one(each))},
        )

    def _unsaid(self, column: PriceColumn, cells: Sequence[PriceCell]) -> Iterator[Problem]:
        place, head, meter = self._columns.grid.place, cut(column.head), column.meter
        money = agreed((column.currencies, self._currency))
        if money is not None and not money:
            message = f"the prices of `{head}` are in cents or the like, in a currency that is not known, or in two"
            yield Problem(place, "bad-currency", message, "write them in one currency, with its code: Input (USD)")
        elif money is None and self._signed[column.nth] is None and "currency" not in self._columns.named:
            message = f"nobody says which currency the prices of `{head}` are in"
            hint = "--currency USD; or a sign in the cells, or a heading such as Input (USD)"
            yield Problem(place, "bad-currency", message, hint)
        said = column.per or self._usual(meter)
        if multiplies(column.head) or (column.per is None and speaks_of_units(column.head)):
            message = f"`{head}` says in words that are not known what its prices are for"
            yield Problem(place, "bad-unit", message, "write it as in Input (per 1M tokens)")
        elif said is None and "per" not in self._columns.named and not any(cell.per for cell in cells):
            message = f"nobody says for how many {plural(meter.unit)} the prices of `{head}` are"
            yield Problem(place, "bad-unit", message, PER_HINT)
        elif said and not said.fits(meter.unit):
            message = f"the prices of `{head}` are per {said.unit}, and `{meter.name}` is by the {meter.unit}"
            yield Problem(place, "bad-unit", message, "name another meter for this column, or change its prices")

    def read(self, row: TableRow, per: UnitsBought | None, currency: frozenset[str] | None, leave: Leave) -> RowPrices:
        """Return the prices of a row.

        Args:
            row: The row.
            per: What it says that a price is for.
            currency: What it says of the currency.
            leave: Takes the notes.
        """
        sheets: dict[str, dict[str, Value]] = {}
        currencies = set()
        for column in self._prices:
            sheet, name = sheets.setdefault(column.service, {}), column.meter.name
            try:
                cell = price_cell(row.cell(column.nth), commas=self.commas)
                if not cell.number:
                    leave(column.head, cell.why)
                    continue
                own = self._currency_of(cell, column, currency)
                sheet[name] = self._bought(cell, column, per).write(cell.number, column.meter.unit)
            except (UnclearCellError, NotExactError) as error:
                leave(column.head, f"{error}, so nothing is priced by it")
                sheet[name] = UNPRICED
            else:
                currencies.add(own)
        return RowPrices({service: sheet for service, sheet in sheets.items() if sheet}, currencies)

    def _currency_of(self, cell: PriceCell, column: PriceColumn, row: frozenset[str] | None) -> str:
        said = agreed((cell.currencies, column.currencies, row, self._currency))
        found = the_one(self._signed[column.nth] if said is None else said)
        if found is None:
            raise UnclearCellError("nobody says its currency, or two are said")
        return found

    def _bought(self, cell: PriceCell, column: PriceColumn, row: UnitsBought | None) -> UnitsBought:
        unit = column.meter.unit
        said = {each._replace(unit=each.unit or unit) for each in (cell.per, column.per, row) if each}
        if len(said) > 1:
            raise UnclearCellError("two things are said of what it is for")
        found = said.pop() if said else self._usual(column.meter)
        if found is None or not found.fits(unit):
            raise UnclearCellError("nobody says what it is for, or it is for something else")
        return found

    def _usual(self, meter: Meter) -> UnitsBought | None:
        """Return what the user says of the prices of a meter."""
        same = [one for one in self._per if one.unit and one.fits(meter.unit)]
        bare = [one for one in self._per if not one.unit and meter.unit == "token"]
        return next(iter([*same, *bare]), None)


def _asked_per(texts: Sequence[str]) -> list[UnitsBought]:
    found: dict[str | None, UnitsBought] = {}
    for text in texts:
        place, per = Place.start_of("--per", text), bought(f"per {text}")
        if per is None:
            raise InputError.of(place, "bad-unit", f"`{cut(text)}` does not say what a price is for", PER_HINT)
        unit = per.unit or "token"
        if found.setdefault(unit, per) != per:
            message = f"it says of prices per {unit} that they are for another number, too"
            raise InputError.of(place, "bad-setting", message, "give one of them")
    return list(found.values())


def _asked_currency(text: str | None) -> frozenset[str] | None:
    if text is None:
        return None
    if not CURRENCY.fullmatch(text):
        hint = "three capitals, as in USD"
        raise InputError.of(Place.start_of("--currency", text), "bad-currency", f"`{cut(text)}` is no currency", hint)
    return frozenset({text})


def currency_cell(column: str, text: str) -> frozenset[str] | None:
    """Return the currency that a cell names, or those of which it is one; None for an empty one.

    Raises:
        UnclearCellError: for a word that is none.
    """
    found = coded(text)
    if text and not found:
        raise UnclearCellError(column, "this is no currency, and the row is left out")
    return found
