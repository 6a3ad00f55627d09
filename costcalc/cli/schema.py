"""`costcalc schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from costcalc.cli.deliver import Answer, Destination, deliver
from costcalc.cli.options import Force, Out
from costcalc.problem import InputError, Place
from costcalc.schema import NAMES, SCENARIO
from costcalc.spelling import did_you_mean


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"{', '.join(NAMES[:-1])} or {NAMES[-1]}.")],
    pricing: Annotated[
        list[Path],
        typer.Option(
            "--pricing",
            metavar="DIR",
            help="Name the models of these cards in the schema of scenarios; with `pricing` also the shipped ones.",
        ),
    ] = [],
    out: Out = None,
    force: Force = False,
) -> int:
    """Print the JSON Schema of a file, for editors that check YAML, or of an answer in JSON, for programs.

    \b
    costcalc schema scenario > schema.json
    costcalc schema scenario --pricing pricing -o scenarios/schema.json
    costcalc schema comparison
    """
    if name not in NAMES:
        hint = did_you_mean(name, NAMES, f"there are {', '.join(NAMES)}")
        raise typer.BadParameter(f"there is no schema of {name!r}: {hint}", param_hint="'NAME'")

    def work() -> Answer:
        from costcalc.schema import json_schema

        cards = None
        if pricing:
            from costcalc.project.load import LOCAL, find_cards

            if name != SCENARIO:
                place = Place.start_of("--pricing", str(pricing[0]))
                message = f"the schema `{name}` names no models"
                raise InputError.of(place, "bad-setting", message, f"leave it out, or ask for `{SCENARIO}`")
            # The folder that every command looks into lies over what is shipped, as it does for them.
            cards = find_cards() if pricing == [LOCAL] else find_cards(pricing)
        text = json_schema(name, cards)
        return Answer(lambda _: text)

    return deliver(work, Destination(out=out, force=force))
