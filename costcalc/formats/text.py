"""Text, for people: a table that fits 80 columns, and below it how every number was made.

costcalc compare scenarios/chatbot.yaml
costcalc compare scenarios/chatbot.yaml --brief
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from costcalc.formats.blocks import Block, Bullets, Chart, Heading, Paragraph, Table, Working
from costcalc.formats.drawn_table import draw_table
from costcalc.formats.report import comparison_report, estimate_report
from costcalc.formats.working import places_text
from costcalc.shown import inert, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.comparison import Comparison
    from costcalc.formats.base import Report, Style
    from costcalc.formats.blocks import Step
    from costcalc.pricing import Estimate

_BLANK_END = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$")
"""Blanks at the end of a line, before colours are reset."""

ESCAPE = "\x1b"
NARROWEST = 40
MAX_LABEL = 22
INDENT = 2
COLORS = ("cyan", "green", "yellow", "magenta")


def comparisons(results: Sequence[Comparison], look: Style) -> str:
    """Write comparisons one after the other."""
    return "\n".join(write_blocks(comparison_report(result, brief=look.brief), look) for result in results)


def estimate(result: Estimate, look: Style) -> str:
    """Write an estimate."""
    return write_blocks(estimate_report(result, brief=look.brief), look)


def report(result: Report, look: Style) -> str:
    """Write any other result."""
    return write_blocks(result.blocks(max(NARROWEST, look.width), brief=look.brief), look)


def write_blocks(blocks: Iterable[Block], look: Style) -> str:
    """Draw blocks one below the other."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, look.width),
        height=1,  # nothing here depends on it, and without it rich asks the terminal for each line
        color_system="standard" if look.color else None,
        force_terminal=look.color,
        no_color=not look.color,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    before: Block | None = None
    for block in blocks:
        if (isinstance(block, Table) and not isinstance(before, Heading)) or (
            isinstance(before, Table) and isinstance(block, Paragraph)
        ):
            console.print()
        _draw(block, console)
        before = block
    return inert("".join(f"{_trimmed(line)}\n" for line in out.getvalue().splitlines()))


def _trimmed(line: str) -> str:
    """Take the blanks from the end of a line."""
    return _BLANK_END.sub(r"\1", line) if ESCAPE in line else line.rstrip(" ")


def _draw(block: Block, console: Console) -> None:
    match block:
        case Heading(text, level):
            if level > 1:
                console.print()
            console.print(Text(show(text), "bold underline" if level == 1 else "bold"))
        case Paragraph(text, strong):
            _hanging(console, "", 0, Text(show(text), "bold" if strong else "dim"))
        case Bullets(items):
            for item in items:
                _hanging(console, "  ", 4, Text(show(item)))
        case Table():
            draw_table(block, console)
        case Working(steps, title, source):
            console.print(Text(f"\n{show(title)}", "bold"))
            widest = min(MAX_LABEL, max(len(step.name) for step in steps))
            for step in steps:
                _step(step, widest, console)
            _hanging(console, "  ", 2, Text(show(source), "dim"))
        case Chart():
            _chart(block, console)


def _chart(block: Chart, console: Console) -> None:
    from costcalc.formats.cards.chart import drawn  # only one command has it

    for line in drawn(block, console.width - INDENT):
        segments = [(show(text), "" if nth is None else COLORS[nth % len(COLORS)]) for text, nth in line]
        console.print(Text.assemble(" " * INDENT, *segments), soft_wrap=True)


def _step(step: Step, widest: int, console: Console) -> None:
    """Write `name  formula = numbers = result` in one line, or in a line each where they do not fit."""
    label = f"  {step.name.ljust(widest)}  "
    parts = list(dict.fromkeys([step.formula, step.substituted, step.result]))
    room = console.width - len(label)
    if sum(map(len, parts)) + 3 * (len(parts) - 1) <= room:
        parts = [" = ".join(parts)]
    elif parts[1:] and len("= " + (rest := " = ".join(parts[1:]))) <= room:
        parts = [parts[0], rest]
    for nth, part in enumerate(parts):
        _hanging(console, label if not nth else " " * len(label) + "= ", len(label) + 2, Text(show(part)))
    if step.places:
        _hanging(console, " " * len(label), len(label) + 2, Text(show(places_text(step.places)), "dim"))


def _hanging(console: Console, lead: str, indent: int, content: Text) -> None:
    """Print wrapped text whose first line has a lead, and whose others an indent."""
    width = max(NARROWEST // 2, console.width - max(len(lead), indent))
    lines = [content] if cell_len(content.plain) <= width else content.wrap(console, width)
    for nth, line in enumerate(lines):
        line.rstrip()
        before = lead if not nth else " " * indent
        if console.no_color or not line.style:  # rich takes fifty times as long for what has no style
            console.file.write(f"{before}{line.plain}\n")
        else:
            console.print(Text(before) + line, soft_wrap=True)
