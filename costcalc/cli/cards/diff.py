"""`costcalc cards diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import today
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import Brief, Force, Format, Out
from costcalc.exit_code import NO, YES
from costcalc.problem import collected

if TYPE_CHECKING:
    from costcalc.problem import Problem
    from costcalc.ratecard import CardFile


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A card, or a folder of cards, as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same as it is now.")],
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 where anything changed, and 0 where nothing did.")
    ] = False,
    form: Format = None,
    brief: Brief = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Show what changed between two states of rate cards: prices, by how much and since when; and a rewritten past.

    Of a card and a folder, the card is compared with the one of the same id. --brief leaves out changes of sources
    and notes.

    \b
    costcalc cards diff ../main/pricing pricing
    costcalc cards diff /tmp/openai.yaml pricing/openai.yaml --exit-code
    """
    to = Destination(form, detail_asked(brief=brief), out, force)

    def work() -> Answer:
        from costcalc.diff import diff_cards, seen_at
        from costcalc.views.cards.changes import CardsDiffView

        before, after = _read(old, new)
        found = seen_at(diff_cards(before, after), today())
        report = CardsDiffView(found, str(old), str(new))
        return Answer(report, code=NO if found and exit_code else YES)

    return deliver(work, to)


def _read(old: Path, new: Path) -> tuple[list[CardFile], list[CardFile]]:
    """Read both, and report everything that is wrong in either."""
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
