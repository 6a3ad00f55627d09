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
    from collections.abc import Mapping


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
        typer.Option("--effective", metavar="DATE", help="From when on prices without a date hold. Default: today."),
    ] = None,
    out: Annotated[
        Path | None,
        out_option("Write one card to ID.yaml, or all of them to a folder", "FILE|DIR"),
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

    def work() -> Answer:
        from costcalc.importers.draft import ImportQuery
        from costcalc.importers.run import import_cards
        from costcalc.instant import short_instant

        now = today().date().isoformat()
        moment = instant_asked(effective, "--effective")
        wanted = ImportQuery(short_instant(moment) if moment else now, provider, model)
        file = out if out and out.suffix in {".yaml", ".yml"} and not out.is_dir() else None
        done = import_cards(form, source, wanted, day=now, name=file.stem if file else None)
        code = YES if done.cards else CANNOT if done.notes else NOTHING
        return _placed(done.cards, file, out)._replace(code=code, remark=lines_of(done.account()))

    return deliver(work, Destination(force=force))


def _placed(cards: Mapping[str, str], file: Path | None, out: Path | None) -> Answer:
    """Return where cards go: into a folder, into one file, or to standard output.

    Raises:
        InputError: where there are several for one place.
    """
    from costcalc.cli.files import Output

    if len(cards) > 1 and (file or not out):
        place = Place.start_of(str(file) if file else "standard output")
        message = f"{len(cards)} cards do not fit into one file"
        raise InputError.of(place, "several-cards", message, "name a folder with -o, or one provider with --provider")
    if not cards:
        return Answer()
    if not out:
        (text,) = cards.values()
        return Answer(lambda _: text)
    files = [Output(file or out / f"{card}.yaml", text.encode()) for card, text in cards.items()]
    return Answer(files=files, folder=None if file else out)
