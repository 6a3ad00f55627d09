"""JSON, for programs: a versioned schema, every number a string of plain digits, never a float.

    {"schema": "costcalc/comparison/v1", "options": [{"id": "flash", "total": "142.8", …}], …}

A number without a last digit has 15 significant digits, and its exact fraction beside it. Several scenarios
come as `costcalc/comparisons/v1`, an estimate as `costcalc/price/v1`, problems as `costcalc/problems/v1`; the schema
of each is in docs/schemas, and `costcalc schema comparison` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.shown import json_text

if TYPE_CHECKING:
    from costcalc.formats import Style
    from costcalc.views import View


def write(view: View, style: Style) -> str:
    """Return an answer as JSON."""
    del style  # a program is told everything, always the same way
    return json_text(view.document())
