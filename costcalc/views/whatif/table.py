"""The table: a row for each value, and for each option its total, with a mark at the cheapest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.views.amounts import count_amount, end_cells, total_amount, total_cell
from costcalc.views.blocks import Block, Cell, Column, Paragraph, Row, Table
from costcalc.views.marks import mark_blocks, mark_of
from costcalc.views.words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import Outcome
    from costcalc.comparison.whatif import WhatIf, WhatIfPoint
    from costcalc.feasibility import Flag

CHEAPEST = ">"
NOT_PRICED, OPEN, IMPOSSIBLE = "not priced", "open", "impossible"


class OptionColumns(NamedTuple):
    """The columns of an option.

    Args:
        id: The option.
        cells: What it costs at each point; None where nothing can be said.
        mark: What keeps it from being the cheapest at every value.
        is_ranged: Whether a lowest and a highest total are told.
        pays_once: Whether anything is paid once.
    """

    id: str
    cells: Sequence[Outcome | None]
    mark: str
    is_ranged: bool
    pays_once: bool

    @classmethod
    def of(cls, result: WhatIf, option: str) -> OptionColumns:
        """Return the columns of an option."""
        cells = [outcome for _, outcome in result.outcomes(option)]
        known = [outcome for outcome in cells if outcome]
        barred = [flag for flag in _flags(known[0]) if all(flag.bars and _bars(other) for other in known)]
        return cls(
            option,
            cells,
            mark_of(option, barred, known[0].excluded),
            any(one.has_ends for one in known),
            any(one.plan.upfront for one in known),
        )

    def columns(self) -> Iterator[Column]:
        """Yield the columns."""
        title = f"{self.id} {self.mark}".strip() or "total"
        yield Column(self.id, title, is_number=True)
        if self.is_ranged:
            for end in ("low", "high"):
                yield Column(f"{self.id}.{end}", f"{self.id} {end}".strip(), is_number=True)
        if self.pays_once:
            yield Column(f"{self.id}.once", f"{self.id} once".strip(), is_number=True)

    def row(self, nth: int, point: WhatIfPoint) -> Iterator[Cell]:
        """Yield the cells of a row."""
        outcome = self.cells[nth]
        yield self._total(outcome, best=self.id in point.cheapest)
        if self.is_ranged:
            yield from end_cells(outcome.ranged_total) if outcome else ("", "")
        if self.pays_once:
            once = outcome and (OPEN if outcome.open_once else NOTHING if outcome.estimate else "")
            yield total_cell(outcome.upfront_total if outcome else None, once or "")

    def cell_marks(self) -> Iterator[str]:
        """Yield what keeps it from being the cheapest at some values."""
        yield from (self._mark(outcome) for outcome in self.cells if outcome)

    def _total(self, outcome: Outcome | None, *, best: bool) -> Cell:
        if outcome is None:
            return IMPOSSIBLE
        if outcome.total:
            return total_amount(outcome.total.value)._replace(
                mark=CHEAPEST if best and self.id else self._mark(outcome)
            )
        if outcome.open:
            return NOTHING if outcome.has_ends else OPEN
        return NOT_PRICED if outcome.not_priced else ""

    def _mark(self, outcome: Outcome) -> str:
        own = mark_of(self.id, _flags(outcome), ())
        return "" if own and own in self.mark else own


def what_if_table(result: WhatIf) -> Iterator[Block]:
    """Yield the table, and what its marks mean."""
    options = [OptionColumns.of(result, option) for option in result.options]
    keys = tuple(Column(one.name, one.name, is_number=True, is_key=True) for one in result.varied)
    columns = (*keys, *(column for option in options for column in option.columns()))
    rows = [
        Row((*map(count_amount, point.values), *(cell for option in options for cell in option.row(nth, point))))
        for nth, point in enumerate(result.points)
    ]
    yield Table(columns, tuple(rows))
    if any(any(point.cheapest) for point in result.points):
        yield Paragraph(f"{CHEAPEST} costs least with these values.")
    yield from mark_blocks(mark for option in options for mark in (option.mark, *option.cell_marks()))


def _flags(outcome: Outcome) -> Sequence[Flag]:
    return outcome.flags if outcome.estimate or outcome.open else ()


def _bars(outcome: Outcome) -> bool:
    return any(flag.bars for flag in _flags(outcome))
