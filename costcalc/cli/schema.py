"""`costcalc schema`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.answer import Answer, Delivery
from costcalc.cli.options import Force, Out
from costcalc.formats import OutputFormat

if TYPE_CHECKING:
    from costcalc.formats import Style
    from costcalc.formats.base import Format


class SchemaKind(StrEnum):
    """The files there are a schema of."""

    SCENARIO = "scenario"
    RATE_CARD = "rate-card"
    FX = "fx"
    CALENDAR = "calendar"
    POLICY = "policy"


def schema(
    kind: Annotated[SchemaKind, typer.Argument(metavar="KIND", help="scenario, rate-card, fx, calendar or policy.")],
    out: Out = None,
    force: Force = False,
) -> int:
    """Print the JSON Schema of a file, for editors that complete and check YAML.

    \b
    costcalc schema scenario > schema.json
    """

    def work(writer: Format, look: Style) -> Answer:
        del writer, look
        from costcalc.schema import json_schema

        return Answer(json_schema(kind.value))

    return Delivery(OutputFormat.TEXT, brief=False, out=out, force=force).give(work)
