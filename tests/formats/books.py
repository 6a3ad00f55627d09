"""Workbooks, and what reads them back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl

from costcalc.export.ledger import ledger
from costcalc.export.times import DatedScenario
from costcalc.instant import parse_instant
from costcalc.project.load import find_cards, load_scenario

if TYPE_CHECKING:
    from costcalc.export import Ledger


def chatbot(as_of: str = "2026-07-15", months: int = 3) -> Ledger:
    """Work out the rows of a shipped scenario with four options."""
    asked = [DatedScenario(load_scenario("scenarios/chatbot.yaml"), parse_instant(as_of))]
    return ledger(asked, find_cards(), months=months)


def book(data: bytes, *, values: bool = True) -> Any:
    """Read a workbook: what comes of its formulas, or these."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def table(sheet: Any, top: int = 1) -> list[dict[str, Any]]:
    """Return the rows of a table, by the names of its columns."""
    names, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
    return [dict(zip(names, row, strict=True)) for row in rows if row[0] is not None]
