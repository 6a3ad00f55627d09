"""What `init` wants to know: what options say, what somebody answers in a terminal, and what is usual."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from costcalc.problem import InputError
from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Question(NamedTuple):
    """A question.

    Args:
        option: The option that answers it.
        text: What is asked.
        usual: The answer where nobody gives one.
        read: Returns an answer as it is used; raises InputError for one that cannot be.
        suggest: Returns what is suggested to somebody who is asked, where it is not the usual answer.
    """

    option: str
    text: str
    usual: str
    read: Callable[[str], str]
    suggest: Callable[[], str] | None = None


def answered(questions: Iterable[Question], given: Mapping[str, str]) -> dict[str, str]:
    """Return the answer to every question, by its option.

    Where an option says anything, or nobody is there to be asked, what is open is answered as usual.

    Args:
        questions: In the order in which they are asked.
        given: What options say.

    Raises:
        InputError: for what an option says and cannot be.
        Abort: where somebody leaves in place of an answer.
    """
    ask = not given and _somebody_is_there()
    return {each.option: _asked(each) if ask else each.read(given.get(each.option, each.usual)) for each in questions}


def _somebody_is_there() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _asked(question: Question) -> str:
    """Return what somebody answers, asked again until it can be used."""
    usual = question.suggest() if question.suggest else question.usual
    while True:
        answer: str = typer.prompt(question.text, usual, show_default=bool(usual), err=True)
        try:
            return question.read(answer)
        except InputError as error:
            first = error.problems[0]
            typer.echo(show(f"error[{first.code}]: {first.message}"), err=True)
            if first.hint:
                typer.echo(show(f"  = hint: {first.hint}"), err=True)
