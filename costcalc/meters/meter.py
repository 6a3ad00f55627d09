"""What a meter is."""

from __future__ import annotations

from typing import NamedTuple


class Meter(NamedTuple):
    """Something that is counted, and has a price.

    Args:
        name: The key in rate cards, scenarios and reports.
        unit: What one of it is, in the singular: `token`.
        summary: One line for editors and help texts.
        part_of: The meters that count these units too. Their charges are for the remainder, so that nothing is
            priced twice.
        doc: Its section of docs/meters.md, with an example.
    """

    name: str
    unit: str
    summary: str
    part_of: tuple[str, ...] = ()
    doc: str = ""

    def described(self, doc: str) -> Meter:
        """Return the meter with its documentation."""
        return self._replace(doc=doc)
