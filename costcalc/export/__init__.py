"""Rows for finance: one for each charge and month, exact and rounded so that they foot, with where they come from."""

from costcalc.export.allocation import allocate
from costcalc.export.entry import LedgerEntry, Total
from costcalc.export.ledger import Ledger, ledger
from costcalc.export.manifest import ROUNDING, Manifest, manifest
from costcalc.export.verification import Verification, WrittenRows
from costcalc.export.verify import verify

__all__ = [
    "ROUNDING",
    "Ledger",
    "LedgerEntry",
    "Manifest",
    "Total",
    "Verification",
    "WrittenRows",
    "allocate",
    "ledger",
    "manifest",
    "verify",
]
