"""Give an answer: in the format asked for, where it was asked for, with the exit code that it deserves."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.cli.output import terminal_width, wants_color, write
from costcalc.formats import OutputFormat, Style
from costcalc.instant import parse_instant
from costcalc.problem import InputError, Place, Problem, Source, describe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from costcalc.formats.base import Format

YES, NO, CANNOT = 0, 1, 2


class Answer(NamedTuple):
    """What a command found out.

    Args:
        text: In the format asked for.
        problems: Why some of it is missing.
        no: Whether the answer is no: a budget is broken.
    """

    text: str
    problems: Sequence[Problem] = ()
    no: bool = False


class Delivery(NamedTuple):
    """How the user wants the answer.

    Args:
        form: The format.
        brief: Whether the working is left out.
        out: The file; None for standard output.
        force: Whether a file that exists may be replaced.
    """

    form: OutputFormat
    brief: bool
    out: Path | None
    force: bool

    def give(self, work: Callable[[Format, Style], Answer]) -> int:
        """Do the work and deliver what comes of it; problems go to standard error.

        Returns:
            The exit code.
        """
        from costcalc.cli.files import Output, write_all
        from costcalc.formats import format_named
        from costcalc.source import files_read

        look = Style(terminal_width(), wants_color() and not self.out, self.brief)
        try:
            with files_read() as inputs:
                answer = work(format_named(self.form), look)
            problems = answer.problems
            code = NO if answer.no else YES
            if self.out:
                write_all([Output(self.out, answer.text.encode())], force=self.force, inputs=inputs)
            else:
                write(answer.text, sys.stdout)
        except InputError as error:
            problems, code = error.problems, CANNOT
        if problems:
            write(self._problems(problems), sys.stderr)
        return CANNOT if problems else code

    def _problems(self, problems: Sequence[Problem]) -> str:
        if self.form is OutputFormat.JSON:
            from costcalc.formats import json

            return json.problems(problems)
        return f"{describe(problems)}\n"


def instant_asked(text: str | None) -> datetime | None:
    """Read `--as-of`."""
    if text is None:
        return None
    try:
        return parse_instant(text)
    except ValueError as error:
        raise InputError.of(Place(Source("--as-of", text), 1, 1), "bad-instant", str(error)) from None


def today() -> datetime:
    """Read the clock: today 00:00 UTC, so that an answer holds for a day. No other place reads it."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
