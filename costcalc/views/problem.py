"""Problems for programs: why there is no answer, or not all of it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.feasibility import Flag
from costcalc.problem import Place, Problem, shown_and_left_out
from costcalc.records import COUNT, FLAG, TEXT, DocumentRecord, Field, Many, Mapped, Part, Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


POSITION: tuple[Field[Place], ...] = (
    Field("file", TEXT, lambda place: place.source.name, "the file, or the option of the command line"),
    Field("line", COUNT, lambda place: place.line, "from 1"),
    Field("column", COUNT, lambda place: place.column, "from 1"),
)
AT = Part[Any, Place](attrgetter("place"), *POSITION)
"""Where a problem or a finding is."""


def why(code: str = "code") -> tuple[Field[Any], ...]:
    """Return the fields that say what is wrong.

    Args:
        code: The attribute that has the code.
    """
    return (
        Field("code", TEXT, attrgetter(code), "what `costcalc explain` is asked about"),
        Field("message", TEXT, attrgetter("message"), "what is wrong"),
        Field("hint", TEXT, attrgetter("hint"), "what to do about it", null=True),
    )


PROBLEM = Record[Problem]("problem", "Something wrong in an input.", AT, *why())
NOT_PRICED = Record[Problem]("reason", "Why an option has no price.", *why())
FLAG_FIELDS: tuple[Field[Flag], ...] = (
    Field("code", TEXT, lambda flag: flag.code),
    Field("message", TEXT, lambda flag: flag.message),
    Field("bars_cheapest", FLAG, lambda flag: flag.bars, "whether it keeps the option from being the cheapest"),
)
FLAG_RECORD = Record[Flag]("flag", "Something to know about an option before choosing it.", *FLAG_FIELDS)


class ProblemList(NamedTuple):
    """Problems as they are listed: the first of each file, and how many more there are."""

    problems: Sequence[Problem]
    left_out: Mapping[str, int]

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> ProblemList:
        """Return the list of problems."""
        return cls(*shown_and_left_out(problems))


PROBLEMS = DocumentRecord[ProblemList](
    "problems",
    "Why there is no answer, or not all of it: printed to standard error with --format json.",
    Field("problems", Many(PROBLEM), lambda found: found.problems),
    Field("left_out", Mapped(COUNT), lambda found: found.left_out, "how many more each file has"),
)
