"""`costcalc cards import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver
from costcalc.cli.options import Force, out_option
from costcalc.exit_code import CANNOT, NOTHING, YES
from costcalc.importers import FORMATS
from costcalc.problem import InputError, Place
from costcalc.shown import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.importers.memory.into import CardsInto
    from costcalc.importers.run import Import


def import_(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"Whose list it is: {', '.join(FORMATS)}.")],
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
        typer.Option(
            "--effective",
            metavar="DATE",
            help="From when on prices without a date hold; `released`: since their model was. Default: today.",
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="Append to the cards of this folder what is new in the list."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --into: write nothing, and show what would change.")
    ] = False,
    same_list: Annotated[
        bool,
        typer.Option("--same-list", help="With --into: SOURCE is the list that the cards were made of, and whole."),
    ] = False,
    seen: Annotated[
        bool, typer.Option("--seen", help="With --into: write the day of the list where nothing else has changed.")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            metavar="METER=COLUMN",
            help="Of a CSV: which column is what: 'model=Name,input=In'; may be repeated.",
        ),
    ] = None,
    per: Annotated[
        list[str] | None,
        typer.Option("--per", metavar="UNITS", help="Of a CSV: what a price is for: 1M, '1 image'; may be repeated."),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help="Of a CSV: the currency of its prices.")
    ] = None,
    out: Annotated[
        Path | None,
        out_option("Write one card to ID.yaml, or all of them to a folder", "FILE|DIR"),
    ] = None,
    force: Force = False,
) -> int:
    """Make rate cards of somebody else's list of prices, or bring up to date what was made of it before.

    What a card cannot say is listed on standard error, and at the top of the card. Exit code 3 means that the source
    has nothing of this provider or model.

    \b
    costcalc cards import genai-prices installed --provider openai --model 'gpt-5*'
    costcalc cards import genai-prices prices/data.json -o pricing
    costcalc cards import litellm model_prices_and_context_window.json --into pricing --dry-run
    costcalc cards import csv prices.csv --columns 'model=Name,input=In' --per 1M
    """

    def work() -> Answer:
        from costcalc.importers.draft import ImportQuery, TableQuery
        from costcalc.importers.memory.into import Again, cards_into
        from costcalc.importers.reading.release import RELEASED
        from costcalc.importers.rules.apart import currency_in, nowhere
        from costcalc.importers.run import ImportTarget, import_cards
        from costcalc.instant import short_instant

        of_into = {"--dry-run": dry_run, "--same-list": same_list, "--seen": seen}
        _refuse_what_excludes_itself(
            into, out, effective, [name for name, given in of_into.items() if given], force=force
        )
        now = today().date().isoformat()
        moment = None if effective == RELEASED else instant_asked(effective, "--effective")
        start = short_instant(moment) if moment else RELEASED if effective else now
        table = TableQuery(columns or (), per or (), currency) if columns or per or currency is not None else None
        wanted = ImportQuery(start, provider, model, table)
        file = out if out and out.suffix in {".yaml", ".yml"} and not out.is_dir() else None
        target = ImportTarget(file.stem if file else None, currency_in(into, form) if into else nowhere)
        done = import_cards(form, source, wanted, day=now, target=target)
        code = YES if done.cards else CANNOT if done.notes else NOTHING
        if into:
            again = Again(same_list, seen, done.partial, done.whole and done.whole(), is_all=not (provider or model))
            kept = cards_into(into, done.cards, start, wanted.took_model, again)
            code = YES if kept.texts else code
            return _into(done, into, kept, dry_run=dry_run)._replace(code=CANNOT if kept.is_refused else code)
        return _placed(done, file, out, force=force)._replace(code=code)

    return deliver(work, Destination(force=force or into is not None))


def _refuse_what_excludes_itself(
    into: Path | None, out: Path | None, effective: str | None, of_into: Sequence[str], *, force: bool
) -> None:
    """Refuse options that contradict each other.

    Raises:
        InputError: for those.
    """
    from costcalc.importers.reading.release import RELEASED

    if into and (out or force):
        message = f"--into appends to what is there, and {'-o writes anew' if out else '--force replaces it'}"
        raise InputError.of(Place.start_of("--into", str(into)), "bad-setting", message, "give one of them")
    if into and effective == RELEASED:
        message = "--into appends what changed on a day, and `released` is another one for each model"
        raise InputError.of(Place.start_of("--into", str(into)), "bad-setting", message, "-o makes the first cards so")
    if of_into and not into:
        message = f"{of_into[0]} is about cards that are there"
        raise InputError.of(Place.start_of(of_into[0]), "bad-setting", message, "name their folder: --into DIR")


def _into(done: Import, folder: Path, kept: CardsInto, *, dry_run: bool) -> Answer:
    """Return the cards of a folder with what an import appends to them; with --dry-run, what that would change."""
    from costcalc.cli.files import Output
    from costcalc.importers.covered import covered

    fresh = {folder / f"{card}.yaml": text for card, text in kept.texts.items() if card not in kept.before}
    told = done._replace(notes=[*done.notes, *kept.notes, *covered(fresh)])
    changes = f"{len(kept.texts):,} of its files {'would change' if dry_run else 'changed'}"
    last = f"{folder}: {changes if kept.texts else 'nothing is new, and no file changes'}."
    remark = lines_of([*told.account(), *kept.account(), last])
    if dry_run:
        from costcalc.diff import diff_cards, seen_at
        from costcalc.views.cards.changes import CardsDiffView

        before, after = kept.sides(folder)
        found = seen_at(diff_cards(before, after), today())
        return Answer(CardsDiffView(found, str(folder), f"{folder} after the import"), remark=remark)
    files = [Output(folder / f"{card}.yaml", text.encode()) for card, text in kept.texts.items()]
    return Answer(files=files, folder=folder, remark=remark)


def _placed(done: Import, file: Path | None, out: Path | None, *, force: bool) -> Answer:
    """Return where the cards of an import go: into a folder, into one file, or to standard output.

    Raises:
        InputError: where there are several for one place, and where prices of the past would be lost.
    """
    from costcalc.cli.files import Output
    from costcalc.importers.covered import covered

    cards, remark = done.cards, lines_of(done.account())
    if len(cards) > 1 and (file or not out):
        place = Place.start_of(str(file) if file else "standard output")
        message = f"{len(cards)} cards do not fit into one file"
        raise InputError.of(place, "several-cards", message, "name a folder with -o, or one provider with --provider")
    if not cards:
        return Answer(remark=remark)
    if not out:
        (text,) = cards.values()
        return Answer(lambda _: text, remark=remark)
    texts = {file or out / f"{card}.yaml": text for card, text in cards.items()}
    if force:
        from costcalc.importers.memory.into import validate_history

        validate_history(texts)
    told = done._replace(notes=[*done.notes, *covered(texts)])
    files = [Output(path, text.encode()) for path, text in texts.items()]
    return Answer(files=files, folder=None if file else out, remark=lines_of(told.account()))
