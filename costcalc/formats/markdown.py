"""Markdown, for a design review or a pull request. Whatever came from a file is written so that it stays text.

costcalc compare scenarios/chatbot.yaml --format markdown >> review.md
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.formats.blocks import Block, Bullets, Chart, Heading, Paragraph, Table, Working
from costcalc.formats.report import comparison_report, estimate_report
from costcalc.formats.working import places_text
from costcalc.shown import inert, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from costcalc.comparison import Comparison
    from costcalc.formats.base import Report, Style
    from costcalc.formats.blocks import Row, Step
    from costcalc.pricing import Estimate

CHART_WIDTH = 80

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


def comparisons(results: Sequence[Comparison], look: Style) -> str:
    """Write comparisons one after the other."""
    return "\n".join(_write(comparison_report(result, brief=look.brief)) for result in results)


def estimate(result: Estimate, look: Style) -> str:
    """Write an estimate."""
    return _write(estimate_report(result, brief=look.brief))


def report(result: Report, look: Style) -> str:
    """Write any other result; tables are as wide as they get."""
    return _write(result.blocks(None, brief=look.brief))


def _write(blocks: Iterable[Block]) -> str:
    return "\n".join(line for block in blocks for line in (*draw(block), ""))


def draw(block: Block) -> Iterator[str]:
    """Draw a block, line by line."""
    match block:
        case Heading(text, level):
            yield f"{'#' * (level + 1)} {inline(text)}"
        case Paragraph(text, strong):
            yield _strong(text) if strong else prose(text)
        case Bullets(items):
            yield from (f"- {prose(item)}" for item in items)
        case Table():
            yield from _table(block)
        case Working(steps, title, source):
            yield f"<details><summary>{inline(title, _html_code)}</summary>"
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
    yield from (inert("".join(show(text) for text, _ in line).rstrip()) for line in drawn(block, CHART_WIDTH))
    yield "```"


def _table(block: Table) -> Iterator[str]:
    yield _row(map(inline, block.columns))
    yield _row("---:" if column in block.right else "---" for column in block.columns)
    yield from (_row(_cells(row)) for row in block.rows)


def _cells(row: Row) -> Iterator[str]:
    return map(_strong if row.best else inline, row.cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _step(step: Step) -> Iterator[str]:
    formulas = dict.fromkeys([step.formula, step.substituted, step.result])
    places = f" <sub>{code(places_text(step.places))}</sub>" if step.places else ""
    yield f"- {prose(step.name)} = {' = '.join(code(text) for text in formulas)}{places}"


def _strong(text: str) -> str:
    return f"**{written}**" if (written := inline(text)) else ""


def prose(text: str) -> str:
    """Write text where a line begins, so that it is only text there, too."""
    written = inline(text)
    begins = _BLOCK.match(written)
    return f"{begins[1]}&#{ord(begins[2])};{written[begins.end() :]}" if begins else written


def inline(text: str, coded: Callable[[str], str] | None = None) -> str:
    """Write text so that it is only text: a sign that could be more becomes a reference, a word that could, code.

    Args:
        text: What somebody wrote.
        coded: How code is written here; as Markdown where left out.
    """
    words = re.split("( +)", show(text).strip(" "))
    return "".join(_word(word, coded or code) if _REFERENCE.search(word) else _escaped(word) for word in words)


def _word(word: str, coded: Callable[[str], str]) -> str:
    """Write a word as code, and the punctuation around it as it is."""
    core = word.strip(_PUNCTUATION)
    before, _, after = word.partition(core)
    return f"{_escaped(before)}{coded(core)}{_escaped(after)}"


def code(text: str) -> str:
    """Write text as code; what code cannot hold stands between two pieces of it."""
    parts = _NOT_IN_CODE.split(show(text))
    return "".join(_escaped(part) if nth % 2 else _span(part) for nth, part in enumerate(parts) if part)


def _span(text: str) -> str:
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    blank = " " if "`" in (text[0], text[-1]) or (text[0] == text[-1] == " ") else ""  # one of each side is not shown
    return f"{ticks}{blank}{text}{blank}{ticks}"


def _html_code(text: str) -> str:
    """Write text as code where only HTML is read."""
    return f"<code>{_escaped(text)}</code>"


def _escaped(text: str) -> str:
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};" if sign[0].isascii() else sign[0], text)
