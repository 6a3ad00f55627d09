"""The rows of an export, read back from CSV: it may have been edited, or saved anew by a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.expr import Exact

LONGEST, KEPT_DIGITS = 400, 15
"""Characters of a number, and the digits of one that a spreadsheet keeps."""
EARLIER = 6
"""How many columns before the newest were added one after the other, after an export was first written."""
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")
_FRACTION = re.compile(r"-?[0-9]+/[1-9][0-9]*")

Cells = dict[str, str]


class Columns(NamedTuple):
    """What the columns of a profile are called, in which rows say what they are of and what they come to.

    Args:
        key: Those that tell a charge from all others.
        scenario: The scenario's id.
        option: The option's.
        model: The model.
        price: The price of so many units.
        quantity: How much is used.
        formula: How the amount is computed.
        substituted: The same with the numbers put in.
        currency: What `amount` is in.
        amount: What is added up to the totals of a manifest.
        rounded: The same rounded; None where that is in another currency than the totals.
        exchange: The exchange rate.
        period_end: The end of the time that a row is for; its start is the first of `key`.
        cost: What is added up to the other sums of a manifest: the amount in the currency of the scenario.
        cost_rounded: The same rounded.
        cost_currency: What it is in.
        since: A column that came with those sums: an older export has neither.
        computed: What the formula comes to.
        rate: From when on the price holds.
    """

    key: tuple[str, ...]
    scenario: str
    option: str
    model: str
    price: str
    quantity: str
    formula: str
    substituted: str
    currency: str
    amount: str
    rounded: str | None
    exchange: str
    period_end: str
    cost: str
    cost_rounded: str
    cost_currency: str
    since: str
    computed: str
    rate: str

    @classmethod
    def of(cls, profile: str) -> Self:
        """Return those of a profile; of all but FOCUS they are the plain ones."""
        return cls(*(_FOCUS if profile == "focus" else _PLAIN))

    @property
    def needed(self) -> set[str]:
        """Those that every table of ours has had."""
        ours = {*self.key, *(name for name in self if isinstance(name, str))}
        return ours - {self.cost, self.cost_rounded, self.cost_currency, self.since} | {self.computed}


_PLAIN = (
    ("period_start", "scenario", "option", "charge"),
    *("scenario", "option", "model", "unit_price", "quantity", "formula", "substituted"),
    *("currency", "amount", "amount_rounded", "exchange_rate"),
    *("period_end", "cost", "cost_rounded", "cost_currency", "comparison", "amount", "rate_effective"),
)
_FOCUS = (
    ("BillingPeriodStart", "x_Scenario", "x_Option", "x_Charge"),
    *("x_Scenario", "x_Option", "x_Model", "ContractedUnitPrice", "ConsumedQuantity"),
    *("x_Formula", "x_FormulaSubstituted", "PricingCurrency", "PricingCurrencyEffectiveCost", None, "x_ExchangeRate"),
    *("BillingPeriodEnd", "EffectiveCost", "x_RoundedCost", "BillingCurrency", "x_Comparison", "EffectiveCost"),
    "x_RateEffective",
)


class ExportTable(NamedTuple):
    """The rows of a file.

    Args:
        columns: Its heading.
        rows: The cells of each row, as many as it has.
        lines: In which row of a spreadsheet each is, from 1.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read a table; rows of nothing are passed over.

        Raises:
            ValueError: for what is none.
        """
        try:
            found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        except csv.Error as error:
            raise ValueError(str(error)) from None
        (columns, *rows) = found  # a ValueError where there is nothing
        kept = [(line, row) for line, row in enumerate(rows, 2) if any(row)]
        return cls(columns, [row for _, row in kept], [line for line, _ in kept])

    def cells(self, nth: int) -> Cells:
        """Return the cells of a row by column; one that is not there is empty."""
        row = self.rows[nth]
        return {name: row[at] if at < len(row) else "" for at, name in enumerate(self.columns)}


def columns_since(rows: ExportTable, digest: str, since: str) -> tuple[str, ...] | None:
    """Return the columns that rows of today have, and those of a fingerprint have not; None where it is not of them.

    Args:
        rows: The rows of today.
        digest: Of rows in CSV, with the first of these columns alone.
        since: The first column that they cannot have.
    """
    last = list(rows.columns).index(since)
    for count in range(last, max(0, last - EARLIER), -1):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(row[:count] for row in (rows.columns, *rows.rows))
        if sha256(text.getvalue().encode()).hexdigest() == digest:
            return tuple(rows.columns[count:])
    return None


def number_of(text: str) -> Decimal | None:
    """Return the number in a cell, also as a spreadsheet writes it (`1.4E2`); None where there is none."""
    bare = text.strip(" ")
    return Decimal(bare) if len(bare) <= LONGEST and _NUMBER.fullmatch(bare) else None


def exact_of(cells: Mapping[str, str], column: str) -> Exact | None:
    """Return a number as it is, by its fraction where that stands beside it."""
    fraction = cells.get(f"{column}_exact", "") or cells.get(f"x_{column}Exact", "")
    if len(fraction) <= LONGEST and _FRACTION.fullmatch(fraction):
        return Fraction(fraction)
    return number_of(cells.get(column, ""))


def is_cut(old: str, new: str) -> bool:
    """Whether a number is the first digits of another, as many as a spreadsheet keeps."""
    kept, whole = number_of(old), number_of(new)
    if kept is None or whole is None or not whole or len(whole.as_tuple().digits) <= KEPT_DIGITS:
        return False
    unit = Decimal((0, (1,), whole.adjusted() - KEPT_DIGITS + 1))
    return abs(Fraction(kept) - Fraction(whole)) <= Fraction(unit)
