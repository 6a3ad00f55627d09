"""Markdown, for a design review or a pull request. Whatever came from a file is written so that it stays text.

costcalc compare scenarios/chatbot.yaml --format markdown >> review.md
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.formats.cells import cell_text, digits_of
from costcalc.formats.comment import fitted
from costcalc.shown import inert, show
from costcalc.views.blocks import (
    Block,
    Bullets,
    Chart,
    Code,
    Comment,
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
    from collections.abc import Callable, Iterable, Iterator

    from costcalc.formats import Style
    from costcalc.views import View
    from costcalc.views.blocks import Cell, Line, Step

_SIGN = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[^A-Za-z0-9 ,;()%+=./'?:_-]", re.ASCII)
"""What may mean something to Markdown or HTML inside a line. An underscore does, except inside a word."""

# GitHub turns Markdown into a page, and then looks for these in the text of the page, where a character reference is
# the character that it stands for. It does not look in code.
_REFERENCE = re.compile(
    r"@."  # @user, @org/team, a@b.example, mailto: and xmpp:
    r"|.@"
    r"|://|www\."
    r"|\#[0-9]|(?<![0-9A-Z])GH(-[0-9]|SA-)"  # issues, pull requests, advisories
    r"|:(?![0-9]+:)[\w+-]+:|:(100|1234):"  # emoji: line 100 of a file is one
    r"|(?<![0-9A-Z_])(?=[0-9]*[A-F])[0-9A-F]{7,40}(?![0-9A-Z_])"  # commits
    r"|(?<![0-9A-Z_])(?<![0-9][.,])[0-9]{7,40}(?![0-9A-Z_]|[.,][0-9])"
    r"|\$(?![0-9])",  # the end of a formula: no other dollar ends one
    re.IGNORECASE,
)

_BLOCK = re.compile(r"([0-9]{0,9})([-+.)](?= |$)|-(?=[- ]*$)|=(?==*$)|:(?=:))")
"""What begins a list, a rule or an underline where a line begins, or is obeyed by the log that shows it."""

_PUNCTUATION = "()'\",;.?!"

_NOT_IN_CODE = re.compile(r"(\||##(?=\w*\[))")
"""What code cannot hold: the end of a cell, and what a log obeys. No escape means anything in there."""


def write(view: View, style: Style) -> str:
    """Return an answer as Markdown; tables are as wide as they get."""
    blocks = fitted(for_page(view.blocks(style.detail)), lambda block: len(_drawn(block).encode()) + 1)
    return "\n".join(map(_drawn, blocks))


def _drawn(block: Block) -> str:
    return "".join(f"{line}\n" for line in block_lines(block))


def block_lines(block: Block) -> Iterator[str]:
    """Yield a block line by line."""
    match block:
        case Comment(mark):
            yield f"<!-- {mark} -->"
        case Heading(text, level):
            yield f"{'#' * (level + 1)} {inline(text)}"
        case Paragraph(line, strong):
            yield _strong(prose(line)) if strong else prose(line)
        case Bullets(items):
            yield from (f"- {prose(item)}" for item in items)
        case Table():
            yield from _table(block)
        case Working():
            yield from _working(block)
        case More(what):
            yield f"{code('--explain')} adds {prose(what)}."
        case Chart() | Listing():
            yield from _fenced(_as_they_are(block))


def _working(block: Working) -> Iterator[str]:
    if block.title:
        yield f"<details><summary>{inline(block.title, _html_code)}</summary>"
        yield ""
    for step in block.steps:
        yield from _step(step)
    if block.remark:
        yield ""
        yield prose(block.remark)
    if block.title:
        yield ""
        yield "</details>"


def _as_they_are(block: Chart | Listing) -> Iterable[str]:
    """Return lines in which every character has its column."""
    if isinstance(block, Listing):
        return map(show, block.lines)
    from costcalc.formats.chart import chart_lines  # only one command has it

    return map(show, chart_lines(block))


def _fenced(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that stay as they are, between fences that none of them is."""
    kept = [inert(line) for line in lines]
    fence = "`" * max(3, *(1 + len(ticks) for line in kept for ticks in re.findall("`+", line)), 0)
    yield f"{fence}text"
    yield from kept
    yield fence


def _table(block: Table) -> Iterator[str]:
    yield _row(inline(column.title) for column in block.columns)
    yield _row("---:" if column.is_number else "---" for column in block.columns)
    digits = digits_of(block)
    for row in block.rows:
        cells = (_piece(cell, most).strip(" ") for cell, most in zip(row.cells, digits, strict=True))
        yield _row(map(_strong, cells) if row.best else cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _step(step: Step) -> Iterator[str]:
    places = f" <sub>{code(places_by_file(step.places))}</sub>" if step.places else ""
    remark = f"; {inline(step.remark)}" if step.remark else ""
    yield f"- {prose(step.name)} = {' = '.join(map(code, step.sides))}{remark}{places}"


def _strong(written: str) -> str:
    return f"**{written}**" if written else ""


def _piece(cell: Cell, digits: int | None = None) -> str:
    """Return what stands in a table or in running text."""
    return code(cell.text) if isinstance(cell, Code) else inline(cell_text(cell, digits))


def prose(line: Line) -> str:
    """Return text where a line begins, so that it is only text there, too."""
    written = "".join(map(_piece, pieces(line))).strip(" ")
    begins = _BLOCK.match(written)
    return f"{begins[1]}&#{ord(begins[2])};{written[begins.end() :]}" if begins else written


def inline(text: str, coded: Callable[[str], str] | None = None) -> str:
    """Return text so that it is only text: a sign that could be more becomes a reference, a word that could, code.

    Args:
        text: What somebody wrote.
        coded: How code is written here; as Markdown where left out.
    """
    words = re.split("( +)", show(text))
    return "".join(_word(word, coded or code) if _REFERENCE.search(word) else _escaped(word) for word in words)


def _word(word: str, coded: Callable[[str], str]) -> str:
    """Return a word as code, and the punctuation around it as it is."""
    core = word.strip(_PUNCTUATION)
    before, _, after = word.partition(core)
    return f"{_escaped(before)}{coded(core)}{_escaped(after)}"


def code(text: str) -> str:
    """Return text as code; what code cannot hold stands between two pieces of it."""
    parts = _NOT_IN_CODE.split(show(text))
    return "".join(_escaped(part) if nth % 2 else _span(part) for nth, part in enumerate(parts) if part)


def _span(text: str) -> str:
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    blank = " " if "`" in (text[0], text[-1]) or (text[0] == text[-1] == " ") else ""  # one of each side is not shown
    return f"{ticks}{blank}{text}{blank}{ticks}"


def _html_code(text: str) -> str:
    """Return text as code where only HTML is read."""
    return f"<code>{_escaped(text)}</code>"


def _escaped(text: str) -> str:
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};" if sign[0].isascii() else sign[0], text)
