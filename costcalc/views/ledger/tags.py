"""The tags of a scenario in a cell: a JSON object, as FOCUS has them and databases read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from costcalc.scenario import Scenario


def tags_text(scenario: Scenario) -> str | None:
    """Return the tags of a scenario in the order of the file, as JSON in ASCII; None where it has none."""
    return json.dumps(dict(scenario.tags), ensure_ascii=True) if scenario.tags else None
