"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from costcalc.formats import Form, OutputFormat


def out_file(word: str) -> Path | None:
    """Return the file that a word of `-o` names; None for `-`, which is standard output."""
    return None if word == "-" else Path(word)


def out_option(help: str, metavar: str = "FILE") -> Any:  # noqa: A002  # typer calls it so
    """Return the option `-o` of a command."""
    return typer.Option("--out", "-o", metavar=metavar, parser=out_file, help=f"{help}; - is standard output.")


def format_option(forms: type[Form], metavar: str | None = None) -> Any:
    """Return the option `--format` of a command whose answers have these forms."""
    endings = ", ".join(ending for ending in forms.endings() if ending != OutputFormat.TEXT.suffixes[0])
    return typer.Option(
        "--format",
        metavar=metavar,
        help=f"The form of the answer. Default: what FILE of -o ends in ({endings}), or text.",
    )


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="INSTANT", help="Price at this date (00:00 UTC) or instant."),
]
Pricing = Annotated[
    list[Path],
    typer.Option(
        "--pricing",
        metavar="DIR",
        help="Take rate cards from this folder only; may be repeated. Default: ./pricing, then those shipped.",
    ),
]
AllowListed = Annotated[
    bool,
    typer.Option("--allow-listed", help="Let prices from lists that nobody has verified be the cheapest, too."),
]
Format = Annotated[
    OutputFormat | None,
    format_option(OutputFormat),
]
Brief = Annotated[bool, typer.Option("--brief", help="Print the answer alone (text and markdown).")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Print why, from where and how old as well (text and markdown).")
]
Out = Annotated[Path | None, out_option("Write the answer to a file")]
Fx = Annotated[
    Path | None, typer.Option("--fx", metavar="FILE", help="Exchange rates, where cards are in several currencies.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
Service = Annotated[
    str | None,
    typer.Option(
        "--service",
        metavar="NAME",
        help="The service tier: batch, flex, priority, as the card has it. Default: what --usage says, or standard.",
    ),
]
Region = Annotated[
    str | None, typer.Option("--region", metavar="NAME", help="Where the data must stay, if that has a price.")
]
With = Annotated[
    list[str],
    typer.Option(
        "--with", metavar="MODEL", help="Add CARD/MODEL, or all that a pattern names: 'openai/*'; may be repeated."
    ),
]
Like = Annotated[
    str | None,
    typer.Option(
        "--like",
        metavar="OPTION",
        help="The option that those of --with are like, but for its models and as_of. Default: the baseline.",
    ),
]
Only = Annotated[
    list[str],
    typer.Option(
        "--option", metavar="NAME", help="Show this option, beside the baseline and what --with adds; may be repeated."
    ),
]
WrittenOnly = Annotated[
    list[str],
    typer.Option(
        "--option",
        metavar="NAME",
        help="Write the rows of this option, and of what --with adds; may be repeated. Default: the chosen one.",
    ),
]
Settings = Annotated[
    list[str],
    typer.Option("--set", metavar="NAME=VALUE", help="Override an assumption of every file; may be repeated."),
]
Vary = Annotated[
    list[str],
    typer.Option(
        "--vary",
        metavar="NAME=VALUES",
        help="A table over values of an assumption: queries=100K,1M or tokens=200..1000/200; may be repeated once.",
    ),
]
