"""CSV as Excel likes it: the plain one, with a byte order mark and CRLF, so that a double click shows every letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.formats.export.plain import table

if TYPE_CHECKING:
    from costcalc.export import Ledger


def write(rows: Ledger, version: str | None) -> bytes:
    """Write a ledger."""
    del version
    return b"\xef\xbb\xbf" + table(rows, "\r\n").encode("utf-8")
