"""`costcalc export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver
from costcalc.cli.options import AsOf, Force, Fx, Like, Pricing, Settings, With, WrittenOnly, out_option
from costcalc.cli.scenarios import STDIN, scenario_files, selection_asked
from costcalc.exit_code import NO, YES
from costcalc.formats.export import ExportAnswer, ExportLayout, misfit
from costcalc.instant import MOST_MONTHS
from costcalc.views.ledger import FocusVersion, Profile

NO_WORDS = frozenset({ExportAnswer.CSV, ExportAnswer.XLSX})
"""What holds rows, and says nothing of them."""

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from costcalc.export import Ledger, WrittenRows
    from costcalc.export.manifest import ExportRequest
    from costcalc.export.run import Export, ExportInputs
    from costcalc.project.load.opened import StandardInput


def export(
    scenarios: Annotated[
        list[str], typer.Argument(metavar="[SCENARIO]...", help="Scenario files; - is standard input, without -o.")
    ] = [],
    out: Annotated[Path | None, out_option("The file, with its manifest beside it")] = None,
    months: Annotated[
        int | None,
        typer.Option(
            "--months", metavar="N", min=1, max=MOST_MONTHS, help="Months of the calendar, from that of as-of on."
        ),
    ] = None,
    profile: Annotated[Profile, typer.Option("--profile", help="What the columns are.")] = Profile.PLAIN,
    form: Annotated[
        ExportAnswer | None,
        typer.Option(
            "--format",
            help="What the file is: csv or xlsx; with --verify and --actuals text, json or markdown. "
            "Default: as FILE is named, else csv, or text.",
        ),
    ] = None,
    focus_version: Annotated[
        FocusVersion | None, typer.Option("--focus-version", help="Of FOCUS, with --profile focus; 1.4 if left out.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="MANIFEST", help="Recompute an export, and say what moved.")
    ] = None,
    actuals: Annotated[
        Path | None,
        typer.Option(
            "--actuals", metavar="FILE", help="Compare with what was billed: a CSV of FOCUS, or of an export."
        ),
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option(
            "--root", metavar="DIR", help="With --verify: where the names in MANIFEST are seen from, if not from here."
        ),
    ] = None,
    models: With = [],
    like: Like = None,
    only: WrittenOnly = [],
    all_options: Annotated[
        bool, typer.Option("--all-options", help="Write the rows of all options, marked as a comparison.")
    ] = False,
    settings: Settings = [],
    as_of: AsOf = None,
    pricing: Pricing = [],
    fx: Fx = None,
    force: Force = False,
) -> int:
    """Write rows for finance: one per charge and month, with a manifest of what they were made from.

    \b
    costcalc export scenarios/chatbot.yaml --option flash -o chatbot.csv
    costcalc export scenarios/chatbot.yaml --option flash --as-of 2026-07-01 --months 3 -o chatbot.xlsx
    costcalc export scenarios/*.yaml --all-options --profile focus -o costs.csv
    costcalc export --verify chatbot.csv.manifest.json
    costcalc export scenarios/chatbot.yaml --option flash --as-of 2026-07-01 --months 3 --actuals bill.csv
    """
    about = verify is not None or actuals is not None
    to = Destination(form if about else None, out=out if about else None, force=force, forms=ExportAnswer)

    def work() -> Answer:
        from costcalc.cli.settings import parse_settings
        from costcalc.export.run import ExportInputs
        from costcalc.export.run import export as export_rows

        if verify is not None:
            selected = (*settings, *models, *only, like, all_options)
            others = (scenarios, months, profile, focus_version, as_of, selected, actuals)
            if others != ([], None, Profile.PLAIN, None, None, (None, False), None):
                hint = "give --pricing, --fx, --root, --format and -o at most"
                raise misfit("--verify", "a manifest says itself what was exported", hint)
            ExportAnswer.said(form, out, "--verify", NO_WORDS)
            return _verified(verify, pricing, fx, root)
        if root is not None:
            raise misfit("--root", "only the names in a manifest are seen from elsewhere", "--verify MANIFEST")
        selection = selection_asked(settings, models, like, only)
        if all_options and only:
            raise misfit("--all-options", "these are all, and `--option` names some", "leave one of them out")
        if actuals is not None:
            if profile is not Profile.PLAIN or focus_version:
                raise misfit("--actuals", "what was billed says itself what its columns are", "leave --profile out")
            ExportAnswer.said(form, out, "--actuals", {ExportAnswer.XLSX})
            inputs = ExportInputs(_asked(scenarios, as_of, None), pricing, fx, months, selection, all_options)
            return _compared(inputs, actuals)
        layout = ExportLayout.asked(ExportAnswer.rows(form), profile, focus_version, out)
        inputs = ExportInputs(_asked(scenarios, as_of, out), pricing, fx, months, selection, all_options)
        how = layout.request(months, pricing)._replace(selection=selection, all_options=all_options)
        return _placed(export_rows(inputs, how, today(), layout.file, parse_settings), out)

    return deliver(work, to)


def _beside_its_file(manifest: Path) -> Path:
    """Return a manifest, which lies beside what it is of."""
    if str(manifest) == STDIN:
        hint = "costcalc export --verify chatbot.csv.manifest.json"
        raise misfit("--verify", "a manifest lies beside its file, and standard input beside none", hint)
    return manifest


def _asked(
    scenarios: Sequence[str], as_of: str | None, out: Path | None
) -> list[tuple[Path | StandardInput, datetime | None]]:
    """Return the scenarios, each with the instant that is asked for."""
    if not scenarios:
        hint = "costcalc export scenarios/chatbot.yaml -o chatbot.csv"
        raise misfit("SCENARIO", "there is no scenario to export", hint)
    if out and STDIN in scenarios:
        hint = "leave -o out, or write the scenario to a file first"
        raise misfit("SCENARIO", "the manifest would say that this can be read again, and `-` cannot", hint)
    moment = instant_asked(as_of)
    return [(file, moment) for file in scenario_files(scenarios)]


def _placed(done: Export, out: Path | None) -> Answer:
    """Return where an export goes: a file with its manifest beside it, or standard output."""
    from costcalc.cli.files import Output, is_device

    if out is None:
        return Answer(lambda _: done.table.decode("utf-8"))
    if is_device(out):
        return Answer(files=[Output(out, done.data)])  # beside a device there is no place for a manifest
    return Answer(files=[Output(path, data) for path, data in done.files(out).items()])


def _verified(path: Path, pricing: Sequence[Path], fx: Path | None, root: Path | None) -> Answer:
    """Return what moved since an export."""
    from costcalc.cli.settings import parse_settings
    from costcalc.export.recompute import VerifyRequest, recompute
    from costcalc.views.verification import VerificationView

    asked = VerifyRequest(_beside_its_file(path), pricing, fx, root)
    found = recompute(asked, _written_as, parse_settings)
    return Answer(VerificationView(found), code=YES if found.is_as_it_was else NO)


def _compared(inputs: ExportInputs, actuals: Path) -> Answer:
    """Return what was billed beside what is estimated."""
    from costcalc.cli.settings import parse_settings
    from costcalc.export.actuals import variance_of
    from costcalc.views.variance import VarianceView

    _, rows = inputs.rows(today(), parse_settings)
    return Answer(VarianceView(variance_of(rows, actuals)))


def _written_as(how: ExportRequest, manifest: Path) -> Callable[[Ledger], WrittenRows]:
    """Return what writes rows as a manifest says that they were asked for."""
    return ExportLayout.of_manifest(how, manifest).written
