"""What `costcalc export` says: rows for finance, in the columns of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.views.ledger.profile import FocusVersion, Profile

if TYPE_CHECKING:
    from costcalc.export import Ledger
    from costcalc.records import Rows


def ledger_rows(ledger: Ledger, profile: Profile, version: FocusVersion | None = None) -> Rows[Any]:
    """Return the rows of an export.

    Args:
        ledger: What is exported.
        profile: What the columns are; those of Excel are the plain ones.
        version: Of FOCUS; None is the newest.

    Raises:
        InputError: where a profile has no room for them: FOCUS wants costs in money.
    """
    if profile is Profile.FOCUS:
        from costcalc.views.ledger.focus import focus_rows

        return focus_rows(ledger, version or FocusVersion.V1_4)
    from costcalc.views.ledger.plain import plain_rows

    return plain_rows(ledger)


__all__ = ["FocusVersion", "Profile", "ledger_rows"]
