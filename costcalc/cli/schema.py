"""`costcalc schema`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.answer import Answer, Delivery
from costcalc.cli.options import Force, Out
from costcalc.formats import Form

if TYPE_CHECKING:
    from costcalc.formats import Look
    from costcalc.formats.base import Format


class Kind(StrEnum):
    """The files there are a schema of."""

    SCENARIO = "scenario"
    RATE_CARD = "rate-card"
    FX = "fx"
    CALENDAR = "calendar"
    POLICY = "policy"


def schema(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="scenario, rate-card, fx, calendar or policy.")],
    out: Out = None,
    force: Force = False,
) -> int:
    """Print the JSON Schema of a file, for editors that complete and check YAML.

    \b
    costcalc schema scenario > schema.json
    """

    def work(writer: Format, look: Look) -> Answer:
        del writer, look
        from costcalc.schema import json_schema

        return Answer(json_schema(kind.value))

    return Delivery(Form.TEXT, brief=False, out=out, force=force).give(work)
