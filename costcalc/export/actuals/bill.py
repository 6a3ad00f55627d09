"""What was billed: a file in the columns of FOCUS, or in those of an export."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.actuals.records import read_records
from costcalc.export.actuals.rows import BILLED_IN, ExportRows, FocusRows
from costcalc.problem import InputError, Place
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from costcalc.export.actuals.rows import BilledRow

PLAIN = ("period_start", "scenario", "option", "call", "model", "meter", "quantity", "unit", "currency", "amount")
FOCUS = ("ChargePeriodStart", BILLED_IN)
OURS = ("x_Scenario", "x_Option", "x_Model", "x_Call")
COSTS = ("EffectiveCost", "BilledCost")
"""The cost that is compared, the first that a file has: what FOCUS spreads over time, else what is invoiced."""


class Basis(StrEnum):
    """Which amount of ours a file is compared with: that of the price's currency, or that of the scenario's."""

    AMOUNT = "amount"
    COST = "cost"


class ActualsFile(NamedTuple):
    """A file of what was billed.

    Args:
        file: Its name.
        names_options: Whether its rows say which option they are of.
        cost: The column that is compared.
        currency: The column that says in what that is.
        bases: Which amounts of ours that may be: the first that are in its currency.
        paid_in: What its first row is paid in.
        rows: Its rows, which are read as they are asked for.
    """

    file: str
    names_options: bool
    cost: str
    currency: str
    bases: tuple[Basis, ...]
    paid_in: str
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
    form = _form(first.columns)
    if form is None:
        raise InputError.of(Place.start_of(str(path), quotable=False), "wrong-format", *_unlike(first.columns))
    reader, names_options, bases = form
    rows = map(reader.row, records)
    row = reader.row(first)
    return ActualsFile(str(path), names_options, reader.cost, reader.currency, bases, row.currency, chain([row], rows))


def _form(found: Collection[str]) -> tuple[ExportRows | FocusRows, bool, tuple[Basis, ...]] | None:
    """Return what reads rows of these columns, whether they say options, and which amounts of ours they may be."""
    if all(name in found for name in PLAIN):
        if {"cost", "cost_currency"} <= {*found}:
            return ExportRows("cost", "cost_currency"), True, (Basis.COST,)
        return ExportRows("amount", "currency"), True, (Basis.AMOUNT, Basis.COST)
    cost = next((name for name in COSTS if name in found), "")
    if cost and all(name in found for name in FOCUS):
        ours = all(name in found for name in OURS)
        # Who sells in dollars bills in dollars, whatever the scenario is compared in.
        return FocusRows(cost, ours), ours, (Basis.COST, Basis.AMOUNT)
    return None


def _unlike(columns: Collection[str]) -> tuple[str, str]:
    """Return that columns are not those of a bill, and which it lacks of the kind that it has most of."""
    focus = [name for name in FOCUS if name not in columns]
    focus += [] if any(name in columns for name in COSTS) else [" or ".join(COSTS)]
    plain = [name for name in PLAIN if name not in columns]
    kind, missing = ("an export", plain) if len(plain) <= len(PLAIN) // 2 else ("FOCUS", focus)
    own = f"{', '.join(FOCUS)} and {COSTS[0]}, with SkuId and SkuMeter"
    hint = f"to be of {kind}, it needs {some_of(missing)} as well; a file made by hand has {own}"
    return "the columns are neither those of FOCUS nor those of an export", hint
