"""Text, for people: a table that fits 80 columns, and below it how every number was made.

costcalc compare scenarios/chatbot.yaml
costcalc compare scenarios/chatbot.yaml --brief
costcalc compare scenarios/chatbot.yaml --explain
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from costcalc.formats.cells import line_text
from costcalc.formats.fold import folded
from costcalc.formats.table import table_lines
from costcalc.shown import inert, show
from costcalc.views.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Listing,
    More,
    Paragraph,
    Table,
    Working,
    for_terminal,
    places_by_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.formats import Style
    from costcalc.views import View
    from costcalc.views.blocks import Step

_BLANK_END = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$")
"""Blanks at the end of a line, before colours are reset."""

ESCAPE = "\x1b"
NARROWEST = 40
MAX_LABEL = 26
INDENT = 2
EXPLAIN = "--explain"
COLORS = ("cyan", "green", "yellow", "magenta")


def write(view: View, style: Style) -> str:
    """Return an answer as text."""
    return write_blocks(view.blocks(style.detail), style)


def write_blocks(blocks: Iterable[Block], style: Style) -> str:
    """Return blocks one below the other."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, style.width),
        height=1,  # nothing here depends on it, and without it rich asks the terminal for each line
        color_system="standard" if style.color else None,
        force_terminal=style.color,
        no_color=not style.color,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    before: Block | None = None
    for block in for_terminal(blocks):
        if before and _is_apart(before, block):
            console.print()
        _draw(block, console)
        before = block
    return inert("".join(f"{_trimmed(line)}\n" for line in out.getvalue().splitlines()))


def _is_apart(before: Block, block: Block) -> bool:
    """Whether a blank line stands between two blocks."""
    match before, block:
        case (_, Heading()):
            return True
        case (Heading(), Working(_, title)):
            return bool(title)
        case (Heading(), _):
            return False
        case (
            (_, Table() | Working() | Listing())
            | (Listing(), _)
            | (Table(), Bullets())
            | (Table() | Working() | Bullets(), Paragraph() | More())
        ):
            return True
    return False


def _trimmed(line: str) -> str:
    """Take the blanks from the end of a line."""
    return _BLANK_END.sub(r"\1", line) if ESCAPE in line else line.rstrip(" ")


def _draw(block: Block, console: Console) -> None:
    match block:
        case Heading(text, level):
            _hanging(console, "", 0, Text(show(text), "bold underline" if level == 1 else "bold"))
        case Paragraph(line, strong, whole):
            content = Text(show(line_text(line)), "bold" if strong else "dim")
            _print(console, content) if whole else _hanging(console, "", 0, content)
        case Bullets(items):
            for item in items:
                _hanging(console, "  ", 4, Text(show(line_text(item))))
        case Table():
            for line, style in table_lines(block, console):
                _print(console, Text(line, style))
        case Working():
            _working(block, console)
        case More(what):
            _hanging(console, "", 0, Text(f"{EXPLAIN} adds {what}.", "dim"))
        case Chart() | Listing():
            _as_it_is(block, console)


def _working(block: Working, console: Console) -> None:
    if block.title:
        _hanging(console, "", 0, Text(show(block.title), "bold"))
    widest = min(MAX_LABEL, max((len(step.name) for step in block.steps), default=0))
    for step in block.steps:
        _step(step, widest, console)
    if block.remark:
        _hanging(console, "  ", 2, Text(show(block.remark), "dim"))


def _as_it_is(block: Chart | Listing, console: Console) -> None:
    """Print lines in which every character has its column."""
    if isinstance(block, Listing):
        for line in block.lines:
            _print(console, Text(show(line)), " " * INDENT)
        return
    from costcalc.formats.chart import drawn  # only one command has it

    for pieces in drawn(block, console.width - INDENT):
        segments = [(show(text), "" if nth is None else COLORS[nth % len(COLORS)]) for text, nth in pieces]
        console.print(Text.assemble(" " * INDENT, *segments), soft_wrap=True)


def _step(step: Step, widest: int, console: Console) -> None:
    """Print `name  formula = numbers = result` in one line, or in a line each where they do not fit."""
    label = f"  {step.name.ljust(widest)}  "
    word = max(len(word) for side in step.sides for word in side.split())
    narrow = console.width - len(label) < word  # a name is not broken where it fits
    if narrow or len(step.name) > widest or len(label) > console.width // 2:  # the name has a line of its own
        _hanging(console, "  ", 4, Text(show(step.name)))
        label = "    "
    sides = step.sides
    room = console.width - len(label)
    if len(" = ".join(sides)) <= room:
        sides = [" = ".join(sides)]
    elif sides[1:] and len("= " + (rest := " = ".join(sides[1:]))) <= room:
        sides = [sides[0], rest]
    for nth, side in enumerate(sides):
        _hanging(console, label if not nth else " " * len(label) + "= ", len(label) + 2, Text(show(side)))
    if step.remark:
        _hanging(console, " " * len(label), len(label) + 2, Text(show(step.remark)))
    if step.places:
        places = show(places_by_file(step.places))
        if max(map(len, places.split())) > room - INDENT:  # to be copied as it is
            label = "    "
        _hanging(console, " " * len(label), len(label) + 2, Text(places, "dim"))


def _hanging(console: Console, lead: str, indent: int, content: Text) -> None:
    """Print wrapped text whose first line has a lead, and whose others an indent."""
    width = max(NARROWEST // 2, console.width - max(len(lead), indent))
    for nth, line in enumerate(folded(content.plain.rstrip(" "), width)):
        _print(console, Text(line, content.style), lead if not nth else " " * indent)


def _print(console: Console, line: Text, lead: str = "") -> None:
    if console.no_color or not line.style:  # rich takes fifty times as long for what has no style
        console.file.write(f"{lead}{line.plain}\n")
    else:
        console.print(Text(lead) + line, soft_wrap=True)
