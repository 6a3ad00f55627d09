"""Results of a comparison over the ranges of assumptions: how low and how high, and what moves a total most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.comparison.idle import IdleNames
from costcalc.comparison.names import name_of
from costcalc.views.amounts import total_amount
from costcalc.views.blocks import Block, Column, Heading, Row, dense
from costcalc.views.ranges import NamedRange, ends_blocks
from costcalc.views.words import figure_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.comparison import Comparison, Outcome
    from costcalc.comparison.ranges import RangedValue, Ranges
    from costcalc.expr import Exact, Node

COLUMNS = (
    Column("option", "option", is_key=True, whole=True),
    Column("assumption", "assumption", is_key=True, whole=True),
    Column("at_low", "total at its least", is_number=True),
    Column("at_high", "at its most", is_number=True),
    Column("moved", "difference", is_number=True),
)


def range_blocks(result: Comparison) -> Iterator[Block]:
    """Yield how low and how high results can be, at which corner, and which assumption moves a total most."""
    found = list(_Found(result).ranged())
    if not found:
        return
    yield from ends_blocks(found)
    rows = [row for outcome in result.outcomes for row in _swings(outcome)]
    if len({row.cells[1] for row in rows}) > 1:
        yield Heading("What moves a total, one assumption at a time")
        yield dense(COLUMNS, tuple(rows))


class _Found:
    """The results of a comparison that rest on a range."""

    def __init__(self, result: Comparison) -> None:
        self.result = result
        self._idle = IdleNames()

    def ranged(self) -> Iterator[NamedRange]:
        """Yield them, those of an option together."""
        for outcome in self.result.outcomes:
            yield from self._of(outcome)
        for figure in self.result.figures:
            yield from self._named(figure.name, figure.ranged, figure_text, figure.figure.node, self.result.ranges)

    def _of(self, outcome: Outcome) -> Iterator[NamedRange]:
        total = outcome.plan.estimate.total if outcome.plan.estimate else None
        yield from self._named(name_of(outcome.id, "total"), outcome.ranged_total, money.total, total, outcome.ranges)
        once = outcome.plan.upfront.total if outcome.plan.upfront else None
        yield from self._named(
            name_of(outcome.id, "upfront"), outcome.ranged_upfront, money.total, once, outcome.ranges
        )
        if outcome.id != outcome.baseline_id:
            saving = outcome.plan.beside.saving
            name = f"{outcome.id} against {outcome.baseline_id}"
            yield from self._named(name, _change(outcome.ranged_saving), money.change, saving, outcome.ranges)
        for figure in outcome.figures:
            name = name_of(outcome.id, figure.name)
            yield from self._named(name, figure.ranged, figure_text, figure.figure.node, outcome.ranges)

    def _named(
        self,
        name: str,
        ranged: RangedValue | None,
        shown: Callable[[Exact], str],
        node: Node | None,
        ranges: Ranges,
    ) -> Iterator[NamedRange]:
        if ranged:
            idle = self._idle.of(node, ranges, ranged.span) if node and ranged.span else frozenset[str]()
            yield NamedRange(name, ranged, shown, idle)


def _change(saving: RangedValue | None) -> RangedValue | None:
    """Return a saving as what it does to the bill, whose lowest value is where most is saved."""
    span = saving.span if saving else None
    if saving is None or span is None:
        return saving
    turned = span._replace(low=span.high, high=span.low, at_low=span.at_high, at_high=span.at_low)
    return saving._replace(span=turned)


def _swings(outcome: Outcome) -> Iterator[Row]:
    moving = [swing for swing in outcome.swings if swing.apart]
    for nth, swing in enumerate(moving):
        amounts = map(total_amount, (swing.at_low, swing.at_high, swing.apart))
        yield Row(("" if nth else outcome.id, swing.name, *amounts))
