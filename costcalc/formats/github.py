"""GitHub: annotations on the lines of a change, written as commands that its log obeys.

    costcalc check --base origin/main --format github

Findings are annotations of their level, problems are errors, and what is alike is one of them. Every place of a changed
or announced price has a notice that says which costs it moves. GitHub shows ten of a level for each step, so no more
are written; one notice says how many were left out. The last line is no command, but the verdict.

No other report may begin a line with `::`, and nothing from a file begins one here: `%`, line ends, and in properties
`:` and `,` are escaped as GitHub wants it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import Level
from costcalc.review.exchange_move import place_of_change
from costcalc.shown import cut, inert, lines_of, show
from costcalc.spelling import some_of
from costcalc.views.check.alike import told_once
from costcalc.views.check.moves import announced_in_short
from costcalc.views.check.reported import left_out, path_of, reported
from costcalc.views.check.told import told_moves
from costcalc.views.check.words import LOUDEST_FIRST, is_quiet, meaning, outcome
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.formats import Style
    from costcalc.problem import Place
    from costcalc.review import Review
    from costcalc.views.check import CheckView

MOST_OF_A_LEVEL = 10
MOST_LINES = 10
MOST_CHARACTERS = 2_000
MOST_OF_A_PATH = 4_096


class _Note(NamedTuple):
    """An annotation, before it is a command."""

    level: Level
    title: str
    message: str
    place: Place | None
    path: str | None


def write(view: CheckView, style: Style) -> str:
    """Return a review as GitHub's commands."""
    del style  # GitHub decides how it looks
    result = view.result
    kept, missing = [], dict.fromkeys(LOUDEST_FIRST, 0)
    notes = [*_findings(result), *_movements(result)]
    missing[Level.ERROR] += sum(left_out(result).values())
    for level in LOUDEST_FIRST:
        alike = [note for note in notes if note.level is level]
        most = MOST_OF_A_LEVEL
        if level is Level.NOTICE and (any(missing.values()) or len(alike) > most):
            most -= 1  # the one that says so is a notice, too
        kept += alike[:most]
        missing[level] += max(0, len(alike) - most)
    if any(missing.values()):
        counts = (counted(number, f"more {level.word}") for level, number in missing.items() if number)
        kept.append(_Note(Level.NOTICE, "left out", f"{', '.join(counts)}: see the text report", None, None))
    last = outcome(result) if is_quiet(result) else meaning(result)
    return "".join([*(f"{_command(note)}\n" for note in kept), lines_of([last])])


def _findings(result: Review) -> Iterator[_Note]:
    """Yield what is alike once, as people read it: at its first place, which names the others."""
    for told in told_once(reported(result), result.moves):
        one, others = told.alike[0], told.places[1:]
        also = f"; also at {some_of(map(str, others))}" if others else ""
        hint = f" ({told.hint})" if told.hint else ""
        yield _Note(one.level, one.rule, _clip(f"{''.join(told.text)}{hint}{also}"), one.place, one.path)


def _movements(result: Review) -> Iterator[_Note]:
    """Yield at each changed price what it moves, and at each announced one what it will."""
    for title, said in (
        ("costs move", [(place_of_change(one.move), one.in_short()) for one in told_moves(result)]),
        ("announced", [(one.place, announced_in_short(one)) for one in result.upcoming]),
    ):
        places: dict[Place, list[str]] = {}
        for place, line in said:
            places.setdefault(place, []).append(_clip(line))
        for place, lines in places.items():
            more = [f"…and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
            yield _Note(Level.NOTICE, title, "\n".join([*lines[:MOST_LINES], *more]), place, path_of(place, result))


def _clip(text: str) -> str:
    """Return one line of a text, in which nothing is left that a log would obey."""
    return cut(inert(show(text)), MOST_CHARACTERS)


def _command(note: _Note) -> str:
    known: dict[str, str] = {}
    if note.place and note.path:
        path = inert(show(note.path)[:MOST_OF_A_PATH])
        known = {"file": path, "line": str(note.place.line), "col": str(note.place.column)}
    known["title"] = f"costcalc: {note.title}"
    properties = ",".join(f"{name}={_property(value)}" for name, value in known.items())
    return f"::{note.level.word} {properties}::{_data(note.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
