"""What reports to build servers list: findings, and the problems for which there is no answer, in one form."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import Level
from costcalc.problem import shown_and_left_out
from costcalc.views.blocks import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.problem import Place
    from costcalc.review import Review
    from costcalc.views.blocks import Line

OPTION = "--"
"""How the names of sources begin that are arguments of the command line, and no files."""


class Reported(NamedTuple):
    """A finding or a problem.

    Args:
        rule: The name of the check or gate, or the code of the problem.
        level: How grave it is; a problem is an error.
        is_problem: Whether it is why there is no answer.
        fails: Whether the run fails because of it.
        place: Where.
        path: The file as the repository names it; None where it is no file, or none of the repository.
        message: What it is.
        hint: What to do about it.
        about: What it is about: a model, a scenario and option.
        fingerprint: The same as long as it is the same finding: neither amounts nor lines are in it.
        when: What the message ends with, after `, at `: an instant, and its hours.
        limit: The key of the limit of a gate.
    """

    rule: str
    level: Level
    is_problem: bool
    fails: bool
    place: Place
    path: str | None
    message: str
    hint: str | None
    about: str
    fingerprint: str
    when: str = ""
    limit: str = ""

    @property
    def said(self) -> str:
        """The message without its instant."""
        return self.message.removesuffix(f", at {self.when}") if self.when else self.message

    @property
    def line(self) -> Line:
        """It as compilers write it: FILE:LINE:COLUMN: level[name]: message."""
        advice = f"; hint: {self.hint}" if self.hint else ""
        return (Ref((self.place,)), f": {self.level.word}[{self.rule}]: {self.message}{advice}")

    @property
    def sentence(self) -> str:
        """The message with its hint."""
        return f"{self.message} ({self.hint})" if self.hint else self.message


def reported(result: Review) -> list[Reported]:
    """Return problems and findings, the gravest first, and those of a level as a reader meets them."""
    found = sorted(_all(result), key=lambda each: (not each.is_problem, -each.level))
    return list(_told_apart(found))


def left_out(result: Review) -> dict[str, int]:
    """Return how many problems are too many to list, by file."""
    return shown_and_left_out(result.problems)[1]


def path_of(place: Place, result: Review) -> str | None:
    """Return the file of a place as the repository names it; None where it is no file, or none of the repository."""
    name = place.source.name
    return None if name.startswith(OPTION) else result.checkout.path(name)


def _all(result: Review) -> Iterator[Reported]:
    for problem in shown_and_left_out(result.problems)[0]:
        path = path_of(problem.place, result)
        said = (problem.message, problem.hint)
        yield Reported(problem.code, Level.ERROR, True, True, problem.place, path, *said, "", "")  # noqa: FBT003  # as its fields are
    for one in result.findings:
        path = path_of(one.place, result)
        fails = one.level >= result.fail_on
        said = (one.message, one.hint)
        yield Reported(one.check, one.level, False, fails, one.place, path, *said, one.about, "", one.when, one.limit)  # noqa: FBT003  # the same


def _told_apart(found: Iterable[Reported]) -> Iterator[Reported]:
    """Yield each with its fingerprint, made of what it is, and of its number among those that are alike."""
    seen: dict[tuple[str, str, str], int] = {}
    for one in found:
        alike = (one.rule, one.path or one.place.source.name, one.about)
        seen[alike] = seen.get(alike, 0) + 1
        said = json.dumps([*alike, seen[alike]])
        yield one._replace(fingerprint=hashlib.sha256(said.encode()).hexdigest())
