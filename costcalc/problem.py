"""What is wrong in an input, and where: the words every layer uses to refuse something. Standard library only."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.shown import inert, show
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_SHOWN = 20
"""Problems printed per file; the rest are counted."""

EXCERPT_WIDTH = 72
_DATE = re.compile(r"(?<![\w`/.-])[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]+Z)?(?![\w-])")
"""A date in a sentence, and not one that is a part of a name."""


class Source:
    """A text somebody wrote: a file, or an argument of the command line.

    Args:
        name: How places call it: `scenarios/chatbot.yaml`, `--set`.
        text: All of it.
        quotable: Whether an excerpt may be shown. A file that does not say it is one of ours may be
            anything that a link points at, so nothing of it is ever quoted.
    """

    __slots__ = ("lines", "name", "quotable")

    def __init__(self, name: str, text: str = "", *, quotable: bool = True) -> None:
        self.name = name
        self.lines: Sequence[str] = text.split("\n")
        self.quotable = quotable

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and (self.name, self.lines) == (other.name, other.lines)

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"Source({self.name!r})"


class Place(NamedTuple):
    """A line and column of a source, both counted from 1."""

    source: Source
    line: int
    column: int

    def __str__(self) -> str:
        return f"{show(self.source.name)}:{self.line}:{self.column}"

    @classmethod
    def start_of(cls, name: str, text: str = "", *, quotable: bool = True) -> Place:
        """Return the beginning of a source: of a file, or of an argument of the command line with what it says."""
        return cls(Source(name, text, quotable=quotable), 1, 1)

    def shifted(self, columns: int) -> Place:
        """Return the place some columns to the right."""
        return Place(self.source, self.line, self.column + columns)

    def excerpt(self) -> str | None:
        """Return the line with a caret under the column; None where nothing may be quoted."""
        if not self.source.quotable or not 1 <= self.line <= len(self.source.lines):
            return None
        line = self.source.lines[self.line - 1].rstrip("\r")
        if not line:
            return None
        start = max(0, self.column - 1 - EXCERPT_WIDTH // 2) if len(line) > EXCERPT_WIDTH else 0
        end = start + EXCERPT_WIDTH
        before = ("…" if start else "") + show(line[start : self.column - 1])
        shown = before + show(line[self.column - 1 : end]) + ("…" if len(line) > end else "")
        gutter = f"{self.line:>5} | "
        return f"{gutter}{shown}\n{' ' * len(gutter)}{' ' * len(before)}^"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an input.

    Args:
        place: Where.
        code: A stable kebab-case name, the same in every version.
        message: A sentence that says what is wrong, in the user's words.
        hint: What to do about it.
    """

    place: Place
    code: str
    message: str
    hint: str | None = None

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order problems as a reader meets them: by file, line, column."""
        return (self.place.source.name, self.place.line, self.place.column, self.code, self.message)

    def to_dict(self) -> dict[str, str | None]:
        """Return it as plain values."""
        return {"place": str(self.place), "code": self.code, "message": self.message, "hint": self.hint}

    def __str__(self) -> str:
        parts = [f"{self.place}: error[{self.code}]: {show(self.message)}"]
        if excerpt := self.place.excerpt():
            parts.append(excerpt)
        if self.hint:
            parts.append(f"  = hint: {show(self.hint)}")
        return "\n".join(parts)


class InputError(Exception):
    """An input that cannot be used, with all that is wrong in it.

    Attributes:
        problems: At least one problem, sorted by place, without repetitions.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems), key=Problem.sort_key))
        super().__init__(describe(self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception is made again from its `args`, which are the text of this one.
        return type(self), (self.problems,), self.__dict__

    @classmethod
    def of(cls, place: Place, code: str, message: str, hint: str | None = None) -> InputError:
        """Refuse an input for one reason."""
        return cls([Problem(place, code, message, hint)])


@contextmanager
def collected(problems: list[Problem]) -> Iterator[None]:
    """Collect the problems of one step, so that the next can add its own before any is raised."""
    try:
        yield
    except InputError as error:
        problems += error.problems


def shown_and_left_out(problems: Sequence[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """Return `MAX_SHOWN` problems of each file, and the number of the others by file.

    Those that are alike do not crowd out another: the first of each kind comes before the second of one.
    """
    firsts = {_kind(problem): nth for nth, problem in reversed([*enumerate(problems)])}
    seen: dict[str, int] = {}
    shown: list[int] = []
    for nth in sorted(range(len(problems)), key=lambda nth: firsts[_kind(problems[nth])] != nth):
        file = problems[nth].place.source.name
        seen[file] = seen.get(file, 0) + 1
        if seen[file] <= MAX_SHOWN:
            shown.append(nth)
    return [problems[nth] for nth in sorted(shown)], _beyond(seen)


def _beyond(seen: dict[str, int]) -> dict[str, int]:
    return {file: number - MAX_SHOWN for file, number in seen.items() if number > MAX_SHOWN}


def describe(problems: Sequence[Problem]) -> str:
    """Return problems as a person reads them: what is alike once, and the first of each file."""
    seen: dict[str, int] = {}
    lines: list[str] = []
    for alike in _alike(problems):
        file = alike[0].place.source.name
        seen[file] = seen.get(file, 0) + 1
        if seen[file] <= MAX_SHOWN:
            lines += _told_once(alike)
    lines += [f"{show(file)}: …and {number} more" for file, number in _beyond(seen).items()]
    return inert("\n".join(lines))


def _alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Return problems in groups that say the same of a file, or of an argument, but for places and dates."""
    found: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        found.setdefault(_kind(problem), []).append(problem)
    return list(found.values())


def _kind(problem: Problem) -> tuple[object, ...]:
    """Return what problems that are alike have in common."""
    return problem.place.source, problem.code, _DATE.sub("", problem.message), problem.hint


def _told_once(alike: Sequence[Problem]) -> Iterator[str]:
    """Yield the first of some problems that are alike, and where and how often there are more."""
    first = alike[0]
    yield str(first)
    places = dict.fromkeys(f"{problem.place.line}:{problem.place.column}" for problem in alike)
    if others := list(places)[1:]:
        yield f"  = also at: {some_of(others)}"
    if dates := len({problem.message for problem in alike}) - 1:
        yield f"  = and at {dates} more date{'s' if dates > 1 else ''}"
