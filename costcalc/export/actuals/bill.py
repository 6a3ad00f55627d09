"""What was billed: rows of FOCUS, or of an export, with what they say of the model, the meter and the option."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.actuals.records import BillRecord, read_records
from costcalc.problem import InputError, Place
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from costcalc.expr import Exact

PLAIN = ("period_start", "scenario", "option", "call", "model", "meter", "quantity", "unit", "currency", "amount")
BILLED_IN = "BillingCurrency"
FOCUS = ("ChargePeriodStart", BILLED_IN)
OURS = ("x_Scenario", "x_Option", "x_Model", "x_Call")
COSTS = ("EffectiveCost", "BilledCost")
"""The cost that is compared, the first that a file has: what FOCUS spreads over time, else what is invoiced."""
MODEL_NAMES = ("SkuId", "SkuPriceId", "ResourceId", "ResourceName", "ServiceName")
TAG = "tag_"
USAGE = frozenset({"Usage", "Purchase", ""})
_BLOCK = re.compile(r"(?:([1-9][0-9]{0,17}) )?(.+)")


class Basis(StrEnum):
    """Which amount of ours a file is compared with."""

    AMOUNT = "amount"
    COST = "cost"


class BilledRow(NamedTuple):
    """A row of a bill.

    Args:
        record: Where it stands.
        start: The first instant that it is for.
        end: The first instant after that; None where it does not say.
        scenario: The scenario; None where a bill names none.
        option: The option; None where a bill names none.
        models: The texts that may be the name of its model.
        meters: The texts that may be the name of its meter.
        quantity: How much was used; None where it does not say.
        unit: What one of it is, as FOCUS or an export writes it.
        cost: What is paid.
        currency: In what.
        tags: What it is grouped by.
    """

    record: BillRecord
    start: datetime
    end: datetime | None
    scenario: str | None
    option: str | None
    models: tuple[str, ...]
    meters: tuple[str, ...]
    quantity: Exact | None
    unit: str
    cost: Exact
    currency: str
    tags: Mapping[str, str]

    @property
    def month(self) -> str:
        """The month in which it begins: 2026-07."""
        return f"{self.start:%Y-%m}"


class ActualsFile(NamedTuple):
    """A file of what was billed.

    Args:
        file: Its name.
        names_options: Whether its rows say which option they are of.
        cost: The column that is compared.
        currency: The column that says in what that is.
        basis: Which amount of ours that is.
        rows: Its rows, which are read as they are asked for.
    """

    file: str
    names_options: bool
    cost: str
    currency: str
    basis: Basis
    rows: Iterator[BilledRow]


def read_bill(path: Path) -> ActualsFile:
    """Read what was billed.

    Raises:
        InputError: for a file that is neither of FOCUS nor of an export, or has no row.
    """
    records = read_records(path)
    first = next(records, None)
    if first is None:
        place = Place.start_of(str(path), quotable=False)
        raise InputError.of(place, "empty-file", "the file has no row below its heading")
    found = first.columns
    if all(name in found for name in PLAIN):
        in_scenarios = {"cost", "cost_currency"} <= {*found}
        basis, cost = (Basis.COST, "cost") if in_scenarios else (Basis.AMOUNT, "amount")
        currency = "cost_currency" if in_scenarios else "currency"
        rows = _rows(first, records, _ExportRows(cost, currency))
        return ActualsFile(str(path), names_options=True, cost=cost, currency=currency, basis=basis, rows=rows)
    cost = next((name for name in COSTS if name in found), "")
    if cost and all(name in found for name in FOCUS):
        ours = all(name in found for name in OURS)
        return ActualsFile(str(path), ours, cost, BILLED_IN, Basis.COST, _rows(first, records, _FocusRows(cost, ours)))
    raise _no_bill(path, found)


def _no_bill(path: Path, columns: Collection[str]) -> InputError:
    """Return the problem of a file that lacks columns of the kind that it has most of."""
    focus = [name for name in FOCUS if name not in columns]
    focus += [] if any(name in columns for name in COSTS) else [" or ".join(COSTS)]
    plain = [name for name in PLAIN if name not in columns]
    kind, missing = ("an export", plain) if len(plain) <= len(PLAIN) // 2 else ("FOCUS", focus)
    message = "the columns are neither those of FOCUS nor those of an export"
    own = f"{', '.join(FOCUS)} and {COSTS[0]}, with SkuId and SkuMeter"
    hint = f"to be of {kind}, it needs {some_of(missing)} as well; a file made by hand has {own}"
    return InputError.of(Place.start_of(str(path), quotable=False), "wrong-format", message, hint)


class _ExportRows(NamedTuple):
    """Reads rows of an export."""

    cost: str
    currency: str

    def row(self, record: BillRecord) -> BilledRow:
        """Return what a record says."""
        return BilledRow(
            record,
            _start(record, "period_start"),
            record.instant("period_end"),
            record.get("scenario"),
            record.get("option"),
            (record.get("model"),),
            (record.get("meter") or record.get("call"),),
            record.number("quantity"),
            record.get("unit"),
            _cost(record, self.cost),
            _currency(record, self.currency),
            _texts(record.get("tags")) | _in_columns(record),
        )


class _FocusRows(NamedTuple):
    """Reads rows of FOCUS; `ours` says whether they have the columns that costcalc adds."""

    cost: str
    ours: bool

    def row(self, record: BillRecord) -> BilledRow:
        """Return what a record says."""
        details = _texts(record.get("SkuPriceDetails"))
        names = [record.get(name) for name in MODEL_NAMES]
        models = (record.get("x_Model"),) if self.ours else (*names, details.get("x_Model", ""))
        meters = (details.get("x_Meter", "") or record.get("x_Call"),) if self.ours else (record.get("SkuMeter"),)
        category = record.get("ChargeCategory")
        is_usage = category in USAGE
        quantity, unit = _used(record)
        return BilledRow(
            record,
            _start(record, "ChargePeriodStart"),
            record.instant("ChargePeriodEnd"),
            record.get("x_Scenario") if self.ours else None,
            record.get("x_Option") if self.ours else None,
            models if is_usage else (),
            meters if is_usage else (category,),
            quantity,
            unit,
            _cost(record, self.cost),
            _currency(record, BILLED_IN),
            _texts(record.get("Tags")),
        )


def _rows(first: BillRecord, others: Iterator[BillRecord], reader: _ExportRows | _FocusRows) -> Iterator[BilledRow]:
    yield reader.row(first)
    yield from map(reader.row, others)


def _start(record: BillRecord, column: str) -> datetime:
    found = record.instant(column)
    if found is None:
        raise record.refused(column, "bad-instant", "nobody says for when this is", "2026-07-01T00:00:00Z")
    return found


def _cost(record: BillRecord, column: str) -> Exact:
    found = record.number(column)
    if found is None:
        raise record.refused(column, "bad-number", f"`{column}` is empty", "every row needs a cost, be it 0")
    return found


def _currency(record: BillRecord, column: str) -> str:
    found = record.get(column)
    if not found:
        raise record.refused(column, "bad-currency", "nobody says in what currency this is", "USD")
    return found


def _used(record: BillRecord) -> tuple[Exact | None, str]:
    """Return how much was used and in what unit: as it was counted, else as it was priced, block by block."""
    used, unit = record.number("ConsumedQuantity"), record.get("ConsumedUnit")
    if used is None:
        used, unit = record.number("PricingQuantity"), record.get("PricingUnit")
    match = _BLOCK.fullmatch(unit)
    if used is None or not match:
        return None, unit
    return Fraction(used) * int(match[1] or 1), match[2]


def _texts(text: str) -> dict[str, str]:
    """Return the texts of a JSON object; nothing of what is none."""
    try:
        found = json.loads(text) if text.startswith("{") else {}
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _in_columns(record: BillRecord) -> dict[str, str]:
    """Return the tags of a row of an export, which have columns of their own."""
    names = (name for name in record.columns if name.startswith(TAG))
    return {name.removeprefix(TAG): text for name in names if (text := record.get(name))}
