"""HTML, for a notebook: a part of a page, without scripts and links.

    costcalc.compare(scenario, cards, as_of="2026-04-28")     # as the last line of a cell

Whatever came from a file is escaped, so that it is only text.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from costcalc.formats.cells import cell_text, digits_of
from costcalc.shown import inert, show
from costcalc.views.blocks import (
    Block,
    Bullets,
    Chart,
    Code,
    Heading,
    Listing,
    More,
    Paragraph,
    Table,
    Working,
    for_page,
    pieces,
    places_by_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.formats import Style
    from costcalc.views import View
    from costcalc.views.blocks import Cell, Line, Step

HIGHEST = 6
_END = "\n"
_SIDE = ' style="text-align:{};padding:0 .75em"'
_RIGHT, _LEFT = _SIDE.format("right"), _SIDE.format("left")


def write(view: View, style: Style) -> str:
    """Return an answer as a part of a page."""
    parts = "\n".join(line for block in for_page(view.blocks(style.detail)) for line in _block(block) if line)
    return f'<div class="costcalc tex2jax_ignore mathjax_ignore">\n{parts}\n</div>\n'


def _block(block: Block) -> Iterator[str]:
    """Yield a block line by line."""
    match block:
        case Heading(text, level):
            height = min(HIGHEST, level + 2)
            yield f"<h{height}>{_escaped(text)}</h{height}>"
        case Paragraph(line, strong):
            yield f"<p><strong>{_line(line)}</strong></p>" if strong else f"<p>{_line(line)}</p>"
        case Bullets(items):
            yield "<ul>"
            yield from (f"<li>{_line(item)}</li>" for item in items)
            yield "</ul>"
        case Table():
            yield from _table(block)
        case Working():
            yield from _working(block)
        case More():
            return  # a page has nobody who could be asked for it
        case Listing(lines):
            yield f"<pre>{_END.join(map(_escaped, lines))}</pre>"
        case Chart():
            yield from _chart(block)


def _working(block: Working) -> Iterator[str]:
    yield f"<details><summary>{_escaped(block.title)}</summary>" if block.title else ""
    yield "<ul>"
    yield from map(_step, block.steps)
    yield "</ul>"
    yield f"<p>{_escaped(block.remark)}</p>" if block.remark else ""
    yield "</details>" if block.title else ""


def _table(block: Table) -> Iterator[str]:
    sides = [_RIGHT if column.is_number else _LEFT for column in block.columns]
    digits = digits_of(block)
    titles = (f"<th{side}>{_escaped(column.title)}</th>" for column, side in zip(block.columns, sides, strict=True))
    yield f"<table><thead><tr>{''.join(titles)}</tr></thead><tbody>"
    for row in block.rows:
        texts = (_piece(cell, most) for cell, most in zip(row.cells, digits, strict=True))
        cells = (f"<strong>{text}</strong>" if row.best and text else text for text in texts)
        yield f"<tr>{''.join(f'<td{side}>{cell}</td>' for cell, side in zip(cells, sides, strict=True))}</tr>"
    yield "</tbody></table>"


def _step(step: Step) -> str:
    sides = " = ".join(f"<code>{_escaped(side)}</code>" for side in step.sides)
    places = f" <small>{_escaped(places_by_file(step.places))}</small>" if step.places else ""
    remark = f"; {_escaped(step.remark)}" if step.remark else ""
    return f"<li>{_escaped(step.name)} = {sides}{remark}{places}</li>"


def _chart(block: Chart) -> Iterator[str]:
    from costcalc.formats.chart import chart_lines  # only one answer has it

    yield f"<pre>{_END.join(map(_escaped, chart_lines(block)))}</pre>"


def _line(line: Line) -> str:
    return "".join(map(_piece, pieces(line)))


def _piece(cell: Cell, digits: int | None = None) -> str:
    text = _escaped(cell_text(cell, digits))
    return f"<code>{text}</code>" if isinstance(cell, Code) else text


def _escaped(text: str) -> str:
    return escape(inert(show(text)))
