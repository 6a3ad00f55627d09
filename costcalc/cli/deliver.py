"""The end of every command: files are written, the answer is printed, problems are reported, a code is chosen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from costcalc.cli.output import terminal_width, wants_color, write
from costcalc.exit_code import CANNOT, YES
from costcalc.formats import Detail, Form, OutputFormat, Style
from costcalc.problem import InputError, Place, Problem, describe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from costcalc.cli.files import Output
    from costcalc.views import View


class Answer(NamedTuple):
    """What a command found out.

    Args:
        view: What is printed, or goes to the file asked for; what returns it as text, where there is one form of it
            only; None where there are only files.
        problems: Why some of it is missing.
        code: The exit code, where there is no problem.
        files: Those that are written beside.
        folder: The folder they go to, which is made where there is none.
        remark: What a person is told on standard error.
    """

    view: View | Callable[[Style], str] | None = None
    problems: Sequence[Problem] = ()
    code: int = YES
    files: Sequence[Output] = ()
    folder: Path | None = None
    remark: str = ""


class Destination(NamedTuple):
    """How the user wants the answer, and where.

    Args:
        form: The format, of problems, too; None leaves it to the name of the file, and then problems are text.
            A review reports problems as part of itself, whatever its format is.
        detail: How much people are told.
        out: The file; None for standard output.
        force: Whether a file that exists may be replaced.
        forms: Those that there are.
    """

    form: Form | None = OutputFormat.TEXT
    detail: Detail = Detail.USUAL
    out: Path | None = None
    force: bool = False
    forms: type[Form] = OutputFormat

    def format(self) -> Form:
        """Return the format that was asked for, or that the file is named after; otherwise text.

        Raises:
            InputError: where the file is named after a format that there is not.
        """
        return self.form or self.forms.of_file(self.out) or OutputFormat.TEXT


def deliver(work: Callable[[], Answer], to: Destination) -> int:
    """Do the work, and deliver what comes of it: all of its files or none, then what is printed, then what is wrong.

    Returns:
        The exit code.
    """
    from costcalc.source import files_read

    try:
        to.format()  # what cannot be had is refused before anything is worked out
        with files_read() as inputs:
            answer = work()
            _put(answer, to, inputs)
        problems, remark, code = answer.problems, answer.remark, answer.code
        as_json = to.form is OutputFormat.JSON  # a review that there is has its problems in itself
    except InputError as error:
        problems, remark, code = error.problems, "", CANNOT
        as_json = to.form == OutputFormat.JSON
    if problems:
        remark += _told(problems, as_json=as_json)
    if remark:
        write(remark, sys.stderr)
    return CANNOT if problems else code


def _put(answer: Answer, to: Destination, inputs: set[str]) -> None:
    """Write the files of an answer, and print the rest of it."""
    text = _text(answer.view, to) if answer.view is not None else None
    files = list(answer.files)
    if files or to.out:
        from costcalc.cli.files import Output, made_folder, write_all

        if answer.folder and not answer.folder.is_dir():
            made_folder(answer.folder)
        if to.out and text is not None:
            files.append(Output(to.out, text.encode()))
        write_all(files, force=to.force, inputs=inputs, printed=None if to.out or text is None else sys.stdout)
    if text is not None and not to.out:
        write(text, sys.stdout)


def _text(view: View | Callable[[Style], str], to: Destination) -> str:
    from costcalc.formats import write as written

    style = Style(terminal_width(), wants_color() and not to.out, to.detail)
    return view(style) if callable(view) else written(view, to.format(), style)


def detail_asked(*, brief: bool, explain: bool = False) -> Detail:
    """Return how much people are told.

    Raises:
        InputError: where both less and more than usual is asked for.
    """
    if brief and explain:
        message = "--brief leaves out what --explain adds"
        raise InputError.of(Place.start_of("--brief"), "bad-setting", message, "give one of them")
    return Detail.BRIEF if brief else Detail.EXPLAINED if explain else Detail.USUAL


def _told(problems: Sequence[Problem], *, as_json: bool) -> str:
    if as_json:
        from costcalc.shown import json_text
        from costcalc.views.problem import PROBLEMS, ProblemList

        return json_text(PROBLEMS.encode(ProblemList.of(problems)))
    return f"{describe(problems)}\n"
