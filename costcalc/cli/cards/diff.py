"""`costcalc cards diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.answer import YES, Answer, Delivery
from costcalc.cli.options import Brief, Force, Format, Out
from costcalc.formats import OutputFormat
from costcalc.problem import collected

if TYPE_CHECKING:
    from costcalc.formats import Style
    from costcalc.formats.base import Format as FormatModule
    from costcalc.problem import Problem
    from costcalc.ratecard import CardFile

DIFFERENT = 1


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A card, or a folder of cards, as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same as it is now.")],
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 where anything changed, and 0 where nothing did.")
    ] = False,
    form: Format = OutputFormat.TEXT,
    brief: Brief = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Say what changed between two states of rate cards: prices, by how much and since when; and a rewritten past.

    Of a card and a folder, the card is compared with the one of the same id. --brief leaves out changes of sources
    and notes.

    \b
    costcalc cards diff ../main/pricing pricing
    costcalc cards diff /tmp/openai.yaml pricing/openai.yaml --exit-code
    """
    different = False

    def work(writer: FormatModule, look: Style) -> Answer:
        nonlocal different
        from costcalc.diff import diff_cards
        from costcalc.formats.cards.changes import DiffReport

        before, after = _read(old, new)
        found = diff_cards(before, after)
        different = bool(found)
        text = writer.report(DiffReport(found, str(old), str(new)), look)
        return Answer(text)

    code = Delivery(form, brief, out, force).give(work)
    return DIFFERENT if code == YES and different and exit_code else code


def _read(old: Path, new: Path) -> tuple[list[CardFile], list[CardFile]]:
    """Read both, and say everything that is wrong in either."""
    from costcalc.problem import InputError
    from costcalc.project.load import load_cards

    problems: list[Problem] = []
    found: list[list[CardFile]] = []
    for path in (old, new):
        with collected(problems):
            found.append([*load_cards(path)])
    if problems:
        raise InputError(problems)
    before, after = found
    if old.is_dir() != new.is_dir():
        ids = {file.card.id for file in (after if old.is_dir() else before)}
        before, after = ([file for file in files if file.card.id in ids] for files in (before, after))
    return before, after
