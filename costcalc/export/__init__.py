"""Rows for finance: one for each charge and month, exact and rounded so that they foot, with where they come from."""

from costcalc.export.foot import foot
from costcalc.export.ledger import Entry, Ledger, Total, ledger
from costcalc.export.manifest import manifest
from costcalc.export.verify import Moved, verify

__all__ = ["Entry", "Ledger", "Moved", "Total", "foot", "ledger", "manifest", "verify"]
