"""`costcalc cards`: look at rate cards, compare them, bring in those of others.

A new command is a file with a function of its name, and a line in `COMMANDS`.
"""

from __future__ import annotations

import typer

from costcalc.cli.app import Commands

COMMANDS = {"list": "list_", "show": "show", "sources": "sources", "diff": "diff", "import": "import_"}
"""The commands in the order of the help, with what their file and function are called: two words are Python's."""


class CardsCommands(Commands):
    """Imports a command when it is asked for, as the program itself does."""

    package = "costcalc.cli.cards"
    files = COMMANDS


cards = typer.Typer(
    name="cards",
    cls=CardsCommands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Look at rate cards, compare them, bring in those of others.",
)


@cards.callback()
def _cards() -> None:
    """Look at rate cards, compare them, bring in those of others."""
