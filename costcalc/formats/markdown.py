"""Markdown, for a design review or a pull request. Whatever came from a file is written so that it stays text.

costcalc compare scenarios/chatbot.yaml --format markdown >> review.md
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.formats.blocks import Block, Bullets, Chart, Heading, Paragraph, Table, Working
from costcalc.formats.report import comparison_report, estimate_report
from costcalc.formats.working import places_text
from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison import Comparison
    from costcalc.formats.base import Look, Report
    from costcalc.formats.blocks import Row, Step
    from costcalc.pricing import Estimate

CHART_WIDTH = 80

_ACTIVE = re.compile(
    r"(?<=www)\."  # a link without its scheme
    r"|:(?! |(?<=[0-9]:)[0-9])"  # links, emoji
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # emphasis, except inside a word
    r"|[^A-Za-z0-9 ,;()%+=./'?:_-]",
    re.ASCII | re.IGNORECASE,
)
"""What may mean something to Markdown, HTML or GitHub inside a line."""


def comparisons(results: Sequence[Comparison], look: Look) -> str:
    """Write comparisons one after the other."""
    return "\n".join(_write(comparison_report(result, brief=look.brief)) for result in results)


def estimate(result: Estimate, look: Look) -> str:
    """Write an estimate."""
    return _write(estimate_report(result, brief=look.brief))


def report(result: Report, look: Look) -> str:
    """Write any other result; tables are as wide as they get."""
    return _write(result.blocks(None, brief=look.brief))


def _write(blocks: Iterable[Block]) -> str:
    return "\n".join(line for block in blocks for line in (*draw(block), ""))


def draw(block: Block) -> Iterator[str]:
    """Draw a block, line by line."""
    match block:
        case Heading(text, level):
            yield f"{'#' * (level + 1)} {prose(text)}"
        case Paragraph(text, strong):
            yield f"**{prose(text)}**" if strong else prose(text)
        case Bullets(items):
            yield from (f"- {prose(item)}" for item in items)
        case Table():
            yield from _table(block)
        case Working(steps, title, source):
            yield f"<details><summary>{prose(title)}</summary>"
            yield ""
            for step in steps:
                yield from _step(step)
            yield ""
            yield prose(source)
            yield ""
            yield "</details>"
        case Chart():
            yield from _chart(block)


def _chart(block: Chart) -> Iterator[str]:
    from costcalc.formats.cards.chart import drawn  # only one command has it

    yield "```text"
    yield from ("".join(show(text) for text, _ in line).rstrip() for line in drawn(block, CHART_WIDTH))
    yield "```"


def _table(block: Table) -> Iterator[str]:
    yield _row(prose(column) for column in block.columns)
    yield _row("---:" if column in block.right else "---" for column in block.columns)
    yield from (_row(_cells(row)) for row in block.rows)


def _cells(row: Row) -> Iterator[str]:
    return (f"**{prose(cell)}**" if row.best and cell else prose(cell) for cell in row.cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _step(step: Step) -> Iterator[str]:
    formulas = dict.fromkeys([step.formula, step.substituted, step.result])
    places = f" <sub>{code(places_text(step.places))}</sub>" if step.places else ""
    yield f"- {prose(step.name)} = {' = '.join(code(text) for text in formulas)}{places}"


def prose(text: str) -> str:
    """Write text so that it is only text: a sign that could be more becomes a character reference."""
    return _ACTIVE.sub(lambda sign: f"&#{ord(sign[0])};" if sign[0].isascii() else sign[0], show(text))


def code(text: str) -> str:
    """Write a formula as code; its signs are ours and the numbers', never a file's."""
    return f"`{show(text)}`" if "`" not in text and "|" not in text else f"<code>{prose(text)}</code>"
