"""The commands. A new one is a file of its name with a function of its name, and a word in `COMMANDS`."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command

from costcalc import __version__
from costcalc.documentation import documentation

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS = ("compare", "price", "check", "export", "cards", "schema")


class Commands(TyperGroup):
    """Imports a command when it is asked for, so that no command slows the start of another.

    Attributes:
        package: Where the commands are.
        files: Each command in the order of the help, with what its file and its function are called.
    """

    package: ClassVar[str] = "costcalc.cli"
    files: ClassVar[Mapping[str, str]] = {name: name for name in COMMANDS}

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words of the command line; none of them is empty.

        `--region ''` comes of a variable that is not set, and so does a folder called '', which would be this one.

        Raises:
            BadParameter: for a word that is empty, or an option that is.
        """
        for before, word in pairwise(["", *args]):
            option, equals, value = word.partition("=") if word.startswith("--") else ("", "", "")
            if not word.strip() or (equals and not value.strip()):
                name = option or (before if before.startswith("-") else "an argument")
                why = "it is empty. Is it a variable that is not set? Leave it out, or give it a value."
                raise typer.BadParameter(why, ctx, param_hint=name)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Name them in the order of the help."""
        del ctx
        return list(self.files)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import one; None where there is none of this name."""
        del ctx
        name = self.files.get(cmd_name)
        if name is None:
            return None
        found = getattr(import_module(f"{self.package}.{name}"), name)
        if isinstance(found, typer.Typer):  # a group with commands of its own
            return get_command(found)
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name, help=documentation(found))(found)
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


app.callback(help=documentation(costcalc))(costcalc)
