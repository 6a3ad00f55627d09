"""`costcalc cards import`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.answer import CANNOT, YES, today
from costcalc.cli.files import Output, made_folder, write_all
from costcalc.cli.options import Force
from costcalc.cli.output import write
from costcalc.problem import InputError, Place, Source, did_you_mean
from costcalc.shown import lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from costcalc.importers import Importer
    from costcalc.importers.draft import ImportResult
    from costcalc.importers.origin import Origin
    from costcalc.importers.proof import Proven

NOTHING = 3
INSTALLED = "installed"


def import_(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="Whose list it is: genai-prices, litellm …")],
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A file, a folder, - for standard input; `installed` for a package.")
    ],
    provider: Annotated[
        str | None, typer.Option("--provider", metavar="NAME", help="Only this provider, as the source spells it.")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="GLOB", help="Only models whose name matches, as in 'gpt-5*'.")
    ] = None,
    effective: Annotated[
        str | None,
        typer.Option("--effective", metavar="DATE", help="From when on prices without a date hold. Default: today."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE|DIR", help="Write one card to ID.yaml, or all of them to a folder."),
    ] = None,
    force: Force = False,
) -> int:
    """Make rate cards of somebody else's list of prices.

    What a card cannot say is listed on standard error, and at the top of the card. Exit code 3 means that the source
    has nothing of this provider or model.

    \b
    costcalc cards import genai-prices installed --provider openai --model 'gpt-5*'
    costcalc cards import genai-prices prices/data.json -o pricing
    """
    try:
        return _import(form, source, (provider, model, effective), out, force=force)
    except InputError as error:
        write(f"{error}\n", sys.stderr)
        return CANNOT


def _import(
    form: str, source: str, asked: tuple[str | None, str | None, str | None], out: Path | None, *, force: bool
) -> int:
    from costcalc.importers.draft import CardProvenance, ImportQuery, is_id
    from costcalc.importers.proof import not_too_many, proven
    from costcalc.source import files_read

    provider, model, effective = asked
    day = today().date().isoformat()
    importer = _importer(form)
    with files_read() as inputs:
        origin = _origin(importer, source)
        imported = importer.read(origin, ImportQuery(_instant(effective) or day, provider, model))
    not_too_many(imported, origin.place)
    if not imported.cards and not imported.notes:
        write(lines_of([f"{origin.name} has nothing that was asked for."]), sys.stderr)
        return NOTHING
    file = out if out and out.suffix in {".yaml", ".yml"} and not out.is_dir() else None
    if file and len(imported.cards) == 1:
        imported = _called(imported, file.stem)
    version = origin.version if origin.version and is_id(origin.version) else None
    done = proven(imported, CardProvenance(form, origin.name, day, origin.sha256, version))
    if done.cards:
        _deliver(done.cards, file, out, force=force, inputs=inputs)
    write(_account(done, origin), sys.stderr)
    return YES if done.cards else CANNOT


def _importer(form: str) -> Importer:
    from costcalc.importers import FORMATS, importer_named

    if form not in FORMATS:
        place = Place(Source("FORMAT", form), 1, 1)
        hint = did_you_mean(form, FORMATS, f"there are {', '.join(FORMATS)}")
        raise InputError.of(place, "unknown-word", f"no list of prices is called `{form[:40]}`", hint)
    return importer_named(form)


def _origin(importer: Importer, source: str) -> Origin:
    from costcalc.importers.origin import read_origin

    installed = getattr(importer, "installed", None)
    if source == INSTALLED and installed:
        found: Origin = installed()
        return found
    return read_origin(source, importer.FILES)


def _instant(text: str | None) -> str | None:
    from costcalc.instant import parse_instant, short_instant

    try:
        return short_instant(parse_instant(text)) if text is not None else None
    except ValueError as error:
        raise InputError.of(Place(Source("--effective", text or ""), 1, 1), "bad-instant", str(error)) from None


def _called(imported: ImportResult, name: str) -> ImportResult:
    """Call the only card like the file it is written to, as a card is found by the name of its file."""
    (card,) = imported.cards
    notes = [note._replace(card=name) if note.card == card.id else note for note in imported.notes]
    return imported._replace(cards=[replace(card, id=name)], notes=notes)


def _deliver(
    cards: Mapping[str, str], file: Path | None, out: Path | None, *, force: bool, inputs: Collection[str]
) -> None:
    """Write the cards, or print the only one.

    Raises:
        InputError: where there are several for one place, or a file exists; nothing has been written then.
    """
    if len(cards) > 1 and (file or not out):
        place = Place(Source(str(file) if file else "standard output"), 1, 1)
        message = f"{len(cards)} cards do not fit into one file"
        raise InputError.of(place, "several-cards", message, "name a folder with -o, or one provider with --provider")
    if not out:
        write(next(iter(cards.values())), sys.stdout)
        return
    if not file and not out.is_dir():
        made_folder(out)
    outputs = [Output(file or out / f"{card}.yaml", text.encode()) for card, text in cards.items()]
    write_all(outputs, force=force, inputs=inputs)


def _account(done: Proven, origin: Origin) -> str:
    """Say what was imported, and what was not."""
    from costcalc.importers.notes import summary

    count = "1 card" if len(done.cards) == 1 else f"{len(done.cards):,} cards"
    lines = [f"{count} imported from {origin.name}. Nobody has verified these prices."]
    if done.notes:
        lines.append("Left out, or decided on the way; each card lists what concerns it:")
        lines += [f"  {line}" for line in summary(done.notes)]
    return lines_of(lines)
