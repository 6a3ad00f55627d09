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
from costcalc.exit_code import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COMMANDS = ("compare", "price", "forecast", "solve", "check", "export", "cards", "init", "schema", "explain")


def with_suggestion(message: str, word: str, known: Iterable[str]) -> str:
    """Return a message of typer's with the word that was probably meant."""
    from costcalc.spelling import did_you_mean

    hint = did_you_mean(word, known)
    return f"{message.rstrip('.')}: {hint}" if hint else message


class Commands(TyperGroup):
    """Imports a command when it is asked for, so that no command slows the start of another.

    Attributes:
        package: Where the commands are.
        files: Each command in the order of the help, with what its file and its function are called.
    """

    package: ClassVar[str] = "costcalc.cli"
    files: ClassVar[Mapping[str, str]] = {name: name for name in COMMANDS}

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words of the command line; none of them is empty.

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
        """Return their names in the order of the help."""
        del ctx
        return list(self.files)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import one, and return it; None where there is none of this name."""
        if cmd_name not in self.files:
            return None
        found = self._imported(cmd_name)
        if isinstance(found, typer.Typer):  # a group with commands of its own
            command = get_command(found)
        else:
            one = typer.Typer(add_completion=False, rich_markup_mode=None)
            one.command(cmd_name, help=documentation(found))(found)
            command = get_command(one)
        if getattr(ctx, "resilient_parsing", False):  # somebody types, and wants the word completed
            from costcalc.cli.completion import completing

            completing(command)
        command.short_help = _first_sentence(command.help or "")  # typer would cut it to fit into a line
        for param in command.params:
            if hasattr(param.type, "choices"):
                _suggest_one_of(param.type)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what each command does in a sentence. What its options are, this help does not say, nor work out."""
        del ctx
        rows = [(name, _first_sentence(self._help(name))) for name in self.files]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _imported(self, command: str) -> Any:
        """Import a command: a function, or a group with commands of its own."""
        name = self.files[command]
        return getattr(import_module(f"{self.package}.{name}"), name)

    def _help(self, command: str) -> str:
        found = self._imported(command)
        return str(found.info.help) if isinstance(found, typer.Typer) else documentation(found)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named, and what is left of the words.

        Raises:
            TyperException: where there is no such command, with the one that was probably meant.
        """
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            error.message = with_suggestion(error.message, args[0], self.files)
            raise


def _suggest_one_of(choice: Any) -> None:
    """Let a choice of words say which of them was probably meant."""
    usual = choice.get_invalid_choice_message
    choice.get_invalid_choice_message = lambda value, ctx: with_suggestion(
        usual(value=value, ctx=ctx), str(value), map(str, choice.choices)
    )


def _first_sentence(text: str) -> str:
    """Return the first sentence of a help, on one line."""
    paragraph = text.partition("\n\n")[0]
    return " ".join(paragraph.split()).partition(". ")[0].removesuffix(".") + "."


app = typer.Typer(
    name="costcalc",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(ctx: typer.Context, asked: bool) -> None:  # noqa: FBT001  # typer calls it so
    if asked and not ctx.resilient_parsing:
        typer.echo(f"costcalc {__version__}")
        raise typer.Exit


def costcalc(
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """What will this LLM workload cost, on which model, and why?"""
    del version


EXIT_CODES = f"Exit codes: {'; '.join(f'{code} {meaning}' for code, meaning in MEANINGS.items())}."

app.callback(help=f"{documentation(costcalc)}\n\n{EXIT_CODES}")(costcalc)
