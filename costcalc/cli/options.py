"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from costcalc.formats import OutputFormat

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
Format = Annotated[OutputFormat, typer.Option("--format", help="The form of the answer.")]
Brief = Annotated[bool, typer.Option("--brief", help="Leave the working out (text and markdown).")]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the answer to a file.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
Service = Annotated[
    str, typer.Option("--service", metavar="NAME", help="The service tier: batch, flex, priority, as the card has it.")
]
Region = Annotated[
    str | None, typer.Option("--region", metavar="NAME", help="Where the data must stay, if that has a price.")
]
