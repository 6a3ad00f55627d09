"""`costcalc explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from costcalc.cli.deliver import Answer, Destination, deliver
from costcalc.cli.options import Force, Format, Out
from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.spelling import did_you_mean


def explain(
    names: Annotated[list[str], typer.Argument(metavar="[CODE]...", help="Codes. Default: all, in a line each.")] = [],
    form: Format = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Explain a code: what a problem, a flag, a finding or a word of an audit means, and what to do about it.

    \b
    costcalc explain not-in-force
    costcalc explain
    """

    def work() -> Answer:
        from costcalc.codes import codes
        from costcalc.views.codes import CodesView

        known = codes()
        unknown = [_unknown(name, did_you_mean(name, known, INSTEAD)) for name in names if name not in known]
        if unknown:
            raise InputError(unknown)
        return Answer(CodesView([known[name] for name in names] or [*known.values()], listed=not names))

    return deliver(work, Destination(form, out=out, force=force))


INSTEAD = "`costcalc explain` lists them"


def _unknown(name: str, hint: str | None) -> Problem:
    return Problem(Place.start_of("CODE", name), "unknown-word", f"there is no code `{cut(name)}`", hint)
