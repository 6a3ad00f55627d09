"""Rows that a file or today alone has, called by what is gone or new: a charge, or a share of all charges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.export.cause import Cause, CauseKind
from costcalc.export.row_tags import row_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.export.pairs import Key, RowPair
    from costcalc.export.table import Cells


class Alone:
    """The rows that are on one side only.

    Args:
        pairs: All rows.
    """

    def __init__(self, pairs: Sequence[RowPair]) -> None:
        self._of_charge: dict[Key, list[Cells]] = {}
        self._first: dict[tuple[object, ...], str] = {}
        self._shared = {pair.key for pair in pairs if pair.was and pair.now}
        for pair in pairs:
            self._of_charge.setdefault(pair.key, []).extend(row[1] for row in pair[1:] if row)
        for pair in pairs:
            if not (pair.was and pair.now):
                side = self._side(pair)
                self._first[side] = min(pair.key[0], self._first.get(side, pair.key[0]))

    def cause(self, pair: RowPair) -> Cause:
        """Return that there is a row on one side only, and from when on."""
        side = self._side(pair)
        text = f"{side[-1]} from {self._first[side]} on"
        kind, was, now = (CauseKind.GONE, text, None) if pair.was else (CauseKind.NEW, None, text)
        return Cause(kind, " ".join(filter(None, pair.key[1:3])), was=was, now=now)

    def _side(self, pair: RowPair) -> tuple[object, ...]:
        """Return on which side a row is, and what of it there is only there."""
        what, row = pair.key[3], pair.was or pair.now
        if row and pair.key in self._shared:  # others have a share of the same charge
            others = [row_tags(cells) for cells in self._of_charge[pair.key] if cells is not row[1]]
            own = row_tags(row[1]).items()
            shares = (f"{name} {value}" for name, value in own if all(tags.get(name) != value for tags in others))
            what = next(shares, what)
        return (bool(pair.was), *pair.key[1:3], what)
