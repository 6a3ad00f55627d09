"""Read the usage of API responses from a file, and hold how they were served against what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument, not_empty, path_argument
from costcalc.problem import InputError, Place
from costcalc.usage.answer_counts import UNKNOWN
from costcalc.usage.documents import documents
from costcalc.usage.envelope import BATCH, HINT
from costcalc.usage.reported import STANDARD, WORDS, ReportedUsage, SaidWord
from costcalc.usage.told import AnswersTold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal
    from os import PathLike


def read_usage(path: PathLike[str] | str, service: str = "standard", region: str | None = None) -> dict[str, Decimal]:
    """Read the usage of one request.

    Where an answer does not say of what kind tokens are, or for how long they are kept in a cache, these are text, and
    five minutes. `costcalc price --usage` knows the model, and refuses or flags that where it makes a difference.

    Args:
        path: A JSON file, or `-` for standard input: a whole response, or its `usage` object alone.
        service: The service tier it is to be priced in; a response that names another one is refused.
        region: The region it is to be priced in.

    Returns:
        Meter to quantity, as `costcalc.price` takes it.

    Raises:
        InputError: for what is no usage object, for what is counted and has no meter, and for several answers.
        TypeError: for an argument of another type.
    """
    path = path_argument(path, "path", "the path of a JSON file, or -")
    not_empty(argument(service, str, "service", "a text such as batch"), "service", "a text such as batch")
    wanted = "a text such as eu, or None"
    not_empty(argument(region, (str, type(None)), "region", wanted), "region", wanted)
    first, *others = read_answers([path]).answers
    if others:
        message = "there are several answers here, and each has a price of its own"
        raise InputError.of(others[0].place, UNKNOWN, message, "`costcalc price --usage` prices several")
    if len(first.requests) > 1:
        message = "this answer was made in several requests, and the size of each decides about its price"
        raise InputError.of(first.place, UNKNOWN, message, "`costcalc price --usage` prices each of them")
    validate_served(first, service, region or "")
    return first.meters


class AnswersRead(NamedTuple):
    """The answers in some files.

    Args:
        answers: Each of them once.
        documents: In how many JSON documents they stood: an answer may be told in several.
        failed: How many requests failed, which count nothing.
    """

    answers: list[ReportedUsage]
    documents: int
    failed: int


def read_answers(paths: Sequence[str], given: Collection[str] = ()) -> AnswersRead:
    """Read the usage of every answer in some files.

    Args:
        paths: The files, or `-` for standard input.
        given: The meters that the user gives beside it.

    Raises:
        InputError: for what is no answer, and for what is counted in one and has no meter.
    """
    told = AnswersTold()
    for path in paths:
        told.read(documents(path))
    answers = told.answers(given)
    if not answers:
        place = told.last.place() if told.last else Place.start_of("standard input" if paths[0] == "-" else paths[0])
        message = "there is no answer in this list"
        if told.last:
            message = "every request here failed, and nothing was counted" if told.failed else "nothing is counted here"
        raise InputError.of(place, "no-usage", message, HINT)
    return AnswersRead(answers, told.documents, told.failed)


def validate_served(usage: ReportedUsage, service: str | None, region: str | None, known: Collection[str] = ()) -> None:
    """Refuse an answer that was served otherwise than it is to be priced.

    Args:
        usage: What the answer says.
        service: The service that is asked for; None where nobody asked, and what the answer says holds.
        region: The region that is asked for; the same. Empty where none is wanted.
        known: The services and regions that the card has.

    Raises:
        InputError: where it says another one, or one that neither the card has nor anybody knows.
    """
    said = usage.service
    if service and said and said.name != service and not (service == BATCH and said.written == "default"):
        raise _other(said, "service", known)
    if region is not None and usage.region and usage.region.name != region:
        raise _other(usage.region, "region", known)
    for word, asked, option in ((said, service, "service"), (usage.region, region, "region")):
        if word and asked is None and word.name not in known and word.name not in WORDS:
            raise _other(word, option, known)


def _other(said: SaidWord, option: str, known: Collection[str]) -> InputError:
    message = f"{said.text(known)}, and what that does to the price is not known here"
    name = said.name if said.name in known or said.name in WORDS else "NAME"
    hint = f"price it with --{option} {name}, if the card has it"
    return InputError.of(said.place, UNKNOWN, message, hint)


__all__ = ["STANDARD", "read_answers", "read_usage", "validate_served"]
