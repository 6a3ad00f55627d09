"""The manifest beside an export: what it was made from, and what it adds up to. No clock is read."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr import decimal_text, fraction_text
from costcalc.instant import instant_text
from costcalc.shown import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.export.ledger import DatedScenario, Ledger

MANIFEST_SCHEMA = "costcalc/export-manifest/v1"
ROUNDING = (
    "amount_rounded: rounded down to the currency's smallest unit, and the units missing to the rounded sum of the"
    " option and the time given to the largest remainders, the earlier row first; the sum is rounded half-up"
)


class ExportRequest(NamedTuple):
    """The options that an export was made with.

    Args:
        profile: `plain`, `excel` or `focus`.
        form: `csv` or `xlsx`.
        focus_version: Of FOCUS; None where it is not that.
        months: As asked; None for each scenario's own period.
        pricing: The folders of rate cards given.
    """

    profile: str
    form: str
    focus_version: str | None
    months: int | None
    pricing: tuple[str, ...] = ()


class ExportedFile(NamedTuple):
    """A file that is exported.

    Args:
        name: Of the file, without its folder.
        data: Its bytes.
        table: The rows in it as CSV, in the columns of the profile; the same bytes, where it is a CSV.
    """

    name: str
    data: bytes
    table: bytes


def manifest(file: ExportedFile, rows: Ledger, asked: Sequence[DatedScenario], how: ExportRequest) -> str:
    """Return the manifest of an export as JSON.

    Args:
        file: The file.
        rows: What is in it.
        asked: The scenarios, each with its instant.
        how: How it was asked for.
    """
    from costcalc import __version__

    document: dict[str, Any] = {
        "schema": MANIFEST_SCHEMA,
        "costcalc": __version__,
        "file": file.name,
        "sha256": sha256(file.data).hexdigest(),
        "bytes": len(file.data),
        "rows": len(rows.entries),
        "rows_sha256": sha256(file.table).hexdigest(),
        "profile": how.profile,
        "format": how.form,
        "focus_version": how.focus_version,
        "months": how.months,
        "pricing": list(how.pricing),
        "rounding": ROUNDING,
        "totals": [
            {
                "currency": total.currency,
                "rows": total.rows,
                "exact": decimal_text(total.exact),
                "exact_fraction": fraction_text(total.exact),
                "rounded": format(total.rounded, "f"),
            }
            for total in rows.totals
        ],
        "inputs": {
            "scenarios": [
                {
                    "id": str(one.file.scenario.id),
                    "file": one.file.file,
                    "sha256": one.file.sha256,
                    "as_of": instant_text(one.as_of),
                }
                for one in asked
            ],
            "cards": [
                {
                    "id": str(card.card.id),
                    "version": str(card.card.version),
                    "file": card.file,
                    "folder": card.folder,
                    "sha256": card.sha256,
                }
                for card in rows.cards
            ],
            "calendars": [
                {"id": str(one.calendar.id), "file": one.file, "sha256": one.sha256} for one in rows.calendars
            ],
            "fx": {"file": rows.fx.file, "sha256": rows.fx.sha256} if rows.fx else None,
        },
    }
    return json_text(document)
