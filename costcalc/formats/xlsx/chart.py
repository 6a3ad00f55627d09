"""Pictures of columns of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.formats.xlsx.values import MONTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.formats.xlsx.book import Book


class ChartSeries(NamedTuple):
    """What a picture draws: its name, and the ranges of cells with its times and its values."""

    name: str
    categories: Sequence[str | int]
    values: Sequence[str | int]


class Picture(NamedTuple):
    """A picture of columns of cells.

    Args:
        kind: `column` or `line`.
        title: What it shows.
        series: What is drawn.
    """

    kind: str
    title: str
    series: Sequence[ChartSeries]

    def of(self, book: Book) -> Any:
        """Return it, made for a workbook, and in no sheet yet."""
        chart = book.chart(self.kind)
        for one in self.series:
            chart.add_series({"name": one.name, "categories": one.categories, "values": one.values})
        chart.set_title({"name": self.title, "name_font": {"size": 11}})
        chart.set_x_axis({"num_format": MONTH, "text_axis": True})
        lines = {"visible": True, "line": {"color": "#D9D9D9"}}
        # Heights are compared by eye, so they begin at 0; nothing is below that.
        chart.set_y_axis({"min": 0, "num_format": "#,##0.##", "major_gridlines": lines})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 630, "height": 260})
        return chart
