"""Days, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.views.words import NOTHING

if TYPE_CHECKING:
    from datetime import datetime


def day(moment: datetime | None) -> str:
    """Return an instant so that it can be broken: 2026-04-26 12:15Z; the date alone where it is 00:00 UTC."""
    return short_instant(moment).replace("T", " ").replace(":00Z", "Z") if moment else NOTHING
