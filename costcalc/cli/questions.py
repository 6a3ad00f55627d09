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
        usual: The answer where nobody gives one, which may depend on those before it.
        read: Returns an answer as it is used; raises InputError for one that cannot be.
    """

    option: str
    text: str
    usual: str | Callable[[Mapping[str, str]], str]
    read: Callable[[str], str]


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
    answers: dict[str, str] = {}
    for each in questions:
        usual = each.usual if isinstance(each.usual, str) else each.usual(answers)
        answers[each.option] = _asked(each, usual) if ask else each.read(given.get(each.option, usual))
    return answers


def _somebody_is_there() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _asked(question: Question, usual: str) -> str:
    """Return what somebody answers, asked again until it can be used."""

    def read(text: str) -> str:
        try:
            return question.read(text)
        except InputError as error:
            first = error.problems[0]
            raise typer.BadParameter(show(f"{first.message}. {first.hint or ''}".strip())) from None

    answer: str = typer.prompt(question.text, usual, show_default=bool(usual), value_proc=read, err=True)
    return answer
