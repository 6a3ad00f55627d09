"""Markdown, for a comment on a change or the summary of a job. Whatever came from a file stays text.

    costcalc check --base origin/main --report markdown=costs.md
    cat costs.md >> "$GITHUB_STEP_SUMMARY"

It begins with the hidden line `<!-- costcalc check -->`, by which a job finds the comment that it wrote before and
updates it. The verdict comes first, then findings, what moved, what is announced, and the formulas, folded away.

A comment on GitHub has 65,536 characters at most. This report ends before: it is cut between rows, and says what was
left out. Where there is no answer it lists the problems and no difference.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from costcalc.formats.blocks import Block, Bullets, Heading, Paragraph, Row, Table, Working
from costcalc.formats.cards.words import counted
from costcalc.formats.check.people import money_blocks, working_blocks
from costcalc.formats.check.reported import left_out, reported
from costcalc.formats.check.words import ANSWERED, VERDICTS, is_quiet, meaning, sentence, verdict
from costcalc.formats.markdown import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.formats.base import Style
    from costcalc.review import Review

MARKER = "<!-- costcalc check -->"
MOST_CHARACTERS = 65_000
NOTICE_CHARACTERS = 500
PARAGRAPHS = 1_500
"""Characters that only paragraphs may take: they say what else is missing."""

MOST_OF_A_CELL = 500
TITLES = dict(zip(VERDICTS.values(), ("passed", "failed", "no answer", "nothing was checked"), strict=True))


def report(result: Review, look: Style) -> str:
    """Write a review."""
    del look  # a page is as wide as it is
    return "\n".join([MARKER, *_fitted(map(_clipped, _blocks(result))), ""])


def _blocks(result: Review) -> Iterator[Block]:
    yield Heading(f"costcalc check: {TITLES[verdict(result)]}", 1)
    if result.exit_code in ANSWERED:
        yield Paragraph(sentence(result))
    if is_quiet(result):
        return
    yield Paragraph(meaning(result), strong=True)
    if found := reported(result):
        yield Heading("Problems" if result.problems else "Findings")
        rows = (Row((one.level.word, str(one.place), one.message, one.hint or "", one.rule)) for one in found)
        yield Table(("level", "where", "what", "hint", "name"), tuple(rows), frozenset())
    for file, number in left_out(result).items():
        yield Paragraph(f"…and {counted(number, 'problem')} more in {file}.")
    if result.exit_code in ANSWERED:
        yield from money_blocks(result)
        yield from working_blocks(result)


def _clipped(block: Block) -> Block:
    """Keep one long text from crowding out everything else."""
    match block:
        case Paragraph(text, strong):
            return Paragraph(_clip(text), strong)
        case Bullets(items):
            return Bullets(tuple(map(_clip, items)))
        case Table(columns, rows, right):
            return Table(columns, tuple(Row(tuple(map(_clip, row.cells)), row.best) for row in rows), right)
    return block


def _clip(text: str) -> str:
    return f"{text[:MOST_OF_A_CELL]}…" if len(text) > MOST_OF_A_CELL else text


def _fitted(blocks: Iterable[Block]) -> Iterator[str]:
    """Draw what fits; a heading only above something, a table only with a row."""
    room = MOST_CHARACTERS - NOTICE_CHARACTERS - len(MARKER)
    missing: Counter[str] = Counter()
    waiting: list[str] = []
    for block in blocks:
        lines = list(draw(block))
        if isinstance(block, Heading):
            waiting = [*lines, ""]
            continue
        head, rows, what = _apart(block, lines)
        fixed = _size([*waiting, *head, ""])
        kept = _first(rows, room - fixed - (0 if isinstance(block, Paragraph) else PARAGRAPHS))
        if kept or not rows:
            yield from (*waiting, *head, *kept, "")
            room -= fixed + _size(kept)
            waiting = []
        missing[what] += len(rows) - len(kept)
    if told := [counted(number, what) for what, number in missing.items() if number]:
        yield f"**A comment has no more room. Left out: {', '.join(told)}. The JSON report has all of it.**"


def _apart(block: Block, lines: list[str]) -> tuple[list[str], list[str], str]:
    """Say what of a block stays together, where it may be cut, and what is lost then."""
    match block:
        case Table():
            return lines[:2], lines[2:], "row"
        case Bullets():
            return [], lines, "line"
        case Working():
            return [], ["\n".join(lines)], "calculation"
    return [], ["\n".join(lines)], "paragraph"


def _first(rows: list[str], room: int) -> list[str]:
    kept = []
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            break
        kept.append(row)
    return kept


def _size(lines: list[str]) -> int:
    return sum(len(line) + 1 for line in lines)
