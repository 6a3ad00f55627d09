"""The rows of a bill: what a record of FOCUS, or of an export, says of the model, the meter and the option."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.row_tags import PREFIX
from costcalc.shown import unguarded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from costcalc.export.actuals.records import BillRecord
    from costcalc.expr import Exact

BILLED_IN = "BillingCurrency"
MODEL_NAMES = ("SkuId", "SkuPriceId", "ResourceId", "ResourceName", "ServiceName")
USAGE = frozenset({"usage", "purchase", ""})
_BLOCK = re.compile(r"(?:([1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5})([KMBkmb]?) )?(.+)")
_TIMES = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9}


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


class ExportRows(NamedTuple):
    """Reads rows of an export.

    Args:
        cost: The column that is compared.
        currency: The column that says in what that is.
    """

    cost: str
    currency: str

    def row(self, record: BillRecord) -> BilledRow:
        """Return what a record says."""
        start, end = _time(record, "period_start", "period_end")
        return BilledRow(
            record,
            start,
            end,
            record.get("scenario"),
            record.get("option"),
            (record.get("model"),),
            (record.get("meter") or record.get("call"),),
            record.number("quantity"),
            record.get("unit"),
            _cost(record, self.cost),
            _currency(record, self.currency),
            _tags(record, "tags") | _in_columns(record),
        )


class FocusRows(NamedTuple):
    """Reads rows of FOCUS.

    Args:
        cost: The column that is compared.
        ours: Whether they have the columns that costcalc adds.
        currency: The column that says in what that is.
    """

    cost: str
    ours: bool
    currency: str = BILLED_IN

    def row(self, record: BillRecord) -> BilledRow:
        """Return what a record says."""
        start, end = _time(record, "ChargePeriodStart", "ChargePeriodEnd")
        details = _texts(record.get("SkuPriceDetails"))
        names = [record.get(name) for name in MODEL_NAMES]
        models = (record.get("x_Model"),) if self.ours else (*names, details.get("x_Model", ""))
        meters = (details.get("x_Meter", "") or record.get("x_Call"),) if self.ours else (record.get("SkuMeter"),)
        category = record.get("ChargeCategory")
        is_usage = category.casefold() in USAGE
        quantity, unit = _used(record)
        return BilledRow(
            record,
            start,
            end,
            record.get("x_Scenario") if self.ours else None,
            record.get("x_Option") if self.ours else None,
            models if is_usage else (),
            meters if is_usage else (category,),
            quantity,
            unit,
            _cost(record, self.cost),
            _currency(record, self.currency),
            _tags(record, "Tags"),
        )


def _time(record: BillRecord, start: str, end: str) -> tuple[datetime, datetime | None]:
    first, after = record.instant(start), record.instant(end)
    if first is None:
        raise record.refused(start, "bad-instant", "nobody says for when this is", "2026-07-01T00:00:00Z")
    if after is not None and after < first:
        raise record.refused(end, "bad-instant", f"this is before `{start}`", "the first instant after what is billed")
    return first, after


def _cost(record: BillRecord, column: str) -> Exact:
    found = record.number(column)
    if found is None:
        raise record.refused(column, "bad-number", f"`{column}` is empty", "every row needs a cost, be it 0")
    return found


def _currency(record: BillRecord, column: str) -> str:
    found = record.get(column)
    if not found:
        raise record.refused(column, "bad-currency", "nobody says in what currency this is", "USD")
    return found.upper()


def _used(record: BillRecord) -> tuple[Exact | None, str]:
    """Return how much was used and in what unit: as it was counted, else as it was priced, block by block."""
    used, unit = record.number("ConsumedQuantity"), record.get("ConsumedUnit")
    if used is None:
        used, unit = record.number("PricingQuantity"), record.get("PricingUnit")
    match = _BLOCK.fullmatch(unit)
    if used is None or not match:
        return None, unit
    block, thousands, one = match.groups()
    return Fraction(used) * int((block or "1").replace(",", "")) * _TIMES[(thousands or "").upper()], one


def _texts(text: str) -> dict[str, str]:
    """Return the texts of a JSON object; nothing of what is none."""
    try:
        found = json.loads(text) if text.startswith("{") else {}
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _tags(record: BillRecord, column: str) -> dict[str, str]:
    """Return the tags of a row: FOCUS has a JSON object of them, whose values may be numbers and truth values.

    Raises:
        InputError: for what is none: a row whose tags nobody can read may be anybody's.
    """
    text = record.get(column)
    if not text or text == "null":
        return {}
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        hint = 'FOCUS has {"team": "search"}; leave it empty where there are none'
        raise record.refused(column, "wrong-format", "these are no tags: a JSON object of texts", hint)
    words = {True: "true", False: "false"}
    plain = {name: words[value] if isinstance(value, bool) else value for name, value in found.items()}
    return {name: value for name, value in plain.items() if isinstance(value, str) and value}


def _in_columns(record: BillRecord) -> dict[str, str]:
    """Return the tags of a row of an export, which have columns of their own."""
    names = (name for name in record.columns if name.startswith(PREFIX))
    return {name.removeprefix(PREFIX): unguarded(text) for name in names if (text := record.get(name))}
