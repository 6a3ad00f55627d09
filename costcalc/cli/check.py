"""`costcalc check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import AsOf, Brief, Explain, Force, Out, Pricing, format_option, out_file
from costcalc.formats import CheckForm, Style, write
from costcalc.problem import InputError, Place
from costcalc.shown import cut
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class FailOn(StrEnum):
    """From which level on a finding fails the run."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class _ReportFile(NamedTuple):
    """A report, and the file it goes to."""

    report: CheckForm
    file: Path


def check(
    paths: Annotated[
        list[Path], typer.Argument(metavar="[PATH]...", help="Files and folders. Default: all below.")
    ] = [],
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="REF|DIR", help="Compare with a git revision, or with a folder: ./FOLDER."),
    ] = None,
    base_tip: Annotated[
        bool,
        typer.Option("--base-tip", help="Compare with the revision itself, not with where the change began."),
    ] = False,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="The level from which on findings fail; else what the policy says."),
    ] = None,
    reports: Annotated[
        list[str],
        typer.Option(
            "--report", metavar="NAME=FILE", help=f"Write a report as well: {', '.join(CheckForm)}; may be repeated."
        ),
    ] = [],
    form: Annotated[CheckForm | None, format_option(CheckForm, "NAME")] = None,
    brief: Brief = False,
    explain: Explain = False,
    as_of: AsOf = None,
    pricing: Pricing = [],
    out: Out = None,
    force: Force = False,
) -> int:
    """Check cards and scenarios, and what a change does to their money.

    \b
    costcalc check
    costcalc check --base origin/main --report sarif=costs.sarif --report markdown=costs.md
    """
    to = Destination(form, detail_asked(brief=brief, explain=explain), out, force, CheckForm)

    def work() -> Answer:
        from costcalc.cli.files import Output
        from costcalc.review import review
        from costcalc.views.check import CheckView

        wanted = list(_report_files(reports))
        result = review(
            paths,
            as_of=instant_asked(as_of) or today(),
            base=base,
            base_tip=base_tip,
            pricing=pricing,
            fail_on=fail_on.value if fail_on else None,
        )
        view, plain = CheckView(result), Style(detail=to.detail)
        files = [Output(each.file, write(view, each.report, plain).encode()) for each in wanted]
        return Answer(view, result.problems, result.exit_code, files)

    return deliver(work, to)


def _report_files(reports: Sequence[str]) -> Iterator[_ReportFile]:
    for text in reports:
        place = Place.start_of("--report", text)
        name, equals, file = text.partition("=")
        if not equals or not file.strip():
            raise InputError.of(place, "bad-setting", f"`{cut(text)}` is not NAME=FILE", "--report sarif=costs.sarif")
        if name not in set(CheckForm):
            hint = did_you_mean(name, set(CheckForm), f"there are {', '.join(CheckForm)}")
            raise InputError.of(place, "unknown-word", f"there is no report `{cut(name)}`", hint)
        path = out_file(file.strip())
        if path is None:
            raise InputError.of(
                place, "bad-setting", "`-` is no file: --format says what is printed", f"--format {name}"
            )
        yield _ReportFile(CheckForm(name), path)
