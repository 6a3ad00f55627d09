"""Rows for finance: one for each charge and month, exact and rounded so that they foot, with where they come from."""

from costcalc.export.allocation import allocate
from costcalc.export.entry import LedgerEntry, Total
from costcalc.export.ledger import Ledger, ledger
from costcalc.export.manifest import ROUNDING, Manifest, manifest
from costcalc.export.verify import ExportChange, verify

__all__ = [
    "ROUNDING",
    "ExportChange",
    "Ledger",
    "LedgerEntry",
    "Manifest",
    "Total",
    "allocate",
    "ledger",
    "manifest",
    "verify",
]
