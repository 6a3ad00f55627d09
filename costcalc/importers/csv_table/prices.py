"""The prices of a row: each with what it is for and its currency, which somebody must have said."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.csv_table.cells import PriceCell, UnclearCellError, has_decimal_comma, price_cell
from costcalc.importers.csv_table.currencies import YEN_OR_YUAN, currency_of
from costcalc.importers.csv_table.units import UnitsBought, bought
from costcalc.importers.exact import NotExactError
from costcalc.importers.fields import is_zero
from costcalc.problem import InputError, Place, Problem
from costcalc.rules.form import UNPRICED
from costcalc.rules.unit import plural
from costcalc.shown import cut
from costcalc.source.fields import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.importers.csv_table.columns import PriceColumn, TableColumns
    from costcalc.importers.csv_table.grid import TableRow
    from costcalc.importers.draft import TableQuery, Value
    from costcalc.importers.fields import Leave
    from costcalc.meters.meter import Meter

ZERO = "it is 0 beside prices: free, or no price of its own, and nobody says which"
PER_HINT = "--per 1M, --per '1K tokens', --per '1 image'; or in the heading: Input (per 1M tokens)"


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
        self._per = [_asked_per(text) for text in asked.per]
        self._currency = _asked_currency(asked.currency)
        texts = {price.nth: [row.cell(price.nth) for row in columns.grid.rows] for price in self._prices}
        self._commas = any(has_decimal_comma(text) for column in texts.values() for text in column)
        cells = {nth: list(_readable(column, commas=self._commas)) for nth, column in texts.items()}
        self._signed = {nth: {cell.currency for cell in column if cell.currency} for nth, column in cells.items()}
        read = [(price, cells[price.nth]) for price in self._prices if cells[price.nth]]
        if unsaid := [problem for price, column in read for problem in self._unsaid(price, column)]:
            raise InputError(unsaid)

    def _unsaid(self, column: PriceColumn, cells: Sequence[PriceCell]) -> Iterator[Problem]:
        place, head, meter = self._columns.grid.place, cut(column.head), column.meter
        if not (column.currency or self._currency or self._signed[column.nth] or "currency" in self._columns.named):
            message = f"nobody says which currency the prices of `{head}` are in"
            hint = "--currency USD; or a sign in the cells, or a heading such as Input (USD)"
            yield Problem(place, "bad-currency", message, hint)
        said = column.per or self._usual(meter)
        if said is None and "per" not in self._columns.named and not any(cell.per for cell in cells):
            message = f"nobody says for how many {plural(meter.unit)} the prices of `{head}` are"
            yield Problem(place, "bad-unit", message, PER_HINT)
        elif said and not said.fits(meter.unit):
            message = f"the prices of `{head}` are per {said.unit}, and `{meter.name}` is by the {meter.unit}"
            yield Problem(place, "bad-unit", message, "name another meter for this column, or change its prices")

    def read(self, row: TableRow, per: UnitsBought | None, currency: str | None, leave: Leave) -> RowPrices:
        """Return the prices of a row.

        Args:
            row: The row.
            per: What it says that a price is for.
            currency: What it says of the currency.
            leave: Takes the notes.
        """
        sheets: dict[str, dict[str, Value]] = {}
        currencies, zeros = set(), []
        for column in self._prices:
            sheet, name = sheets.setdefault(column.service, {}), column.meter.name
            try:
                cell = price_cell(row.cell(column.nth), commas=self._commas)
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
                zeros += [] if Decimal(cell.number) else [column.head]
        if not is_zero(sheets.get("", {})):
            for head in zeros:
                leave(head, ZERO)
        return RowPrices({service: sheet for service, sheet in sheets.items() if sheet}, currencies)

    def _currency_of(self, cell: PriceCell, column: PriceColumn, currency: str | None) -> str:
        said = {cell.currency, column.currency, currency, self._currency} - {None}
        said = said or set(self._signed[column.nth])
        if YEN_OR_YUAN in said and said & {"CNY", "JPY"}:
            said.discard(YEN_OR_YUAN)
        if len(said) != 1 or YEN_OR_YUAN in said:
            raise UnclearCellError("nobody says its currency, or two are said")
        return str(said.pop())

    def _bought(self, cell: PriceCell, column: PriceColumn, per: UnitsBought | None) -> UnitsBought:
        said = cell.per or column.per or per or self._usual(column.meter)
        if said is None or not said.fits(column.meter.unit):
            raise UnclearCellError("nobody says what it is for, or it is for something else")
        return said

    def _usual(self, meter: Meter) -> UnitsBought | None:
        """Return what the user says of the prices of a meter."""
        same = [one for one in self._per if one.unit and one.fits(meter.unit)]
        bare = [one for one in self._per if not one.unit and meter.unit == "token"]
        return next(iter([*same, *bare]), None)


def _asked_per(text: str) -> UnitsBought:
    found = bought(f"per {text}")
    if found is None:
        place = Place.start_of("--per", text)
        raise InputError.of(place, "bad-unit", f"`{cut(text)}` does not say what a price is for", PER_HINT)
    return found


def _asked_currency(text: str | None) -> str | None:
    if text is not None and not CURRENCY.fullmatch(text):
        hint = "three capitals, as in USD"
        raise InputError.of(Place.start_of("--currency", text), "bad-currency", f"`{cut(text)}` is no currency", hint)
    return text


def currency_cell(column: str, text: str) -> str | None:
    """Return the currency that a cell names; None for an empty one.

    Raises:
        UnclearCellError: for a word that is none.
    """
    if not text:
        return None
    if code := currency_of(text):
        return code
    if CURRENCY.fullmatch(text):
        return text
    raise UnclearCellError(column, "this is no currency, and the row is left out")


def _readable(texts: Sequence[str], *, commas: bool) -> Iterator[PriceCell]:
    for text in texts:
        with suppress(UnclearCellError):
            if (cell := price_cell(text, commas=commas)).number:
                yield cell
