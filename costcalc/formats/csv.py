"""CSV, for a spreadsheet: one row per charge, UTF-8, LF, a decimal point, no grouping, no totals between.

    scenario,option,as_of,period,call,charge,…,amount,…,formula,…
    chatbot,flash,2026-04-28T12:00:00Z,month,answer,answer.input,…,2.8,…

An option without a price has one row with an empty amount, and the reason under `not_priced`. Text that a
spreadsheet would take for a formula begins with an apostrophe; numbers and fractions are never touched.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from costcalc.shown import GUARD, inert, is_computed, show

if TYPE_CHECKING:
    from costcalc.formats import Style
    from costcalc.records import Rows
    from costcalc.views import TableView


def write(view: TableView, style: Style) -> str:
    """Return an answer as CSV."""
    del style  # a spreadsheet gets every column, always in the same order
    return table(view.rows())


def table(rows: Rows[Any], line_end: str = "\n") -> str:
    """Return rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow([field.name for field in rows.fields])
    for one in rows.of:
        cells = zip(rows.cells(one), rows.fields, strict=True)
        writer.writerow([cell if field.kind.is_digits else safe_cell(cell) for cell, field in cells])
    return inert(out.getvalue())


def safe_cell(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula."""
    safe = show(text)
    return f"{GUARD}{safe}" if is_computed(text) else safe
