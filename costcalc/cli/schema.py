"""`costcalc schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from costcalc.cli.deliver import Answer, Destination, deliver
from costcalc.cli.options import Force, Out
from costcalc.problem import did_you_mean
from costcalc.schema import NAMES


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"{', '.join(NAMES[:-1])} or {NAMES[-1]}.")],
    out: Out = None,
    force: Force = False,
) -> int:
    """Print the JSON Schema of a file, for editors that check YAML, or of an answer in JSON, for programs.

    \b
    costcalc schema scenario > schema.json
    costcalc schema comparison
    """
    if name not in NAMES:
        hint = did_you_mean(name, NAMES, f"there are {', '.join(NAMES)}")
        raise typer.BadParameter(f"there is no schema of {name!r}: {hint}", param_hint="'NAME'")

    def work() -> Answer:
        from costcalc.schema import json_schema

        return Answer(lambda _: json_schema(name))

    return deliver(work, Destination(out=out, force=force))
