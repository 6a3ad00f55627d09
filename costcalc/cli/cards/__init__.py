"""`costcalc cards`: look at rate cards, compare them, bring in those of others.

A new command is a file with a function of its name, and a line in `COMMANDS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

COMMANDS = {"list": "list_", "show": "show", "diff": "diff", "import": "import_"}
"""The commands in the order of the help, with what their file and function are called: two words are Python's."""


class CardsCommands(TyperGroup):
    """Imports a command when it is asked for, as the program itself does."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name them in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import one; None where there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = COMMANDS[cmd_name]
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name)(getattr(import_module(f"costcalc.cli.cards.{name}"), name))
        return get_command(one)


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
