"""The commands. A new one is a file of its name with a function of its name, and a word in `COMMANDS`."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from costcalc import __version__

COMMANDS = ("compare", "price", "check", "export", "cards", "schema")


class Commands(TyperGroup):
    """Imports a command when it is asked for, so that no command slows the start of another."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name them in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import one; None where there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"costcalc.cli.{cmd_name}"), cmd_name)
        if isinstance(found, typer.Typer):  # a group with commands of its own
            return get_command(found)
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name)(found)
        return get_command(one)


app = typer.Typer(
    name="costcalc",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:  # noqa: FBT001  # typer calls it so
    if asked:
        typer.echo(f"costcalc {__version__}")
        raise typer.Exit


@app.callback()
def costcalc(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """What will this LLM workload cost, on which model, and why?

    Exit codes: 0 yes; 1 the answer is no; 2 could not answer; 3 nothing was checked; 70 a fault of costcalc.
    """
    del version
