"""`costcalc init`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.beginning import Beginning
from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver
from costcalc.cli.options import AsOf, Pricing
from costcalc.problem import InputError, Place
from costcalc.shown import lines_of

if TYPE_CHECKING:
    from collections.abc import Collection

STDOUT = "-"


def init(
    kind: Annotated[
        Beginning, typer.Argument(metavar="[scenario|card|contract|policy]", help="What to begin.")
    ] = Beginning.SCENARIO,
    name: Annotated[str | None, typer.Option("--id", metavar="ID", help="What it is called, and its file.")] = None,
    models: Annotated[
        list[str],
        typer.Option(
            "--model", metavar="MODEL", help="CARD/MODEL of an option; may be repeated. Of a card, its model."
        ),
    ] = [],
    card: Annotated[str | None, typer.Option("--card", metavar="CARD", help="The card under a contract.")] = None,
    requests: Annotated[str | None, typer.Option("--requests", metavar="N", help="Requests in a month.")] = None,
    prompt: Annotated[
        str | None, typer.Option("--input", metavar="N", help="Tokens of one prompt; of a card, the price of 1M.")
    ] = None,
    answer: Annotated[
        str | None, typer.Option("--output", metavar="N", help="Tokens of one answer; of a card, the price of 1M.")
    ] = None,
    currency: Annotated[str | None, typer.Option("--currency", metavar="CURRENCY", help="What a card is in.")] = None,
    discount: Annotated[str | None, typer.Option("--discount", metavar="N", help="What a contract takes off.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="TEXT", help="Where prices or terms were read: a page, a paper.")
    ] = None,
    as_of: AsOf = None,
    pricing: Pricing = [],
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="The file; - is standard output. Default: scenarios/ID.yaml, pricing/ID.yaml, costcalc.yaml.",
        ),
    ] = None,
) -> int:
    """Begin a scenario, a rate card, a contract or a policy with a file that runs as it stands; never over another one.

    In a terminal and without options it asks a few questions. What is left open is as usual.

    \b
    costcalc init
    costcalc init scenario --id chat --model openai/gpt-5.4 --requests 100K --input 2000 --output 500
    costcalc init card --id acme --model small --input 0.50 --output 2 --source https://acme.ai/pricing
    """
    said = {
        "--id": name,
        "--model": ",".join(models) or None,
        "--card": card,
        "--requests": requests,
        "--input": prompt,
        "--output": answer,
        "--currency": currency,
        "--discount": discount,
        "--source": source,
    }
    given = {option: text for option, text in said.items() if text is not None}
    printed = out == STDOUT
    asked_for = None if out is None or printed else Path(out)

    def work() -> Answer:
        from costcalc.cli.begun import Surroundings, questions, refuse_what_exists, starter
        from costcalc.cli.begun_check import validate_begun
        from costcalc.cli.files import Output
        from costcalc.cli.questions import answered
        from costcalc.project.load import find_cards
        from costcalc.project.starter.written import whole_text

        around = Surroundings(find_cards(pricing), instant_asked(as_of) or today(), asked_for, printed)
        if asked_for:
            refuse_what_exists(asked_for)
        asked = list(questions(kind, given, around))
        _refuse_what_is_not_asked(kind, given, {each.option for each in asked})
        answers = answered(asked, given)
        path = asked_for or kind.usual_path(answers.get("--id", ""))
        if not printed:
            refuse_what_exists(path)
        text = whole_text(starter(kind, answers, around), kind.schema, path.parent)
        validate_begun(kind, text, path, answers, around)
        if printed:
            return Answer(lambda _: text)
        next_one = "check" if kind is Beginning.POLICY else f"{NEXT.get(kind, 'check')} {shlex.quote(str(path))}"
        remark = lines_of([f"Wrote {path}", f"Next:  costcalc {next_one}"])
        return Answer(files=[Output(path, text.encode())], folder=None if asked_for else path.parent, remark=remark)

    return deliver(work, Destination())


NEXT = {Beginning.SCENARIO: "compare"}
"""What is done next with a file, if it is not checked."""


def _refuse_what_is_not_asked(kind: Beginning, given: Collection[str], asked: Collection[str]) -> None:
    if extra := next((option for option in given if option not in asked), None):
        hint = f"it takes {', '.join(sorted(asked))}" if asked else "it takes none of these options"
        message = f"a {kind.value} is not begun with `{extra}`"
        raise InputError.of(Place.start_of(extra), "bad-setting", message, hint)
