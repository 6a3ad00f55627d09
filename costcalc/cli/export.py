"""`costcalc export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.answer import CANNOT, NO, YES, instant_asked, today
from costcalc.cli.files import Output, is_device, write_all
from costcalc.cli.options import AsOf, Force, Pricing
from costcalc.cli.output import write
from costcalc.formats.export import ExportForm, FocusVersion, Profile, writer_named
from costcalc.instant import parse_instant
from costcalc.problem import InputError, Place, Source, describe
from costcalc.shown import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.export import Ledger
    from costcalc.export.ledger import DatedScenario
    from costcalc.export.manifest import ExportRequest
    from costcalc.problem import Problem

SUFFIX = ".manifest.json"
MOST_MONTHS = 120
MOST_SHOWN = 50


def export(
    scenarios: Annotated[list[Path], typer.Argument(metavar="[SCENARIO]...", help="Scenario files.")] = [],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="The file; its manifest goes beside it.")
    ] = None,
    months: Annotated[
        int | None,
        typer.Option(
            "--months", metavar="N", min=1, max=MOST_MONTHS, help="Months of the calendar, from that of as-of on."
        ),
    ] = None,
    profile: Annotated[Profile, typer.Option("--profile", help="What the columns are.")] = Profile.PLAIN,
    form: Annotated[ExportForm, typer.Option("--format", help="What the file is.")] = ExportForm.CSV,
    focus_version: Annotated[
        FocusVersion | None, typer.Option("--focus-version", help="Of FOCUS, with --profile focus; 1.4 if left out.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="MANIFEST", help="Recompute an export, and say what moved.")
    ] = None,
    as_of: AsOf = None,
    pricing: Pricing = [],
    fx: Annotated[
        Path | None, typer.Option("--fx", metavar="FILE", help="Exchange rates, where cards are in several currencies.")
    ] = None,
    force: Force = False,
) -> int:
    """Write rows for finance: one per charge and month, with a manifest of what they were made from.

    \b
    costcalc export scenarios/chatbot.yaml -o chatbot.csv
    costcalc export scenarios/chatbot.yaml --as-of 2026-07-01 --months 3 --format xlsx -o chatbot.xlsx
    costcalc export scenarios/*.yaml --profile focus -o costs.csv
    costcalc export --verify chatbot.csv.manifest.json
    """
    try:
        from costcalc.source import files_read

        if verify is not None:
            others = (scenarios, out, months, profile, form, focus_version, as_of, force)
            if others != ([], None, None, Profile.PLAIN, ExportForm.CSV, None, None, False):
                raise _wrong("--verify", "a manifest says itself what was exported", "give --pricing and --fx at most")
            return _verify(verify, pricing, fx)
        if not scenarios:
            hint = "costcalc export scenarios/chatbot.yaml -o chatbot.csv"
            raise _wrong("SCENARIO", "there is no scenario to export", hint)
        how = _how(profile, form, focus_version, months, pricing)
        _fitting(out, form)
        moment = instant_asked(as_of)
        with files_read() as inputs:
            asked = _asked([(path, moment) for path in scenarios])
            rows = _ledger(asked, months, pricing, fx)
        table = writer_named(profile, ExportForm.CSV).write(rows, how.focus_version)
        if out is None:
            write(table.decode("utf-8"), sys.stdout)
        else:
            write_all(_files(out, table, rows, asked, how), force=force, inputs=inputs)
    except InputError as error:
        write(f"{describe(error.problems)}\n", sys.stderr)
        return CANNOT
    return YES


def _files(out: Path, table: bytes, rows: Ledger, asked: Sequence[DatedScenario], how: ExportRequest) -> list[Output]:
    """Return the file, and the manifest beside it."""
    from costcalc.export import manifest
    from costcalc.export.manifest import ExportedFile

    form = ExportForm(how.form)
    data = table if form is ExportForm.CSV else writer_named(Profile(how.profile), form).write(rows, None)
    if is_device(out):
        return [Output(out, data)]  # beside a device there is no place for a manifest
    said = manifest(ExportedFile(out.name, data, table), rows, asked, how)
    return [Output(out, data), Output(out.with_name(out.name + SUFFIX), said.encode("utf-8"))]


def _how(
    profile: Profile, form: ExportForm, version: FocusVersion | None, months: int | None, pricing: Sequence[Path]
) -> ExportRequest:
    """Put together how an export is asked for, and refuse what does not go together."""
    from costcalc.export.manifest import ExportRequest

    if form is not ExportForm.CSV and profile is not Profile.PLAIN:
        raise _wrong("--profile", f"{profile} is a profile of CSV files, and not of {form}", "leave one of them out")
    if version and profile is not Profile.FOCUS:
        raise _wrong("--focus-version", f"the profile is {profile}, which is not FOCUS", "--profile focus")
    focus = (version or FocusVersion.V1_4).value if profile is Profile.FOCUS else None
    return ExportRequest(profile.value, form.value, focus, months, tuple(map(str, pricing)))


def _fitting(out: Path | None, form: ExportForm) -> None:
    """Refuse a file whose name says that it is another format: Excel would not open it."""
    if out is None and form is not ExportForm.CSV:
        raise _wrong("--format", "this is no text, and needs a file", f"-o costs.{form}")
    others = {f".{one}" for one in ExportForm if one is not form}
    if out and out.suffix.lower() in others:
        hint = f"--format {out.suffix[1:].lower()}, or another name"
        raise _wrong("-o", f"the name ends in {out.suffix}, and the format is {form}", hint)


def _asked(named: Sequence[tuple[Path, datetime | None]]) -> list[DatedScenario]:
    """Read scenarios, each with the instant that counts."""
    from costcalc.export.ledger import DatedScenario
    from costcalc.problem import collected
    from costcalc.project.load import load_scenario

    problems: list[Problem] = []
    asked: list[DatedScenario] = []
    for path, as_of in named:
        with collected(problems):
            file = load_scenario(path)
            own = file.scenario.as_of
            asked.append(DatedScenario(file, as_of or (own.at if own else today())))
    if problems:
        raise InputError(problems)
    return asked


def _ledger(asked: Sequence[DatedScenario], months: int | None, pricing: Sequence[Path], fx: Path | None) -> Ledger:
    from costcalc.export import ledger
    from costcalc.project.load import find_cards, load_fx

    return ledger(asked, find_cards(pricing), months=months, fx=load_fx(fx) if fx else None)


def _verify(path: Path, pricing: Sequence[Path], fx: Path | None) -> int:
    """Recompute an export: 0 it is the same, 1 it is not, 2 it cannot be said."""
    from costcalc.export import verify
    from costcalc.export.manifest_file import read_manifest

    said = read_manifest(path)
    manifest, inputs = said.manifest, said.manifest.inputs
    try:
        writer = writer_named(Profile(manifest.profile), ExportForm.CSV)
        version = FocusVersion(manifest.focus_version).value if manifest.focus_version else None
        ExportForm(manifest.format)
    except ValueError:
        message = "this manifest is of a format or a profile that there is not"
        raise InputError.of(Place(Source(str(path)), 1, 1), "bad-json", message) from None
    asked = _asked([(Path(one.file), parse_instant(one.as_of)) for one in inputs.scenarios])
    folders = pricing or [Path(folder) for folder in manifest.pricing]
    rates = fx or (Path(inputs.fx.file) if inputs.fx else None)
    rows = _ledger(asked, manifest.months, folders, rates)
    moved = verify(said, rows, asked, writer.write(rows, version))
    if not moved:
        write(lines_of([f"{manifest.file}: {len(rows.entries)} rows, all as they were"]), sys.stdout)
        return YES
    lines = [f"{one.what}: {one.was} -> {one.now}" for one in moved[:MOST_SHOWN]]
    if len(moved) > MOST_SHOWN:
        lines.append(f"…and {len(moved) - MOST_SHOWN} more")
    write(lines_of(lines), sys.stdout)
    return NO


def _wrong(where: str, message: str, hint: str) -> InputError:
    return InputError.of(Place(Source(where), 1, 1), "bad-setting", message, hint)
