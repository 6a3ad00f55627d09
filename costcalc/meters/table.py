"""All that is counted; a new meter is a row in one of the two families.

The order is that of the charges in a report. A card may name more meters, for itself alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.meters.pieces import PIECES
from costcalc.meters.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.meters.meter import Meter

METERS: Mapping[str, Meter] = {meter.name: meter for meter in (*TOKENS, *PIECES)}

TOKEN = "token"  # noqa: S105  # no secret
"""The unit that multipliers are for, where they do not say more."""
