"""What a meter is."""

from __future__ import annotations

from typing import NamedTuple


class Meter(NamedTuple):
    """Something that is counted, and has a price.

    Args:
        name: The key in rate cards, scenarios and reports.
        unit: What one of it is, in the singular: `token`.
        part_of: The meter that counts these units too. Its charge is for the remainder, so that nothing is
            priced twice.
        summary: One line for editors and help texts.
    """

    name: str
    unit: str
    summary: str
    part_of: str | None = None
