"""The files that an export can be written as. One file per profile; a new one is a file and a line in this list.

A profile is imported when it is asked for.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from costcalc.export import Ledger


class Profile(StrEnum):
    """What the columns are."""

    PLAIN = "plain"
    EXCEL = "excel"
    FOCUS = "focus"


class ExportForm(StrEnum):
    """What the file is."""

    CSV = "csv"
    XLSX = "xlsx"


class FocusVersion(StrEnum):
    """Of the FinOps Open Cost and Usage Specification."""

    V1_4 = "1.4"
    V1_2 = "1.2"


class Writer(Protocol):
    """A module of this folder."""

    def write(self, rows: Ledger, version: str | None) -> bytes:
        """Write a ledger."""


def writer_named(profile: Profile, form: ExportForm) -> Writer:
    """Import a writer."""
    name = form.value if form is ExportForm.XLSX else profile.value
    return cast("Writer", import_module(f"costcalc.formats.export.{name}"))
