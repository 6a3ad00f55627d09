"""JSON, for programs: a versioned schema, every number a string of plain digits, never a float.

    {"schema": "costcalc/check/v1", "verdict": "failed", "exit_code": 1, "moves": [{"scenario": "chat", …}], …}

Nothing is left out of it but the problems of a file from the 21st on, which `left_out` counts. A number without a
last digit has 15 significant digits, and its exact fraction beside it. Its own schema is `docs/check.schema.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.formats.check.data import document
from costcalc.shown import json_text

if TYPE_CHECKING:
    from costcalc.formats.base import Style
    from costcalc.review import Review


def report(result: Review, look: Style) -> str:
    """Write a review."""
    del look  # a program is told everything, always the same way
    return json_text(document(result))
