"""What `--usage` gives: the answers of APIs in files, with what is counted beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place
from costcalc.usage import read_answers
from costcalc.usage.bill import AnswersAsked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from costcalc.expr import Exact

MORE = "usage-and-more"
WHOLE = ("input", "cache_read", "output")
"""What every answer counts, so that nobody says it beside one."""


def answers_asked(
    paths: Sequence[str], counts: Mapping[str, Exact], places: Mapping[str, Place], as_of: datetime
) -> AnswersAsked:
    """Read answers, and hold what is given beside them against what they count.

    Args:
        paths: The files.
        counts: The meters that are given, with how much.
        places: Where these were given, and the other numbers.
        as_of: The instant whose prices count.

    Raises:
        InputError: for what cannot be read, and where something is counted twice.
    """
    first = Place.start_of("--usage", paths[0])
    for meter in WHOLE:
        if meter in counts:
            flag = places[meter].source.name
            raise InputError.of(first, MORE, f"`--usage` says everything, and {flag} says more")
    given: dict[str, Decimal] = {}
    for meter, count in counts.items():
        if not isinstance(count, Decimal):
            raise InputError.of(places[meter], "bad-number", f"`{meter}` is a number without a last digit")
        given[meter] = count
    read = read_answers(paths, given)
    answers = read.answers
    if any(given.values()) and (len(answers) > 1 or len(answers[0].requests) > 1):
        message = "`--meter` counts something of one request, and here are several"
        raise InputError.of(first, MORE, message, "price that answer by itself; only that there is none holds for all")
    for answer in answers:
        for meter in given:
            if answer.meters.get(meter):
                message = f"`--usage` counts `{meter}` already, and --meter says more"
                raise InputError.of(answer.places[meter], MORE, message)
    return AnswersAsked(answers, as_of, given=given, places=places, documents=read.documents, failed=read.failed)
