"""`costcalc export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.answer import CANNOT, NO, YES, instant_asked, today
from costcalc.cli.options import AsOf, Force, Pricing
from costcalc.cli.output import write, write_bytes, write_file
from costcalc.formats.export import ExportForm, FocusVersion, Profile, writer_named
from costcalc.problem import InputError, Place, Source, describe, show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.export import Ledger
    from costcalc.export.ledger import Asked
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
        FocusVersion, typer.Option("--focus-version", help="Of FOCUS, with --profile focus.")
    ] = FocusVersion.V1_4,
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
    costcalc export scenarios/chatbot.yaml --months 3 -o chatbot.csv
    costcalc export scenarios/*.yaml --profile focus -o costs.csv
    costcalc export --verify chatbot.csv.manifest.json
    """
    try:
        if verify is not None:
            return _verify(verify, pricing, fx, refused=bool(scenarios or out))
        if not scenarios:
            raise _wrong(
                "SCENARIO", "there is no scenario to export", "costcalc export scenarios/chatbot.yaml -o a.csv"
            )
        from costcalc.export import manifest
        from costcalc.export.manifest import How

        how = How(
            profile=profile.value,
            form=form.value,
            focus_version=focus_version.value if profile is Profile.FOCUS else None,
            months=months,
            pricing=tuple(map(str, pricing)),
        )
        moment = instant_asked(as_of)
        asked = _asked([(path, moment) for path in scenarios])
        rows = _ledger(asked, months, pricing, fx)
        data = writer_named(profile, form).write(rows, how.focus_version)
        if out is None:
            if form is not ExportForm.CSV:
                raise _wrong("--format", "this is no text: name a file for it", "-o costs.xlsx")
            write(data.decode("utf-8"), sys.stdout)
            return YES
        read = [*scenarios, *(card.path for card in rows.cards), *([fx] if fx else [])]
        beside = out.with_name(out.name + SUFFIX)
        if not force:
            _refuse_existing(beside)
        write_bytes(out, data, force=force, inputs=read)
        write_file(beside, manifest(out.name, data, rows, asked, how), force=force, inputs=read)
    except InputError as error:
        write(f"{describe(error.problems)}\n", sys.stderr)
        return CANNOT
    return YES


def _asked(named: Sequence[tuple[Path, datetime | None]]) -> list[Asked]:
    """Read scenarios, each with the instant that counts."""
    from costcalc.export.ledger import Asked
    from costcalc.load import load_scenario
    from costcalc.problem import collected

    problems: list[Problem] = []
    asked: list[Asked] = []
    for path, as_of in named:
        with collected(problems):
            file = load_scenario(path)
            own = file.scenario.as_of
            asked.append(Asked(file, as_of or (own.at if own else today())))
    if problems:
        raise InputError(problems)
    return asked


def _ledger(asked: Sequence[Asked], months: int | None, pricing: Sequence[Path], fx: Path | None) -> Ledger:
    from costcalc.export import ledger
    from costcalc.load import find_cards, load_fx

    return ledger(asked, find_cards(pricing), months=months, fx=load_fx(fx) if fx else None)


def _verify(path: Path, pricing: Sequence[Path], fx: Path | None, *, refused: bool) -> int:
    """Recompute an export: 0 it is the same, 1 it is not, 2 it cannot be said."""
    if refused:
        raise _wrong("--verify", "a manifest says itself what was exported", "name nothing else")
    from costcalc.export import verify
    from costcalc.export.said import read_manifest

    said = read_manifest(path)
    asked = _asked([(Path(scenario), moment) for scenario, moment in said.scenarios])
    folders = list(pricing) or [Path(folder) for folder in said.how.pricing]
    rows = _ledger(asked, said.how.months, folders, fx or (Path(said.fx) if said.fx else None))
    writer = writer_named(Profile(said.how.profile), ExportForm(said.how.form))
    moved = verify(said.document, said.data, rows, asked, writer.write(rows, said.how.focus_version))
    if not moved:
        write(f"{said.document['file']}: {len(rows.entries)} rows, all as they were\n", sys.stdout)
        return YES
    lines = [f"{one.what}: {one.was} -> {one.now}" for one in moved[:MOST_SHOWN]]
    if len(moved) > MOST_SHOWN:
        lines.append(f"…and {len(moved) - MOST_SHOWN} more")
    write("".join(f"{show(line)}\n" for line in lines), sys.stdout)
    return NO


def _wrong(where: str, message: str, hint: str) -> InputError:
    return InputError.of(Place(Source(where), 1, 1), "bad-setting", message, hint)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise InputError.of(Place(Source(str(path)), 1, 1), "file-exists", "the file exists", "--force replaces it")
