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
from costcalc.formats.export import ExportForm, ExportLayout, misfit
from costcalc.instant import MOST_MONTHS
from costcalc.shown import lines_of
from costcalc.views.ledger import FocusVersion, Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from costcalc.export import Ledger
    from costcalc.export.manifest import ExportRequest
    from costcalc.export.run import Export, Recomputed
    from costcalc.project.load.opened import StandardInput

MOST_SHOWN = 50


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
        ExportForm | None,
        typer.Option("--format", help="What the file is. Default: what the name of FILE ends in, or csv."),
    ] = None,
    focus_version: Annotated[
        FocusVersion | None, typer.Option("--focus-version", help="Of FOCUS, with --profile focus; 1.4 if left out.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="MANIFEST", help="Recompute an export, and say what moved.")
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
    """

    def work() -> Answer:
        from costcalc.cli.settings import parse_settings
        from costcalc.export.run import ExportInputs, recompute
        from costcalc.export.run import export as export_rows

        if verify is not None:
            selected = (*settings, *models, *only, like, all_options)
            others = (scenarios, out, months, profile, form, focus_version, as_of, force, selected)
            if others != ([], None, None, Profile.PLAIN, None, None, None, False, (None, False)):
                raise misfit("--verify", "a manifest says itself what was exported", "give --pricing and --fx at most")
            return _verified(recompute(_beside_its_file(verify), pricing, fx, _table_of, parse_settings))
        selection = selection_asked(settings, models, like, only)
        if all_options and only:
            raise misfit("--all-options", "these are all, and `--option` names some", "leave one of them out")
        layout = ExportLayout.asked(form, profile, focus_version, out)
        inputs = ExportInputs(_asked(scenarios, as_of, out), pricing, fx, months, selection, all_options)
        how = layout.request(months, pricing)._replace(selection=selection, all_options=all_options)
        return _placed(export_rows(inputs, how, today(), layout.file, parse_settings), out)

    return deliver(work, Destination(force=force))


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


def _table_of(how: ExportRequest, manifest: Path) -> Callable[[Ledger], bytes]:
    """Return what writes rows as a manifest says that they were asked for."""
    return ExportLayout.of_manifest(how, manifest).table


def _verified(found: Recomputed) -> Answer:
    """Return what moved since an export."""
    moved = len(found.moved)
    lines = [f"{found.file}: {found.rows} rows, all as they were"]
    if moved:
        lines = [f"{found.file}: {moved} difference{'s' if moved > 1 else ''} to what its manifest says"]
        lines += [f"{one.what}: {one.was} -> {one.now}" for one in found.moved[:MOST_SHOWN]]
    if moved > MOST_SHOWN:
        lines.append(f"…and {moved - MOST_SHOWN} more")
    return Answer(lambda _: lines_of(lines), code=NO if moved else YES)
