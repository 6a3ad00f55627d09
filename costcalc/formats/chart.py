"""Prices over time, drawn with characters that every terminal has.

0.5 |
|======+              = output 0.28
0.2 |      +============
|------+              - input 0.14
0.1 |      +------------
+------+------------
2025-09-29
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from costcalc import money
from costcalc.formats.scale import scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.formats.scale import Scale
    from costcalc.views.blocks import Chart, Series

ROWS = 13
PAGE = 80
LEAST_COLUMNS = 24
BEYOND = 12
"""The part of the time shown that is left after the last change, for its price to be seen."""

STROKES = ("-", "=", ".", "~")
CHANGE, RISE, TODAY, AHEAD = "+", "|", "^", ":"

Segment = tuple[str, int | None]
"""Some text, and which series it belongs to."""


class Cell(NamedTuple):
    """A character, and which series it belongs to."""

    char: str
    series: int | None


class Axis(NamedTuple):
    """Time from left to right."""

    start: datetime
    end: datetime
    columns: int

    def column(self, moment: datetime) -> int:
        """Return the column of an instant."""
        return (moment - self.start) * (self.columns - 1) // (self.end - self.start)


def chart_lines(chart: Chart) -> Iterator[str]:
    """Yield the lines of a chart on a page, which is as wide as a terminal usually is."""
    return ("".join(text for text, _ in line).rstrip() for line in drawn(chart, PAGE))


def drawn(chart: Chart, width: int) -> list[list[Segment]]:
    """Draw a chart.

    Args:
        chart: What there is to see.
        width: The columns there are.

    Returns:
        Lines of text; none where there is nothing to see.
    """
    scale = scale_of(_prices(chart.series), ROWS)
    if not scale:
        return []
    ticks = scale.ticks()
    gutter = max(map(len, ticks.values())) + 2
    labels = _labels(chart.series, scale)
    beside = max(len(text) for text, _ in labels.values()) + 1
    columns = width - gutter - beside
    if columns < LEAST_COLUMNS:
        columns, beside = width - gutter, 0
    axis = _axis(chart, columns)
    cells = _cells(chart, scale, axis)
    lines: list[list[Segment]] = []
    for row in reversed(range(ROWS)):
        line = [(f"{ticks.get(row, '').rjust(gutter - 2)} |", None), *_segments(cells, row, columns)]
        lines.append([*line, (" ", None), labels[row]] if beside and row in labels else line)
    lines += [[(text, None)] for text in _dates(chart, axis, gutter, columns + beside)]
    lines += [[segment] for _, segment in sorted(labels.items(), reverse=True)] if not beside else []
    lines += [[(text, None)] for text in _note(chart, scale, width)]
    return lines


def _prices(series: Iterable[Series]) -> Iterator[Exact]:
    return (price for one in series for _, price in one.steps if price is not None)


def _axis(chart: Chart, columns: int) -> Axis:
    moments = [moment for one in chart.series for moment, _ in one.steps]
    start, last = min(*moments, chart.as_of), max(*moments, chart.as_of)
    # A change at the very end would not be seen; and one that is the beginning needs some time to be.
    beyond = (last - start) / BEYOND if last > chart.as_of else timedelta()
    return Axis(start, max(last + beyond, start + timedelta(days=1)), columns)


def _cells(chart: Chart, scale: Scale, axis: Axis) -> dict[tuple[int, int], Cell]:
    """Draw each series: first the rises and falls, which give way to what they cross, then what is level."""
    cells: dict[tuple[int, int], Cell] = {}
    if any(moment > chart.as_of for one in chart.series for moment, _ in one.steps):
        cells |= {(row, axis.column(chart.as_of)): Cell(AHEAD, None) for row in range(ROWS)}
    for nth, one in enumerate(chart.series):
        for (_, was), (moment, now) in pairwise(one.steps):
            if was is not None and now is not None:
                low, high = sorted((scale.row(was), scale.row(now)))
                cells |= {(row, axis.column(moment)): Cell(RISE, nth) for row in range(low + 1, high)}
    for nth, one in reversed([*enumerate(chart.series)]):
        cells |= _level(one, nth, scale, axis)
    return cells


def _level(one: Series, nth: int, scale: Scale, axis: Axis) -> dict[tuple[int, int], Cell]:
    cells: dict[tuple[int, int], Cell] = {}
    ends = [*(axis.column(moment) for moment, _ in one.steps[1:]), axis.columns]
    corners: list[tuple[int, int]] = []
    before: Exact | None = None
    for (moment, price), end in zip(one.steps, ends, strict=True):
        column = axis.column(moment)
        if price is not None:
            row = scale.row(price)
            stroke = Cell(STROKES[nth % len(STROKES)], nth)
            cells |= {(row, at): stroke for at in range(column, max(end, column + 1))}
            if before is not None:
                corners += [(row, column), (scale.row(before), column)]
        before = price
    return cells | dict.fromkeys(corners, Cell(CHANGE, nth))


def _segments(cells: dict[tuple[int, int], Cell], row: int, columns: int) -> Iterator[Segment]:
    line = [cells.get((row, column), Cell(" ", None)) for column in range(columns)]
    for series, found in groupby(line, key=lambda cell: cell.series):
        yield "".join(cell.char for cell in found), series


def _labels(series: tuple[Series, ...], scale: Scale) -> dict[int, Segment]:
    """Name each series where it ends, on a row of its own."""
    labels: dict[int, Segment] = {}
    for nth, one in enumerate(series):
        known = [price for _, price in one.steps if price is not None]
        if not known:
            continue
        wanted = scale.row(known[-1])
        row = min((row for row in range(ROWS) if row not in labels), key=lambda row: abs(row - wanted))
        last = money.amount(known[-1]) if one.steps[-1][1] is not None else "(ended)"
        labels[row] = (f"{STROKES[nth % len(STROKES)]} {one.name} {last}", nth)
    return labels


def _dates(chart: Chart, axis: Axis, gutter: int, room: int) -> Iterator[str]:
    """Draw the axis, and as many dates below it as there is room for: both ends first, today last."""
    changes = sorted({moment for one in chart.series for moment, _ in one.steps})
    line = ["-"] * axis.columns
    for moment in changes:
        line[axis.column(moment)] = CHANGE
    line[axis.column(chart.as_of)] = TODAY
    yield f"{' ' * (gutter - 1)}+{''.join(line)}"
    below = [" "] * room
    for moment in (changes[0], changes[-1], *reversed(changes[1:-1]), chart.as_of):
        text = f"{moment:%Y-%m-%d}"
        at = min(axis.column(moment), room - len(text))
        if not "".join(below[max(0, at - 1) : at + len(text) + 1]).strip():
            below[at : at + len(text)] = text
    yield f"{' ' * gutter}{''.join(below)}".rstrip()


def _note(chart: Chart, scale: Scale, width: int) -> list[str]:
    ahead = any(moment > chart.as_of for one in chart.series for moment, _ in one.steps)
    notes = [f"{TODAY} {chart.as_of:%Y-%m-%d}{', then what is announced' if ahead else ''}"]
    if scale.logarithmic:
        notes.append("log scale")
    together = "; ".join(notes)
    return [together] if len(together) <= width else notes
