"""`costcalc check`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from costcalc.cli.answer import CANNOT, instant_asked, today
from costcalc.cli.options import AsOf, Force, Pricing
from costcalc.cli.output import terminal_width, wants_color, write
from costcalc.formats import Style
from costcalc.formats.check import Report, reporter_named
from costcalc.problem import InputError, Place, Source, describe, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.review import Review


class FailOn(StrEnum):
    """From which level on a finding fails the run."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class _Wanted(NamedTuple):
    """A report, and the file it goes to."""

    report: Report
    file: Path


def check(
    paths: Annotated[
        list[Path], typer.Argument(metavar="[PATH]...", help="Files and folders. Default: pricing and scenarios.")
    ] = [],
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="REF|DIR", help="Compare with a git revision, or with a folder: ./FOLDER."),
    ] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="The level from which on findings fail; else what the policy says."),
    ] = None,
    reports: Annotated[
        list[str],
        typer.Option(
            "--report", metavar="NAME=FILE", help=f"Write a report as well: {', '.join(Report)}; may be repeated."
        ),
    ] = [],
    form: Annotated[Report, typer.Option("--format", help="The form of what is printed.")] = Report.TEXT,
    as_of: AsOf = None,
    pricing: Pricing = [],
    force: Force = False,
) -> int:
    """Check cards and scenarios, and what a change does to their money.

    \b
    costcalc check
    costcalc check --base origin/main --report sarif=costs.sarif --report markdown=costs.md
    """
    try:
        from costcalc.cli.files import Output, write_all
        from costcalc.review import review
        from costcalc.source import files_read

        wanted = list(_wanted(reports))
        with files_read() as inputs:
            result = review(
                paths,
                as_of=instant_asked(as_of) or today(),
                base=base,
                pricing=pricing,
                fail_on=fail_on.value if fail_on else None,
            )
        written = [Output(each.file, reporter_named(each.report).report(result, Style()).encode()) for each in wanted]
        write_all(written, force=force, inputs=inputs, printed=sys.stdout)
        look = Style(terminal_width(), wants_color())
        write(reporter_named(form).report(result, look), sys.stdout)
    except InputError as error:
        write(f"{describe(error.problems)}\n", sys.stderr)
        return CANNOT
    return _said(result)


def _said(result: Review) -> int:
    """Say on standard error why there is no answer."""
    if result.problems:
        write(f"{describe(result.problems)}\n", sys.stderr)
    elif result.exit_code == NOTHING:
        write("nothing was checked: there is no rate card and no scenario here\n", sys.stderr)
    return result.exit_code


NOTHING = 3


def _wanted(reports: Sequence[str]) -> Iterator[_Wanted]:
    for text in reports:
        place = Place(Source("--report", text), 1, 1)
        name, equals, file = text.partition("=")
        if not equals or not file.strip():
            raise InputError.of(place, "bad-setting", f"`{text[:40]}` is not NAME=FILE", "--report sarif=costs.sarif")
        if name not in set(Report):
            hint = did_you_mean(name, set(Report), f"there are {', '.join(Report)}")
            raise InputError.of(place, "unknown-word", f"there is no report `{name[:40]}`", hint)
        yield _Wanted(Report(name), Path(file))
