"""What an answer says itself that it cost, beside what it comes to here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import decimal_text
from costcalc.pricing import StatedTotal
from costcalc.records import COUNT, TEXT, Field, Record, number
from costcalc.views.blocks import Block, Paragraph
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Exact
    from costcalc.pricing import AnswersSaid, Estimate

STATED = Record[StatedTotal](
    "stated",
    "What API answers say themselves that they cost.",
    number("amount", lambda one: one.amount, "of all answers that say one"),
    Field("currency", TEXT, lambda one: one.currency),
    Field("key", TEXT, lambda one: one.key, "where an answer says so: `usage.cost`"),
    Field("answers", COUNT, lambda one: one.answers, "how many say so"),
    number(
        "difference",
        lambda one: one.difference,
        "by how much that is more than what these answers cost here; null in another currency",
        null=True,
    ),
)


def answers_blocks(estimate: Estimate, told: AnswersSaid, named: str = "") -> Iterator[Block]:
    """Yield how many answers are priced, how they were served, and what they say that they cost.

    Args:
        estimate: What they cost here.
        told: What they say; nothing where the numbers were given.
        named: The model whose prices it is held against, where there are others.
    """
    served = dict.fromkeys(word for charge in estimate.charges for _, word in charge.terms.asked())
    answers, stated = told.answers, told.stated
    said = [f"{answers:,} answers, each priced by its own size"] if answers > 1 else []
    if told.documents - told.failed > answers:
        each = "each counted once and by its own size" if answers > 1 else "counted once"
        said = [f"{counted(answers, 'answer')} in {told.documents:,} documents, {each}"]
    if told.failed:
        said.append(f"{counted(told.failed, 'request')} failed, and counted nothing")
    if answers and served:
        said.append(f"priced as served: {', '.join(served)}")
    if said:
        text = "; ".join(said)
        yield Paragraph(f"{text[0].upper()}{text[1:]}.")
    if stated:
        who = "The answer says that it" if answers == 1 else f"{stated.answers:,} of {answers:,} answers say that they"
        amount = f"{decimal_text(stated.amount)} {stated.currency}"
        yield Paragraph(f"{who} cost {amount} ({stated.key}): {_beside(stated, f'on {named}' if named else 'here')}.")


def _beside(stated: StatedTotal, here: str) -> str:
    if stated.difference is None:
        return f"in another currency than {here}"
    if not stated.difference:
        return f"the same as {here}"
    side = "more" if stated.difference > 0 else "less"
    apart: Exact = max(stated.difference, -stated.difference)
    return f"{decimal_text(apart)} {stated.currency} {side} than {here}"
